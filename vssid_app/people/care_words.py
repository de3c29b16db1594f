"""What the pages say of invitations, and of who may see a child."""

from __future__ import annotations

from flask_babel import gettext as _

from vssid_app.people.care_rules import CareProblem
from vssid_app.people.invitation_rules import InvitationProblem


def refusal(problem: InvitationProblem | CareProblem, *, adult_age: int) -> tuple[str, str]:
    """Why an invitation cannot be accepted, as a title, and what to do."""
    if isinstance(problem, CareProblem):
        return _("Chưa nhận lời được"), _births(problem, adult_age)
    anew = _("Nhờ người mời mở Người chăm sóc và tạo lời mời mới.")
    return {
        InvitationProblem.STAFF: (
            _("Lời mời này dành cho phụ huynh"),
            _("Bạn đang đăng nhập bằng tài khoản cán bộ. Hãy đăng nhập bằng tài khoản của riêng bạn."),
        ),
        InvitationProblem.USED: (_("Lời mời này đã có người nhận"), anew),
        InvitationProblem.EXPIRED: (_("Lời mời này đã hết hạn"), anew),
        InvitationProblem.TAKEN_BACK: (_("Lời mời này đã được rút lại"), anew),
        InvitationProblem.INVITER_GONE: (
            _("Lời mời này không còn hiệu lực"),
            _("Người mời không còn chăm sóc con. Hãy hỏi người chăm sóc khác, hoặc cơ quan BHXH."),
        ),
        InvitationProblem.OWN: (
            _("Đây là lời mời của bạn"),
            _("Hãy đưa mã QR cho người kia quét bằng máy của họ."),
        ),
        InvitationProblem.IS_CHILD: (
            _("Lời mời này là về bạn"),
            _("Người được mời phải là người lớn chăm sóc bạn."),
        ),
        InvitationProblem.HAS_IT: (
            _("Bạn đã chăm sóc con rồi"),
            _("Không cần nhận lời nữa. Con có trong tài khoản của bạn."),
        ),
        InvitationProblem.NO_PHONE: (
            _("Tài khoản chưa có số điện thoại"),
            _("Cần gửi mã để chắc đúng là bạn. Thêm số điện thoại, rồi mở lại lời mời."),
        ),
    }[problem]


def unknown_invitation() -> tuple[str, str]:
    """A link that leads to none."""
    return (
        _("Không có lời mời này"),
        _("Xem lại đường dẫn, hoặc nhờ người mời tạo lời mời mới."),
    )


def _births(problem: CareProblem, adult_age: int) -> str:
    return {
        CareProblem.GUARDIAN_TOO_YOUNG: _(
            "Người chăm sóc phải đủ %(age)s tuổi. Hãy để cha, mẹ hoặc người lớn khác nhận lời.", age=adult_age
        ),
        CareProblem.CHILD_GROWN_UP: _(
            "Người này đã đủ %(age)s tuổi nên tự xem hồ sơ của mình.", age=adult_age
        ),
        CareProblem.CHILD_OLDER: _("Người chăm sóc phải sinh trước con. Hãy báo người mời xem lại."),
        CareProblem.TOO_NEAR: _(
            "Tuổi của bạn và con quá gần nhau để là cha mẹ. Nhờ người mời chọn lại quan hệ."
        ),
    }[problem]
