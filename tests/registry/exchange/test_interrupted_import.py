"""An import that was ended in the middle leaves whole batches, and goes on where it is run again."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from sqlalchemy import func, select

from tests.registry.exchange.conftest import Registry
from tests.registry.exchange.lines import good, person, write
from tests.registry.exchange.test_import import counts
from vssid_app.audit.models import AuditEntry
from vssid_app.audit.tags import Tag
from vssid_app.core.extensions import db
from vssid_app.core.settings import Settings
from vssid_app.people.models import Person
from vssid_app.registry.exchange.importing import Import
from vssid_app.registry.exchange.pace_rules import FEWEST_AT_ONCE, HOLD, MOST_AT_ONCE, Pace
from vssid_app.registry.models import HealthCard, ParticipationPeriod

PEOPLE = 200
FILES: Mapping[str, type[Person | HealthCard | ParticipationPeriod]] = {
    "persons.csv": Person,
    "cards.csv": HealthCard,
    "periods.csv": ParticipationPeriod,
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """People with a card each."""
    return people_with_cards(tmp_path / "in", PEOPLE)


def people_with_cards(folder: Path, many: int) -> Path:
    numbers = [person(place)["si_number"] for place in range(many)]
    write(folder, "persons.csv", *(person(place) for place in range(many)))
    cards = [good("cards.csv", si_number=number, card_code=f"DN401{number}") for number in numbers]
    return write(folder, "cards.csv", *cards)


def rows(kind: type[Person | HealthCard | ParticipationPeriod]) -> int:
    db.close()
    return db.session.scalar(select(func.count()).select_from(kind)) or 0


def told_new() -> Counter[str]:
    """How many new lines the log tells of, by file."""
    db.close()
    told: Counter[str] = Counter()
    for entry in db.session.scalars(select(AuditEntry).where(AuditEntry.tag == Tag.REGISTER_IMPORTED)):
        told[entry.facts["file"]] += entry.facts["new"]
    return told


class Ended(BaseException):
    """Stands for whatever ends a process."""


def test_what_was_stored_before_the_end_stays_and_the_rest_comes_with_the_next_run(
    registry: Registry, folder: Path
) -> None:
    steps: Iterator[int] = iter(range(100))

    def end_at_the_sixth(_bytes: int) -> None:
        if next(steps) == 5:
            raise Ended

    with pytest.raises(Ended):
        Import(folder, lambda _file, _reject: None, end_at_the_sixth, pace=Pace(50)).run()
    assert (rows(Person), rows(HealthCard)) == (PEOPLE, 100)
    result = registry("import", folder)
    assert f"persons.csv{counts(same=200)}cards.csv{counts(new=100, same=100)}" in result.output


def test_a_batch_takes_fewer_lines_where_others_would_wait_and_soon_more_again() -> None:
    pace = Pace()
    seen = []
    for held in [HOLD / 4] * 12 + [HOLD * 2, HOLD * 50] + [HOLD / 4] * 12:
        pace.held(held)
        seen.append(pace.lines)
    assert Pace().lines == FEWEST_AT_ONCE, "how fast the machine is shows with the first batch"
    assert seen[11:14] == [MOST_AT_ONCE, MOST_AT_ONCE // 2, FEWEST_AT_ONCE]
    assert seen[-1] == MOST_AT_ONCE


def test_a_batch_settles_where_it_takes_its_time() -> None:
    """At a thousandth of a second a line."""
    pace = Pace()
    for _batch in range(10):
        pace.held(pace.lines * HOLD / 250)
    assert pace.lines == 250


@pytest.mark.long
def test_killed_in_each_of_its_files_it_ends_as_if_it_had_not_been(
    registry: Registry, demo_settings: Settings, tmp_path: Path
) -> None:
    many = 6000
    source = people_with_cards(tmp_path / "in", many)
    numbers = [person(place)["si_number"] for place in range(many)]
    write(source, "periods.csv", *(good("periods.csv", si_number=number) for number in numbers))
    for kind in FILES.values():
        kill_import_when_there_are(kind, source, demo_settings, tmp_path)
        assert 0 < rows(kind) < many
        assert told_new() == Counter({name: rows(kind) for name, kind in FILES.items() if rows(kind)})
    result = registry("import", source)
    assert result.exit_code == 0
    assert told_new() == Counter(dict.fromkeys(FILES, many))
    assert not db.session.scalars(select(AuditEntry).where(AuditEntry.tag == Tag.REGISTER_CHANGED)).all()
    registry("export", tmp_path / "out")
    for name in FILES:
        stored = (tmp_path / "out" / name).read_text(encoding="utf-8").splitlines()
        assert sorted(stored[1:]) == sorted((source / name).read_text(encoding="utf-8").splitlines()[1:])


def kill_import_when_there_are(
    kind: type[Person | HealthCard | ParticipationPeriod], source: Path, settings: Settings, folder: Path
) -> None:
    environment = {
        **os.environ,
        "APP_MODE": "demo",
        "DATA_DIR": str(settings.data_dir),
        "DATABASE_URL": settings.database_url,
        "CALLED_FROM": str(folder),
        "PYTHONUTF8": "1",
    }
    command = [sys.executable, "-m", "flask", "--app", "wsgi", "registry", "import", str(source)]
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
    while not rows(kind) and process.poll() is None:
        time.sleep(0.01)
    process.send_signal(signal.SIGKILL)
    process.wait()
