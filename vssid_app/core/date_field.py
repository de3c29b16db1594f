"""A date in three boxes: the way that people of every age get right (GOV.UK date input)."""

import calendar
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar, cast

from flask_babel import gettext, lazy_gettext
from wtforms import Field
from wtforms.form import BaseForm
from wtforms.validators import StopValidation

from vssid_app.core.fields import Described
from vssid_app.core.form_words import Words
from vssid_app.core.typed import digits_together

DateTuple = tuple[int, int | None, int | None]
"""Year, month, day; a date of which only the year is known has None for both others."""

EARLIEST_YEAR = 1890
MONTHS = 12
DAYS = 31
YEAR_DIGITS = 4


@dataclass(frozen=True)
class Part:
    """One box as the template draws it."""

    key: str
    words: str
    typed: str
    wrong: bool
    autocomplete: str | None


class BadPart(ValueError):
    """What is wrong with a date, and in which box."""

    def __init__(self, key: str, sentence: str) -> None:
        super().__init__(sentence)
        self.key = key


class DateParts(Described, Field):
    """Day, month and year in boxes named `<name>-day`, `<name>-month`, `<name>-year`.

    `data` is (year, month, day), (year, None, None) where only the year is remembered, or None.
    `noun` ends the words for a box: "sinh" gives "Tháng sinh phải từ 1 đến 12.". `latest` gives the last
    day allowed, asked when the form is checked; `birthday` lets the browser fill in the boxes.
    """

    kind: ClassVar[str] = "date"
    box_words: ClassVar[dict[str, Any]] = {
        "day": lazy_gettext("Ngày"),
        "month": lazy_gettext("Tháng"),
        "year": lazy_gettext("Năm"),
    }

    def __init__(
        self,
        label: Words,
        *,
        noun: Words = "",
        missing: Words | None = None,
        hint: Words | None = None,
        latest: Callable[[], date] | None = None,
        allow_year_only: bool = False,
        birthday: bool = False,
        **more: Any,
    ) -> None:
        super().__init__(cast("str", label), **more)
        self.noun, self.missing, self.hint, self.latest = noun, missing, hint, latest
        self.allow_year_only, self.birthday = allow_year_only, birthday
        self.typed = dict.fromkeys(self.box_words, "")
        self.year_only = False
        self.wrong_box: str | None = None

    def process(self, formdata: Any, data: Any = None, extra_filters: Any = None) -> None:
        """Take the stored date, or what was typed into the boxes where the form was sent."""
        del extra_filters
        self.process_errors: list[str] = []
        self.object_data = self.data = _as_parts(self.default if data is None or _is_unset(data) else data)
        self._show(self.data)
        if formdata is not None and any(f"{self.name}-{key}" in formdata for key in self.box_words):
            self._take(formdata)

    def _show(self, parts: DateTuple | None) -> None:
        year, month, day = parts or ("", "", "")
        self.typed = {"day": str(day or ""), "month": str(month or ""), "year": str(year)}
        self.year_only = self.allow_year_only and parts is not None and month is None

    def _take(self, formdata: Any) -> None:
        self.raw_data = [formdata.get(f"{self.name}-{key}", "") for key in self.box_words]
        self.typed = {key: str(text).strip() for key, text in zip(self.box_words, self.raw_data, strict=True)}
        self.year_only = self.allow_year_only and bool(formdata.get(f"{self.name}-year_only"))
        self.data = None

    @property
    def parts(self) -> list[Part]:
        """The boxes in the order of reading."""
        known = {"day": "bday-day", "month": "bday-month", "year": "bday-year"} if self.birthday else {}
        return [
            Part(key, str(words), self.typed[key], key == self.wrong_box, known.get(key))
            for key, words in self.box_words.items()
        ]

    @property
    def first_box(self) -> str:
        """The box that is wrong, else the first."""
        return f"{self.id}-{self.wrong_box or 'day'}"

    def pre_validate(self, form: BaseForm) -> None:
        """Read the boxes; the first wrong one is named, with its sentence."""
        del form
        nothing = not any(self.typed.values())
        self.wrong_box = "day" if nothing and not self.optional else None
        self.stop_if_empty(empty=nothing)
        try:
            self.data = self._read()
        except BadPart as bad:
            self.wrong_box = bad.key
            raise StopValidation(str(bad)) from bad

    def _read(self) -> DateTuple:
        wanted = ["year"] if self.year_only else list(self.box_words)
        numbers = {key: self._number(key) for key in wanted}
        year, month, day = numbers["year"], numbers.get("month"), numbers.get("day")
        self._check_ranges(year, month, day)
        if month is not None and day is not None:
            self._check_calendar(year, month, day)
        self._check_latest(year, month, day)
        return year, month, day

    def _number(self, key: str) -> int:
        text = digits_together(self.typed[key])
        words = self._named(key)
        if not text:
            raise BadPart(key, gettext("Bạn chưa nhập %(box)s.", box=words[0].lower() + words[1:]))
        if not (text.isascii() and text.isdigit()):
            raise BadPart(key, gettext("%(box)s chỉ gồm chữ số.", box=words))
        return int(text[:9])

    def _check_ranges(self, year: int, month: int | None, day: int | None) -> None:
        if day is not None and not 1 <= day <= DAYS:
            raise BadPart("day", gettext("%(box)s phải từ 1 đến 31.", box=self._named("day")))
        if month is not None and not 1 <= month <= MONTHS:
            raise BadPart("month", gettext("%(box)s phải từ 1 đến 12.", box=self._named("month")))
        if len(str(year)) != YEAR_DIGITS:
            raise BadPart("year", gettext("%(box)s phải có 4 số, ví dụ 2015.", box=self._named("year")))
        if year < EARLIEST_YEAR:
            raise BadPart("year", gettext("%(box)s quá xa. Xem lại 4 số của năm.", box=self._named("year")))

    def _check_calendar(self, year: int, month: int, day: int) -> None:
        days = calendar.monthrange(year, month)[1]
        if day > days:
            raise BadPart(
                "day",
                gettext("Tháng %(month)s/%(year)s chỉ có %(days)s ngày.", month=month, year=year, days=days),
            )

    def _check_latest(self, year: int, month: int | None, day: int | None) -> None:
        if self.latest is None:
            return
        last = self.latest()
        if (year, month or 1, day or 1) > (last.year, last.month, last.day):
            shown = f"{last:%d/%m/%Y}"
            raise BadPart(
                "year", gettext("%(box)s không thể sau ngày %(last)s.", box=self._named("day"), last=shown)
            )

    def _named(self, key: str) -> str:
        """The box with its noun: "Tháng sinh"."""
        return f"{self.box_words[key]} {self.noun}".strip()


def _as_parts(value: Any) -> DateTuple | None:
    """Read a stored value: a date, the three parts, or nothing."""
    if isinstance(value, date):
        return value.year, value.month, value.day
    return None if value is None else (value[0], value[1], value[2])


def _is_unset(value: Any) -> bool:
    """WTForms hands over an object of its own where a form has no value for the field."""
    return not isinstance(value, date | tuple | list)
