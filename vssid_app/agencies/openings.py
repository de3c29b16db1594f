"""Offices that an administrator opens or closes from a day on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import select

from vssid_app.agencies import rules
from vssid_app.agencies.changes import history_of_office
from vssid_app.agencies.models import District, InsuranceOffice, Province
from vssid_app.core.clock import today
from vssid_app.core.dated_rules import in_force
from vssid_app.core.extensions import db

OFFICE_CODE = re.compile(r"\d{3}|\d{5}", re.ASCII)


class OfficeProblem(StrEnum):
    """Why an office cannot be opened or closed so."""

    BAD_CODE = "bad_code"
    EXISTS = "exists"
    UNKNOWN_DISTRICT = "unknown_district"
    PAST = "past"
    NOT_OPEN = "not_open"
    CLOSED_ALREADY = "closed_already"
    CHANGES_LATER = "changes_later"


class BadOffice(ValueError):
    """Nothing may be changed so; ``problem`` says why."""

    def __init__(self, problem: OfficeProblem) -> None:
        super().__init__(problem)
        self.problem = problem


@dataclass(frozen=True, slots=True)
class NewOffice:
    """An office that begins; ``district_code`` is of the district that it serves or served, "" for none."""

    code: str
    name: str
    province_code: str
    district_code: str
    first_day: date


def check_new_office(new: NewOffice, reason: str) -> None:
    """Whether an office may begin.

    Raises:
        BadOffice: when its code cannot be one or is in use from that day on, when the province never had the
            district, or when the day is past and no reason is given.
    """
    if not OFFICE_CODE.fullmatch(new.code):
        raise BadOffice(OfficeProblem.BAD_CODE)
    if any(row.valid_to is None or row.valid_to >= new.first_day for row in history_of_office(new.code)):
        raise BadOffice(OfficeProblem.EXISTS)
    if new.district_code and not _district_names(new):
        raise BadOffice(OfficeProblem.UNKNOWN_DISTRICT)
    if new.first_day < today() and not reason:
        raise BadOffice(OfficeProblem.PAST)


def open_office(new: NewOffice, *, reason: str) -> None:
    """Let an office begin; it is found by its name, its code, its district and its province.

    Raises:
        BadOffice: when it may not.
    """
    with db.transaction() as session:
        # Two administrators at once: the second finds the first one's row.
        db.alone(f"office {new.code}")
        check_new_office(new, reason)
        above = (new.code, *_district_names(new), *_province_names(new.province_code))
        session.add(
            InsuranceOffice(
                code=new.code,
                name=new.name,
                name_folded=rules.bare_name(new.name),
                search_text=rules.search_text(new.name, *above),
                province_code=new.province_code,
                district_code=new.district_code or None,
                name_confirmed=True,
                valid_from=new.first_day,
                valid_to=None,
            )
        )


def last_row(code: str, last_day: date, reason: str) -> InsuranceOffice:
    """The row that would end on a day if the office closed.

    Raises:
        BadOffice: when the office is not there on that day, ends then already, or gets another name later, or
            when the day is past and no reason is given.
    """
    rows = history_of_office(code)
    row = in_force(rows, last_day)
    if row is None:
        raise BadOffice(OfficeProblem.NOT_OPEN)
    if row.valid_to == last_day:
        raise BadOffice(OfficeProblem.CLOSED_ALREADY)
    if any(other.valid_from > last_day for other in rows):
        raise BadOffice(OfficeProblem.CHANGES_LATER)
    if last_day < today() and not reason:
        raise BadOffice(OfficeProblem.PAST)
    return row


def close_office(code: str, last_day: date, *, reason: str) -> None:
    """Let an office end with a day: from the next on nobody finds it, and no dossier can be sent there.

    Raises:
        BadOffice: when it may not.
    """
    with db.transaction() as session:
        of_code = select(InsuranceOffice).where(InsuranceOffice.code == code)
        session.scalars(of_code.with_for_update()).all()
        session.expire_all()
        last_row(code, last_day, reason).valid_to = last_day


def _district_names(new: NewOffice) -> Sequence[str]:
    """The names that the district had; none where the province has never had it."""
    if not new.district_code:
        return []
    found = select(District.name).where(
        District.code == new.district_code, District.province_code == new.province_code
    )
    return db.session.scalars(found.distinct()).all()


def _province_names(code: str) -> Sequence[str]:
    return db.session.scalars(select(Province.name).where(Province.code == code).distinct()).all()
