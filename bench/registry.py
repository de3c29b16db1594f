"""Import of a large register, and how long it takes to find somebody in it, on SQLite and on PostgreSQL.

Run from the top folder: python -m bench.registry [number of persons]

A first import brings a tenth of the people, a second all of them; look-ups are timed after each. While the
import runs, another writer asks for its turn every twentieth of a second, as the site would.
"""

import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from random import Random
from statistics import quantiles
from typing import Any

from flask import Flask
from sqlalchemy import Connection, event

from bench.register_files import birth_of, name_of, number_of, province_of, write_files
from tests.support.databases import postgresql_server
from vssid_app.agencies.operations import load_reference_data
from vssid_app.app import create_app
from vssid_app.cli import migrations
from vssid_app.core.extensions import db
from vssid_app.core.settings import load_settings
from vssid_app.core.world import WorldKind
from vssid_app.core.worlds import make_world, visiting
from vssid_app.lookups.queries import holder_of, the_one_called
from vssid_app.people.rules import BirthDate, recognise_number
from vssid_app.policy.operations import load_policy

LOOK_UPS = 2000
TURN_EVERY = 0.05
# The database's own time: the best of some tries, since other programs of the machine come between.
BEST_OF = 5


@dataclass(frozen=True)
class Spread:
    """The middle and the slow end of some times, in milliseconds."""

    p50: float
    p99: float

    @classmethod
    def of(cls, seconds: list[float]) -> "Spread":
        """Of times in seconds."""
        cuts = quantiles(seconds, n=100)
        return cls(cuts[49] * 1000, cuts[98] * 1000)


def new_site(folder: Path, address: str) -> Flask:
    """A demo with an empty world."""
    app = create_app(load_settings({"APP_MODE": "demo", "DATA_DIR": str(folder), "DATABASE_URL": address}))
    with app.app_context():
        migrations().upgrade()
        with db.transaction() as session:
            load_reference_data(session)
            load_policy(session)
        make_world(WorldKind.DEMO)
        db.close()
    return app


def import_files(files: Path, folder: Path, address: str) -> None:
    """Run the command as a process of its own and print its time, memory, and what it said."""
    environment = os.environ | {"APP_MODE": "demo", "DATA_DIR": str(folder), "DATABASE_URL": address}
    environment |= {"PYTHONUTF8": "1"}
    command = [sys.executable, "-m", "flask", "--app", "wsgi", "registry", "import", str(files)]
    began = time.monotonic()
    with subprocess.Popen(  # noqa: S603 - our own command
        command, env=environment, stdout=subprocess.PIPE, text=True
    ) as process:
        said = process.stdout.read() if process.stdout else ""
        _pid, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    took = time.monotonic() - began
    print(said.strip())
    print(
        f"  {took:.0f} s, of which {used.ru_utime + used.ru_stime:.0f} s of processor; "
        f"peak memory {used.ru_maxrss / 1024:.0f} MB; exit {process.returncode}"
    )


@contextmanager
def another_writer() -> Iterator[None]:
    """Somebody who writes all the time; prints how long they waited for their turn."""
    waits: list[float] = []
    over = threading.Event()

    def take_turns() -> None:
        while not over.wait(TURN_EVERY):
            began = time.monotonic()
            with db.scope(), db.transaction():
                pass
            waits.append(time.monotonic() - began)

    writer = threading.Thread(target=take_turns)
    writer.start()
    yield
    over.set()
    writer.join()
    spread = Spread.of(waits)
    print(
        f"  another writer waited {spread.p50:.0f} ms (p50), {spread.p99:.0f} ms (p99), "
        f"{max(waits) * 1000:.0f} ms at most"
    )


def by_number(place: int) -> object:
    """As a check of a card asks."""
    return holder_of(recognise_number(number_of(place), legacy_ids=False))


def by_name(place: int) -> object:
    """As a search for one's own number asks."""
    return the_one_called(name_of(place), BirthDate.parse(birth_of(place)), [province_of(place)])


def time_look_ups(look_up: Callable[[int], object], persons: int) -> tuple[Spread, Spread, str]:
    """How long a look-up takes with all of ours, how long in the database alone, and the database's plan."""
    chance = Random("bench")
    places = [chance.randrange(persons) for _ in range(LOOK_UPS)]
    asked: list[tuple[str, Any]] = []

    def note(_connection: Any, _cursor: Any, statement: str, parameters: Any, *_more: Any) -> None:
        if statement.startswith("SELECT"):
            asked.append((statement, parameters))

    event.listen(db.engine, "before_cursor_execute", note)
    whole = []
    for place in places:
        began = time.perf_counter()
        found = look_up(place)
        whole.append(time.perf_counter() - began)
        if found is None:
            raise LookupError(place)
        # A look-up begins with nothing remembered.
        db.close()
    event.remove(db.engine, "before_cursor_execute", note)
    alone = []
    with db.engine.connect() as connection:
        for statement, parameters in asked:
            alone.append(min(_time(connection, statement, parameters) for _ in range(BEST_OF)))
        explain = "EXPLAIN QUERY PLAN " if connection.dialect.name == "sqlite" else "EXPLAIN "
        plan = connection.exec_driver_sql(explain + asked[0][0], asked[0][1]).all()
    return Spread.of(whole), Spread.of(alone), "; ".join(str(row[-1]).strip() for row in plan)


def _time(connection: Connection, statement: str, parameters: Any) -> float:
    began = time.perf_counter()
    connection.exec_driver_sql(statement, parameters).all()
    return time.perf_counter() - began


def measure(folder: Path, address: str, files: dict[int, Path]) -> None:
    """One database from empty to full."""
    app = new_site(folder, address)
    print(f"== {db.engine.dialect.name}")
    found: dict[tuple[str, int], Spread] = {}
    with app.app_context():
        for persons, source in files.items():
            with another_writer():
                import_files(source, folder, address)
            with visiting(make_world(WorldKind.DEMO)):
                for name, look_up in (("by number", by_number), ("by name", by_name)):
                    whole, alone, plan = time_look_ups(look_up, persons)
                    found[name, persons] = alone
                    print(
                        f"  {persons} persons, {name}: "
                        f"database p50 {alone.p50:.3f} ms, p99 {alone.p99:.3f} ms; "
                        f"whole p50 {whole.p50:.2f} ms, p99 {whole.p99:.2f} ms"
                    )
                    print(f"    {plan}")
    few, many = files
    for name in ("by number", "by name"):
        small, large = found[name, few], found[name, many]
        print(f"  {name}: p50 x {large.p50 / small.p50:.2f}, p99 x {large.p99 / small.p99:.2f}")
    db.engine.dispose()


def main() -> None:
    """Both databases, one after the other."""
    persons = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        files = {number: folder / str(number) for number in (persons // 10, persons)}
        for number, source in files.items():
            write_files(source, number)
        for kind in ("sqlite", "postgres"):
            (folder / kind).mkdir()
        measure(folder / "sqlite", f"sqlite:///{folder / 'sqlite' / 'app.sqlite3'}", files)
        with postgresql_server() as address:
            measure(folder / "postgres", address.replace("postgresql://", "postgresql+psycopg://"), files)


if __name__ == "__main__":
    main()
