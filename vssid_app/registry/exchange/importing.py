"""Taking files into the register: a batch of lines is one transaction, so that it can end at any moment.

What a batch needs of the database is read within its transaction; between two batches the others of the
site get their turn.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from time import monotonic

from vssid_app.core.clock import today
from vssid_app.core.world import current_world
from vssid_app.registry.exchange.batch import Batch
from vssid_app.registry.exchange.deciding import Decider, Plan
from vssid_app.registry.exchange.pace_rules import Pace
from vssid_app.registry.exchange.reading import BadFile, Reject, SheetReader
from vssid_app.registry.exchange.scratch import Scratch
from vssid_app.registry.exchange.sheets import Line, Sheet, defaults, sheets
from vssid_app.registry.exchange.writing import Clash

# Another writer can come between once; more often it is no coincidence.
TRIES = 3

OnReject = Callable[[str, Reject], None]
OnProgress = Callable[[int], None]


@dataclass
class Outcome:
    """What became of the lines of a file; ``refused`` says why none of it could be read.

    ``kept_moves``: cards that the file has with the old facility, where another one was approved meanwhile;
    ``dropped_moves``: cards that it gives a third one, which counts.
    """

    file: str
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    rejected: int = 0
    kept_moves: int = 0
    dropped_moves: int = 0
    refused: Reject | None = None


@dataclass(frozen=True)
class Import:
    """One run over a folder, in the current world.

    ``on_reject`` hears of each line that is not taken, ``on_progress`` of bytes read. A dry run gives the
    same outcomes and stores nothing.
    """

    folder: Path
    on_reject: OnReject
    on_progress: OnProgress
    dry_run: bool = False
    scratch: Scratch = field(default_factory=Scratch)
    pace: Pace = field(default_factory=Pace)

    def run(self) -> list[Outcome]:
        """Take each file that is there, persons first."""
        try:
            return [self._file(sheet) for sheet in _own_sheets() if (self.folder / sheet.file).is_file()]
        finally:
            self.scratch.close()

    def _file(self, sheet: Sheet) -> Outcome:
        outcome = Outcome(sheet.file)
        self.scratch.forget_lines()
        decider = Decider(sheet, today(), defaults(sheet))
        with (self.folder / sheet.file).open("rb") as file:
            try:
                reader = SheetReader(sheet, file)
            except BadFile as bad:
                self.on_reject(sheet.file, bad.reject)
                return replace(outcome, refused=bad.reject)
            at = 0
            for lines, unreadable in _batches(reader, self.pace):
                plan = self._take(decider, lines)
                self._count(outcome, plan, unreadable)
                self.on_progress(reader.at - at)
                at = reader.at
        return outcome

    def _count(self, outcome: Outcome, plan: Plan, unreadable: list[Reject]) -> None:
        rejects = sorted([*plan.rejects, *unreadable], key=lambda reject: reject.place)
        for reject in rejects:
            self.on_reject(outcome.file, reject)
        changed = sum(entry.stored is not None for entry in plan.entries)
        outcome.new += len(plan.entries) - changed
        outcome.changed += changed
        outcome.unchanged += plan.unchanged
        outcome.rejected += len(rejects)
        outcome.kept_moves += plan.moves.kept
        outcome.dropped_moves += plan.moves.dropped

    def _take(self, decider: Decider, lines: list[Line]) -> Plan:
        """Decide on a batch and store it; what another writer did between makes it look again."""
        for _ in range(TRIES):
            batch = Batch(decider, lines, self.scratch, self.dry_run)
            try:
                plan = batch.take()
            except Clash:
                continue
            if batch.began is not None:
                self.pace.held(monotonic() - batch.began)
            self.scratch.add_lines(plan.taken)
            return plan
        raise Clash


def _own_sheets() -> tuple[Sheet, ...]:
    return sheets(practice=current_world().is_practice)


def _batches(reader: SheetReader, pace: Pace) -> Iterator[tuple[list[Line], list[Reject]]]:
    """Lines some hundreds at a time, a person's together as far as they follow one another."""
    lines: list[Line] = []
    rejects: list[Reject] = []
    for line in reader:
        if isinstance(line, Reject):
            rejects.append(line)
        else:
            is_other = bool(lines) and lines[-1].number != line.number
            if len(lines) >= (pace.lines if is_other else 2 * pace.lines):
                yield lines, rejects
                lines, rejects = [], []
            lines.append(line)
        if len(rejects) >= pace.lines:
            yield lines, rejects
            lines, rejects = [], []
    yield lines, rejects
