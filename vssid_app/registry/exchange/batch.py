"""A batch of lines on its way into the register: looked up, decided on and stored in one transaction."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from datetime import date
from time import monotonic
from typing import Any

from vssid_app.audit.operations import note
from vssid_app.audit.tags import Tag
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
    plan_moves,
    run_of,
)
from vssid_app.registry.exchange.scratch import Scratch, Spans
from vssid_app.registry.exchange.sheets import Line, Sheet, Values
from vssid_app.registry.exchange.writing import add_rows, change_rows
from vssid_app.registry.models import HealthCard, ParticipationPeriod, Scheme
from vssid_app.registry.rules import last_day_of_month

PUBLIC_ID_BYTES = 16


@dataclass
class Batch:
    """Some thousand lines of a sheet on their way into the register, in the current world."""

    decider: Decider
    lines: list[Line]
    scratch: Scratch
    dry_run: bool
    ids: dict[str, int] = field(default_factory=dict)
    began: float | None = None
    """When it got the write lock, by the monotonic clock; None before, and in a dry run."""

    @property
    def sheet(self) -> Sheet:
        """The file that they are of."""
        return self.decider.sheet

    def take(self) -> Plan:
        """Decide on them and, but in a dry run, store what is to be stored: all or nothing.

        Raises:
            Clash: when another writer came between; nothing is stored then.
            NotStored: when the database refuses.
        """
        if not self.lines:
            return Plan()
        if self.dry_run:
            plan = self._decide()
            self._remember(plan)
            # The next batch shall not look at the register of minutes ago.
            db.session.rollback()
            return plan
        with db.transaction():
            self.began = monotonic()
            # One import at a time decides on a world.
            db.alone(f"registry import {current_world().id}")
            plan = self._decide()
            self._store(plan)
        return plan

    def _decide(self) -> Plan:
        numbers = {line.number for line in self.lines}
        known = self._known(numbers | self._others())
        if self.sheet.model is Person:
            rows = stored.persons_of(self.sheet, numbers)
        else:
            owners = {number: row_id for number, row_id in self.ids.items() if number in numbers}
            rows = stored.rows_of(self.sheet, owners)
        seen = self.scratch.lines_among(hash(line.key) for line in self.lines)
        plan = self.decider.decide(self.lines, stored=rows, seen=seen, known=known)
        if self.sheet.model is Person:
            self._drop_taken_ids(plan)
        if self.sheet.model is ParticipationPeriod:
            runs: dict[int, Spans] = {}
            for key, row in rows.items():
                run = runs.setdefault(run_of(str(key[0]), row.values), {})
                run[str(row.values["from_month"])] = _text(row.values["to_month"])
            self._overlay(runs, plan)
            drop_overlaps(plan, runs)
        if self.sheet.model is HealthCard:
            plan_moves(plan, self.lines, rows, stored.moves_of(self.ids))
        return plan

    def _others(self) -> set[str]:
        """The second persons that the lines speak of."""
        other = self.sheet.other
        return {str(line.values[other.attribute]) for line in self.lines} if other else set()

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
        change_rows(self.sheet.model, [(row_id, self._columns(entry.values)) for row_id, entry in changed])
        add_rows(self.sheet.model, rows)
        if plan.moves.over:
            stored.forget_moves(plan.moves.over)
        self._audit(len(new), changed)
        for row_id, why in plan.moves.over.items():
            note(Tag.REGISTER_CHANGED, "FacilityChange", row_id, fields=why, source="import")

    def _row(self, entry: Entry) -> dict[str, Any]:
        if self.sheet.model is Person:
            public_id = secrets.token_urlsafe(PUBLIC_ID_BYTES)
            return {"si_number": entry.line.number, "public_id": public_id, **self._columns(entry.values)}
        return {self.sheet.owner: self.ids[entry.line.number], **self._columns(entry.values)}

    def _columns(self, values: Values) -> dict[str, Any]:
        """The table's columns of what a line says."""
        if self.sheet.model is Person:
            return _person_columns(values)
        other = self.sheet.other
        if other is None:
            return values
        said = {name: value for name, value in values.items() if name != other.attribute}
        return {**said, other.column: self.ids[str(values[other.attribute])]}

    def _audit(self, new: int, changed: list[tuple[int, Entry]]) -> None:
        """What changed, by names of columns; of a batch with new lines also how many."""
        kind = self.sheet.model.__name__
        for row_id, entry in changed:
            note(Tag.REGISTER_CHANGED, kind, row_id, fields=", ".join(entry.differs), source="import")
        if new or changed:
            world = current_world().id
            note(Tag.REGISTER_IMPORTED, "World", world, file=self.sheet.file, new=new, changed=len(changed))


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
