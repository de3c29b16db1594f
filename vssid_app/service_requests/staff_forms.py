"""The officer's actions that need more than a tap, as forms."""

from __future__ import annotations

from enum import StrEnum

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms.validators import ValidationError

from vssid_app.core.fields import offered
from vssid_app.core.forms import AppForm, Choice, TextLine, Tick
from vssid_app.core.paper_codes import Misread
from vssid_app.core.paper_qr import world_mark
from vssid_app.core.world import current_world
from vssid_app.people.rules import contains_real_number
from vssid_app.service_requests import words
from vssid_app.service_requests.kinds import RequestKind
from vssid_app.service_requests.models import ServiceRequest
from vssid_app.service_requests.reasons import REJECTIONS, SUPPLEMENTS, Reason
from vssid_app.service_requests.receipt.scan_rules import read_scan
from vssid_app.service_requests.states import Action
from vssid_app.service_requests.tracking_rules import is_tracking_number, tidy_tracking_number

NOTE_LENGTH = 300


def refuse_real_number(text: str) -> None:
    """A practice world keeps no real number, wherever it is written.

    Raises:
        ValidationError: with the sentence for the field.
    """
    if current_world().is_practice and contains_real_number(text):
        raise ValidationError(_("Đây là bản tập. Đừng ghi số giấy tờ hay số điện thoại thật ở đây."))


class ApproveForm(AppForm):
    """``Duyệt``; a correction's answer is read by the family."""

    note = TextLine(_l("Lời nhắn cho gia đình"), max_length=NOTE_LENGTH)

    def validate_note(self, field: TextLine) -> None:
        """No real number in practice."""
        refuse_real_number(field.value)


class ReasonForm(ApproveForm):
    """``Yêu cầu bổ sung`` and ``Từ chối``: one coded reason, and a note that the family reads."""

    reason = Choice(_l("Lý do"), missing=_l("Chọn một lý do, để gia đình biết phải làm gì."), choices=[])

    @property
    def chosen(self) -> Reason:
        """The coded reason."""
        return Reason(self.reason.data)


class DispatchForm(AppForm):
    """``Giao bưu điện``: the number that the post has given."""

    tracking_number = TextLine(
        _l("Mã vận đơn"),
        missing=_l("Nhập mã vận đơn trên phiếu gửi của bưu điện."),
        hint=_l("Hai chữ, chín số, hai chữ, ví dụ EB123456785VN."),
        max_length=40,
        box={"autocapitalize": "characters", "autocomplete": "off", "spellcheck": "false"},
    )

    def validate_tracking_number(self, field: TextLine) -> None:
        """As the post writes it, however it is spaced."""
        if not is_tracking_number(field.value):
            raise ValidationError(_("Mã vận đơn có hai chữ, chín số, hai chữ. Xem lại phiếu gửi."))

    @property
    def number(self) -> str:
        """The number without spaces, in capitals."""
        return tidy_tracking_number(self.tracking_number.value)


class WhyReturned(StrEnum):
    """What the post writes on what it brings back."""

    NOBODY_THERE = "nobody_there"
    WRONG_ADDRESS = "wrong_address"
    REFUSED = "refused"


class ReturnForm(AppForm):
    """``Bưu điện trả về``: why."""

    why = Choice(
        _l("Vì sao trả về"),
        missing=_l("Chọn lý do ghi trên bưu phẩm."),
        choices=[
            (WhyReturned.NOBODY_THERE, _l("Không gặp người nhận.")),
            (WhyReturned.WRONG_ADDRESS, _l("Không tìm thấy địa chỉ.")),
            (WhyReturned.REFUSED, _l("Người nhận không nhận.")),
        ],
    )

    @property
    def sentence(self) -> str:
        """The reason in words, as the family reads it."""
        return next(str(words) for value, words, *_more in self.why.iter_choices() if value == self.why.data)


class CollectForm(AppForm):
    """``Trao thẻ``: the code that the family brings, and who stands there."""

    code = TextLine(
        _l("Mã yêu cầu"),
        missing=_l("Nhập hoặc quét mã trên giấy tiếp nhận của gia đình."),
        hint=_l("Gõ hoặc quét mã trên giấy tiếp nhận, ví dụ TH-7K3M-Q9XA."),
        max_length=60,
        box={"autocapitalize": "characters", "autocomplete": "off", "spellcheck": "false"},
    )
    seen = Tick(
        _l("Tôi đã xem giấy tờ gốc có ảnh của người nhận"),
        missing=_l("Xem giấy tờ gốc có ảnh, rồi đánh dấu vào ô này."),
    )
    expected = ""

    def validate_code(self, field: TextLine) -> None:
        """The code of just this request, typed or all that a scanner reads."""
        scan = read_scan(field.value, world_mark())
        if scan.misread is Misread.OTHER_WORLD:
            raise ValidationError(
                _("Giấy này in từ một nơi khác (phòng tập khác hoặc hệ thống khác), không nhận ở đây.")
            )
        if scan.code != self.expected:
            raise ValidationError(
                _("Đây không phải mã của yêu cầu này. Xem lại giấy tiếp nhận, đừng trao nhầm thẻ.")
            )


def reason_form(request: ServiceRequest, action: Action, prefix: str) -> ReasonForm:
    """The form of asking or refusing, with the reasons of the request's kind."""
    table = SUPPLEMENTS if action is Action.ASK_SUPPLEMENT else REJECTIONS
    form = ReasonForm(prefix=prefix)
    form.reason.choices = offered(
        [(reason, words.asked_words(reason)) for reason in table[RequestKind(request.kind)]]
    )
    return form


def collect_form(request: ServiceRequest, prefix: str) -> CollectForm:
    """The form of handing over a request's card."""
    form = CollectForm(prefix=prefix)
    form.expected = request.code
    return form
