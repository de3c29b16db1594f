"""A person's health insurance today, put together from the register's rows and the rules."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from vssid_app.core.text import same_name
from vssid_app.people.rules import BirthDate, IdentityField
from vssid_app.people.seen import AnyPerson
from vssid_app.registry.expiry_rules import CardSpan, follower
from vssid_app.registry.facility_rules import Move, facility_on, next_move
from vssid_app.registry.models import CardStatus, HealthCard, ParticipationPeriod, Scheme
from vssid_app.registry.queries import CardLine, Holding, PeriodLine, ReportedLine
from vssid_app.registry.reference import Reference, Share
from vssid_app.registry.rules import (
    CardFacts,
    CardHold,
    CardState,
    Continuity,
    PeriodFacts,
    benefit_level,
    card_state,
    card_to_show,
    continuity,
    covered_months,
    days_left,
    split_card_code,
)

HOLDS = {
    CardStatus.WITHDRAWN: CardHold.WITHDRAWN,
    CardStatus.REPORTED_OFF: CardHold.REPORTED_OFF,
    CardStatus.SUSPENDED: CardHold.SUSPENDED,
}
SMALL_CHILD = "TE"


@dataclass(frozen=True, slots=True)
class ShownCard:
    """The card that stands first for its holder, with what it means today."""

    row: CardLine
    facts: CardFacts
    days_left: int | None
    level: int | None
    share: Share | None
    facility: str | None
    office: str | None
    next_facility: str | None = None
    """The name of another one that was approved and holds from a day to come."""
    next_move: Move | None = None
    followed_from: date | None = None
    """The first day of another card that goes on after this one without a gap."""

    @property
    def prefix(self) -> str:
        """The first five characters as on the card: ``HS 4 01``."""
        parts = split_card_code(self.row.card_code)
        return f"{parts.beneficiary_code} {parts.printed_level} {parts.province_code}"


@dataclass(frozen=True, slots=True)
class CardOverview:
    """What a person's pages say of their health insurance.

    ``state`` is None for who has neither a card nor a reported payment; ``card`` is None as well for who has
    only the payment.
    """

    person: AnyPerson
    on: date
    state: CardState | None
    card: ShownCard | None
    others: tuple[CardLine, ...]
    reported: ReportedLine | None
    continuity: Continuity | None

    @property
    def is_usable(self) -> bool:
        """Whether the card opens doors at a hospital today."""
        return self.state in {CardState.VALID, CardState.EXPIRING, CardState.MISMATCH}

    @property
    def needs_care(self) -> bool:
        """Whether there is something that the holder should do about it now; who has paid only waits."""
        if self.is_paid_on:
            return False
        return self.state not in {None, CardState.VALID, CardState.REPORTED}

    @property
    def is_paid_on(self) -> bool:
        """Whether the card ends soon, and a school has paid for the time after it."""
        return self.state is CardState.EXPIRING and self.reported is not None


def overview_of(holding: Holding, reference: Reference) -> CardOverview:
    """Judge a holding by the rules of the reference's day; its cards have the facility of that day."""
    cards = tuple(_with_facility(row, holding, reference.on) for row in holding.cards)
    card = _shown(cards, holding, reference)
    return CardOverview(
        person=holding.person,
        on=reference.on,
        state=_state(card, holding, reference),
        card=card,
        others=tuple(row for row in cards if card is None or row is not card.row),
        reported=holding.reported,
        continuity=continuity_of(holding.person, map(period_facts, holding.periods), reference),
    )


def _state(card: ShownCard | None, holding: Holding, reference: Reference) -> CardState | None:
    is_reported = holding.reported is not None
    if card is None:
        return CardState.REPORTED if is_reported else None
    state = card_state(
        card.facts, reference.on, expiring_days=reference.expiring_days, is_reported=is_reported
    )
    # Its end is none for the holder, who is not reminded of it either.
    return CardState.VALID if state is CardState.EXPIRING and card.followed_from else state


def _with_facility(row: CardLine, holding: Holding, on: date) -> CardLine:
    if not holding.moves:
        return row
    return row._replace(facility_code=facility_on(row.facility_code, holding.moves, on, row.valid_to))


def _followed_from(row: CardLine, cards: Iterable[CardLine]) -> date | None:
    spans = [_span(each) for each in cards if CardStatus(each.status) is CardStatus.ACTIVE]
    following = follower(_span(row), spans)
    return following.valid_from if following else None


def _span(row: CardLine) -> CardSpan:
    return CardSpan(row.id, row.valid_from, row.valid_to)


def _shown(cards: Iterable[CardLine], holding: Holding, reference: Reference) -> ShownCard | None:
    facts = {card_facts(row, holding.person): row for row in cards}
    first = card_to_show(facts, reference.on, reference.levels)
    if first is None:
        return None
    row = facts[first]
    level = benefit_level(first.beneficiary_code, reference.on, reference.levels)
    to_come = next_move(row.facility_code, holding.moves, reference.on)
    return ShownCard(
        row=row,
        facts=first,
        days_left=days_left(first, reference.on),
        level=level,
        share=reference.shares.get(level) if level else None,
        facility=_name(reference.facilities, row.facility_code),
        office=_name(reference.offices, row.office_code),
        next_facility=_name(reference.facilities, to_come.facility_code) if to_come else None,
        next_move=to_come,
        followed_from=_followed_from(row, holding.cards),
    )


def card_facts(row: HealthCard | CardLine, person: AnyPerson) -> CardFacts:
    """The facts that the rules ask for; a card differs where it prints something else than the register."""
    differs = []
    if row.printed_name and not same_name(row.printed_name, person.full_name):
        differs.append(IdentityField.FULL_NAME)
    if row.printed_birth and not row.printed_birth.agrees_with(person.birth):
        differs.append(IdentityField.BIRTH_DATE)
    hold = HOLDS.get(CardStatus(row.status))
    return CardFacts(
        row.card_code, row.valid_from, row.valid_to, hold, tuple(differs), facility_code=row.facility_code
    )


def period_facts(row: ParticipationPeriod | PeriodLine) -> PeriodFacts:
    """The facts that the rules of participation ask for."""
    return PeriodFacts(
        scheme=Scheme(row.scheme).value,
        from_month=_month(row.from_month),
        to_month=_month(row.to_month) if row.to_month else None,
        unit_code=row.unit_code,
        unit_name=row.unit_name,
        job_title=row.job_title,
        base_pay=row.base_pay,
        salary=row.salary,
        arrears_months=row.arrears_months,
        beneficiary_code=row.beneficiary_code,
    )


def continuity_of(
    person: AnyPerson, periods: Iterable[PeriodFacts], reference: Reference
) -> Continuity | None:
    """The run of health insurance that counts on the reference's day; ``periods`` are of that insurance."""
    covered = [covered_months(period, _starts_on(period, person.birth)) for period in periods]
    return continuity(covered, reference.on, reference.max_gap_months)


def _starts_on(period: PeriodFacts, birth: BirthDate) -> date | None:
    """A small child's cover begins on the day of birth, not on the first of that month."""
    first = period.from_month
    at_birth = period.beneficiary_code == SMALL_CHILD and (birth.year, birth.month) == (
        first.year,
        first.month,
    )
    return first.replace(day=birth.day) if at_birth and birth.day else None


def _month(text: str) -> date:
    """The first day of ``2021-09``."""
    return date.fromisoformat(f"{text}-01")


def _name(names: Mapping[str, str], code: str | None) -> str | None:
    """The name of a place on the day; its code where the data does not know it."""
    return names.get(code, code) if code else None
