"""Asking about persons: counted first, then answered and noted; who proves nothing learns nothing.

Each question leaves one entry in the log, whatever the answer is: who asked, about whom in the register, if
about anybody, and what was answered. What was typed is not in it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, delete, select

from vssid_app.agencies.queries import went_into
from vssid_app.audit.operations import note
from vssid_app.audit.tags import Tag
from vssid_app.core.clock import instant, today
from vssid_app.core.extensions import db, keyring
from vssid_app.core.world import current_world
from vssid_app.lookups import queries
from vssid_app.lookups.models import LookupCount
from vssid_app.lookups.rules import LIMITS, Allowance, Counted, TooMany, allowance, refusal, window_at
from vssid_app.people.rules import BirthDate
from vssid_app.registry.check_rules import Asker, CardQuestion, CheckCode, CheckResult, check_card
from vssid_app.registry.reference import reference_on

AskedBy = Mapping[Counted, str]
"""By what a question is counted, with the value of each: a device's hash, an address, a number."""


@dataclass(frozen=True, slots=True)
class Looker:
    """Who asks: nobody that we know, unless signed in; ``way`` is a page, or the JSON interface."""

    account_id: int | None = None
    person_id: int | None = None
    is_officer: bool = False
    way: str = "page"

    def may_see_whole(self, person_id: int) -> bool:
        """Whether this is the asker, or a child in their care today."""
        return queries.may_see_whole(self.person_id, person_id, today())


@dataclass(frozen=True, slots=True)
class Answered:
    """A result, and what is left of each limit after it."""

    result: CheckResult
    allowances: Mapping[Counted, Allowance]


def ask_card(question: CardQuestion, asked_by: AskedBy, looker: Looker) -> Answered | TooMany:
    """Check a card for anybody; owners, guardians and officers are told what differs."""
    with db.transaction():
        allowances = count(asked_by)
        if isinstance(allowances, TooMany):
            return allowances
        levels = reference_on(today()).levels
        found = queries.holder_of(question.number) if question.number else None
        person_id, holder = found or (None, None)
        is_own = person_id is not None and looker.may_see_whole(person_id)
        asker = Asker.ENTITLED if is_own or looker.is_officer else Asker.STRANGER
        result = check_card(question, holder, today(), levels, asker)
        _note(Tag.CARD_CHECKED, looker, person_id, result.code)
        return Answered(result, allowances)


def ask_nothing(asked_by: AskedBy, looker: Looker) -> Answered | TooMany:
    """The answer to a number of no known kind: as for one that nobody has."""
    with db.transaction():
        allowances = count(asked_by)
        if isinstance(allowances, TooMany):
            return allowances
        _note(Tag.CARD_CHECKED, looker, None, CheckCode.NOT_FOUND)
        return Answered(CheckResult(CheckCode.NOT_FOUND), allowances)


@dataclass(frozen=True, slots=True)
class FoundNumber:
    """A mã số BHXH; ``is_own``: it may be shown whole."""

    si_number: str
    is_own: bool


def ask_number(
    name: str, birth: BirthDate, province_code: str, asked_by: AskedBy, looker: Looker
) -> FoundNumber | TooMany | None:
    """The mã số BHXH of the one person of a name, birth date and province; None for nobody or several."""
    with db.transaction():
        allowances = count(asked_by)
        if isinstance(allowances, TooMany):
            return allowances
        found = queries.the_one_called(name, birth, went_into(province_code, today()))
        if found is None:
            _note(Tag.NUMBER_SOUGHT, looker, None, "none")
            return None
        is_own = looker.may_see_whole(found.person_id)
        _note(Tag.NUMBER_SOUGHT, looker, found.person_id, "whole" if is_own else "masked")
        return FoundNumber(found.si_number, is_own)


def _note(tag: Tag, looker: Looker, person_id: int | None, answer: str) -> None:
    # One entry also where nobody was found: what is not written would tell by the time that it takes.
    kind, row_id = ("Person", person_id) if person_id else ("World", current_world().id)
    role = "officer" if looker.is_officer else None
    note(tag, kind, row_id, actor=looker.account_id, way=looker.way, role=role, answer=answer)


def count(asked_by: AskedBy) -> Mapping[Counted, Allowance] | TooMany:
    """Count a question against each of its limits, or refuse it: the first limit that is reached is told.

    It is counted before it is answered, whatever the answer will be.
    """
    with db.transaction() as session:
        now = instant()
        keys = {counted: _key(counted, value, now) for counted, value in asked_by.items()}
        db.alone(*keys.values())
        rows = {row.key_hash: row for row in session.scalars(_rows(list(keys.values())))}
        refused = [refusal(counted, _asked(rows.get(key)), now) for counted, key in keys.items()]
        too_many = next((one for one in refused if one), None)
        if too_many:
            return too_many
        if keys.get(Counted.ADDRESS) not in rows:
            # An address is new once a window: rare beside questions, and as often as rows grow old.
            session.execute(delete(LookupCount).where(LookupCount.ends_at < now))
        for counted, key in keys.items():
            if key not in rows:
                rows[key] = LookupCount(key_hash=key, ends_at=_end(counted, now), count=0)
                session.add(rows[key])
            rows[key].count += 1
        return {counted: allowance(counted, rows[key].count, now) for counted, key in keys.items()}


def _asked(row: LookupCount | None) -> int:
    return row.count if row else 0


def _rows(keys: list[str]) -> Select[LookupCount]:
    return select(LookupCount).where(LookupCount.key_hash.in_(keys))


def _key(counted: Counted, value: str, at: datetime) -> str:
    return keyring.fingerprint(f"lookup {counted}", f"{window_at(counted, at).isoformat()} {value}")


def _end(counted: Counted, at: datetime) -> datetime:
    return window_at(counted, at) + LIMITS[counted].window
