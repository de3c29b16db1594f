"""Taking files into the register: a batch of lines is one transaction, so that it can end at any moment.

What a batch needs of the database is read within its transaction; between two batches the others of the
site get their turn.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

from vssid_app.audit.operations import note
from vssid_app.audit.tags import Tag
from vssid_app.core.clock import today
from vssid_app.core.extensions import db
from vssid_app.core.text import fold
from vssid_app.core.world import current_world
from vssid_app.people.models import Person
from vssid_app.people.queries import citizen_id_hash
from vssid_app.registry.exchange import stored
from vssid_app.registry.exchange.deciding import (
    Decider,
    Entry,
    Plan,
    drop_overlaps,
    drop_taken_ids,
    run_of,
)
from vssid_app.registry.exchange.reading import BadFile, Reject, SheetReader
from vssid_app.registry.exchange.scratch import Scratch, Spans
from vssid_app.registry.exchange.sheets import Line, Sheet, Values, defaults, sheets
from vssid_app.registry.exchange.writing import Clash, add_rows, change_rows
from vssid_app.registry.models import ParticipationPeriod, Scheme
from vssid_app.registry.rules import last_day_of_month

# A batch holds the write lock for some tenths of a second, and makes its statements worth their while.
LINES_AT_ONCE = 2000
# Another writer can come between once; more often it is no coincidence.
TRIES = 3
PUBLIC_ID_BYTES = 16
DRY_RUN = {"dry_run": True}

OnReject = Callable[[str, Reject], None]
OnProgress = Callable[[int], None]


@dataclass
class Outcome:
    """What became of the lines of a file; ``refused`` says why none of it could be read."""

    file: str
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    rejected: int = 0
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
            for lines, unreadable in _batches(reader):
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

    def _take(self, decider: Decider, lines: list[Line]) -> Plan:
        """Decide on a batch and store it; what another writer did between makes it look again."""
        for _ in range(TRIES):
            batch = _Batch(decider, lines, self.scratch, self.dry_run)
            try:
                plan = batch.take()
            except Clash:
                continue
            self.scratch.add_lines(plan.taken)
            return plan
        raise Clash


def _own_sheets() -> tuple[Sheet, ...]:
    return sheets(practice=current_world().is_practice)


def _batches(reader: SheetReader) -> Iterator[tuple[list[Line], list[Reject]]]:
    """Lines some thousands at a time, a person's together as far as they follow one another."""
    lines: list[Line] = []
    rejects: list[Reject] = []
    for line in reader:
        if isinstance(line, Reject):
            rejects.append(line)
        else:
            is_other = bool(lines) and lines[-1].number != line.number
            if len(lines) >= (LINES_AT_ONCE if is_other else 2 * LINES_AT_ONCE):
                yield lines, rejects
                lines, rejects = [], []
            lines.append(line)
        if len(rejects) >= LINES_AT_ONCE:
            yield lines, rejects
            lines, rejects = [], []
    yield lines, rejects


@dataclass
class _Batch:
    """Some thousand lines of a sheet on their way."""

    decider: Decider
    lines: list[Line]
    scratch: Scratch
    dry_run: bool
    ids: dict[str, int] = field(default_factory=dict)

    @property
    def sheet(self) -> Sheet:
        return self.decider.sheet

    def take(self) -> Plan:
        if not self.lines:
            return Plan()
        if self.dry_run:
            plan = self._decide()
            self._remember(plan)
            # The next batch shall not look at the register of minutes ago.
            db.session.rollback()
            return plan
        with db.transaction():
            # One import at a time decides on a world.
            db.alone(f"registry import {current_world().id}")
            plan = self._decide()
            self._store(plan)
        return plan

    def _decide(self) -> Plan:
        numbers = {line.number for line in self.lines}
        rows = stored.rows_of(self.sheet, numbers)
        seen = self.scratch.lines_among(map(self.decider.key_hash, self.lines))
        plan = self.decider.decide(self.lines, stored=rows, seen=seen, known=self._known(numbers))
        if self.sheet.model is Person:
            self._drop_taken_ids(plan)
        if self.sheet.model is ParticipationPeriod:
            runs: dict[int, Spans] = {}
            for key, row in rows.items():
                run = runs.setdefault(run_of(str(key[0]), row.values), {})
                run[str(row.values["from_month"])] = _text(row.values["to_month"])
            self._overlay(runs, plan)
            drop_overlaps(plan, runs)
        return plan

    def _known(self, numbers: set[str]) -> set[str] | None:
        """Whose lines are taken: those of people in the register; None for the persons themselves."""
        if self.sheet.model is Person:
            return None
        self.ids = stored.person_ids(numbers)
        known = set(self.ids)
        return known | self.scratch.people_among(numbers - known) if self.dry_run else known

    def _drop_taken_ids(self, plan: Plan) -> None:
        spoken_of = {
            str(values["citizen_id"])
            for entry in plan.entries
            for values in (entry.values, entry.stored.values if entry.stored else {})
            if values.get("citizen_id")
        }
        hashes = {number: citizen_id_hash(number) for number in spoken_of}
        owners = stored.owners_of(hashes.values())
        if self.dry_run:
            owners |= self.scratch.owners_among(hashes.values())
        moved = drop_taken_ids(plan, owners, hashes)
        if self.dry_run:
            self.scratch.add_owners(moved)

    def _overlay(self, runs: dict[int, Spans], plan: Plan) -> None:
        """Add what a dry run would have stored by now."""
        if self.dry_run:
            asked = {run_of(entry.line.number, entry.values) for entry in plan.entries}
            for run, spans in self.scratch.spans_of(asked).items():
                runs.setdefault(run, {}).update(spans)

    def _remember(self, plan: Plan) -> None:
        """Let the lines below see what would have been stored."""
        if self.sheet.model is Person:
            self.scratch.add_people(entry.line.number for entry in plan.entries)
        if self.sheet.model is ParticipationPeriod:
            self.scratch.add_spans(
                (
                    run_of(entry.line.number, entry.values),
                    str(entry.values["from_month"]),
                    _text(entry.values["to_month"]),
                )
                for entry in plan.entries
            )

    def _store(self, plan: Plan) -> None:
        new = [entry for entry in plan.entries if entry.stored is None]
        changed = [(entry.stored.row_id, entry) for entry in plan.entries if entry.stored is not None]
        rows = [self._row(entry) for entry in new]
        if self.sheet.model is ParticipationPeriod:
            _name_groups(rows)
        # What a changed line gives up (an identity number) may be a new one's.
        change_rows(self.sheet.model, [(row_id, _changed(self.sheet, entry)) for row_id, entry in changed])
        add_rows(self.sheet.model, rows)
        self._audit(len(new), changed)

    def _row(self, entry: Entry) -> dict[str, Any]:
        if self.sheet.model is Person:
            public_id = secrets.token_urlsafe(PUBLIC_ID_BYTES)
            return {"si_number": entry.line.number, "public_id": public_id, **_person_columns(entry.values)}
        return {"person_id": self.ids[entry.line.number], **entry.values}

    def _audit(self, new: int, changed: list[tuple[int, Entry]]) -> None:
        """What changed, by names of columns; of a batch with new lines also how many."""
        kind = self.sheet.model.__name__
        for row_id, entry in changed:
            note(Tag.REGISTER_CHANGED, kind, row_id, fields=", ".join(entry.differs), source="import")
        if new or changed:
            world = current_world().id
            note(Tag.REGISTER_IMPORTED, "World", world, file=self.sheet.file, new=new, changed=len(changed))


def _changed(sheet: Sheet, entry: Entry) -> Values:
    return _person_columns(entry.values) if sheet.model is Person else entry.values


def _person_columns(values: Values) -> dict[str, Any]:
    """The columns of a person: those of the file, and what they are found by."""
    citizen_id = values["citizen_id"]
    return {
        **values,
        "name_folded": fold(str(values["full_name"])),
        "citizen_id_hash": citizen_id_hash(str(citizen_id)) if citizen_id else None,
    }


def _name_groups(rows: list[dict[str, Any]]) -> None:
    """Say of new months of health insurance in which group they were paid, where a card of the time tells."""
    health = [row for row in rows if row["scheme"] == Scheme.HI]
    months = {row["from_month"]: date.fromisoformat(f"{row['from_month']}-01") for row in health}
    asked = [
        (row["person_id"], months[row["from_month"]], last_day_of_month(months[row["from_month"]]))
        for row in health
    ]
    groups = stored.covering_groups(asked)
    for row in rows:
        first = months.get(row["from_month"]) if row["scheme"] == Scheme.HI else None
        row["beneficiary_code"] = groups.get((row["person_id"], first), "") if first else ""


def _text(value: object) -> str | None:
    return None if value is None else str(value)
