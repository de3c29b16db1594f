"""What a pupil pays for health insurance (source: domain facts, "What a pupil pays").

`rate × base salary × months × (1 − state support)`, less what the locality adds. The values of the day of
payment count for all months paid: who has paid ahead pays nothing more when the base salary rises.
"""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

PREMIUM_MONTHS = (3, 6, 12)
NO_SUPPORT = Decimal(0)


@dataclass(frozen=True)
class PremiumTerms:
    """What holds on the day of payment: đồng a month, and shares between 0 and 1; None is not known."""

    base_salary: int | None
    rate: Decimal | None
    state_support: Decimal | None


@dataclass(frozen=True)
class Premium:
    """A premium and who pays it, in đồng; the three parts make up ``full``."""

    months: int
    full: int
    state_support: int
    local_support: int
    own: int


def pupil_premium(months: int, terms: PremiumTerms, local_support: Decimal = NO_SUPPORT) -> Premium | None:
    """Return what 3, 6 or 12 months cost a pupil; None where a value of the day is not known, never 0.

    Each support is a share of the full premium, rounded to a đồng (halves up); the family pays the rest. With
    more support than the premium the locality gives only what the state leaves.

    Raises:
        ValueError: for another number of months, or a share outside of 0 to 1.
    """
    if months not in PREMIUM_MONTHS:
        raise ValueError(f"a premium for {months} months")
    if terms.base_salary is None or terms.rate is None or terms.state_support is None:
        return None
    full = terms.rate * terms.base_salary * months
    state = _share(full, terms.state_support)
    local = min(_share(full, local_support), _dong(full) - state)
    return Premium(months, _dong(full), state, local, _dong(full) - state - local)


def _share(amount: Decimal, share: Decimal) -> int:
    if not 0 <= share <= 1:
        raise ValueError(f"a share of {share}")
    return _dong(amount * share)


def _dong(amount: Decimal) -> int:
    return int(amount.quantize(Decimal(1), ROUND_HALF_UP))
