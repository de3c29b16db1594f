"""Fields that one types into; their data is always a str, "" when nothing was typed."""

import unicodedata
from collections.abc import Mapping
from typing import Any, ClassVar, cast

from flask_babel import lazy_gettext
from wtforms import PasswordField, StringField
from wtforms.form import BaseForm
from wtforms.validators import StopValidation

from vssid_app.core.fields import Described
from vssid_app.core.form_words import Words
from vssid_app.core.typed import bare_digits, clean_line, clean_lines

LINE_LENGTH = 200
TEXT_LENGTH = 2000

HIDDEN_MARKS = lazy_gettext("Ô này có ký tự ẩn. Chúng tôi đã bỏ đi, hãy xem lại rồi gửi.")
TOO_LONG = lazy_gettext("Ô này dài nhất %(most)s ký tự. Bạn đã nhập %(count)s ký tự.")


class TextLine(Described, StringField):
    """One line of text, NFC, single spaces; longer than `max_length` characters is refused in words.

    `says` is the kind of recognition that the page tells while one types ("number").
    """

    usual_box: ClassVar[dict[str, str]] = {}

    def __init__(
        self,
        label: Words,
        *,
        missing: Words | None = None,
        hint: Words | None = None,
        max_length: int = LINE_LENGTH,
        box: Mapping[str, str] | None = None,
        says: str | None = None,
        **more: Any,
    ) -> None:
        super().__init__(cast("str", label), **more)
        self.missing, self.hint, self.says = missing, hint, says
        self.max_length = max_length
        self.box = self.usual_box | dict(box or {})
        self.had_hidden = False

    def process_data(self, value: Any) -> None:
        """Take a stored value; None is an empty line."""
        self.data = "" if value is None else str(value)

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Take what was typed, cleaned."""
        if valuelist:
            self.data, self.had_hidden = self.clean(str(valuelist[0]))

    def clean(self, typed: str) -> tuple[str, bool]:
        """Clean what was typed; tells also whether hidden marks were in it."""
        return clean_line(typed)

    @property
    def value(self) -> str:
        """The cleaned text, "" when nothing was typed."""
        return self.data or ""

    def pre_validate(self, form: BaseForm) -> None:
        """Refuse hidden marks, an empty field that must not be, and too much text."""
        del form
        if self.had_hidden:
            raise StopValidation(str(HIDDEN_MARKS))
        self.stop_if_empty(empty=not self.value)
        if len(self.value) > self.max_length:
            raise StopValidation(str(TOO_LONG) % {"most": self.max_length, "count": len(self.value)})


class MultiLine(TextLine):
    """A text of several lines."""

    kind = "textarea"

    def __init__(self, label: Words, *, max_length: int = TEXT_LENGTH, **more: Any) -> None:
        super().__init__(label, max_length=max_length, **more)

    def clean(self, typed: str) -> tuple[str, bool]:
        """Clean each line."""
        return clean_lines(typed)


class SearchText(TextLine):
    """A line to search with."""

    kind = "search"
    usual_box: ClassVar[dict[str, str]] = {"autocomplete": "off", "enterkeyhint": "search"}


class EmailText(TextLine):
    """An email address; what is a good one is a rule of people."""

    input_type = "email"
    usual_box: ClassVar[dict[str, str]] = {
        "inputmode": "email",
        "autocomplete": "email",
        "spellcheck": "false",
    }


class PhoneText(TextLine):
    """A phone number as typed; what is a good one is a rule of people."""

    input_type = "tel"
    usual_box: ClassVar[dict[str, str]] = {"inputmode": "tel", "autocomplete": "tel"}


class DigitsText(TextLine):
    """A number written with or without spaces, dots and hyphens; `digits` is without.

    What was typed stays in the box. `inputmode` stays numeric unless `box` says otherwise (a card code
    begins with letters).
    """

    usual_box: ClassVar[dict[str, str]] = {
        "inputmode": "numeric",
        "autocomplete": "off",
        "spellcheck": "false",
    }

    @property
    def digits(self) -> str:
        """The number alone; other characters than digits stay, for the rule to name them."""
        return bare_digits(self.value)


class CodeText(DigitsText):
    """A one-time code; phones offer it from the message."""

    usual_box: ClassVar[dict[str, str]] = {
        "inputmode": "numeric",
        "autocomplete": "one-time-code",
        "pattern": r"[\d\s.\-]*",
        "data-otp": "",
    }


class PasswordText(Described, PasswordField):
    """A password, kept exactly as typed but composed (NFC), so that every keyboard gives the same one."""

    kind = "password"
    input_type = "password"

    def __init__(
        self,
        label: Words,
        *,
        missing: Words,
        hint: Words | None = None,
        autocomplete: str = "current-password",
        **more: Any,
    ) -> None:
        super().__init__(cast("str", label), **more)
        self.missing, self.hint = missing, hint
        self.box = {"autocomplete": autocomplete, "spellcheck": "false", "autocapitalize": "none"}

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Take the password as typed, in NFC."""
        self.data = unicodedata.normalize("NFC", str(valuelist[0])) if valuelist else ""

    @property
    def value(self) -> str:
        """The password, "" when nothing was typed."""
        return self.data or ""

    def pre_validate(self, form: BaseForm) -> None:
        """Refuse an empty one, and one far too long (hashing it would only cost time)."""
        del form
        self.stop_if_empty(empty=not self.value)
        if len(self.value) > LINE_LENGTH:
            raise StopValidation(str(TOO_LONG) % {"most": LINE_LENGTH, "count": len(self.value)})
