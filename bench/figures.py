"""The office's figures with many requests: the time of the three statements and of adding up.

Run from the top folder: python -m bench.figures [requests]

A year of requests of two offices, on SQLite and on PostgreSQL; the best of some tries, for the usual thirty
days and for the whole year, once with the index that they have and once without it.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

from sqlalchemy import insert, text

from bench.registry import new_site
from tests.support.cast import OFFICE, OTHER_OFFICE, make_account, make_person
from tests.support.databases import postgresql_server
from tests.support.service_requests import way_to
from vssid_app.core.clock import today
from vssid_app.core.db import CROSS_WORLD
from vssid_app.core.extensions import db
from vssid_app.core.world import WorldKind, current_world
from vssid_app.core.worlds import make_world, visiting
from vssid_app.service_requests.figure_queries import figures
from vssid_app.service_requests.figure_rules import Period
from vssid_app.service_requests.kinds import RequestKind
from vssid_app.service_requests.models import ServiceRequest, ServiceRequestChange
from vssid_app.service_requests.states import OPEN, Status

YEAR, BEST_OF, AT_ONCE = 365, 5, 5000
STATES = (*[Status.COLLECTED] * 30, *[Status.REJECTED] * 3, *[Status.WITHDRAWN] * 2, *sorted(OPEN))
INDEX = "ix_service_request_changes_figures"


def main() -> None:
    """Print the table."""
    requests = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    print(f"load {os.getloadavg()[0]:.1f}, {requests} requests, best of {BEST_OF}")
    with tempfile.TemporaryDirectory() as folder:
        measure("SQLite", Path(folder), f"sqlite:///{folder}/app.sqlite3", requests)
    with tempfile.TemporaryDirectory() as folder, postgresql_server() as address:
        measure(
            "PostgreSQL", Path(folder), address.replace("postgresql://", "postgresql+psycopg://"), requests
        )


def measure(name: str, folder: Path, address: str, requests: int) -> None:
    """Fill a site and time it."""
    site = new_site(folder, address)
    with site.app_context(), visiting(make_world(WorldKind.DEMO)):
        fill(requests)
        for words in ("with the index", "without it"):
            for days in (30, YEAR):
                seconds = best(Period(today() - timedelta(days=days - 1), today()))
                print(f"{name}, {days} days, {words}: {seconds * 1000:.0f} ms")
            with db.engine.begin() as connection:
                connection.execute(text(f"DROP INDEX IF EXISTS {INDEX}"))
        db.close()
    # Also the session that the world was found in: the next database is another one.
    db.close()
    db.engine.dispose()


def best(period: Period) -> float:
    """Seconds for one office's figures."""
    taken = []
    for _n in range(BEST_OF):
        db.close()
        began = time.perf_counter()
        figures(frozenset({OFFICE}), period)
        taken.append(time.perf_counter() - began)
    return min(taken)


def fill(requests: int) -> None:
    """A year of requests, alike as those of two offices are; only what figures read is as it would be."""
    person = make_person()
    account, world = make_account(person), current_world().id
    chance = Random(2026)
    ways = {status: way_to(RequestKind.REISSUE, status) for status in set(STATES)}
    ways[Status.WITHDRAWN] = [*ways[Status.SENT], (Status.SENT, "withdraw", Status.WITHDRAWN)]  # type: ignore[list-item]
    for start in range(0, requests, AT_ONCE):
        rows = [
            _request(n, chance, person.id, account.id, world)
            for n in range(start, min(start + AT_ONCE, requests))
        ]
        with db.transaction() as session:
            session.execute(insert(ServiceRequest.__table__), rows, execution_options=CROSS_WORLD)
            steps = [step for row in rows for step in _steps(row, ways, chance, world)]
            session.execute(insert(ServiceRequestChange.__table__), steps, execution_options=CROSS_WORLD)
    with db.engine.begin() as connection:
        connection.execute(text("ANALYZE"))


def _request(n: int, chance: Random, person: int, account: int, world: int) -> dict[str, Any]:
    sent = datetime.now(UTC) - timedelta(days=chance.random() * YEAR)
    return {
        "id": n + 1,
        "world_id": world,
        "code": f"B{n:011d}",
        "kind": chance.choice(list(RequestKind)),
        "about": f"{n}",
        "status": chance.choice(STATES),
        "version": 1,
        "person_id": person,
        "asked_by_id": account,
        "class_name": "",
        "recipient": "",
        "street": "",
        "delivery_note": "",
        "quoted": {},
        "told": "",
        "office_code": chance.choice([OFFICE, OTHER_OFFICE]),
        "saved_steps": {},
        "sent_at": sent,
        "due_on": sent.date() + timedelta(days=5),
        "tracking_number": "",
        "created_at": sent,
    }


def _steps(
    row: dict[str, Any], ways: dict[Status, list[Any]], chance: Random, world: int
) -> Iterator[dict[str, Any]]:
    at = row["sent_at"]
    for before, action, after in ways[row["status"]]:
        yield {
            "world_id": world,
            "request_id": row["id"],
            "action": action,
            "from_status": before,
            "to_status": after,
            "at": at,
            "by_id": None,
            "by_staff": True,
            "note": "",
            "reasons": ["another_office"] if after is Status.REJECTED else [],
        }
        at += timedelta(days=chance.random() * 3)


if __name__ == "__main__":
    main()
