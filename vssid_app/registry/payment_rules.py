"""What the health insurance pays for a visit, and the patient's own share within a year.

Source: domain facts, "Beneficiary codes and levels", "Five years without a break", "Settled by us". Amounts
are whole đồng. The fund's share is rounded to a đồng, halves up, and the patient pays the rest, so that the
parts always make up the whole.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from vssid_app.registry.card_rules import CardFacts
from vssid_app.registry.level_rules import LevelRow, benefit_level, best_level
from vssid_app.registry.participation_rules import HEALTH, PeriodFacts, month_index

PER_CENT = 100


class PaymentReason(StrEnum):
    """Why the fund pays what it pays; a page makes a sentence of each."""

    NO_COVER = "no_cover"
    """No card was valid on the day, or the level of its code is not known."""
    FULL_LEVEL = "full_level"
    """The level itself pays all."""
    SHARED_LEVEL = "shared_level"
    """The level leaves the patient a share."""
    COMMUNE = "commune"
    """At a commune's station all is paid."""
    SMALL_VISIT = "small_visit"
    """The whole visit cost less than 15 % of the base salary."""
    COPAY_REACHED = "copay_reached"
    """Five years, and the own share of this year was over the threshold before this visit."""
    COPAY_CROSSED = "copay_crossed"
    """This visit crosses the threshold: the fund pays what lies above."""
    OUT_OF_NETWORK = "out_of_network"
    """The fund's share was cut, because the patient went elsewhere without a referral."""
    BEYOND_SCOPE = "beyond_scope"
    """Level 5: what others pay themselves is paid as well."""


@dataclass(frozen=True)
class PaymentTerms:
    """What the law says on the day of discharge.

    ``percents``: the fund's share by level; ``beyond_scope``: the levels that pay outside the scope too.
    ``small_visit_share``: 0.15; ``copay_cap_salaries``: 6. None is not known, never 0.
    """

    base_salary: int | None
    percents: Mapping[int, int]
    beyond_scope: frozenset[int]
    small_visit_share: Decimal | None
    copay_cap_salaries: int | None

    @property
    def copay_threshold(self) -> int | None:
        """The own share of a year from which on the fund pays all; None where it is not known."""
        if self.base_salary is None or self.copay_cap_salaries is None:
            return None
        return self.base_salary * self.copay_cap_salaries

    def is_small(self, total: int) -> bool | None:
        """Tell whether a visit of this whole cost is a small one; None where that is not known."""
        if self.base_salary is None or self.small_visit_share is None:
            return None
        return total < self.small_visit_share * self.base_salary


@dataclass(frozen=True)
class VisitCosts:
    """What a visit cost: the whole, what the insurance does not cover, and what others have paid.

    Raises ValueError where the parts are below nought or more than the whole.
    """

    total: int
    outside: int = 0
    other_paid: int = 0

    def __post_init__(self) -> None:
        """Refuse what no bill can say."""
        if min(self.total, self.outside, self.other_paid) < 0 or self.in_scope < 0:
            raise ValueError(f"a visit of {self.total} with {self.outside} outside, {self.other_paid} others")

    @property
    def in_scope(self) -> int:
        """What the insurance shares in."""
        return self.total - self.outside - self.other_paid


@dataclass(frozen=True)
class VisitPlace:
    """Where somebody was treated.

    ``away_share``: what is left of the fund's share out of network, from 0 to 1; None is not known.
    """

    is_commune: bool = False
    in_network: bool = True
    away_share: Decimal | None = Decimal(1)


@dataclass(frozen=True)
class Payment:
    """Who pays what of a visit, in đồng; the four parts make up the whole cost.

    ``percent`` is the fund's share of what is covered before any cut out of network. ``over_threshold`` is
    what the fund took over from the patient in the visit that crossed the threshold.
    """

    fund_paid: int
    copay: int
    self_paid: int
    other_paid: int
    percent: int
    reasons: tuple[PaymentReason, ...]
    over_threshold: int = 0


def level_on(cards: Iterable[CardFacts], day: date, rows: Iterable[LevelRow]) -> int | None:
    """Return the level with which somebody is treated on a day: the best of the cards that may be used.

    None without such a card, or where the table knows none of their codes. For a stay take the day of
    admission: who was admitted with a card is treated with it.
    """
    table = tuple(rows)
    usable = (card for card in cards if card.hold is None and card.covers(day))
    levels = (benefit_level(card.beneficiary_code, day, table) for card in usable)
    return best_level(level for level in levels if level is not None)


def level_in_month(periods: Iterable[PeriodFacts], day: date, rows: Iterable[LevelRow]) -> int | None:
    """Return the level of a day long past, of which no card is kept: by the months of health insurance.

    None where that month was not covered, or the table knows none of its codes.
    """
    table, month = tuple(rows), month_index(day)
    codes = (one.beneficiary_code for one in periods if one.scheme == HEALTH and month in one.months(day))
    levels = (benefit_level(code, day, table) for code in codes)
    return best_level(level for level in levels if level is not None)


def visit_split(
    costs: VisitCosts,
    level: int | None,
    place: VisitPlace,
    terms: PaymentTerms,
    copay_left: int | None = None,
) -> Payment | None:
    """Return who pays what of a visit, or None where that hangs on a value of the law that is not known.

    ``copay_left``: what the patient still bears this year before the fund pays all (``CopayYear.left``); None
    for who has not been insured for five years without a break. It counts in network only.
    """
    if level is None:
        return _uncovered(costs)
    usual, away = _usual_share(costs, level, place, terms), _away(place)
    if usual is None or away is None:
        return None
    percent, reason = usual
    paid_too = costs.outside if level in terms.beyond_scope else 0
    covered = costs.in_scope + paid_too
    fund = _share(covered, percent, away)
    relief, relief_reasons = _relief(covered - fund, place, copay_left)
    reasons = [reason, *relief_reasons]
    reasons += [PaymentReason.BEYOND_SCOPE] * bool(paid_too)
    reasons += [PaymentReason.OUT_OF_NETWORK] * (away < 1)
    return Payment(
        fund_paid=fund + relief,
        copay=covered - fund - relief,
        self_paid=costs.outside - paid_too,
        other_paid=costs.other_paid,
        percent=percent,
        reasons=tuple(reasons),
        over_threshold=relief,
    )


def _uncovered(costs: VisitCosts) -> Payment:
    own = costs.total - costs.other_paid
    return Payment(0, 0, own, costs.other_paid, 0, (PaymentReason.NO_COVER,))


def _usual_share(
    costs: VisitCosts, level: int, place: VisitPlace, terms: PaymentTerms
) -> tuple[int, PaymentReason] | None:
    """The fund's share before five years and network are looked at; None where it is not known."""
    percent = terms.percents.get(level)
    if percent is None:
        return None
    if percent == PER_CENT:
        return percent, PaymentReason.FULL_LEVEL
    if place.is_commune:
        return PER_CENT, PaymentReason.COMMUNE
    is_small = terms.is_small(costs.total)
    if is_small is None:
        return None
    return (PER_CENT, PaymentReason.SMALL_VISIT) if is_small else (percent, PaymentReason.SHARED_LEVEL)


def _relief(own: int, place: VisitPlace, copay_left: int | None) -> tuple[int, tuple[PaymentReason, ...]]:
    """What the fund takes over of the own share after five years, and why."""
    if copay_left is None or not place.in_network or own <= copay_left:
        return 0, ()
    reason = PaymentReason.COPAY_CROSSED if copay_left > 0 else PaymentReason.COPAY_REACHED
    return own - max(copay_left, 0), (reason,)


def _away(place: VisitPlace) -> Decimal | None:
    return Decimal(1) if place.in_network else place.away_share


def _share(covered: int, percent: int, away: Decimal) -> int:
    fund = Decimal(covered) * percent / PER_CENT * away
    return int(fund.quantize(Decimal(1), ROUND_HALF_UP))
