"""Telling holders and guardians that a card ends soon, by the world's clock, each reminder once.

A sweep reads the cards that end within thirty days, some at a time in the order of their ends, once on each
day of the world. Where it stands is kept with what it has told: a worker that is killed goes on there.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, select

from vssid_app.core.clock import today
from vssid_app.core.extensions import db
from vssid_app.core.world import current_world
from vssid_app.identity.models import Account
from vssid_app.identity.queries import accounts_of_persons
from vssid_app.identity.telling import tell
from vssid_app.notifications.notices import Notice
from vssid_app.people.models import Person
from vssid_app.people.queries import carers_of
from vssid_app.people.seen import SEEN_COLUMNS, SeenPerson
from vssid_app.registry.expiry_messages import card_ends
from vssid_app.registry.expiry_rules import REMIND_BEFORE, CardSpan, is_followed, reminder_due
from vssid_app.registry.models import CardReminder, CardStatus, ExpirySweep, HealthCard, ReportedPayment

AT_ONCE = 200
LONGEST = timedelta(days=max(REMIND_BEFORE))


class EndingCard(NamedTuple):
    """A card that ends soon, and whose it is."""

    id: int
    card_code: str
    valid_from: date
    valid_to: date
    person: SeenPerson


class News(NamedTuple):
    """A reminder of a card for one of those who are to know of it."""

    card: EndingCard
    account: Account
    told_id: int
    before: int

    @property
    def key(self) -> tuple[int, int, date, int]:
        """What it is told once by."""
        return self.card.id, self.told_id, self.card.valid_to, self.before


def remind_of_ends() -> bool:
    """Tell those of one page of cards who were not told yet; whether there is more at once.

    Nothing is read but the sweep itself once the cards of the world's day are through.
    """
    on = today()
    sweep = db.session.scalars(select(ExpirySweep)).one_or_none()
    if sweep is not None and sweep.day == on and sweep.is_done:
        return False
    with db.transaction() as session:
        # Who comes second waits, and goes on behind this page.
        db.alone(f"expiry sweep {current_world().id}")
        sweep = session.scalars(select(ExpirySweep)).one_or_none() or ExpirySweep(day=date.min)
        if sweep.day != on:
            sweep.day, sweep.last_end, sweep.last_id, sweep.is_done = on, on, 0, False
        page = _page(on, sweep.last_end, sweep.last_id)
        for news in _untold(page, on):
            _note(news)
            tell(news.account, _notice(news, on))
        if page:
            sweep.last_end, sweep.last_id = page[-1].valid_to, page[-1].id
        sweep.is_done = not page
        session.add(sweep)
        return not sweep.is_done


def take_ends_as_known(of: Collection[int] | None = None) -> None:
    """Of a world that begins today, or of these persons of it: what is due by now is no news.

    Joins the caller's transaction.
    """
    on = today()
    last_end, last_id = on, 0
    while page := _page(on, last_end, last_id):
        for news in _untold(page, on):
            if of is None or news.card.person.id in of:
                _note(news)
        last_end, last_id = page[-1].valid_to, page[-1].id


def _note(news: News) -> None:
    card_id, told_id, last_day, before = news.key
    db.session.add(CardReminder(card_id=card_id, told_id=told_id, last_day=last_day, days_before=before))


def _notice(news: News, on: date) -> Notice:
    card = news.card
    return card_ends(card.person, card.card_code, card.valid_to, on, is_own=news.told_id == card.person.id)


def _page(on: date, last_end: date, last_id: int) -> Sequence[EndingCard]:
    """The cards in force that end soon, after the one that the sweep has come to; empty after the last.

    First the others that end on the same day, of which there may be millions: by the index in one go.
    """
    same_day = _found(on, HealthCard.valid_to == last_end, HealthCard.id > last_id)
    return same_day or _found(on, HealthCard.valid_to > last_end, HealthCard.valid_to <= on + LONGEST)


def _found(on: date, *ends: ColumnElement[bool]) -> Sequence[EndingCard]:
    columns = (HealthCard.id, HealthCard.card_code, HealthCard.valid_from, HealthCard.valid_to)
    found = (
        select(*columns, *SEEN_COLUMNS)
        .join(Person, Person.id == HealthCard.person_id)
        .where(*ends, HealthCard.valid_from <= on, HealthCard.status == CardStatus.ACTIVE)
        .order_by(HealthCard.valid_to, HealthCard.id)
        .limit(AT_ONCE)
    )
    return [_ending(row) for row in db.session.execute(found)]


def _ending(row: Sequence[Any]) -> EndingCard:
    return EndingCard(row[0], row[1], row[2], row[3], SeenPerson(*row[4:]))


def _untold(page: Sequence[EndingCard], on: date) -> Iterator[News]:
    """Who is to be told of a page's cards and was not; who has no account is passed over."""
    people = {card.person.id for card in page}
    if not people:
        return
    carers = carers_of(people, on)
    concerned = people.union(*carers.values())
    accounts = {account.person_id: account for account in accounts_of_persons(concerned)}
    if not accounts:
        return
    told, spans, paid = _told(page), _spans(people), _paid(people)
    for card in page:
        before = reminder_due(card.valid_to, on)
        span = CardSpan(card.id, card.valid_from, card.valid_to)
        if before is None or card.person.id in paid or is_followed(span, spans[card.person.id]):
            continue
        for person_id in (card.person.id, *carers.get(card.person.id, ())):
            if person_id in accounts:
                news = News(card, accounts[person_id], person_id, before)
                if news.key not in told:
                    told.add(news.key)
                    yield news


def _told(page: Sequence[EndingCard]) -> set[tuple[int, int, date, int]]:
    rows = select(
        CardReminder.card_id, CardReminder.told_id, CardReminder.last_day, CardReminder.days_before
    ).where(CardReminder.card_id.in_([card.id for card in page]))
    return {(card_id, told_id, day, before) for card_id, told_id, day, before in db.session.execute(rows)}


def _spans(people: Collection[int]) -> Mapping[int, list[CardSpan]]:
    """All cards of these people that the office has not stopped."""
    columns = (HealthCard.person_id, HealthCard.id, HealthCard.valid_from, HealthCard.valid_to)
    rows = select(*columns).where(HealthCard.person_id.in_(people), HealthCard.status == CardStatus.ACTIVE)
    spans: dict[int, list[CardSpan]] = {}
    for person_id, card_id, valid_from, valid_to in db.session.execute(rows):
        spans.setdefault(person_id, []).append(CardSpan(card_id, valid_from, valid_to))
    return spans


def _paid(people: Collection[int]) -> set[int]:
    """Who has paid already, by a school's list that the office has not recorded yet."""
    rows = select(ReportedPayment.person_id).where(
        ReportedPayment.person_id.in_(people), ReportedPayment.recorded_on.is_(None)
    )
    return set(db.session.scalars(rows))
