"""A person's medical visits by year: what they cost, who paid, and why so much."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from vssid_app.registry.models import CareLevel, MedicalVisit
from vssid_app.registry.overview import card_facts, continuity_of, period_facts
from vssid_app.registry.queries import Holding
from vssid_app.registry.records.bar_rules import Piece, bar
from vssid_app.registry.reference import Reference
from vssid_app.registry.rules import (
    CopayYear,
    OwnShare,
    PaymentReason,
    VisitCosts,
    copay_year,
    level_in_month,
    level_on,
    visit_split,
)
from vssid_app.registry.terms import Terms


@dataclass(frozen=True, slots=True)
class Shares:
    """Who paid what, in đồng."""

    total: int
    fund_paid: int
    copay: int
    self_paid: int
    other_paid: int

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """The parts as a bar: fund, copay, own, others."""
        return bar((self.fund_paid, self.copay, self.self_paid, self.other_paid))


@dataclass(frozen=True, slots=True)
class VisitView:
    """A visit with the facility's name of today, and why the fund paid so much; no reason: not known."""

    row: MedicalVisit
    facility: str
    shares: Shares
    reasons: tuple[PaymentReason, ...]
    small_limit: int | None
    """Below this whole cost all is paid, on the day of discharge."""


@dataclass(frozen=True, slots=True)
class VisitYear:
    """The visits of a calendar year, newest first; ``earlier`` and ``later``: the neighbours with visits."""

    year: int
    visits: tuple[VisitView, ...]
    shares: Shares
    earlier: int | None
    later: int | None
    copay: CopayYear | None
    """The own share of the year that is on; None before five years without a break, and of years past."""


class History:
    """All that a page of visits is made of: the visits, and by what they were paid."""

    def __init__(
        self, visits: Sequence[MedicalVisit], holding: Holding, reference: Reference, terms: Terms
    ) -> None:
        self._visits = visits
        self._reference = reference
        self._terms = terms
        self._cards = [card_facts(row, holding.person) for row in holding.cards]
        self._periods = [period_facts(row) for row in holding.periods]
        run = continuity_of(holding.person, self._periods, reference)
        self._five_years = run.five_year_date if run and run.broken_since is None else None

    @property
    def years(self) -> list[int]:
        """The years with visits, newest first."""
        return sorted({visit.admitted.year for visit in self._visits}, reverse=True)

    def year(self, year: int) -> VisitYear:
        """The visits of a year."""
        found = tuple(self.view(visit) for visit in self._visits if visit.admitted.year == year)
        years = self.years
        return VisitYear(
            year=year,
            visits=found,
            shares=_sum(view.shares for view in found),
            earlier=next((other for other in years if other < year), None),
            later=next((other for other in reversed(years) if other > year), None),
            copay=self._copay(self._reference.on) if year == self._reference.on.year else None,
        )

    def view(self, visit: MedicalVisit) -> VisitView:
        """One visit."""
        terms = self._terms.payment_on(_paid_on(visit))
        small = terms.small_visit_share
        known = small is not None and terms.base_salary is not None
        return VisitView(
            row=visit,
            facility=self._reference.facilities.get(visit.facility_code, visit.facility_code),
            shares=_shares(visit),
            reasons=self._reasons(visit),
            small_limit=int(small * terms.base_salary) if known and small and terms.base_salary else None,
        )

    def _reasons(self, visit: MedicalVisit) -> tuple[PaymentReason, ...]:
        """Why, where the rules come to what the bill says; else nothing is claimed."""
        day, outside = _paid_on(visit), visit.self_paid
        try:
            costs = VisitCosts(visit.total, outside, visit.other_paid)
        except ValueError:
            return ()
        place = self._terms.place(CareLevel(visit.care_level), day, in_network=visit.in_network)
        split = visit_split(
            costs, self._level(visit.admitted), place, self._terms.payment_on(day), self._left_before(visit)
        )
        agrees = split is not None and (split.fund_paid, split.copay) == (visit.fund_paid, visit.copay)
        return split.reasons if split and agrees else ()

    def _level(self, day: date) -> int | None:
        by_card = level_on(self._cards, day, self._terms.levels)
        return by_card or level_in_month(self._periods, day, self._terms.levels)

    def _left_before(self, visit: MedicalVisit) -> int | None:
        """What was left of the year's own share when this visit was paid."""
        before = [one for one in self._visits if (_paid_on(one), one.id) < (_paid_on(visit), visit.id)]
        found = self._copay(_paid_on(visit), before)
        return found.left if found else None

    def _copay(self, until: date, visits: Sequence[MedicalVisit] | None = None) -> CopayYear | None:
        if self._five_years is None:
            return None
        own = [
            OwnShare(_paid_on(one), one.copay, in_network=one.in_network)
            for one in (self._visits if visits is None else visits)
        ]
        return copay_year(own, self._five_years, self._terms.copay_threshold_on, until)


def _paid_on(visit: MedicalVisit) -> date:
    """The day whose law counts: that of discharge; of who is still there, of admission."""
    return visit.discharged or visit.admitted


def _shares(visit: MedicalVisit) -> Shares:
    return Shares(visit.total, visit.fund_paid, visit.copay, visit.self_paid, visit.other_paid)


def _sum(all_shares: Iterable[Shares]) -> Shares:
    found = tuple(all_shares)
    return Shares(
        total=sum(one.total for one in found),
        fund_paid=sum(one.fund_paid for one in found),
        copay=sum(one.copay for one in found),
        self_paid=sum(one.self_paid for one in found),
        other_paid=sum(one.other_paid for one in found),
    )
