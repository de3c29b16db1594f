"""What is typed to change a phone or an email."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from wtforms.validators import ValidationError

from vssid_app.core.forms import AppForm, Choice, EmailText, PasswordText, PhoneText, SearchText
from vssid_app.core.world import current_world
from vssid_app.identity.forms import IdentifierForm, what_is_wrong
from vssid_app.identity.rules import BadIdentifier, read_email, read_phone


class NewPhoneByCodeForm(AppForm):
    """A new phone alone; the code to the old one is asked next."""

    address = PhoneText(_("Số điện thoại mới"), missing=_("Nhập số điện thoại mới."))
    stored = ""

    def validate_address(self, field: PhoneText) -> None:
        """A mobile number, of the practice range in practice worlds."""
        try:
            self.stored = read_phone(field.value, practice=current_world().is_practice)
        except BadIdentifier as bad:
            raise ValidationError(what_is_wrong(bad)) from None


class NewPhoneForm(NewPhoneByCodeForm):
    """A new phone and the password."""

    password = PasswordText(_("Mật khẩu của bạn"), missing=_("Nhập mật khẩu."))


class NewEmailByCodeForm(AppForm):
    """A new email alone; the code to the old one is asked next."""

    address = EmailText(_("E-mail mới"), missing=_("Nhập e-mail mới."))
    stored = ""

    def validate_address(self, field: EmailText) -> None:
        """An address, of the practice domain in practice worlds."""
        try:
            self.stored = read_email(field.value, practice=current_world().is_practice)
        except BadIdentifier as bad:
            raise ValidationError(what_is_wrong(bad)) from None


class NewEmailForm(NewEmailByCodeForm):
    """A new email and the password."""

    password = PasswordText(_("Mật khẩu của bạn"), missing=_("Nhập mật khẩu."))


class LostPhoneForm(IdentifierForm):
    """Whose account it is, and the phone that is to be the new one."""

    address = PhoneText(
        _("Số điện thoại mới"),
        missing=_("Nhập số điện thoại mới."),
        hint=_("Số bạn đang cầm. Chúng tôi gửi mã tới số này."),
    )
    stored = ""

    def validate_address(self, field: PhoneText) -> None:
        """A mobile number, of the practice range in practice worlds."""
        try:
            self.stored = read_phone(field.value, practice=current_world().is_practice)
        except BadIdentifier as bad:
            raise ValidationError(what_is_wrong(bad)) from None


class OfficeSearchForm(AppForm):
    """Finding the office to go to; sent by GET."""

    class Meta(AppForm.Meta):
        csrf = False

    tim = SearchText(
        _("Tìm cơ quan BHXH bạn sẽ tới"),
        missing=_("Nhập tên quận, huyện hoặc tỉnh."),
        hint=_("Ví dụ: Long Biên."),
        max_length=60,
    )


class OfficeForm(AppForm):
    """One of the offices found."""

    office = Choice(_("Chọn một cơ quan"), missing=_("Chọn một cơ quan."), choices=[])
