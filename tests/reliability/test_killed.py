"""``kill -9`` of site and worker at random moments under load: what was acknowledged is there, once.

Source: the figures to reach, "Reliability". The families and officers are threads here; site, worker, mail
server and SMS gateway are real. What the site told a person must be in the database, and what the database
says has left must be at the receiver.
"""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from random import Random
from threading import Event, Thread

import pytest
from flask import Flask
from sqlalchemy import func, select

from tests.reliability.checks import (
    check_dossiers,
    check_files,
    check_integrity,
    check_messages,
    check_sweep,
)
from tests.reliability.installation import PARTS, Installation
from tests.reliability.people import Family, Officer, Told
from tests.support.cast import OFFICE
from tests.support.databases import PostgresqlDatabases, postgresql_server
from tests.support.pictures import take_one
from tests.support.registering import Papers, make_papers, make_registered
from vssid_app.app import create_app
from vssid_app.core.extensions import db
from vssid_app.core.settings import load_settings
from vssid_app.core.world import WorldKind
from vssid_app.core.worlds import visiting, worlds_of
from vssid_app.enrolment.photo_kinds import PhotoKind
from vssid_app.enrolment.photo_rules import judge
from vssid_app.enrolment.steps import PHOTO_STEPS
from vssid_app.identity.models import Role
from vssid_app.identity.staff.operations import add_staff
from vssid_app.notifications.models import Delivery, OutboxMessage

pytestmark = pytest.mark.long

FAMILIES, OFFICERS = 8, 2
PEOPLE = 600
LONGEST_CALM = 4.0
DRAINED_IN = 120


@dataclass
class Crowd:
    """All people at once, and what they were told."""

    place: Installation
    photos: dict[PhotoKind, bytes]
    told: Told = field(default_factory=Told)
    enough: Event = field(default_factory=Event)
    registered: Event = field(default_factory=Event)
    failures: list[BaseException] = field(default_factory=list)
    _threads: list[Thread] = field(default_factory=list)

    def let_loose(self, papers: Iterator[Papers], staff: Sequence[Officer]) -> None:
        """Start everybody."""
        for _family in range(FAMILIES):
            self._start(self._register_on_and_on, papers)
        for officer in staff:
            self._start(officer.decide_until, self.registered)

    def finish(self) -> None:
        """The families end with the dossier in hand, the officers with what waits."""
        self.enough.set()
        for thread in self._threads[:FAMILIES]:
            thread.join(240)
        self.registered.set()
        for thread in self._threads[FAMILIES:]:
            thread.join(240)
        assert not [thread for thread in self._threads if thread.is_alive()], "somebody waits for ever"
        if self.failures:
            raise self.failures[0]

    def _register_on_and_on(self, papers: Iterator[Papers]) -> None:
        while not self.enough.is_set():
            mine = next(papers)
            email = f"thu{mine.phone}@thuchanh.example" if int(mine.phone) % 3 == 0 else ""
            Family(self.place, self.told, self.photos).register(mine, email)

    def _start(self, what: Callable[..., None], *arguments: object) -> None:
        def run() -> None:
            try:
                what(*arguments)
            except BaseException as failure:  # noqa: BLE001 - raised again in ``finish``
                self.failures.append(failure)

        self._threads.append(Thread(target=run))
        self._threads[-1].start()


@pytest.fixture(params=[("sqlite", 50), ("postgresql", 12)], ids=lambda param: f"{param[0]}-{param[1]}")
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[str, int]]:
    """The address of an empty database, and how many kills it must bear."""
    kind, kills = request.param
    with ExitStack() as stack:
        if kind == "sqlite":
            yield f"sqlite:///{tmp_path / 'live.sqlite3'}", kills
        else:
            address = stack.enter_context(postgresql_server())
            server = stack.enter_context(closing(PostgresqlDatabases(address)))
            yield server.new(tmp_path / "live"), kills


@pytest.fixture
def place(database: tuple[str, int], tmp_path: Path) -> Iterator[Installation]:
    """A live installation that runs."""
    made = Installation(tmp_path, database[0])
    made.prepare()
    made.start(*PARTS)
    made.wait_until_it_serves()
    yield made
    made.stop()


@pytest.fixture
def looking_in(place: Installation) -> Iterator[Flask]:
    """The same installation from inside of the test: to put people in, and to look at what is there."""
    app = create_app(load_settings(place.settings), TESTING=True)
    yield app
    db.close()
    db.engine.dispose()


@contextmanager
def inside(app: Flask) -> Iterator[None]:
    """In the live world."""
    with app.app_context(), visiting(worlds_of(WorldKind.LIVE)[0]):
        yield


def test_what_was_acknowledged_is_there_once(
    place: Installation, looking_in: Flask, database: tuple[str, int]
) -> None:
    seed = secrets.randbits(32)
    print(f"seed {seed}")  # noqa: T201 - to do the same again
    chance = Random(seed)
    crowd = Crowd(place, good_photos())
    crowd.let_loose(papers(looking_in), hired(looking_in, crowd, chance))
    for _kill in range(database[1]):
        if not crowd.failures:
            kill_some(place, chance)
    place.wait_until_it_serves()
    crowd.finish()
    wait_until_all_is_sent(looking_in)
    place.kill(*PARTS)
    with inside(looking_in):
        check_the_run_was_hard(crowd.told, database[1])
        check_dossiers(crowd.told)
        check_messages(place)
        named = check_files()
    with looking_in.app_context():
        swept = check_sweep(Path(place.settings["DATA_DIR"]) / "files", named)
    print(f"{swept} files without a row were swept")  # noqa: T201
    check_integrity(database[0])


def kill_some(place: Installation, chance: Random) -> None:
    """Kill site, worker or both at a random moment, also while they start; and start them again."""
    time.sleep(chance.uniform(0, LONGEST_CALM))
    killed = chance.choice([("site",), ("worker",), PARTS])
    place.kill(*killed)
    place.start(*killed)
    if chance.random() < 0.8:
        place.wait_until_it_serves()


def papers(app: Flask) -> Iterator[Papers]:
    """Papers of people of the register, every second of whom is called something else there."""
    made = []
    with inside(app), db.transaction():
        for n in range(PEOPLE):
            one = make_papers()
            make_registered(one, full_name="NGUYỄN VĂN KHÁC" if n % 2 else one.full_name)
            made.append(one)
    return iter(made)


def hired(app: Flask, crowd: Crowd, chance: Random) -> Sequence[Officer]:
    """Officers with a password and a second factor of their own."""
    found = []
    for n in range(OFFICERS):
        with inside(app):
            begun = add_staff(f"canbo.thu{n}", "Lê Thử Huy", Role.OFFICER, OFFICE)
        officer = Officer(crowd.place, crowd.told, Random(chance.random()))
        officer.enter(begun.user_name, begun.password)
        found.append(officer)
    return found


def good_photos() -> dict[PhotoKind, bytes]:
    """One picture of each kind that is taken without a word."""
    found = {}
    for kind in PHOTO_STEPS:
        drawn = (take_one(Random(f"{kind} {n}"), kind, None).image for n in range(20))
        picture = next(image for image in drawn if judge(image, kind).problem is None)
        picture.thumbnail((1100, 1100))
        written = BytesIO()
        picture.save(written, "JPEG", quality=85)
        found[kind] = written.getvalue()
    return found


def check_the_run_was_hard(told: Told, kills: int) -> None:
    """Much was done between the kills, and some of them came in the middle of something."""
    print(  # noqa: T201 - the figures of the run
        f"{kills} kills: {len(told.handed_over)} submissions and {len(told.decided)} decisions acknowledged, "
        f"{len(told.unanswered)} requests cut off, answers 5xx: {told.server_errors}"
    )
    assert len(told.handed_over) >= kills / 2
    assert len(told.decided) >= kills / 6
    assert len(told.unanswered) >= kills / 5


def wait_until_all_is_sent(app: Flask) -> None:
    """Nothing waits any more, nor for the lease of a worker that was killed."""
    until = time.monotonic() + DRAINED_IN
    queued = select(func.count(OutboxMessage.id)).where(OutboxMessage.delivery == Delivery.QUEUED)
    while time.monotonic() < until:
        with inside(app):
            if not db.session.scalar(queued):
                return
        time.sleep(0.3)
    raise TimeoutError("messages wait for ever")
