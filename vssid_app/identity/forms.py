"""What is typed to get in."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _
from wtforms.validators import ValidationError

from vssid_app.core.clock import today
from vssid_app.core.forms import AppForm, CodeText, PasswordText, TextLine
from vssid_app.core.typed import bare_digits
from vssid_app.core.world import current_world
from vssid_app.identity.codes.messages import wrong_length
from vssid_app.identity.codes.rules import CODE_DIGITS
from vssid_app.identity.passwords.operations import Refused
from vssid_app.identity.passwords.rules import LONGEST, SHORTEST, PasswordProblem, has_accents
from vssid_app.identity.rules import BadIdentifier, Identifier, IdentifierProblem, read_identifiers
from vssid_app.policy.identity_papers import takes_old_cards

USER_BOX = {
    "autocomplete": "username",
    "inputmode": "numeric",
    "autocapitalize": "none",
    "spellcheck": "false",
    "lang": "en",
}
TELEX = _("Bạn đang bật gõ tiếng Việt? Mật khẩu chỉ có chữ không dấu. Tắt bộ gõ rồi nhập lại.")


class IdentifierForm(AppForm):
    """Who it is, by a number."""

    user = TextLine(
        _("Mã số BHXH, số CCCD hoặc số điện thoại"),
        missing=_("Nhập mã số BHXH, số CCCD hoặc số điện thoại."),
        max_length=100,
        box=USER_BOX,
    )
    identifiers: tuple[Identifier, ...] = ()

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        if takes_old_cards(today()):
            self.user.label.text = str(_("Mã số BHXH, số CMND, CCCD hoặc số điện thoại"))
            self.user.missing = str(_("Nhập mã số BHXH, số CMND, CCCD hoặc số điện thoại."))

    def validate_user(self, field: TextLine) -> None:
        """Read it as what it may be."""
        try:
            self.identifiers = read_identifiers(field.value, practice=current_world().is_practice)
        except BadIdentifier as bad:
            raise ValidationError(what_is_wrong(bad)) from None


def what_is_wrong(bad: BadIdentifier) -> str:
    """Said of something typed that nobody signs in with."""
    if bad.problem is IdentifierProblem.REAL:
        return str(_("Bản này chỉ nhận số mẫu. Đừng nhập số thật của bạn."))
    if bad.problem is IdentifierProblem.LETTERS:
        return str(_("Ô này chỉ nhận số. Ví dụ số điện thoại 0000 345 678."))
    if bad.problem is IdentifierProblem.EMAIL:
        return str(_("Địa chỉ e-mail chưa đúng. Ví dụ: ten@thuchanh.example."))
    if bad.problem is IdentifierProblem.PHONE:
        return str(_("Số điện thoại di động có 10 số, bắt đầu bằng 0. Ví dụ 0000 345 678."))
    asked = (
        _("Mã số BHXH và số điện thoại có 10 số, CMND có 9, CCCD có 12. Bạn đã nhập %(count)s số.")
        if takes_old_cards(today())
        else _("Mã số BHXH và số điện thoại có 10 số, CCCD có 12 số. Bạn đã nhập %(count)s số.")
    )
    return str(asked) % {"count": bad.length}


class PasswordSignInForm(IdentifierForm):
    """A number and the password."""

    password = PasswordText(_("Mật khẩu"), missing=_("Nhập mật khẩu."))

    def validate_password(self, field: PasswordText) -> None:
        """No password has accents: then a typing mode is on, and no try is lost by it."""
        if has_accents(field.value):
            raise ValidationError(str(TELEX))


class ActivationForm(IdentifierForm):
    """The user name and the code of the notice."""

    user = TextLine(
        _("Tên đăng nhập (mã số BHXH)"),
        missing=_("Nhập tên đăng nhập có trong tin nhắn. Đó là mã số BHXH 10 số."),
        max_length=100,
        box=USER_BOX,
    )
    code = CodeText(_("Mã kích hoạt"), missing=_("Nhập mã 6 số trong tin nhắn."), max_length=40)

    def validate_code(self, field: CodeText) -> None:
        """Say how many digits were typed."""
        digits = bare_digits(field.value)
        if len(digits) != CODE_DIGITS or not (digits.isascii() and digits.isdigit()):
            raise ValidationError(wrong_length(digits))


class NewPasswordForm(AppForm):
    """A new password, once: the eye shows what was typed."""

    password = PasswordText(
        _("Mật khẩu mới"),
        missing=_("Nhập mật khẩu mới."),
        hint=_("Ít nhất 8 ký tự. Ba từ không liên quan là dễ nhớ và khó đoán, viết không dấu."),
        autocomplete="new-password",
    )


class StaffSignInForm(AppForm):
    """Staff: a chosen name and the password."""

    user = TextLine(
        _("Tên đăng nhập"),
        missing=_("Nhập tên đăng nhập."),
        max_length=40,
        box={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false", "lang": "en"},
    )
    password = PasswordText(_("Mật khẩu"), missing=_("Nhập mật khẩu."))


class SecondFactorForm(AppForm):
    """The code of the authenticator app."""

    code = CodeText(
        _("Mã xác thực 6 số"),
        missing=_("Nhập mã 6 số trong ứng dụng xác thực."),
        hint=_("Mở ứng dụng xác thực trên điện thoại, mã đổi mỗi 30 giây."),
        max_length=40,
        box={"autofocus": ""},
    )

    def validate_code(self, field: CodeText) -> None:
        """Say how many digits were typed."""
        digits = bare_digits(field.value)
        if len(digits) != CODE_DIGITS or not (digits.isascii() and digits.isdigit()):
            raise ValidationError(wrong_length(digits))


class RecoveryCodeForm(AppForm):
    """A code of the sheet of paper, in place of the app's."""

    code = TextLine(
        _("Mã dự phòng"),
        missing=_("Nhập một mã trên tờ mã dự phòng."),
        hint=_("Mười chữ và số, ví dụ abcde-fghij. Mỗi mã dùng một lần."),
        max_length=40,
        box={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false", "autofocus": ""},
    )


class AnyFactorForm(AppForm):
    """The second factor in either form, of who is signed in."""

    code = TextLine(
        _("Mã của ứng dụng đang dùng, hoặc mã dự phòng"),
        missing=_("Nhập mã trong ứng dụng xác thực, hoặc một mã dự phòng."),
        hint=_("6 số trong ứng dụng cũ. Mất điện thoại cũ thì dùng một mã trên tờ mã dự phòng."),
        max_length=40,
        box={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"},
    )


class OwnPasswordForm(AppForm):
    """One's own password, before something that must not happen by an unlocked screen."""

    password = PasswordText(_("Mật khẩu của bạn"), missing=_("Nhập mật khẩu."))


def why_not(problem: PasswordProblem, length: int) -> str:
    """What is wrong with a new password of so many characters, and what helps."""
    if problem is PasswordProblem.SHORT:
        asked = _("Mật khẩu cần ít nhất %(least)s ký tự. Bạn mới nhập %(count)s.")
        return str(asked) % {"least": SHORTEST, "count": length}
    if problem is PasswordProblem.LONG:
        asked = _("Mật khẩu dài nhất %(most)s ký tự. Bạn đã nhập %(count)s.")
        return str(asked) % {"most": LONGEST, "count": length}
    sentences = {
        PasswordProblem.ACCENTS: TELEX,
        PasswordProblem.HIDDEN: _("Mật khẩu có ký tự ẩn. Hãy gõ lại bằng tay."),
        PasswordProblem.OWN_DATA: _(
            "Mật khẩu này chỉ có tên hoặc số của bạn nên dễ đoán. Thêm hai từ không liên quan."
        ),
        PasswordProblem.GUESSABLE: _(
            "Mật khẩu này dễ đoán. Thêm một, hai từ không liên quan, ví dụ tên một con vật."
        ),
    }
    return str(sentences[problem])


def why_refused(refused: Refused, wrong: str) -> str:
    """Said of a refused try; ``wrong`` is the sentence of the page, the delay comes with it."""
    if not refused.seconds:
        return wrong
    wait = _("Bạn đã nhập sai %(count)s lần. Thử lại sau %(after)s.")
    told = str(wait) % {"count": refused.wrong, "after": in_words(refused.seconds)}
    return f"{wrong} {told}" if refused.checked else told


def in_words(seconds: int) -> str:
    """A wait as it is said."""
    if seconds <= 120:  # noqa: PLR2004 - two minutes, still told in seconds
        return str(_("%(count)s giây")) % {"count": seconds}
    return str(_("%(count)s phút")) % {"count": -(-seconds // 60)}
