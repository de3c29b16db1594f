"""A place found by typing a few words without accents, then chosen; no script is needed.

Source: docs/decisions/0010-places-in-two-steps.md.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from vssid_app.core.forms import AppForm, Choice, SearchText
from vssid_app.core.typed import clean_line

Places = list[tuple[str, str]]
"""Codes and names."""


class PlaceSearch(SearchText):
    """The words that a place is looked for with; whether one must be chosen is the choice's matter."""

    @property
    def optional(self) -> bool:
        """The label does not say that it may stay empty."""
        return False


class PlaceForm(AppForm):
    """A place found by typing a few words without accents, then chosen.

    ``label`` asks for it: at the places where there are some, else at the search.
    """

    place = Choice("", choices=[], missing=_l("Hãy gõ vài chữ, bấm Tìm, rồi chọn một nơi."))
    query = PlaceSearch("", hint=_l("Gõ vài chữ, không cần dấu, rồi bấm Tìm"))

    def __init__(self, *args: Any, label: str, places: Sequence[tuple[str, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.place.label.text = label
        self.query.label.text = _("Tìm nơi khác") if places else label
        offer(self.place, places)

    def validate(self, extra_validators: Any = None) -> bool:
        """Say that a place is missing at the search, as long as there is none to choose from."""
        good = super().validate(extra_validators)
        if not self.place.choices:
            self.query.errors, self.place.errors = [*self.query.errors, *self.place.errors], []
        return good


def offer(field: Choice, choices: Sequence[tuple[str, str]]) -> None:
    """Give a choice its answers, known only when the page is made; an unknown answer is no answer."""
    field.choices = list(choices)
    if field.data not in {value for value, _label in choices}:
        field.data = None


def sought() -> str:
    """What is searched for; what was found stays on the page while anything on it is wrong."""
    return request.form.get("query", "")


def _is_typed_since() -> bool:
    """Whether the words are others than those that the page's places were found by, and are not empty."""
    words, _hidden = clean_line(request.form.get("query", ""))
    return bool(words) and words != request.form.get("searched", words)


def picked() -> str:
    """The code of the place that was picked; what cannot be a code is none (PostgreSQL refuses a NUL)."""
    code = request.form.get("place", "")
    return code if code.isalnum() else ""


def with_chosen(found: Places, chosen: str | None, name: str | None) -> Places:
    """What was found, with what was chosen before among it."""
    if chosen is None or name is None or chosen in dict(found):
        return found
    return [(chosen, name), *found]


def searches(form: PlaceForm, found: Places) -> bool:
    """Whether a place was searched for: then nothing is saved yet, and nothing else is checked.

    Who types words and goes on without ``Tìm`` means another place than the one that is still chosen.
    """
    if request.method != "POST" or not ("tim" in request.form or _is_typed_since()):
        return False
    if found and "tim" not in request.form:
        form.refuse(form.place, _("Chọn một nơi. Đây là những nơi tìm thấy theo chữ bạn vừa gõ."))
    elif not form.query.data:
        form.refuse(form.query, _("Bạn chưa gõ gì để tìm. Ví dụ: bo de."))
    elif not found:
        form.refuse(form.query, _("Không thấy nơi này. Gõ ít chữ hơn, không cần dấu."))
    return True
