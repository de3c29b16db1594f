"""The form that all forms are made from, and its fields under one roof."""

from typing import Any, NamedTuple

from flask import request
from flask_wtf import FlaskForm
from flask_wtf.csrf import _FlaskFormCSRF
from wtforms import Field
from wtforms.validators import ValidationError

from vssid_app.core.date_field import DateParts
from vssid_app.core.fields import Choice, PhotoFile, Pick, Tick
from vssid_app.core.form_words import STALE, VietnameseWords, Words
from vssid_app.core.text_fields import (
    CodeText,
    DigitsText,
    EmailText,
    MultiLine,
    PasswordText,
    PhoneText,
    SearchText,
    TextLine,
)


class FieldError(NamedTuple):
    """One line of the error summary: the id of the box ("" for the whole form) and the sentence."""

    anchor: str
    message: str


class VietnameseCSRF(_FlaskFormCSRF):
    """The library's check, with a sentence that says what to do."""

    def validate_csrf_token(self, form: Any, field: Any) -> None:
        """Refuse a form without this session's token."""
        try:
            super().validate_csrf_token(form, field)  # type: ignore[no-untyped-call]
        except ValidationError as refused:
            raise ValidationError(str(STALE)) from refused


class AppForm(FlaskForm):
    """A form whose errors can be listed in the order of its fields.

    What was typed is shown again, except passwords and files, which browsers do not take back.
    """

    class Meta(FlaskForm.Meta):
        csrf_class = VietnameseCSRF

        def get_translations(self, form: Any) -> VietnameseWords:
            """Speak Vietnamese, whatever the locale of the request."""
            del form
            return VietnameseWords()

    def __init__(self, *args: Any, **given: Any) -> None:
        # The library's signatures carry no types; said here once, forms can be called everywhere.
        super().__init__(*args, **given)  # type: ignore[no-untyped-call]

    def validate_on_submit(self, extra_validators: Any = None) -> bool:
        """Whether the form was sent and is in order."""
        sent_in_order: bool = super().validate_on_submit(extra_validators)  # type: ignore[no-untyped-call]
        return sent_in_order

    @property
    def error_list(self) -> list[FieldError]:
        """The first error of each field, in the order of the form, then those of the form as a whole."""
        fields = [FieldError(_anchor(field), str(field.errors[0])) for field in self if field.errors]
        return fields + [FieldError("", str(message)) for message in self.form_errors]

    @property
    def first_error(self) -> str | None:
        """The sentence to show where there is room for one."""
        errors = self.error_list
        return errors[0].message if errors else None

    @property
    def asked_in_address(self) -> dict[str, Any]:
        """What the address asks of a form that is sent by GET: for links to the same question elsewhere.

        Only the form's own names: others may mean something to ``url_for``, as "endpoint" and "_scheme" do.
        """
        names = {field.name for field in self}
        return {key: value for key, value in request.args.items() if key.partition("-")[0] in names}

    def refuse(self, field: Field, sentence: Words) -> None:
        """Say at a field what an operation found wrong with it, after the form itself was in order."""
        field.errors = [*field.errors, str(sentence)]


def _anchor(field: Field) -> str:
    """The id of the box to go to; a hidden field has none that could take the focus."""
    first: str = getattr(field, "first_box", "")
    return first


__all__ = [
    "AppForm",
    "Choice",
    "CodeText",
    "DateParts",
    "DigitsText",
    "EmailText",
    "FieldError",
    "MultiLine",
    "PasswordText",
    "PhoneText",
    "PhotoFile",
    "Pick",
    "SearchText",
    "TextLine",
    "Tick",
]
