"""What invented workers do, earn and are owed: their jobs cut into the periods of four insurances."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from random import Random

from vssid_app.registry.models import Scheme
from vssid_app.registry.rules import add_months
from vssid_app.training.synthetic import SyntheticPeriod

WORK_SCHEMES = (Scheme.SI, Scheme.UI, Scheme.OAD, Scheme.HI)
# Health insurance knows neither post nor pay, and of social insurance alone nothing is read before.
WITH_PAY = frozenset({Scheme.SI, Scheme.UI, Scheme.OAD})
# The insurances that are younger than some workers' years (k).
BEGAN = {Scheme.HI: date(1993, 1, 1), Scheme.UI: date(2009, 1, 1)}

POSTS = ("Công nhân", "Nhân viên", "Nhân viên kỹ thuật", "Tổ trưởng", "Kế toán viên", "Phó phòng")
PAY_OF_POSTS = (0.85, 1.0, 1.15, 1.3, 1.2, 1.7)
PAY_YEAR, PAY_THEN = 2026, 8_200_000
RISE_A_YEAR = 1.12
ROUNDED_TO = 10_000
# What the agreed pay has over it.
ALLOWANCES = (0.0, 0.04, 0.08, 0.12, 0.05, 0.15)

MOST_STEPS = 2
OWED_SHARE = 1 / 6
MOST_OWED = 3


@dataclass(frozen=True)
class Job:
    """Months at one employer; both are first days of months, no end means that it goes on."""

    from_month: date
    to_month: date | None
    unit_code: str
    unit_name: str
    post: int | None = None
    """Where it is not that of the whole career."""


@dataclass(frozen=True)
class Career:
    """How a worker is paid: the post, and after how many years the pay changes (0: as few steps as usual)."""

    post: int
    years_a_step: int = 0
    owed_months: int = 0


def draw_career(chance: Random) -> Career:
    """Draw a post; some employers owe the last months."""
    owed = chance.randint(1, MOST_OWED) if chance.random() < OWED_SHARE else 0
    return Career(chance.randrange(len(POSTS)), owed_months=owed)


def base_pay(post: int, year: int) -> int:
    """Return what contributions are computed on in a year, in đồng a month; it rises year by year."""
    pay = PAY_THEN * PAY_OF_POSTS[post] * RISE_A_YEAR ** (year - PAY_YEAR)
    return max(_rounded(pay), ROUNDED_TO)


def work_periods(
    career: Career, jobs: Iterable[Job], beneficiary_code: str, today: date
) -> tuple[SyntheticPeriod, ...]:
    """Return the periods of all four insurances; a running job's last step is the one that is owed for."""
    done = tuple(jobs)
    return tuple(
        period
        for scheme in WORK_SCHEMES
        for job in done
        for period in _periods(scheme, career, job, beneficiary_code, today)
    )


def _periods(
    scheme: Scheme, career: Career, job: Job, beneficiary_code: str, today: date
) -> Iterator[SyntheticPeriod]:
    starts = max(job.from_month, BEGAN.get(scheme, job.from_month))
    if job.to_month is not None and job.to_month < starts:
        return
    if scheme not in WITH_PAY:
        yield _period(scheme, job, starts, job.to_month, beneficiary_code=beneficiary_code)
        return
    post = career.post if job.post is None else job.post
    for first, last in _steps(career, starts, job.to_month, today):
        pay = base_pay(post, first.year)
        owed = career.owed_months if last is None else 0
        yield _period(
            scheme,
            job,
            first,
            last,
            job_title=POSTS[post],
            base_pay=pay,
            salary=_rounded(pay * (1 + ALLOWANCES[post])),
            arrears_months=min(owed, _months(first, today)),
        )


def _period(
    scheme: Scheme, job: Job, first: date, last: date | None, **given: str | int | None
) -> SyntheticPeriod:
    to_month = f"{last:%Y-%m}" if last else None
    facts = {"unit_code": job.unit_code, "unit_name": job.unit_name, **given}
    return SyntheticPeriod(scheme, f"{first:%Y-%m}", to_month, **facts)  # type: ignore[arg-type]


def _steps(career: Career, first: date, last: date | None, today: date) -> Iterator[tuple[date, date | None]]:
    """Cut a job where the pay changes, each time with a January; the last step holds all months owed."""
    end_year = (last or today).year
    every = career.years_a_step or max((end_year - first.year) // MOST_STEPS + 1, 1)
    while True:
        following = date(first.year + every, 1, 1)
        if following > (last or add_months(today.replace(day=1), -MOST_OWED)):
            yield first, last
            return
        yield first, add_months(following, -1)
        first = following


def _rounded(pay: float) -> int:
    return round(pay / ROUNDED_TO) * ROUNDED_TO


def _months(first: date, today: date) -> int:
    return max((today.year - first.year) * 12 + today.month - first.month + 1, 0)
