"""The office's figures, added up: how many, how long in working days, how many late. Plain Python.

A request has its *result* when the office's time limit ends: a card is printed, data are changed, or the
office has said no. It is late when that day, or today while there is none, is after its last due day; a
supplement begins the limit anew, and the days that the family took are counted with the others.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from vssid_app.service_requests.kinds import RequestKind
from vssid_app.service_requests.reasons import Reason
from vssid_app.service_requests.states import IN_HANDS, RESULTS, Status

USUAL_DAYS = 30
"""How long the period is that is shown unasked, its last day included."""
MOST_DAYS = 366
WEEK = timedelta(days=7)
PERCENT = 100
MEDIAN, NINE_OF_TEN = 50, 90
Span = tuple[date, date]


def nearest_rank(counts: Mapping[int, int], percent: int) -> int | None:
    """The percentile of values given with how often each occurs; None without any.

    By nearest rank: the smallest value that at least ``percent`` of a hundred of all are not above. It is
    always a value that occurs, and the 50th is what is called the median here.

    Raises:
        ValueError: when ``percent`` is not from 1 to 100.
    """
    if not 1 <= percent <= PERCENT:
        raise ValueError(f"a percentile of {percent}")
    wanted, seen = percent * sum(counts.values()), 0
    for value in sorted(counts):
        seen += counts[value]
        if counts[value] and seen * PERCENT >= wanted:
            return value
    return None


@dataclass(frozen=True, slots=True)
class Period:
    """Days that are looked at, both ends included."""

    first: date
    last: date

    @property
    def weeks(self) -> list[Span]:
        """Its weeks from Monday to Sunday, the first and the last cut off where the period is."""
        monday = self.first - timedelta(days=self.first.weekday())
        found = []
        while monday <= self.last:
            found.append((max(monday, self.first), min(monday + WEEK - timedelta(days=1), self.last)))
            monday += WEEK
        return found


@dataclass(frozen=True, slots=True)
class Happening:
    """So many requests of a kind came to a state on a day; ``late``: after the office's limit."""

    kind: RequestKind
    status: Status
    sent: date
    day: date
    late: bool
    reasons: tuple[Reason, ...]
    count: int


@dataclass(frozen=True, slots=True)
class Standing:
    """So many requests of a kind are in an open state now, and of them so many late."""

    kind: RequestKind
    status: Status
    count: int
    late: int


@dataclass(slots=True)
class Tally:
    """What happened in some days, of one kind or of all."""

    sent: int = 0
    results: int = 0
    late: int = 0
    """Of the results."""
    withdrawn: int = 0
    days: Counter[int] = field(default_factory=Counter)
    """Working days from sending to the result, with how often."""
    days_to_hands: Counter[int] = field(default_factory=Counter)
    """Working days from sending until the family had the card, with how often."""

    def add(self, happening: Happening, days: int) -> None:
        """Count it in."""
        if happening.status is Status.SENT:
            self.sent += happening.count
        elif happening.status is Status.WITHDRAWN:
            self.withdrawn += happening.count
        elif happening.status in RESULTS:
            self.results += happening.count
            self.late += happening.count if happening.late else 0
            self.days[days] += happening.count
        elif happening.status in IN_HANDS:
            self.days_to_hands[days] += happening.count


@dataclass(frozen=True, slots=True)
class Figures:
    """All that the page shows."""

    standing: tuple[Standing, ...]
    whole: Tally
    by_kind: Mapping[RequestKind, Tally]
    by_week: Mapping[Span, Tally]
    reasons: Mapping[tuple[Status, Reason], int]
    """How often something was asked for (supplement) or refused, by its coded reason; most often first."""

    @property
    def is_empty(self) -> bool:
        """Whether nothing is open and nothing has happened."""
        whole = self.whole
        happened = whole.sent or whole.results or whole.withdrawn or whole.days_to_hands
        return not (self.standing or self.reasons or happened)


def add_up(
    period: Period,
    standing: Iterable[Standing],
    happenings: Iterable[Happening],
    working_days: Mapping[Span, int],
) -> Figures:
    """The figures of a period; ``working_days`` holds those of each sending and happening."""
    whole, by_kind = Tally(), {kind: Tally() for kind in RequestKind}
    by_week = {week: Tally() for week in period.weeks}
    starts = {week[0] - timedelta(days=week[0].weekday()): week for week in by_week}
    reasons: Counter[tuple[Status, Reason]] = Counter()
    for each in happenings:
        days = working_days[each.sent, each.day]
        week = starts[each.day - timedelta(days=each.day.weekday())]
        for tally in (whole, by_kind[each.kind], by_week[week]):
            tally.add(each, days)
        reasons.update({(each.status, reason): each.count for reason in each.reasons})
    return Figures(tuple(standing), whole, by_kind, by_week, dict(reasons.most_common()))
