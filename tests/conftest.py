"""Fixtures: a demo app on a freshly migrated database, a client that checks every page, a cast of people."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

import pytest
from flask import Flask
from sqlalchemy import make_url

from tests.support.databases import ON_POSTGRESQL, Databases, databases
from tests.support.pages import PageClient
from tests.support.speed import spare_the_collector, spare_the_disk, spare_the_files
from vssid_app.agencies.operations import load_reference_data
from vssid_app.agencies.remembered import forget_places
from vssid_app.app import create_app
from vssid_app.cli import migrations
from vssid_app.core.extensions import db, keyring, private_files
from vssid_app.core.files import FolderStore
from vssid_app.core.settings import Settings, load_settings
from vssid_app.core.world import CurrentWorld, WorldKind, in_world
from vssid_app.core.worlds import make_world
from vssid_app.people.looks.log import look_log
from vssid_app.policy.identity_papers import forget_papers
from vssid_app.policy.operations import load_policy
from vssid_app.training.operations import seed_demo_world

EMPTY = "empty"
WHOLE = bool(os.environ.get("WHOLE_SUITE"))
"""Also on PostgreSQL whatever touches a database, as ``./run test --long`` asks."""


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On PostgreSQL only what may differ there is run: the rest has been run on SQLite already."""
    if ON_POSTGRESQL:
        plain = [item for item in items if not _may_differ(item)]
        items[:] = [item for item in items if item not in plain]
        config.hook.pytest_deselected(items=plain)


def pytest_collection_finish() -> None:
    """All is imported now, and stays."""
    spare_the_collector()


def _may_differ(item: pytest.Item) -> bool:
    touches_one = "all_databases" in getattr(item, "fixturenames", ())
    return touches_one and (WHOLE or item.get_closest_marker("any_database") is None)


@pytest.fixture(scope="session", autouse=True)
def _no_waiting() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patched:
        spare_the_files(patched)
        yield


@pytest.fixture(scope="session")
def all_databases() -> Iterator[Databases]:
    """Files of SQLite, or a PostgreSQL server for this run."""
    with databases() as made:
        yield made


@pytest.fixture(scope="session")
def demo_settings(tmp_path_factory: pytest.TempPathFactory, all_databases: Databases) -> Settings:
    """Settings of a demo in a folder of its own."""
    folder = tmp_path_factory.mktemp("data")
    address = all_databases.new(folder / "app.sqlite3")
    return load_settings({"APP_MODE": "demo", "DATA_DIR": str(folder), "DATABASE_URL": address})


@pytest.fixture(scope="session")
def demo_app(demo_settings: Settings, all_databases: Databases) -> Flask:
    """The demo app; its database is built by the migrations, with the reference data and an empty world."""
    app = create_app(demo_settings, TESTING=True)
    spare_the_disk(db.engine)
    with app.app_context():
        migrations().upgrade()
        with db.transaction() as session:
            load_reference_data(session)
            load_policy(session)
        make_world(WorldKind.DEMO)
        db.close()
    db.engine.dispose()
    all_databases.keep(demo_settings.database_url, EMPTY)
    return app


@pytest.fixture(scope="session")
def demo_people(demo_app: Flask, demo_settings: Settings, all_databases: Databases) -> str:
    """The name under which the demo's database is kept with its people: making them takes seconds."""
    _begin(demo_settings)
    all_databases.restore(demo_settings.database_url, EMPTY)
    with demo_app.app_context():
        world = make_world(WorldKind.DEMO)
        db.close()
        with in_world(world):
            seed_demo_world()
            db.close()
    db.engine.dispose()
    all_databases.keep(demo_settings.database_url, "people")
    return "people"


@pytest.fixture
def app(demo_app: Flask, demo_settings: Settings, all_databases: Databases) -> Iterator[Flask]:
    """The demo app on a fresh copy of its database."""
    _begin(demo_settings)
    all_databases.restore(demo_settings.database_url, EMPTY)
    yield demo_app
    db.close()
    db.engine.dispose()


@pytest.fixture
def peopled(app: Flask, demo_people: str, demo_settings: Settings, all_databases: Databases) -> Flask:
    """The same with the demo's invented people; ask for it before ``world``."""
    all_databases.restore(demo_settings.database_url, demo_people)
    return app


def _begin(settings: Settings) -> None:
    # The same engine as long as nobody started another one: it remembers the statements it has compiled.
    if db.engine.url != make_url(settings.database_url):
        db.start(settings)
    spare_the_disk(db.engine)
    keyring.start(settings.secret_key, settings.file_keys)
    private_files.use(FolderStore(settings.data_dir / "files"))
    forget_places()
    forget_papers()
    look_log.forget()


@pytest.fixture
def world(app: Flask) -> Iterator[CurrentWorld]:
    """The demo's world, entered, in an application context."""
    with app.app_context():
        current = make_world(WorldKind.DEMO)
        db.close()
        with in_world(current):
            yield current
            db.close()


@pytest.fixture
def stages(
    demo_app: Flask, demo_settings: Settings, all_databases: Databases
) -> Callable[[], AbstractContextManager[CurrentWorld]]:
    """What ``app`` and ``world`` give a test, for one that begins anew many times: a fresh copy each."""

    @contextmanager
    def stage() -> Iterator[CurrentWorld]:
        _begin(demo_settings)
        all_databases.restore(demo_settings.database_url, EMPTY)
        demo_app.extensions["world_finder"].forget()
        try:
            with demo_app.app_context():
                yield make_world(WorldKind.DEMO)
                db.close()
        finally:
            db.engine.dispose()
            # A stage moves the clock: the next test must not be asked on its last day.
            demo_app.extensions["world_finder"].forget()

    return stage


@pytest.fixture
def client(app: Flask) -> PageClient:
    """A phone: its own cookies, and every page it opens is checked."""
    return PageClient(app)
