"""An import that was ended in the middle leaves whole batches, and goes on where it is run again."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import func, select

from tests.registry.exchange.conftest import Registry
from tests.registry.exchange.lines import as_csv, good, person, write
from tests.registry.exchange.test_import import counts
from vssid_app.core.extensions import db
from vssid_app.core.settings import Settings
from vssid_app.people.models import Person
from vssid_app.registry.exchange import importing
from vssid_app.registry.exchange.importing import Import
from vssid_app.registry.models import HealthCard

PEOPLE = 200


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """People with a card each."""
    write(tmp_path / "in", "persons.csv", *(person(place) for place in range(PEOPLE)))
    numbers = [person(place)["si_number"] for place in range(PEOPLE)]
    cards = [good("cards.csv", si_number=number, card_code=f"DN401{number}") for number in numbers]
    return write(tmp_path / "in", "cards.csv", *cards)


def rows(kind: type[Person | HealthCard]) -> int:
    db.close()
    return db.session.scalar(select(func.count()).select_from(kind)) or 0


class Ended(BaseException):
    """Stands for whatever ends a process."""


def test_what_was_stored_before_the_end_stays_and_the_rest_comes_with_the_next_run(
    registry: Registry, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importing, "LINES_AT_ONCE", 50)
    steps: Iterator[int] = iter(range(100))

    def end_at_the_sixth(_bytes: int) -> None:
        if next(steps) == 5:
            raise Ended

    with pytest.raises(Ended):
        Import(folder, lambda _file, _reject: None, end_at_the_sixth).run()
    assert (rows(Person), rows(HealthCard)) == (PEOPLE, 100)
    result = registry("import", folder)
    assert f"persons.csv{counts(same=200)}cards.csv{counts(new=100, same=100)}" in result.output


@pytest.mark.long
def test_a_killed_process_leaves_no_half_batch(
    registry: Registry, folder: Path, demo_settings: Settings, tmp_path: Path
) -> None:
    many = 12_000
    (folder / "persons.csv").write_text(as_csv(person(place) for place in range(many)), encoding="utf-8")
    environment = {
        **os.environ,
        "APP_MODE": "demo",
        "DATA_DIR": str(demo_settings.data_dir),
        "DATABASE_URL": demo_settings.database_url,
        "CALLED_FROM": str(tmp_path),
        "PYTHONUTF8": "1",
    }
    command = [sys.executable, "-m", "flask", "--app", "wsgi", "registry", "import", str(folder)]
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
    while not rows(Person) and process.poll() is None:
        time.sleep(0.02)
    process.send_signal(signal.SIGKILL)
    process.wait()
    stored = rows(Person)
    assert 0 < stored < many
    assert stored % importing.LINES_AT_ONCE == 0
    result = registry("import", folder)
    assert f"persons.csv{counts(new=many - stored, same=stored)}" in result.output
    assert rows(HealthCard) == PEOPLE
