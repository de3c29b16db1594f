"""The participation of a person in one insurance, as its page shows it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from vssid_app.people.seen import AnyPerson
from vssid_app.registry.models import ReportedPayment, Scheme
from vssid_app.registry.overview import continuity_of
from vssid_app.registry.records.queries import periods_of, unrecorded_payment
from vssid_app.registry.reference import Reference
from vssid_app.registry.rules import (
    Continuity,
    Gap,
    PeriodFacts,
    PeriodRow,
    YearBar,
    arrears_months,
    gaps,
    merged_rows,
    total_months,
    year_bars,
)

# So many years of months are shown; those before are folded.
RECENT_YEARS = 3


class SchemePath(StrEnum):
    """An insurance as it stands in addresses."""

    HI = "bhyt"
    SI = "bhxh"
    UI = "bhtn"
    OAD = "tnld-bnn"

    @property
    def scheme(self) -> Scheme:
        """The insurance."""
        return Scheme[self.name]


@dataclass(frozen=True, slots=True)
class Participation:
    """One insurance of a person today: totals, years, then periods and gaps newest first.

    ``others`` are the insurances in which there are months; ``run`` is the run of health insurance.
    """

    scheme: Scheme
    total_months: int
    arrears_months: int
    years: tuple[YearBar, ...]
    lines: tuple[PeriodRow | Gap, ...]
    run: Continuity | None
    reported: ReportedPayment | None
    others: frozenset[Scheme]

    @property
    def recent_years(self) -> tuple[YearBar, ...]:
        """The years that are shown at once."""
        return self.years[:RECENT_YEARS]

    @property
    def earlier_years(self) -> tuple[YearBar, ...]:
        """The years that are folded."""
        return self.years[RECENT_YEARS:]


def participation_of(person: AnyPerson, scheme: Scheme, reference: Reference) -> Participation:
    """What the register holds of a person in an insurance, by the rules of the reference's day."""
    facts = periods_of(person)
    own = tuple(period for period in facts if period.scheme == scheme.value)
    is_health = scheme is Scheme.HI
    return Participation(
        scheme=scheme,
        total_months=total_months(own, reference.on),
        arrears_months=arrears_months(own, reference.on),
        years=year_bars(own, reference.on),
        lines=_lines(own, reference),
        run=continuity_of(person, own, reference) if is_health else None,
        reported=unrecorded_payment(person) if is_health else None,
        others=frozenset(Scheme(period.scheme) for period in facts),
    )


def _lines(own: tuple[PeriodFacts, ...], reference: Reference) -> tuple[PeriodRow | Gap, ...]:
    """Rows and the gaps between them: whatever began last stands first."""
    found: list[PeriodRow | Gap] = [
        *merged_rows(own, reference.on),
        *gaps(own, reference.on, reference.max_gap_months),
    ]
    return tuple(sorted(found, key=_newest_first, reverse=True))


def _newest_first(line: PeriodRow | Gap) -> tuple[date, date]:
    return line.from_month, line.to_month or date.max
