"""What a pupil pays; plain Python."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

MONTHS_OF_A_YEAR = 12


def pupil_premium(
    base_salary: Decimal, rate: Decimal, subsidy: Decimal, months: int = MONTHS_OF_A_YEAR
) -> int:
    """What a family pays for a pupil's health insurance, in đồng.

    The premium is a share (``rate``) of the base salary for each month; the state pays its part (``subsidy``)
    of it. All three are dated parameters of the law.
    """
    whole = base_salary * rate * months
    return int((whole * (1 - subsidy)).quantize(Decimal(1), rounding=ROUND_HALF_UP))
