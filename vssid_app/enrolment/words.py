"""The words of dossiers: states, fields, photos, and what each coded reason tells the family."""

from __future__ import annotations

from dataclasses import dataclass

from flask_babel import gettext as _

from vssid_app.enrolment.kinds import DossierKind
from vssid_app.enrolment.models import Dossier, Handover
from vssid_app.enrolment.photo_kinds import PhotoKind
from vssid_app.enrolment.reasons import Reason, ReasonCode
from vssid_app.enrolment.states import Status
from vssid_app.enrolment.steps import Step
from vssid_app.people.rules import IdentityField
from vssid_app.policy.identity_papers import paper_today


@dataclass(frozen=True, slots=True)
class Told:
    """A reason as the family reads it: what happened, and how to mend it."""

    what: str
    cure: str


def status_word(status: Status) -> str:
    """The state as the title of the tracking page."""
    return {
        Status.DRAFT: _("Chưa gửi"),
        Status.RECORDED: _("Đã ghi nhận"),
        Status.PAPER_RECEIVED: _("Đã nhận tờ khai ký"),
        Status.UNDER_REVIEW: _("Cán bộ đang xem"),
        Status.SUPPLEMENT_ASKED: _("Cần bổ sung"),
        Status.ACCEPTED: _("Đã chấp nhận"),
        Status.ACTIVE: _("Tài khoản đã dùng được"),
        Status.REJECTED: _("Chưa được chấp nhận"),
        Status.WITHDRAWN: _("Đã rút"),
    }[status]


def state_of(dossier: Dossier) -> str:
    """The state as the title of its page; a child's ends without an account of its own."""
    if dossier.is_of_child and dossier.status is Status.ACTIVE:
        return _("Đã đăng ký xong cho con")
    return status_word(dossier.status)


def kind_word(kind: DossierKind) -> str:
    """Whom a dossier registers."""
    return {DossierKind.SELF: _("Chính mình"), DossierKind.CHILD: _("Con hoặc người được giám hộ")}[kind]


def next_word(status: Status) -> str:
    """What comes next in a state, for anybody: nothing of the person, nothing of the reasons."""
    return {
        Status.DRAFT: _("Hồ sơ chưa gửi. Mở hồ sơ để điền nốt rồi ghi nhận."),
        Status.RECORDED: _("Nộp tờ khai đã ký, rồi cơ quan BHXH kiểm tra."),
        Status.PAPER_RECEIVED: _("Cơ quan BHXH kiểm tra rồi trả lời bằng tin nhắn."),
        Status.UNDER_REVIEW: _("Cơ quan BHXH kiểm tra rồi trả lời bằng tin nhắn."),
        Status.SUPPLEMENT_ASKED: _("Mở hồ sơ để xem cần bổ sung gì, sửa rồi gửi lại."),
        Status.ACCEPTED: _("Nhập mã kích hoạt trong tin nhắn, rồi đặt mật khẩu."),
        Status.ACTIVE: _("Đã xong. Đăng nhập để mở thẻ BHYT."),
        Status.REJECTED: _("Mở hồ sơ để xem lý do, sửa rồi gửi lại."),
        Status.WITHDRAWN: _("Hồ sơ không được xét nữa. Muốn dùng lại thì đăng ký từ đầu."),
    }[status]


def photo_word(kind: PhotoKind, paper: str = "") -> str:
    """What a photo shows; ``paper`` is what the identity paper is called."""
    paper = paper or paper_today()
    return {
        PhotoKind.PORTRAIT: _("Ảnh chân dung"),
        PhotoKind.ID_FRONT: _("%(paper)s mặt trước", paper=paper),
        PhotoKind.ID_BACK: _("%(paper)s mặt sau", paper=paper),
        PhotoKind.BIRTH_CERTIFICATE: _("Giấy khai sinh"),
        PhotoKind.GUARDIANSHIP: _("Quyết định cử người giám hộ"),
        PhotoKind.GUARDIAN_FRONT: _("%(paper)s người giám hộ, mặt trước", paper=paper),
        PhotoKind.GUARDIAN_BACK: _("%(paper)s người giám hộ, mặt sau", paper=paper),
    }[kind]


def step_word(step: Step, paper: str = "") -> str:
    """The name of a step; ``paper`` is what the identity paper is called."""
    paper = paper or paper_today()
    return {
        Step.RELATION: _("Quan hệ"),
        Step.NUMBER: _("Mã số"),
        Step.IDENTITY: _("Thông tin"),
        Step.SCHOOL: _("Trường, lớp"),
        Step.ADDRESS: _("Địa chỉ"),
        Step.PORTRAIT: _("Ảnh chân dung"),
        Step.ID_FRONT: _("%(paper)s mặt trước", paper=paper),
        Step.ID_BACK: _("%(paper)s mặt sau", paper=paper),
        Step.BIRTH_CERTIFICATE: _("Giấy khai sinh"),
        Step.UNTIL: _("Thời hạn giám hộ"),
        Step.GUARDIANSHIP: _("Giấy giám hộ"),
        Step.GUARDIAN_FRONT: _("%(paper)s của bạn", paper=paper),
        Step.GUARDIAN_BACK: _("%(paper)s của bạn", paper=paper),
        Step.OFFICE: _("Nơi nhận"),
        Step.HANDOVER: _("Cách nộp"),
        Step.CHECK: _("Kiểm tra lại"),
    }[step]


def field_word(field: str, paper: str = "") -> str:
    """A fact of identity, as it is called on papers."""
    paper = paper or paper_today()
    return {
        IdentityField.SI_NUMBER: _("Mã số BHXH"),
        IdentityField.FULL_NAME: _("Họ và tên"),
        IdentityField.BIRTH_DATE: _("Ngày sinh"),
        IdentityField.SEX: _("Giới tính"),
        IdentityField.CITIZEN_ID: _("Số %(paper)s", paper=paper),
    }[IdentityField(field)]


def handover_word(handover: Handover) -> str:
    """How the signed paper gets to the office."""
    return {
        Handover.SCHOOL: _("Nhà trường nộp giúp"),
        Handover.DESK: _("Tự nộp tại cơ quan BHXH"),
        Handover.POST: _("Gửi bưu điện"),
    }[handover]


def reason_word(reason: Reason) -> str:
    """A coded reason as staff read it."""
    if reason.photo is not None:
        return f"{photo_word(reason.photo)}: {_photo_trouble(reason.code)}"
    return {
        ReasonCode.NAME_DIFFERS: _("Họ tên không khớp"),
        ReasonCode.BIRTH_DATE_DIFFERS: _("Ngày sinh không khớp"),
        ReasonCode.NUMBER_NOT_FOUND: _("Không tìm thấy mã số"),
        ReasonCode.NUMBER_OF_ANOTHER: _("Mã số của người khác"),
        ReasonCode.PHONE_ALREADY_USED: _("Số điện thoại đã dùng"),
        ReasonCode.GUARDIAN_NOT_SHOWN: _("Giấy khai sinh không có tên người đăng ký"),
        ReasonCode.CLASS_DIFFERS: _("Trường, lớp không khớp"),
        ReasonCode.CHILD_IN_OTHER_CARE: _("Người giám hộ khác chưa đồng ý"),
        ReasonCode.WRONG_OFFICE: _("Sai cơ quan tiếp nhận"),
        ReasonCode.SIGNED_PAPER_MISSING: _("Chưa có tờ khai ký"),
    }[reason.code]


def _photo_trouble(code: ReasonCode) -> str:
    return {
        ReasonCode.PHOTO_BLURRED: _("bị mờ"),
        ReasonCode.PHOTO_GLARE: _("bị loá"),
        ReasonCode.PHOTO_CUT: _("bị cắt mất mép"),
        ReasonCode.WRONG_PHOTO: _("không đúng loại ảnh"),
        ReasonCode.SIDE_MISSING: _("còn thiếu"),
    }[code]


def told(reason: Reason) -> Told:
    """A coded reason as the family reads it."""
    if reason.photo is not None:
        return Told(f"{photo_word(reason.photo)} {_photo_trouble(reason.code)}.", _photo_cure(reason.code))
    return {
        ReasonCode.NAME_DIFFERS: Told(
            _("Họ tên khác với hồ sơ BHXH."),
            _("Xem lại %(paper)s rồi gõ đúng từng dấu. Nếu đã đúng, bấm lưu lại.", paper=paper_today()),
        ),
        ReasonCode.BIRTH_DATE_DIFFERS: Told(
            _("Ngày sinh khác với hồ sơ BHXH."),
            _("Xem lại %(paper)s rồi sửa. Nếu đã đúng, bấm lưu lại.", paper=paper_today()),
        ),
        ReasonCode.NUMBER_NOT_FOUND: Told(
            _("Không tìm thấy mã số này."), _("Xem 10 số cuối trên thẻ BHYT rồi nhập lại.")
        ),
        ReasonCode.NUMBER_OF_ANOTHER: Told(
            _("Mã số này là của người khác."), _("Xem lại mã số trên thẻ BHYT của bạn rồi nhập lại.")
        ),
        ReasonCode.PHONE_ALREADY_USED: Told(
            _("Số điện thoại này đã dùng cho một mã số khác."), _("Đăng ký lại bằng số điện thoại khác.")
        ),
        ReasonCode.GUARDIAN_NOT_SHOWN: Told(
            _("Giấy khai sinh không ghi tên bạn là cha hoặc mẹ."),
            _("Chụp lại trang có tên cha mẹ, hoặc sửa quan hệ rồi gửi quyết định giám hộ."),
        ),
        ReasonCode.CLASS_DIFFERS: Told(
            _("Trường hoặc lớp khác với danh sách của trường."), _("Xem lại trường và lớp của con rồi sửa.")
        ),
        ReasonCode.CHILD_IN_OTHER_CARE: Told(
            _("Con đã có người giám hộ khác trong ứng dụng."), _("Nhờ người đó mời bạn cùng chăm sóc con.")
        ),
        ReasonCode.WRONG_OFFICE: Told(
            _("Cơ quan BHXH này không nhận hồ sơ của bạn."), _("Chọn cơ quan gần nơi ở hoặc nơi học.")
        ),
        ReasonCode.SIGNED_PAPER_MISSING: Told(
            _("Cơ quan BHXH chưa nhận được tờ khai có chữ ký."), _("Ký tờ khai rồi nộp theo cách đã chọn.")
        ),
    }[reason.code]


def _photo_cure(code: ReasonCode) -> str:
    return {
        ReasonCode.PHOTO_BLURRED: _("Giữ chắc tay, lau ống kính rồi chụp lại."),
        ReasonCode.PHOTO_GLARE: _("Nghiêng giấy tờ một chút cho hết loá rồi chụp lại."),
        ReasonCode.PHOTO_CUT: _("Lùi máy ra xa để thấy đủ bốn mép rồi chụp lại."),
        ReasonCode.WRONG_PHOTO: _("Chụp đúng giấy tờ được hỏi."),
        ReasonCode.SIDE_MISSING: _("Chụp thêm mặt này."),
    }[code]
