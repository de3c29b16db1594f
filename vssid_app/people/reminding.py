"""Telling guardians and children of what changes in care, each thing once; nobody's sight depends on it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import and_, or_, select

from vssid_app.core.clock import today
from vssid_app.core.extensions import db
from vssid_app.identity.models import Account
from vssid_app.identity.queries import accounts_of_persons
from vssid_app.identity.telling import tell
from vssid_app.people import care_messages
from vssid_app.people.birth_rules import BirthDate
from vssid_app.people.care_rules import first_day_of_age
from vssid_app.people.change_rules import (
    ENDED_IS_NEWS,
    Care,
    Change,
    Limits,
    changes_on,
    own_account_day,
)
from vssid_app.people.models import CareNotice, Guardianship, Person
from vssid_app.policy.models import Parameter
from vssid_app.policy.queries import whole_number

AT_ONCE = 200


def limits_on(on: date) -> Limits:
    """The parameters in force on a day."""
    return Limits(
        own_account_age=whole_number(Parameter.CHILD_AGE_LIMIT, on),
        identity_card_age=whole_number(Parameter.IDENTITY_CARD_AGE, on),
        adult_age=whole_number(Parameter.ADULT_AGE, on),
        notice_days=whole_number(Parameter.HAND_OVER_NOTICE_DAYS, on),
        end_notice_days=whole_number(Parameter.CARE_END_NOTICE_DAYS, on),
    )


def tell_of_changes() -> bool:
    """Tell all for whom something changes and who were not told yet; a job that is done again and again."""
    on = today()
    limits = limits_on(on)
    for page in _pages(on, limits):
        # One transaction a page; who comes second finds it told.
        with db.transaction():
            told = _told(page)
            for news in _news(page, on, limits):
                if _note(told, news):
                    _send(news)
    return False


def take_the_past_as_known() -> None:
    """Of a world that begins today: what lies behind it is no news. Joins the caller's transaction."""
    on = today()
    limits = limits_on(on)
    for page in _pages(on, limits):
        told = _told(page)
        for news in _news(page, on, limits):
            if news.day < on:
                _note(told, news)


@dataclass(frozen=True, slots=True)
class News:
    """A change, and one of those who are to know of it."""

    told_id: int
    account: Account
    child: Person
    change: Change
    day: date
    """The day that the change is about."""
    age: int
    """The age that makes it, in years."""


def _news(page: Sequence[tuple[Guardianship, Person]], on: date, limits: Limits) -> Iterator[News]:
    """What a page of guardianships asks to be told; who has no account is passed over."""
    people = {person for held, _child in page for person in (held.guardian_id, held.child_id)}
    accounts = {account.person_id: account for account in accounts_of_persons(people)}
    following = _following(page)
    for held, child in page:
        care = Care(
            child=child.birth,
            has_citizen_id=child.citizen_id_hash is not None,
            has_account=child.id in accounts,
            last_day=held.valid_to,
            goes_on=(held.guardian_id, held.child_id) in following,
        )
        for change in sorted(changes_on(care, on, limits)):
            day, age = _day_of(change, held, child.birth, limits)
            concerned = [held.guardian_id, *([child.id] if change is Change.OF_AGE_SOON else [])]
            for person_id in concerned:
                if person_id in accounts:
                    yield News(person_id, accounts[person_id], child, change, day, age)


def _day_of(change: Change, held: Guardianship, born: BirthDate, limits: Limits) -> tuple[date, int]:
    """The day that a change is about, and the age that makes it, in years."""
    if change is Change.OWN_ACCOUNT:
        return own_account_day(born, limits), limits.own_account_age
    if change is Change.OF_AGE_SOON:
        return first_day_of_age(born, limits.adult_age), limits.adult_age
    return held.valid_to or date.max, limits.adult_age


Told = set[tuple[int, int, str, date]]


def _note(told: Told, news: News) -> bool:
    """Keep that somebody is told; False when it was done before."""
    key = (news.told_id, news.child.id, news.change, news.day)
    if key in told:
        return False
    told.add(key)
    db.session.add(CareNotice(told_id=news.told_id, child_id=news.child.id, change=news.change, day=news.day))
    return True


def _send(news: News) -> None:
    is_own = news.told_id == news.child.id
    notice = (
        care_messages.of_age_soon(news.day, news.age)
        if is_own
        else care_messages.change_near(news.child, news.change, news.day, news.age)
    )
    tell(news.account, notice)


def _told(page: Sequence[tuple[Guardianship, Person]]) -> Told:
    children = {held.child_id for held, _child in page}
    rows = select(CareNotice.told_id, CareNotice.child_id, CareNotice.change, CareNotice.day)
    found = db.session.execute(rows.where(CareNotice.child_id.in_(children)))
    return {(told_id, child_id, change, day) for told_id, child_id, change, day in found}


def _following(page: Sequence[tuple[Guardianship, Person]]) -> set[tuple[int, int]]:
    """Guardian and child of those that another guardianship of the same two goes on after."""
    children = {held.child_id for held, _child in page}
    rows = select(Guardianship).where(Guardianship.child_id.in_(children), Guardianship.ended_at.is_(None))
    last: dict[tuple[int, int], date] = {}
    for held in db.session.scalars(rows):
        two = held.guardian_id, held.child_id
        last[two] = max(last.get(two, date.min), held.valid_to or date.max)
    return {
        (held.guardian_id, held.child_id)
        for held, _child in page
        if last[held.guardian_id, held.child_id] > (held.valid_to or date.max)
    }


def _pages(on: date, limits: Limits) -> Iterator[list[tuple[Guardianship, Person]]]:
    """The guardianships for which anything may change soon or has changed lately, some at a time."""
    youngest = min(limits.own_account_age, limits.identity_card_age)
    born_by = BirthDate(on.year - youngest + 1, 12, 31)
    soon = on + timedelta(days=max(limits.notice_days, limits.end_notice_days))
    may_change = and_(
        Guardianship.ended_at.is_(None),
        or_(Person.birth <= born_by, Guardianship.valid_to <= soon),
        or_(Guardianship.valid_to.is_(None), Guardianship.valid_to >= on - ENDED_IS_NEWS),
    )
    last = 0
    while True:
        found = (
            select(Guardianship, Person)
            .join(Person, Person.id == Guardianship.child_id)
            .where(may_change, Guardianship.id > last)
        )
        page = [
            (held, child)
            for held, child in db.session.execute(found.order_by(Guardianship.id).limit(AT_ONCE))
        ]
        if not page:
            return
        last = page[-1][0].id
        yield page
