"""When the end of a card is told: some days before, once each, and only where nothing follows it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, timedelta
from typing import NamedTuple

REMIND_BEFORE = (30, 10, 1)
"""So many days before a card's last day its holder is reminded. Source: the project's own issue 7."""
ONE_DAY = timedelta(days=1)


class CardSpan(NamedTuple):
    """A card as far as its days go; only cards that the office has not stopped are asked about."""

    id: int
    valid_from: date
    valid_to: date | None


def reminder_due(last_day: date, on: date) -> int | None:
    """Return which reminder a day asks for, by its days before: the nearest one, whatever was missed.

    None more than 30 days before, and once the last day is over.
    """
    left = (last_day - on).days
    return min((before for before in REMIND_BEFORE if 0 <= left <= before), default=None)


def is_followed(card: CardSpan, others: Collection[CardSpan]) -> bool:
    """Tell whether another card goes on after this one without a gap; of two with one end one is told."""
    if card.valid_to is None or follower(card, others):
        return True
    return any(other.valid_to == card.valid_to and other.id < card.id for other in others)


def follower(card: CardSpan, others: Iterable[CardSpan]) -> CardSpan | None:
    """Return the card that goes on after this one without a gap; of several the one that begins first."""
    end = card.valid_to
    if end is None:
        return None
    on = [
        other
        for other in others
        if other.valid_from <= end + ONE_DAY and (other.valid_to is None or other.valid_to > end)
    ]
    return min(on, key=lambda other: (other.valid_from, other.id), default=None)
