"""What the law said on each day, for the rules that look at many days: visits of years, premiums, validity.

A page over years of visits asks for one day after the other, so all dated rows are read at once and kept for
some seconds, as the reference data of a day is.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import select

from vssid_app.core.extensions import db
from vssid_app.policy.models import BenefitLevel, FundScope, FundShare, Parameter
from vssid_app.policy.queries import history
from vssid_app.policy.rules import DatedValue, month_and_day, value_on
from vssid_app.registry.models import CareLevel
from vssid_app.registry.reference import REMEMBER_SECONDS
from vssid_app.registry.rules import CardTerms, LevelRow, PaymentTerms, PremiumTerms, VisitPlace

AWAY_SHARES = {
    CareLevel.BASIC: Parameter.AWAY_SHARE_BASIC,
    CareLevel.ADVANCED: Parameter.AWAY_SHARE_ADVANCED,
}
WHOLE = Decimal(1)


@dataclass(frozen=True, slots=True)
class ShareRow:
    """What the fund pays at a level between two days, both included."""

    level: int
    percent: int
    is_beyond_scope: bool
    valid_from: date
    valid_to: date | None

    def holds_on(self, day: date) -> bool:
        """Tell whether the row is in force on that day."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True, slots=True)
class Terms:
    """All dated rows that the register's rules ask for; a value before its first row is None, never 0."""

    levels: tuple[LevelRow, ...]
    shares: tuple[ShareRow, ...]
    values: Mapping[Parameter, tuple[DatedValue, ...]]

    def payment_on(self, day: date) -> PaymentTerms:
        """What the fund pays by on a day; for a visit that of discharge."""
        shares = [row for row in self.shares if row.holds_on(day)]
        return PaymentTerms(
            base_salary=self._whole(Parameter.BASE_SALARY, day),
            percents={row.level: row.percent for row in shares},
            beyond_scope=frozenset(row.level for row in shares if row.is_beyond_scope),
            small_visit_share=self._number(Parameter.SMALL_VISIT_SHARE, day),
            copay_cap_salaries=self._whole(Parameter.COPAY_CAP_SALARIES, day),
        )

    def copay_threshold_on(self, day: date) -> int | None:
        """The own share of a year over which the fund pays all; for ``copay_year``."""
        return self.payment_on(day).copay_threshold

    def premium_on(self, day: date) -> PremiumTerms:
        """What a pupil's premium is computed by, for a payment on that day."""
        return PremiumTerms(
            base_salary=self._whole(Parameter.BASE_SALARY, day),
            rate=self._number(Parameter.PREMIUM_RATE, day),
            state_support=self._number(Parameter.SUBSIDY_RATE, day),
        )

    def cards_on(self, day: date) -> CardTerms | None:
        """By what children's cards run; None where it is not known."""
        months = self._whole(Parameter.SMALL_CHILD_MONTHS, day)
        turn = self._text(Parameter.SCHOOL_YEAR_END, day)
        return None if months is None or turn is None else CardTerms(months, month_and_day(turn))

    def place(self, care_level: CareLevel, day: date, *, in_network: bool) -> VisitPlace:
        """Where somebody was treated, and what is left of the fund's share there without a referral.

        The shares are (k). Communes and initial care pay in full; in- and outpatients are not told apart.
        """
        name = AWAY_SHARES.get(care_level)
        share = self._number(name, day) if name else WHOLE
        return VisitPlace(care_level is CareLevel.COMMUNE, in_network, share)

    def _text(self, name: Parameter, day: date) -> str | None:
        return value_on(self.values[name], day)

    def _number(self, name: Parameter, day: date) -> Decimal | None:
        text = self._text(name, day)
        return None if text is None else Decimal(text)

    def _whole(self, name: Parameter, day: date) -> int | None:
        number = self._number(name, day)
        return None if number is None else int(number)


_remembered: dict[str, tuple[float, Terms]] = {}


def all_terms() -> Terms:
    """The dated rows, at most ``REMEMBER_SECONDS`` old; three statements when they are read."""
    key = str(db.engine.url)
    until, kept = _remembered.get(key, (0.0, None))
    if kept is None or time.monotonic() >= until:
        kept = _read()
        _remembered[key] = (time.monotonic() + REMEMBER_SECONDS, kept)
    return kept


def forget_terms() -> None:
    """Read them again at the next call, after a change."""
    _remembered.clear()


def _read() -> Terms:
    levels = db.session.scalars(select(BenefitLevel))
    shares = db.session.scalars(select(FundShare))
    return Terms(
        levels=tuple(
            LevelRow(row.beneficiary_code, row.level, row.valid_from, row.valid_to) for row in levels
        ),
        shares=tuple(
            ShareRow(
                row.level,
                row.percent,
                FundScope(row.scope) is FundScope.BEYOND_SCOPE,
                row.valid_from,
                row.valid_to,
            )
            for row in shares
        ),
        values=history(),
    )
