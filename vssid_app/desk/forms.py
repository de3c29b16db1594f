"""The small forms of the desk."""

from __future__ import annotations

from enum import StrEnum

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms.validators import ValidationError

from vssid_app.core.forms import AppForm, Choice, MultiLine, SearchText, TextLine
from vssid_app.core.paper_codes import Misread, Scan
from vssid_app.core.paper_qr import world_mark
from vssid_app.core.world import current_world
from vssid_app.enrolment.declaration.scan_rules import read_scan
from vssid_app.people.rules import contains_real_number

ANSWER_LENGTH = 300


class SearchForm(AppForm):
    """Finding a dossier; sent by GET, so that the list can be come back to."""

    class Meta(AppForm.Meta):
        csrf = False

    tim = SearchText(_l("Tìm theo mã hồ sơ hoặc tên"), missing=_l("Nhập mã hoặc tên."), max_length=60)


class PaperForm(AppForm):
    """A signed paper has come: its code, as it stands on the paper."""

    code = TextLine(
        _l("Nhận tờ khai: mã hồ sơ"),
        missing=_l("Bạn chưa nhập mã hồ sơ."),
        hint=_l("Gõ hoặc quét mã trên tờ khai, ví dụ TH-7K3M-Q9XA."),
        max_length=40,
        box={"autocapitalize": "characters", "autocomplete": "off", "spellcheck": "false"},
    )
    scan = Scan()

    def validate_code(self, field: TextLine) -> None:
        """Eight letters and digits after TH, however they are spaced; or all that a scanner reads."""
        self.scan = read_scan(field.value, world_mark())
        if self.scan.misread:
            raise ValidationError(_misread_sentence(self.scan.misread))


def _misread_sentence(misread: Misread) -> str:
    return {
        Misread.NO_CODE: _("Mã hồ sơ có dạng TH-7K3M-Q9XA. Xem lại tờ khai."),
        Misread.OTHER_PAPER: _("Mã QR này không phải của tờ khai Mẫu số 01. Quét mã ở góc trên tờ khai."),
        Misread.OTHER_WORLD: _(
            "Tờ khai này in từ một nơi khác (phòng tập khác hoặc hệ thống khác), không nhận ở đây."
        ),
    }[misread]


class Outcome(StrEnum):
    """What a case usually ends with."""

    SAME_PERSON = "same_person"
    WRONG_NUMBER = "wrong_number"
    COME_IN = "come_in"
    OTHER = "other"


class SettleForm(AppForm):
    """The answer to ``Không phải tôi``."""

    outcome = Choice(
        _l("Trả lời gia đình"),
        missing=_l("Chọn một câu trả lời."),
        choices=[
            (
                Outcome.SAME_PERSON,
                _l("Tài khoản này là của chính bạn. Bấm “Quên mật khẩu” để vào lại, miễn phí."),
            ),
            (
                Outcome.WRONG_NUMBER,
                _l("Số bạn nhập là của người khác. Xem lại thẻ BHYT và số điện thoại, rồi đăng ký lại."),
            ),
            (Outcome.COME_IN, _l("Cần xem giấy tờ tuỳ thân. Mời bạn mang bản gốc tới cơ quan BHXH.")),
            (Outcome.OTHER, _l("Câu trả lời khác, ghi bên dưới")),
        ],
    )
    words = MultiLine(_l("Câu trả lời khác"), max_length=ANSWER_LENGTH)

    def validate_words(self, field: MultiLine) -> None:
        """A practice world keeps no real number."""
        if current_world().is_practice and contains_real_number(field.value):
            raise ValidationError(_("Đây là bản tập. Đừng ghi số giấy tờ hay số điện thoại thật ở đây."))

    @property
    def sentence(self) -> str:
        """The answer in words; empty when other words were chosen and none written."""
        if self.outcome.data == Outcome.OTHER:
            return self.words.value
        return next(
            (
                str(words)
                for value, words, *_more in self.outcome.iter_choices()
                if value == self.outcome.data
            ),
            "",
        )
