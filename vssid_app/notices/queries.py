"""What an account is told, as its holder may read it now: fetching is checking.

What is about somebody out of sight, or of a part that is shown no more, is neither shown nor counted nor
opened, though it was told to the account: it would tell of somebody's affairs after the day that ended it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, or_, select

from vssid_app.core.clock import today
from vssid_app.core.extensions import db
from vssid_app.notifications.models import AppNotice
from vssid_app.people.called import short_name_of
from vssid_app.people.models import Person
from vssid_app.people.showing import ANY_PART, shown
from vssid_app.people.sight_rules import Part

PAGE = 20
_TELLS_OF = {"service.": Part.SERVICES, "card.": Part.CARD}
"""Kinds that tell of a part of somebody: who is shown that part no more is not told of it either."""


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads: a citizen's account, and its person."""

    account_id: int
    person_id: int


@dataclass(frozen=True, slots=True)
class About:
    """Somebody whom notices are about."""

    person_id: int
    public_id: str
    name: str
    unread: int


@dataclass(frozen=True, slots=True)
class NoticePage:
    """Some notices, the newest first; ``earlier`` is the key after which there are more."""

    notices: Sequence[AppNotice]
    earlier: str | None


def readable(account_id: int, person_id: int) -> ColumnElement[bool]:
    """The one condition for "this account may read it now"."""
    seen = shown(AppNotice.person_id, part_of(AppNotice.kind), person_id, today())
    return and_(AppNotice.account_id == account_id, seen)


def part_of(kind: Any) -> ColumnElement[str]:
    """The part of somebody that a kind of notice tells of, for the column ``kind``."""
    parts = [(kind.startswith(beginning), str(part)) for beginning, part in _TELLS_OF.items()]
    return case(*parts, else_=ANY_PART)


def people_told_of(reader: Reader) -> Sequence[About]:
    """Whom the reader's notices are about, with how many are unread: oneself first, then the others."""
    unread = func.sum(case((AppNotice.read_at.is_(None), 1), else_=0))
    found = (
        select(Person.id, Person.public_id, Person.full_name, unread)
        .join(AppNotice, AppNotice.person_id == Person.id)
        .where(_mine(reader))
        .group_by(Person.id, Person.public_id, Person.full_name)
        .order_by(Person.id != reader.person_id, Person.id)
    )
    return [About(id_, public, short_name_of(name), n) for id_, public, name, n in db.session.execute(found)]


def page_of_notices(reader: Reader, about: About | None, after: str) -> NoticePage:
    """The newest notices, of one person alone if one is named, or those that follow after a key of theirs."""
    found = select(AppNotice).where(_mine(reader))
    if about is not None:
        found = found.where(AppNotice.person_id == about.person_id)
    if after:
        last = _number_of(reader, after)
        # A key that names nothing is an old or mistyped address: there is no place in the list to go on from.
        found = found.where(or_(last.is_(None), AppNotice.id < last))
    rows = db.session.scalars(found.order_by(AppNotice.id.desc()).limit(PAGE + 1)).all()
    return NoticePage(rows[:PAGE], rows[PAGE - 1].key if len(rows) > PAGE else None)


def find_notice(reader: Reader, key: str) -> AppNotice | None:
    """One notice, if the reader may read it now."""
    return db.session.scalars(select(AppNotice).where(AppNotice.key == key, _mine(reader))).one_or_none()


def unread_until(reader: Reader, key: str, public_id: str = "") -> list[int]:
    """The numbers of what is unread up to a notice: nothing that came later than the page that shows it.

    Of one person alone where an id is given.
    """
    unread = select(AppNotice.id).where(
        _mine(reader), AppNotice.read_at.is_(None), AppNotice.id <= _number_of(reader, key)
    )
    if public_id:
        named = select(Person.id).where(Person.public_id == public_id)
        unread = unread.where(AppNotice.person_id.in_(named))
    return list(db.session.scalars(unread))


def _mine(reader: Reader) -> ColumnElement[bool]:
    return readable(reader.account_id, reader.person_id)


def _number_of(reader: Reader, key: str) -> ColumnElement[int]:
    """Only among the account's own: a key of anybody else's names nothing."""
    own = select(AppNotice.id).where(AppNotice.key == key, AppNotice.account_id == reader.account_id)
    return own.scalar_subquery()
