"""A person's benefits of one kind, as its page shows them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from vssid_app.registry.models import BenefitKind, BenefitPayment


class BenefitPath(StrEnum):
    """A kind of benefit as it stands in addresses, in the order of the tabs."""

    ONE_OFF = "mot-lan"
    SICKNESS_MATERNITY = "om-dau-thai-san"
    INJURY = "tnld-bnn"
    UNEMPLOYMENT = "that-nghiep"
    MONTHLY = "hang-thang"

    @property
    def kind(self) -> BenefitKind:
        """The kind."""
        return BenefitKind[self.name]


@dataclass(frozen=True, slots=True)
class Benefits:
    """The payments of a kind, newest first; ``running`` is what is paid each month today, in đồng."""

    kind: BenefitKind
    rows: tuple[BenefitPayment, ...]
    total: int
    running: int
    others: frozenset[BenefitKind]


def benefits_of_kind(found: Sequence[BenefitPayment], kind: BenefitKind, on: date) -> Benefits:
    """Of all benefits of a person those of a kind."""
    rows = tuple(row for row in found if BenefitKind(row.kind) is kind)
    return Benefits(
        kind=kind,
        rows=rows,
        total=sum(row.amount for row in rows),
        running=sum(row.amount for row in rows if _runs_on(row, on)),
        others=frozenset(BenefitKind(row.kind) for row in found),
    )


def first_with_rows(found: Sequence[BenefitPayment]) -> BenefitPath:
    """The first tab that has something, else the first."""
    kinds = {BenefitKind(row.kind) for row in found}
    return next((path for path in BenefitPath if path.kind in kinds), BenefitPath.ONE_OFF)


def _runs_on(row: BenefitPayment, day: date) -> bool:
    """A monthly benefit goes on without an end; others are paid once."""
    is_monthly = BenefitKind(row.kind) is BenefitKind.MONTHLY
    return is_monthly and row.from_date <= day and (row.to_date is None or day <= row.to_date)
