"""Health-insurance cards: the parts of a card code, and the state of a card on a day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from vssid_app.people.rules import IdentityField
from vssid_app.registry.level_rules import BEST_FIRST, LevelRow, benefit_level


class CardState(StrEnum):
    """What a card is on a day, in the order of the words on the screen."""

    VALID = "valid"
    EXPIRING = "expiring"
    REPORTED = "reported"
    EXPIRED = "expired"
    MISMATCH = "mismatch"
    SUSPENDED = "suspended"


class CardHold(StrEnum):
    """Why a card may not be used although its dates allow it (results 110, 120; a lock)."""

    WITHDRAWN = "withdrawn"
    REPORTED_OFF = "reported_off"
    SUSPENDED = "suspended"


class OffReason(StrEnum):
    """Why a card was reported off, where that is known (results 121 to 124)."""

    MOVED_PROVINCE = "moved_province"
    MOVED_INSIDE = "moved_inside"
    BACK_IN_UNIT = "back_in_unit"
    STOPPED = "stopped"


@dataclass(frozen=True)
class CardCodeParts:
    """The parts of a card code of 15 characters."""

    beneficiary_code: str
    printed_level: int
    province_code: str
    si_number: str


@dataclass(frozen=True)
class CardFacts:
    """What the register says of a card: its code, its days (both included), and what is wrong with it."""

    card_code: str
    valid_from: date
    valid_to: date | None = None
    hold: CardHold | None = None
    differs: tuple[IdentityField, ...] = ()
    facility_code: str | None = None
    off_reason: OffReason | None = None

    @property
    def beneficiary_code(self) -> str:
        """The group in which the holder pays: the first two characters."""
        return split_card_code(self.card_code).beneficiary_code

    def covers(self, day: date) -> bool:
        """Tell whether the day lies within the card's dates; without an end they run on."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


def split_card_code(card_code: str) -> CardCodeParts:
    """Cut a recognised card code: beneficiary 2, level 1, issuing province 2, mã số BHXH 10."""
    return CardCodeParts(card_code[:2], int(card_code[2]), card_code[3:5], card_code[5:])


def days_left(card: CardFacts, today: date) -> int | None:
    """Return the days until the last day of the card: 0 on it, below 0 after it; None without an end."""
    return None if card.valid_to is None else (card.valid_to - today).days


def card_state(card: CardFacts, today: date, *, expiring_days: int, is_reported: bool) -> CardState:
    """Return what to say of a card today.

    ``expiring_days`` before the end it is expiring. ``is_reported``: the school has handed in the payment and
    the register has not recorded it yet; this shows only when nothing is valid today, as does a card whose
    days are still to come. An end in the past is said before a mismatch, because renewing comes first.
    """
    if card.hold is not None:
        return CardState.SUSPENDED
    if not card.covers(today):
        return CardState.REPORTED if is_reported or today < card.valid_from else CardState.EXPIRED
    if card.differs:
        return CardState.MISMATCH
    left = days_left(card, today)
    return CardState.VALID if left is None or left > expiring_days else CardState.EXPIRING


def card_to_show(cards: Iterable[CardFacts], today: date, rows: Iterable[LevelRow]) -> CardFacts | None:
    """Return the card that stands first for its holder, or None without any.

    A card valid today comes before one to come, and that before one of the past; among valid ones the best
    level counts, then the one that runs longest.
    """
    levels = tuple(rows)
    return max(cards, key=lambda card: _rank(card, today, levels), default=None)


def _rank(card: CardFacts, today: date, rows: tuple[LevelRow, ...]) -> tuple[int, int, date]:
    end = card.valid_to or date.max
    if not card.covers(today):
        return (1 if today < card.valid_from else 0, 0, end)
    level = benefit_level(card.beneficiary_code, today, rows)
    goodness = 0 if level is None else len(BEST_FIRST) - BEST_FIRST.index(level)
    return (2 if card.hold else 3, goodness, end)
