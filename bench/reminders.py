"""A day's reminders of cards that end: all on one day, as on the last of December.

Run from the top folder: python -m bench.reminders [persons]

On SQLite and on PostgreSQL: every second card ends in 25 days, every hundredth of those persons has an
account. The first sweep tells, that of another day finds all told; with the memory before and after.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

from sqlalchemy import func, insert, select, text, update

from bench.registry import new_site
from tests.support.databases import postgresql_server
from vssid_app.core.clock import today
from vssid_app.core.db import CROSS_WORLD
from vssid_app.core.extensions import db
from vssid_app.core.world import WorldKind, current_world
from vssid_app.core.worlds import make_world, visiting
from vssid_app.identity.models import Account
from vssid_app.people.models import Person
from vssid_app.people.rules import BirthDate, Sex
from vssid_app.registry.models import CardReminder, ExpirySweep, HealthCard
from vssid_app.registry.reminding import remind_of_ends

DAY = timedelta(days=1)
AT_ONCE, ENDS, HAS_ACCOUNT = 5000, 2, 100
PAGE_KB = 4


def main() -> None:
    """Print the table."""
    persons = int(sys.argv[1]) if len(sys.argv) > 1 else 200_000
    print(f"load {os.getloadavg()[0]:.1f}, {persons} persons")
    with tempfile.TemporaryDirectory() as folder:
        measure("SQLite", Path(folder), f"sqlite:///{folder}/app.sqlite3", persons)
    with tempfile.TemporaryDirectory() as folder, postgresql_server() as address:
        url = address.replace("postgresql://", "postgresql+psycopg://")
        measure("PostgreSQL", Path(folder), url, persons)


def measure(name: str, folder: Path, address: str, persons: int) -> None:
    """Fill a site and sweep it twice."""
    site = new_site(folder, address)
    with site.app_context(), visiting(make_world(WorldKind.DEMO)):
        fill(persons)
        for words in ("telling", "all told"):
            before, begun, pages, slowest = memory(), time.perf_counter(), 0, 0.0
            more = True
            while more:
                page = time.perf_counter()
                more = remind_of_ends()
                pages, slowest = pages + 1, max(slowest, time.perf_counter() - page)
            took = time.perf_counter() - begun
            told = db.session.scalar(select(func.count(CardReminder.id)))
            print(
                f"{name}, {words}: {took:.1f} s, {pages} pages, the slowest {slowest * 1000:.0f} ms, "
                f"{told} told in all, memory {before} and {memory()} MB"
            )
            with db.transaction() as session:
                session.execute(update(ExpirySweep).values(day=today() - DAY))


def fill(persons: int) -> None:
    """Persons with a card each, and some accounts."""
    world, on = current_world().id, today()
    for first in range(0, persons, AT_ONCE):
        with db.transaction() as session:
            people = [person(world, n) for n in range(first, first + AT_ONCE)]
            session.execute(insert(Person), people, execution_options=CROSS_WORLD)
    rows = db.session.execute(select(Person.id, Person.si_number).order_by(Person.id)).all()
    for first in range(0, persons, AT_ONCE):
        with db.transaction() as session:
            some = rows[first : first + AT_ONCE]
            cards = [card(world, on, person_id, number) for person_id, number in some]
            session.execute(insert(HealthCard), cards, execution_options=CROSS_WORLD)
    for person_id, number in rows[:: ENDS * HAS_ACCOUNT]:
        with db.transaction() as session:
            session.add(Account(person_id=person_id, user_name=number, phone=f"0000{person_id % 10**6:06d}"))
    with db.transaction() as session:
        session.execute(text("ANALYZE"), execution_options=CROSS_WORLD)


def person(world: int, n: int) -> dict[str, object]:
    """The columns of a person."""
    name = {"full_name": "NGUYỄN VĂN MẪU", "name_folded": "nguyen van mau", "street": "", "class_name": ""}
    facts = {"public_id": f"p{n}", "si_number": f"99{n:08d}", "birth": BirthDate(2000, 1, 1), "sex": Sex.MALE}
    return {"world_id": world, **name, **facts}


def card(world: int, on: date, person_id: int, number: str) -> dict[str, object]:
    """The columns of a card; every second one ends within the days that are told of."""
    end = on + (25 if person_id % ENDS == 1 else 40 + person_id % 300) * DAY
    days = {"valid_from": on - 300 * DAY, "valid_to": end}
    return {
        "world_id": world,
        "person_id": person_id,
        "card_code": f"HS401{number}",
        "status": "active",
        **days,
    }


def memory() -> int:
    """What the process holds now, MB."""
    return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * PAGE_KB // 1024


if __name__ == "__main__":
    main()
