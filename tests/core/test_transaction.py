"""One operation is one transaction: under the write lock, all or nothing, on what is true now."""

from __future__ import annotations

import threading
import time

import pytest
from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from tests.core.processes import finish, let_go, start, write_lock_held
from tests.support.cast import make_account, make_person
from tests.support.databases import ON_POSTGRESQL
from tests.support.pages import PageClient
from vssid_app.core.db import WriteOutsideTransaction
from vssid_app.core.extensions import db
from vssid_app.core.settings import Settings
from vssid_app.core.world import CurrentWorld
from vssid_app.core.worlds import World
from vssid_app.identity.models import Account
from vssid_app.people.models import Person

WAIT = 0.5
only_with_write_lock = pytest.mark.skipif(ON_POSTGRESQL, reason="PostgreSQL locks rows, not the machine")


def _change_behind_the_back(person_id: int, name: str) -> None:
    """What another process would have committed meanwhile."""
    with Session(db.engine) as other:
        other.execute(update(Person).where(Person.id == person_id).values(full_name=name))
        other.commit()


def test_what_is_changed_inside_is_kept(world: CurrentWorld) -> None:
    person = make_person()
    with db.transaction():
        person.full_name = "TRẦN THỊ MẪU"
    db.close()
    assert db.session.get_one(Person, person.id).full_name == "TRẦN THỊ MẪU"


def test_an_operation_that_fails_changes_nothing(world: CurrentWorld) -> None:
    person = make_person(full_name="NGUYỄN VĂN THỬ")
    with pytest.raises(RuntimeError), db.transaction():  # noqa: PT012
        person.full_name = "TRẦN THỊ MẪU"
        raise RuntimeError("it fails")
    assert person.full_name == "NGUYỄN VĂN THỬ"
    assert not db.session.is_writing


def test_operations_made_of_operations_are_one(world: CurrentWorld) -> None:
    with pytest.raises(RuntimeError), db.transaction() as outer:  # noqa: PT012
        with db.transaction() as inner:
            assert inner is outer
            make_person(full_name="NGUYỄN VĂN THỬ")
        raise RuntimeError("the outer one fails")
    assert db.session.scalars(select(Person)).all() == []


def test_rows_changed_before_are_refused(world: CurrentWorld) -> None:
    person = make_person()
    person.full_name = "TRẦN THỊ MẪU"
    with pytest.raises(WriteOutsideTransaction, match="before"), db.transaction():
        pass
    db.session.rollback()
    db.session.add(World(kind="demo"))
    with pytest.raises(WriteOutsideTransaction, match="before"), db.transaction():
        pass
    db.session.rollback()


def test_writing_outside_is_refused(world: CurrentWorld) -> None:
    person = make_person()
    person.full_name = "TRẦN THỊ MẪU"
    with pytest.raises(WriteOutsideTransaction):
        db.session.flush()
    db.session.rollback()
    for statement in (update(Person).values(full_name="X"), delete(Person)):
        with pytest.raises(WriteOutsideTransaction):
            db.session.execute(statement)
    db.session.rollback()


def test_a_row_read_before_is_read_again_inside(world: CurrentWorld) -> None:
    person = make_person(full_name="NGUYỄN VĂN THỬ")
    assert db.session.get_one(Person, person.id).full_name == "NGUYỄN VĂN THỬ"
    _change_behind_the_back(person.id, "TRẦN THỊ MẪU")
    assert person.full_name == "NGUYỄN VĂN THỬ", "a read shows one moment"
    with db.transaction():
        assert person.full_name == "TRẦN THỊ MẪU"


def test_rows_can_be_used_after_the_commit_without_asking_again(world: CurrentWorld) -> None:
    person = make_person(full_name="NGUYỄN VĂN THỬ")
    _change_behind_the_back(person.id, "TRẦN THỊ MẪU")
    assert person.full_name == "NGUYỄN VĂN THỬ"


def test_a_row_that_somebody_else_changed_is_not_overwritten(world: CurrentWorld) -> None:
    account = make_account()
    with pytest.raises(StaleDataError), db.transaction() as session:  # noqa: PT012
        assert account.version == 1
        account.display_name = "Một"
        # As if the lock had not been taken, or the row had been read too early.
        session.connection().execute(update(Account).where(Account.id == account.id).values(version=99))


@only_with_write_lock
def test_a_transaction_waits_for_the_writer_of_another_process(
    world: CurrentWorld, demo_settings: Settings
) -> None:
    with write_lock_held(demo_settings) as holder:
        threading.Timer(WAIT, let_go, [holder]).start()
        began = time.monotonic()
        with db.transaction():
            waited = time.monotonic() - began
        finish(holder)
    assert waited >= WAIT * 0.8


@only_with_write_lock
def test_reading_pages_never_waits_for_the_writer(client: PageClient, demo_settings: Settings) -> None:
    client.get("/hop-thu")
    with write_lock_held(demo_settings) as holder:
        for path in ("/tro-giup", "/hop-thu", "/hop-thu/moi.json", "/healthz", "/khong-co"):
            client.raw.get(path)
        assert holder.poll() is None, "the lock is still held: nobody needed it"


def test_of_many_writers_no_change_is_lost(world: CurrentWorld, demo_settings: Settings) -> None:
    db.close()
    processes, times = 3, 60
    counters = [
        start(demo_settings, "tests.core.lock_process", "count", str(times)) for _ in range(processes)
    ]
    for counter in counters:
        let_go(counter)
    assert [finish(counter) for counter in counters] == [0] * processes
    assert db.session.get_one(World, 1).clock_offset == processes * times


def test_of_many_threads_no_change_is_lost(world: CurrentWorld) -> None:
    def count() -> None:
        for _ in range(40):
            with db.transaction() as session:
                # On PostgreSQL it is the row that waits for its writer, as with db.reload().
                session.get_one(World, 1, with_for_update=True).clock_offset += 1
            db.close()

    db.close()
    threads = [threading.Thread(target=count) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert db.session.get_one(World, 1).clock_offset == 160


def test_one_that_only_adds_leaves_what_was_read_as_it_was_read(world: CurrentWorld) -> None:
    person = make_person(full_name="TRẦN THỊ MẪU")
    _change_behind_the_back(person.id, "LÊ THỊ MẪU")
    with db.transaction(keep_read=True):
        assert person.full_name == "TRẦN THỊ MẪU"
        db.reload(person, related=False)
        assert person.full_name == "LÊ THỊ MẪU"
    db.close()


def test_one_that_only_adds_refuses_what_was_changed_before_it(world: CurrentWorld) -> None:
    person = make_person()
    person.full_name = "LÊ THỊ MẪU"
    with pytest.raises(WriteOutsideTransaction), db.transaction(keep_read=True):
        pass
