"""Checking a card by what somebody says of it: the result codes that hospitals know.

Source: domain facts, "Validity of a card" (the codes) and "Settled by us" (what a stranger is told). Part 061
beside 060 is (k): the initials agree, so that a slip of the pen is more likely than another person.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from vssid_app.core.text import fold
from vssid_app.people.rules import BirthDate, NumberKind, RecognisedNumber, Sex
from vssid_app.registry.card_rules import CardFacts, CardHold, OffReason, card_to_show, split_card_code
from vssid_app.registry.level_rules import LevelRow, benefit_level


class CheckCode(StrEnum):
    """The answer to a check, as hospitals' software has it."""

    CORRECT = "000"
    EXPIRED = "010"
    NOT_FOUND = "050"
    WRONG_NUMBER = "051"
    WRONG_PROVINCE = "052"
    WRONG_LEVEL = "053"
    NAME_DIFFERS = "060"
    NAME_DIFFERS_LIKE = "061"
    BIRTH_DIFFERS = "070"
    SEX_DIFFERS = "080"
    FACILITY_DIFFERS = "090"
    WITHDRAWN = "110"
    REPORTED_OFF = "120"
    MOVED_PROVINCE = "121"
    MOVED_INSIDE = "122"
    BACK_IN_UNIT = "123"
    STOPPED = "124"
    NOT_ENOUGH = "205"


class Asker(StrEnum):
    """Who asks: only owners, their guardians and staff are told what differs."""

    STRANGER = "stranger"
    ENTITLED = "entitled"


@dataclass(frozen=True)
class CardQuestion:
    """What somebody says of a card: typed, or read off it; None or empty where nothing was said."""

    number: RecognisedNumber | None
    full_name: str
    birth: BirthDate | None
    sex: Sex | None = None
    facility_code: str | None = None

    @property
    def is_enough(self) -> bool:
        """Tell whether number, name and date of birth are all there."""
        return self.number is not None and bool(fold(self.full_name)) and self.birth is not None


@dataclass(frozen=True)
class CardHolder:
    """The person whom the number was found for, and all their cards."""

    full_name: str
    birth: BirthDate
    sex: Sex
    si_number: str
    citizen_id: str | None
    cards: tuple[CardFacts, ...]


@dataclass(frozen=True)
class CheckResult:
    """The answer: ``card`` and its ``level`` today are there with 000 and 010 only.

    ``begins_later``: the card is not valid yet; hospitals' codes have only 010 for it, words can say more.
    """

    code: CheckCode
    card: CardFacts | None = None
    level: int | None = None
    begins_later: bool = False


OFF_CODES = {
    None: CheckCode.REPORTED_OFF,
    OffReason.MOVED_PROVINCE: CheckCode.MOVED_PROVINCE,
    OffReason.MOVED_INSIDE: CheckCode.MOVED_INSIDE,
    OffReason.BACK_IN_UNIT: CheckCode.BACK_IN_UNIT,
    OffReason.STOPPED: CheckCode.STOPPED,
}
# What makes a stranger's question wrong as a whole: number, name, date of birth.
_IDENTITY_CODES = frozenset(
    {
        CheckCode.WRONG_NUMBER,
        CheckCode.WRONG_PROVINCE,
        CheckCode.WRONG_LEVEL,
        CheckCode.NAME_DIFFERS,
        CheckCode.NAME_DIFFERS_LIKE,
        CheckCode.BIRTH_DIFFERS,
    }
)


def check_card(
    asked: CardQuestion,
    holder: CardHolder | None,
    today: date,
    rows: Iterable[LevelRow],
    asker: Asker = Asker.STRANGER,
) -> CheckResult:
    """Answer a question about a card; ``holder`` is whom the register has under the number, or None.

    A stranger hears 050 for whatever differs of number, name and date of birth, also for a person without a
    card, and nothing of the card's state until all three agree. Asked by a number, the card that stands first
    for its holder is meant; asked by a card code, the card of that code.
    """
    if not asked.is_enough:
        return CheckResult(CheckCode.NOT_ENOUGH)
    if holder is None or not holder.cards:
        return CheckResult(CheckCode.NOT_FOUND)
    levels = tuple(rows)
    card = card_to_show(_cards_meant(asked, holder), today, levels)
    difference = _difference(asked, holder, card, asker)
    if difference is not None:
        is_hidden = asker is Asker.STRANGER and difference in _IDENTITY_CODES
        return CheckResult(CheckCode.NOT_FOUND if is_hidden else difference)
    return _judge(card, holder, today, levels) if card else CheckResult(CheckCode.NOT_FOUND)


def _cards_meant(asked: CardQuestion, holder: CardHolder) -> tuple[CardFacts, ...]:
    if asked.number is None or asked.number.kind is not NumberKind.CARD_CODE:
        return holder.cards
    return tuple(card for card in holder.cards if card.card_code == asked.number.value)


def _difference(
    asked: CardQuestion, holder: CardHolder, card: CardFacts | None, asker: Asker
) -> CheckCode | None:
    """The first thing that differs, in the order in which hospitals check."""
    if card is None or not _is_number_of(asked, holder):
        return _number_difference(asked, holder)
    if fold(asked.full_name) != fold(holder.full_name):
        is_like = _initials(asked.full_name) == _initials(holder.full_name)
        return CheckCode.NAME_DIFFERS_LIKE if is_like else CheckCode.NAME_DIFFERS
    if not _is_birth_of(asked.birth, holder.birth, asker):
        return CheckCode.BIRTH_DIFFERS
    if asked.sex is not None and asked.sex is not holder.sex:
        return CheckCode.SEX_DIFFERS
    if asked.facility_code and asked.facility_code != card.facility_code:
        return CheckCode.FACILITY_DIFFERS
    return None


def _is_number_of(asked: CardQuestion, holder: CardHolder) -> bool:
    number = asked.number
    if number is not None and number.kind is NumberKind.CITIZEN_ID:
        return number.value == holder.citizen_id
    return number is not None and number.si_number == holder.si_number


def _number_difference(asked: CardQuestion, holder: CardHolder) -> CheckCode:
    """Say what is wrong with a number that is none of the holder's: 052 and 053 where all the rest agrees."""
    number = asked.number
    if number is None or number.kind is not NumberKind.CARD_CODE:
        return CheckCode.WRONG_NUMBER
    asked_parts = split_card_code(number.value)
    for card in holder.cards:
        parts = split_card_code(card.card_code)
        if (parts.beneficiary_code, parts.si_number) != (asked_parts.beneficiary_code, asked_parts.si_number):
            continue
        if parts.printed_level == asked_parts.printed_level:
            return CheckCode.WRONG_PROVINCE
        if parts.province_code == asked_parts.province_code:
            return CheckCode.WRONG_LEVEL
    return CheckCode.WRONG_NUMBER


def _is_birth_of(asked: BirthDate | None, known: BirthDate, asker: Asker) -> bool:
    """Tell whether the dates agree; a stranger cannot get by with the year where the register has the day."""
    if asked is None or (asker is Asker.STRANGER and known.is_exact and not asked.is_exact):
        return False
    return asked.agrees_with(known)


def _initials(name: str) -> str:
    return "".join(word[0] for word in fold(name).split())


def off_reason(card: CardFacts, cards: Iterable[CardFacts]) -> OffReason | None:
    """Return why a card was reported off: as recorded, else as a later card tells; None is unknown."""
    later = [other for other in cards if other.valid_from > card.valid_from]
    if card.off_reason is not None or not later:
        return card.off_reason
    after = min(later, key=lambda other: other.valid_from)
    provinces = {split_card_code(one.card_code).province_code for one in (card, after)}
    return OffReason.MOVED_INSIDE if len(provinces) == 1 else OffReason.MOVED_PROVINCE


def _judge(card: CardFacts, holder: CardHolder, today: date, rows: tuple[LevelRow, ...]) -> CheckResult:
    """Say the state of a card that is the right one. A locked card counts as withdrawn: it opens no door."""
    if card.hold is CardHold.REPORTED_OFF:
        return CheckResult(OFF_CODES[off_reason(card, holder.cards)])
    if card.hold is not None:
        return CheckResult(CheckCode.WITHDRAWN)
    level = benefit_level(card.beneficiary_code, today, rows)
    if card.covers(today):
        return CheckResult(CheckCode.CORRECT, card, level)
    return CheckResult(CheckCode.EXPIRED, card, level, begins_later=today < card.valid_from)
