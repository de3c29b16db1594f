"""Form fields that say themselves how they are drawn; templates/components/field.html draws them.

Every field takes `missing`, the sentence for an empty one (without it the field may stay empty), and
`hint`, the line under its label.
"""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, cast

from werkzeug.datastructures import FileStorage
from wtforms import BooleanField, FileField, RadioField, SelectField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.form import BaseForm
from wtforms.validators import StopValidation

from vssid_app.core.form_words import Words


class Described:
    """What the templates ask every field: kind of box, hint, attributes of the box, first box of it."""

    kind: ClassVar[str] = "text"
    input_type: ClassVar[str] = "text"
    id: str
    missing: Words | None = None
    hint: Words | None = None
    box: Mapping[str, str | None] = {}
    says: str | None = None

    @property
    def optional(self) -> bool:
        """Whether the label says "(không bắt buộc)"."""
        return self.missing is None

    @property
    def first_box(self) -> str:
        """The id that a link in the error summary leads to."""
        return self.id

    def stop_if_empty(self, *, empty: bool) -> None:
        """End the checks of an empty field: with its sentence, or without one where it may be empty."""
        if empty and self.missing is not None:
            raise StopValidation(str(self.missing))
        if empty:
            raise StopValidation


def offered(choices: Sequence[tuple[str, Words]]) -> list[Any]:
    """The answers as the library takes them: value and words."""
    return [SelectChoice(value, words) for value, words in choices]


class Choice(Described, RadioField):
    """One of a few answers, as radio cards; `hints` gives the second line of an answer by its value.

    `in_row` puts short answers side by side where they fit.
    """

    kind = "radio"

    def __init__(
        self,
        label: Words,
        *,
        choices: Sequence[tuple[str, Words]],
        missing: Words | None = None,
        hint: Words | None = None,
        hints: Mapping[str, Words] | None = None,
        in_row: bool = False,
        **more: Any,
    ) -> None:
        super().__init__(cast("str", label), choices=offered(choices), **more)
        self.missing, self.hint, self.in_row = missing, hint, in_row
        self.hints = dict(hints or {})

    def hint_of(self, value: str) -> Words | None:
        """The second line of one answer."""
        return self.hints.get(value)

    @property
    def first_box(self) -> str:
        """The first radio."""
        return f"{self.id}-0"

    def pre_validate(self, form: BaseForm) -> None:
        """Refuse no answer, and an answer that was not offered."""
        self.stop_if_empty(empty=not self.data)
        super().pre_validate(form)


class Pick(Described, SelectField):
    """One of many, in a closed list that the phone opens."""

    kind = "select"

    def __init__(
        self,
        label: Words,
        *,
        choices: Sequence[tuple[str, Words]],
        missing: Words | None = None,
        hint: Words | None = None,
        **more: Any,
    ) -> None:
        super().__init__(cast("str", label), choices=offered(choices), **more)
        self.missing, self.hint = missing, hint

    def pre_validate(self, form: BaseForm) -> None:
        """Refuse no answer, and an answer that was not offered."""
        self.stop_if_empty(empty=not self.data)
        super().pre_validate(form)


class Tick(Described, BooleanField):
    """A tick; with `missing` it must be set."""

    kind = "tick"

    def __init__(
        self, label: Words, *, missing: Words | None = None, hint: Words | None = None, **more: Any
    ) -> None:
        super().__init__(cast("str", label), **more)
        self.missing, self.hint = missing, hint

    def pre_validate(self, form: BaseForm) -> None:
        """Refuse an unset tick that must be set."""
        del form
        self.stop_if_empty(empty=not self.data)


class PhotoFile(Described, FileField):
    """A picture from the camera or the gallery; `capture` is the camera that the page opens."""

    kind = "photo"
    input_type = "file"

    def __init__(
        self,
        label: Words,
        *,
        missing: Words | None = None,
        hint: Words | None = None,
        capture: str = "environment",
        **more: Any,
    ) -> None:
        super().__init__(cast("str", label), **more)
        self.missing, self.hint, self.capture = missing, hint, capture
        self.box = {"accept": "image/*"}

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Take the uploaded file; a box left empty arrives as a file without a name."""
        files = [value for value in valuelist if isinstance(value, FileStorage) and value.filename]
        self.data = files[0] if files else None

    def content(self) -> bytes:
        """The bytes of the file, b"" when there is none."""
        data: bytes = self.data.stream.read() if self.data else b""
        return data

    def pre_validate(self, form: BaseForm) -> None:
        """Refuse a missing picture."""
        del form
        self.stop_if_empty(empty=self.data is None)
