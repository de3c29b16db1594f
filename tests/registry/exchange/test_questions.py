"""No question about some people makes SQLite go through a world's whole table."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

import pytest
from sqlalchemy import event

from tests.registry.exchange.lines import NUMBER
from tests.support.databases import ON_POSTGRESQL
from vssid_app.core.extensions import db
from vssid_app.core.world import CurrentWorld
from vssid_app.lookups.queries import holder_of, the_one_called
from vssid_app.people.rules import BirthDate, recognise_number
from vssid_app.registry.exchange.sheets import FILES, sheets
from vssid_app.registry.exchange.stored import covering_groups, owners_of, person_ids, persons_of, rows_of

pytestmark = pytest.mark.skipif(ON_POSTGRESQL, reason="reads the plans of SQLite")

WHOLE_WORLD = "(world_id=?)"
SHEETS = dict(zip(FILES, sheets(practice=True), strict=True))
QUESTIONS: dict[str, Callable[[], object]] = {
    "persons of a file": lambda: persons_of(SHEETS["persons.csv"], {NUMBER}),
    **{
        f"rows of {name}": partial(rows_of, sheet, {NUMBER: 1, "9900000025": 2})
        for name, sheet in SHEETS.items()
        if name != "persons.csv"
    },
    "ids": lambda: person_ids({NUMBER, "9900000025"}),
    "owners": lambda: owners_of(["a", "b"]),
    "cards of months": lambda: covering_groups([(1, date(2024, 1, 1), date(2024, 1, 31))]),
    "holder of a number": lambda: holder_of(recognise_number(NUMBER, legacy_ids=False)),
    "the one called": lambda: the_one_called("AN", BirthDate(1990, 1, 1), ["01", "31"]),
}


def plans_of(question: Callable[[], object]) -> list[str]:
    """How SQLite goes about the statements of a question."""
    asked: list[tuple[str, Any]] = []

    def note(_connection: Any, _cursor: Any, statement: str, parameters: Any, *_more: Any) -> None:
        if statement.startswith("SELECT"):
            asked.append((statement, parameters))

    event.listen(db.engine, "before_cursor_execute", note)
    question()
    event.remove(db.engine, "before_cursor_execute", note)
    with db.engine.connect() as connection:
        found = [connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {text}", given) for text, given in asked]
        return [str(row[-1]) for rows in found for row in rows]


def test_each_question_uses_an_index_of_people(world: CurrentWorld) -> None:
    for name, question in QUESTIONS.items():
        plans = plans_of(question)
        assert plans, name
        assert not [plan for plan in plans if plan.startswith("SCAN") or WHOLE_WORLD in plan], name
