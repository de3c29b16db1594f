"""What becomes of the lines of a batch, given what is stored: new, changed, as it was, or rejected.

Plain Python. The same file gives the same verdicts again: of two lines with one key the first counts, and a
line is only ever rejected in favour of one that stands before it or is stored.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from vssid_app.registry.exchange.problems import Problem
from vssid_app.registry.exchange.reading import Reject
from vssid_app.registry.exchange.scratch import Spans
from vssid_app.registry.exchange.sheets import Key, Line, Sheet, Values
from vssid_app.registry.facility_rules import Move, overtaken

FACILITY = "facility_code"


@dataclass(frozen=True)
class Stored:
    """A row of the register, as far as the file's columns go."""

    row_id: int
    values: Values


@dataclass(frozen=True)
class Entry:
    """A line to be written: ``stored`` is the row that it changes, ``values`` are all, with what stays."""

    line: Line
    stored: Stored | None
    values: Values

    @property
    def differs(self) -> tuple[str, ...]:
        """The attributes that would change."""
        before = self.stored.values if self.stored else {}
        return tuple(name for name, value in self.values.items() if before.get(name) != value)


@dataclass
class MovesPlan:
    """What lines of cards do to approved changes of facility: counts of cards, and the rows that go.

    The reason of a row that goes is ``taken over`` or ``dropped``, for the log.
    """

    kept: int = 0
    dropped: int = 0
    over: dict[int, str] = field(default_factory=dict)


@dataclass
class Plan:
    """The verdicts of a batch; ``taken`` are keys and contents of its lines that were not rejected."""

    entries: list[Entry] = field(default_factory=list)
    unchanged: int = 0
    rejects: list[Reject] = field(default_factory=list)
    taken: dict[int, int] = field(default_factory=dict)
    moves: MovesPlan = field(default_factory=MovesPlan)

    def reject(self, line: Line, problem: Problem) -> None:
        """Note why a line is not taken."""
        self.rejects.append(Reject(line.place, problem))

    def drop(self, entries: Collection[Entry], problem: Problem) -> None:
        """Reject lines that had been taken."""
        places = {entry.line.place for entry in entries}
        for entry in entries:
            self.reject(entry.line, problem)
        self.entries = [entry for entry in self.entries if entry.line.place not in places]


@dataclass(frozen=True)
class Decider:
    """Judges lines of a sheet on the world's day; ``blank`` is what a new row has of columns not given."""

    sheet: Sheet
    today: date
    blank: Values

    def decide(
        self,
        lines: Iterable[Line],
        *,
        stored: Mapping[Key, Stored],
        seen: Mapping[int, int],
        known: Collection[str] | None,
    ) -> Plan:
        """Judge each line by itself.

        ``seen``: what lines of earlier batches said; ``known``: whose lines are taken, None for everybody's.
        """
        plan = Plan()
        for line in lines:
            stranger = self._stranger(line, known)
            if stranger is not None:
                plan.reject(line, stranger)
                continue
            key, content = hash(line.key), hash(tuple(line.values.values()))
            before = plan.taken.get(key, seen.get(key))
            if before is None:
                self._judge(line, stored.get(line.key), plan)
                if not plan.rejects or plan.rejects[-1].place != line.place:
                    plan.taken[key] = content
            elif before == content:
                plan.unchanged += 1
            else:
                plan.reject(line, Problem.DUPLICATE)
        return plan

    def _stranger(self, line: Line, known: Collection[str] | None) -> Problem | None:
        if known is None:
            return None
        if line.number not in known:
            return Problem.UNKNOWN_PERSON
        other = self.sheet.other
        is_unknown = other is not None and line.values[other.attribute] not in known
        return Problem.UNKNOWN_PARENT if is_unknown else None

    def _judge(self, line: Line, stored: Stored | None, plan: Plan) -> None:
        values = {**(stored.values if stored else self.blank), **line.values}
        if stored is not None and values == stored.values:
            plan.unchanged += 1
            return
        problem = self.sheet.trouble(values, line.number, self.today)
        if problem is None:
            plan.entries.append(Entry(line, stored, values))
        else:
            plan.reject(line, problem)


def run_of(number: str, values: Mapping[str, object]) -> int:
    """The run of periods that must not overlap: those of a person in one scheme at one unit."""
    return hash((number, values["scheme"], values["unit_code"]))


def drop_overlaps(plan: Plan, stored: Mapping[int, Spans]) -> None:
    """Reject periods that would share a month with another of their run; the later line gives way.

    Two units at once are no overlap: months count once all the same.
    """
    runs: dict[int, dict[str, Entry]] = {}
    for entry in plan.entries:
        run = runs.setdefault(run_of(entry.line.number, entry.values), {})
        run[str(entry.values["from_month"])] = entry
    dropped = [entry for run, entries in runs.items() for entry in _overlapping(entries, stored.get(run, {}))]
    if dropped:
        plan.drop(dropped, Problem.OVERLAP)


def _overlapping(entries: dict[str, Entry], stored: Spans) -> list[Entry]:
    """The lines of a run to give up, one after another, until no two share a month."""
    dropped: list[Entry] = []
    left = dict(entries)
    while True:
        spans = {**stored, **{start: _last_month(entry) for start, entry in left.items()}}
        clashing = [left[start] for start in starts_that_overlap(spans) if start in left]
        if not clashing:
            return dropped
        last = max(clashing, key=lambda entry: entry.line.place)
        dropped.append(left.pop(str(last.values["from_month"])))


def starts_that_overlap(spans: Spans) -> set[str]:
    """The first months of all periods that share a month with another; no last month is going on."""
    found: set[str] = set()
    longest: tuple[str, str | None] | None = None
    for start in sorted(spans):
        if longest is None:
            longest = start, spans[start]
            continue
        holder, stop = longest
        if stop is None or start <= stop:
            found |= {holder, start}
        own = spans[start]
        if stop is not None and (own is None or own > stop):
            longest = start, own
    return found


def plan_moves(
    plan: Plan, lines: Iterable[Line], stored: Mapping[Key, Stored], moves: Mapping[str, Sequence[Move]]
) -> None:
    """Judge what lines of cards say of facilities where another one was approved; ``moves`` by number.

    A file without the column says nothing of it. A new card with the old facility has the approved one.
    """
    rejected = {reject.place for reject in plan.rejects}
    for line in lines:
        known = moves.get(line.number)
        if not known or FACILITY not in line.values or line.place in rejected:
            continue
        before = stored.get(line.key)
        values = {**(before.values if before else {}), **line.values}
        printed, last = values[FACILITY], values["valid_to"]
        found = overtaken(
            _code(before.values[FACILITY] if before else printed),
            _code(printed),
            known,
            last if isinstance(last, date) else None,
        )
        plan.moves.kept += found.kept
        plan.moves.dropped += bool(found.dropped)
        plan.moves.over |= {move.id: "taken over" for move in found.taken_over}
        plan.moves.over |= {move.id: "dropped" for move in found.dropped}


def _code(value: object) -> str:
    return str(value or "")


def _last_month(entry: Entry) -> str | None:
    last = entry.values["to_month"]
    return None if last is None else str(last)


def drop_taken_ids(plan: Plan, owners: dict[int, int], hashes: Mapping[str, str]) -> dict[str, str]:
    """Reject lines with an identity number that is somebody else's; one that is given up is free below.

    ``owners``: hashes of the keyed hashes and of the numbers of their persons, of all that the batch speaks
    of; ``hashes``: the keyed hash of each identity number. Gives the owners that the batch changes.
    """
    moved: dict[str, str] = {}
    dropped: list[Entry] = []
    for entry in plan.entries:
        before, now = _citizen_id(entry.stored.values if entry.stored else {}), _citizen_id(entry.values)
        if before == now:
            continue
        own = hash(entry.line.number)
        if now and owners.get(hash(hashes[now]), own) not in {own, hash("")}:
            dropped.append(entry)
            continue
        for citizen_id, number in ((before, ""), (now, entry.line.number)):
            if citizen_id:
                moved[hashes[citizen_id]] = number
                owners[hash(hashes[citizen_id])] = hash(number)
    if dropped:
        plan.drop(dropped, Problem.CITIZEN_ID_TAKEN)
    return moved


def _citizen_id(values: Mapping[str, object]) -> str:
    return str(values.get("citizen_id") or "")
