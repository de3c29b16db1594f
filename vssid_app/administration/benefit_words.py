"""The sentences of the pages about benefits and working days."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TypeVar

from flask_babel import gettext as _

from vssid_app.core.dated_rules import Place
from vssid_app.core.pages import show_date, show_day
from vssid_app.policy.day_changes import DayProblem
from vssid_app.policy.models import BenefitLevel, FundScope, FundShare

LEVELS = range(1, 6)
Row = TypeVar("Row", BenefitLevel, FundShare)


def row_words(row: BenefitLevel | FundShare) -> str:
    """A level or a share as people read it: ``Mức 4``; ``80%, trong phạm vi, có giới hạn tỷ lệ``."""
    if isinstance(row, BenefitLevel):
        return _("Mức %(level)s", level=row.level)
    return f"{row.percent}%, {_scope_word(row.scope)}"


def change_words(place: Place[Row], new: Row) -> str:
    """What a new row would change, in one line."""
    day, now = show_date(place.valid_from), row_words(new)
    if place.earlier is None:
        return _("Từ %(day)s: %(now)s. Trước đó chưa có gì.", day=day, now=now)
    return _("Từ %(day)s: %(now)s, thay %(before)s.", day=day, now=now, before=row_words(place.earlier))


def day_problem(problem: DayProblem, *, works: bool) -> str:
    """Why a day cannot be changed so."""
    if problem is DayProblem.PAST:
        return _("Ngày này đã qua. Ghi lý do ở ô “Lý do” nếu vẫn cần đổi.")
    return _("Ngày này đã là ngày làm việc rồi.") if works else _("Ngày này đã là ngày nghỉ rồi.")


def day_words(day: date) -> str:
    """A day with its weekday, at the beginning of a line: ``Thứ Hai 07/12``."""
    words = show_day(day)
    return words[0].upper() + words[1:]


def iso_day(day: str) -> str:
    """A day as the log holds it."""
    return show_date(date.fromisoformat(day))


def fact_words(facts: Mapping[str, object]) -> str:
    """What the log holds of a changed day."""
    kind = _("làm việc") if facts.get("works") else _("nghỉ")
    parts = (str(facts.get("name") or ""), str(facts.get("source") or ""), str(facts.get("reason") or ""))
    return ". ".join([kind, *(part for part in parts if part)])


def _scope_word(scope: FundScope) -> str:
    return {
        FundScope.WITHOUT_LIMITS: _("trong phạm vi, không giới hạn tỷ lệ"),
        FundScope.WITH_LIMITS: _("trong phạm vi, có giới hạn tỷ lệ"),
        FundScope.BEYOND_SCOPE: _("cả ngoài phạm vi quyền lợi"),
    }[FundScope(scope)]
