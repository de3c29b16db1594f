"""Who looked is written when the answer has gone: once a day, and never for oneself or for the refused."""

from __future__ import annotations

import fcntl
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from tests.support.cast import make_account, make_child_of, make_officer, make_person, sign_in
from tests.support.children import begin_child, fill_child, hand_in, make_family
from tests.support.dossiers import make_dossier
from tests.support.insurance import make_card
from tests.support.pages import PageClient
from tests.support.statements import statements
from vssid_app.core.clock import today
from vssid_app.core.extensions import db
from vssid_app.core.settings import Settings
from vssid_app.core.world import CurrentWorld
from vssid_app.enrolment.states import Status
from vssid_app.identity.models import Account
from vssid_app.people.looks.log import LookLog, look_log
from vssid_app.people.looks.models import Look, LookedPage
from vssid_app.people.looks.operations import Seen, delete_old_looks
from vssid_app.people.models import Person, Relation
from vssid_app.policy.models import Parameter


@pytest.fixture
def guardian(world: CurrentWorld) -> Account:
    return make_account(make_person(full_name="TRẦN THỊ HOA"))


@pytest.fixture
def child(guardian: Account) -> Person:
    person = make_child_of(db.session.get_one(Person, guardian.person_id), full_name="LÊ MẪU AN")
    make_card(person)
    return person


@pytest.fixture
def phone(client: PageClient, guardian: Account, world: CurrentWorld) -> PageClient:
    return sign_in(client, guardian, world)


def looks() -> list[Look]:
    db.session.rollback()
    db.session.expire_all()
    return list(db.session.scalars(select(Look).order_by(Look.id)))


def pages_seen() -> list[LookedPage]:
    return [LookedPage(look.page) for look in looks()]


def test_a_guardians_page_is_one_row_a_day(phone: PageClient, guardian: Account, child: Person) -> None:
    for _n in range(3):
        assert phone.get(f"/nguoi/{child.public_id}/the").status == 200
    phone.get(f"/nguoi/{child.public_id}/the/hinh-anh")
    phone.get(f"/nguoi/{child.public_id}/so-kham/")

    found = looks()
    assert [each.page for each in found] == [LookedPage.CARD, LookedPage.VISITS]
    first = found[0]
    assert (first.viewer_id, first.subject_id, first.day) == (guardian.id, child.id, today())
    assert (first.relation, first.office_code, first.changed) == (Relation.FATHER, "", False)


def test_the_page_itself_neither_asks_nor_writes_it(app: Flask, phone: PageClient, child: Person) -> None:
    path = f"/nguoi/{child.public_id}/the"
    with statements() as sent, app.app_context():
        answer = phone.raw.get(path)
        assert answer.status_code == 200
    assert not [text for text in sent if "looks" in text]
    with statements() as sent:
        answer.close()
    assert [text for text in sent if "INSERT INTO looks" in text]
    with statements() as sent:
        phone.get(path)
    assert not [text for text in sent if "looks" in text], "what is written already is not looked up again"


def test_a_download_is_a_look(phone: PageClient, child: Person) -> None:
    for name in ("de-in.pdf", "front.png", "luu.json"):
        assert phone.get(f"/nguoi/{child.public_id}/the/{name}").status == 200
    assert pages_seen() == [LookedPage.CARD_FILE, LookedPage.CARD_ON_PHONE]


def test_ones_own_pages_and_refused_ones_are_none(
    app: Flask, client: PageClient, world: CurrentWorld, child: Person
) -> None:
    sign_in(client, make_account(child), world)
    client.get(f"/nguoi/{child.public_id}/the")
    stranger = sign_in(PageClient(app), make_account(), world)
    assert stranger.get(f"/nguoi/{child.public_id}/the").status == 404
    assert looks() == []


def test_a_page_that_does_not_exist_was_not_seen(phone: PageClient, child: Person) -> None:
    assert phone.get(f"/nguoi/{child.public_id}/so-kham/1990").status == 404
    assert looks() == []


def test_the_office_is_noted_with_what_it_changed(client: PageClient, world: CurrentWorld) -> None:
    officer = make_officer()
    sign_in(client, officer, world)
    dossier = make_dossier(Status.RECORDED)
    path = f"/can-bo/ho-so/{dossier.code}"

    client.get(path)
    assert [(each.page, each.changed) for each in looks()] == [(LookedPage.DOSSIER, False)]
    client.get(path).submit(action="/to-khai").follow()
    client.get(f"{path}/anh/portrait")

    found = looks()
    assert [(each.page, each.changed) for each in found] == [
        (LookedPage.DOSSIER, True),
        (LookedPage.PHOTOS, False),
    ]
    assert {(each.viewer_id, each.subject_id, each.office_code, each.relation) for each in found} == {
        (officer.id, dossier.person_id, dossier.office_code, None)
    }


def test_a_childs_dossier_is_a_look_only_once_the_care_is_granted(
    client: PageClient, world: CurrentWorld
) -> None:
    family = make_family(client, world)
    code = begin_child(family)
    fill_child(family, code)
    assert looks() == []
    hand_in(family, code)
    client.get(f"/ho-so/{code}")
    assert LookedPage.DOSSIER in pages_seen()
    assert {each.subject_id for each in looks()} == {family.child.id}


def test_what_a_busy_database_refuses_is_written_with_the_next_page(
    app: Flask, phone: PageClient, demo_settings: Settings, child: Person
) -> None:
    if not demo_settings.uses_sqlite:
        pytest.skip("PostgreSQL locks rows, not the machine")
    with somebody_writes(demo_settings):
        assert phone.get(f"/nguoi/{child.public_id}/the").status == 200
        assert look_log.is_waiting
    assert looks() == []
    # Anybody's page will do, also one that is about nobody.
    assert PageClient(app).get("/tro-giup").status == 200
    assert pages_seen() == [LookedPage.CARD]
    assert not look_log.is_waiting


@contextmanager
def somebody_writes(settings: Settings) -> Iterator[None]:
    """Another process holds the machine's write lock: an open file of one's own is as good."""
    descriptor = os.open(settings.data_dir / "write.lock", os.O_RDWR | os.O_CREAT)
    fcntl.flock(descriptor, fcntl.LOCK_EX)
    try:
        yield
    finally:
        os.close(descriptor)


def test_two_processes_write_one_row(world: CurrentWorld, guardian: Account, child: Person) -> None:
    one, other = LookLog(), LookLog()
    seen = Seen(guardian.id, child.id, LookedPage.CARD, today(), False, Relation.FATHER, "")  # noqa: FBT003
    for log in (one, other, one):
        log.note(world, seen)
        log.write()
    assert len(looks()) == 1


def test_the_next_day_of_the_world_is_another_row(
    phone: PageClient, child: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    phone.get(f"/nguoi/{child.public_id}/the")
    tomorrow = today() + timedelta(days=1)
    monkeypatch.setattr(sys.modules["vssid_app.people.looks.noting"], "today", lambda: tomorrow)
    phone.get(f"/nguoi/{child.public_id}/the")
    assert [each.day for each in looks()] == [tomorrow - timedelta(days=1), tomorrow]


def test_what_is_older_than_the_parameter_says_goes(
    world: CurrentWorld, guardian: Account, child: Person
) -> None:
    days = [today() - timedelta(days=days) for days in (1, 730, 731, 900)]
    with db.transaction() as session:
        session.add_all(look_on(guardian, child, day) for day in days)
    assert not delete_old_looks()
    assert [each.day for each in looks()] == days[:2], Parameter.LOOK_RETENTION_DAYS


def look_on(viewer: Account, subject: Person, day: date) -> Look:
    return Look(viewer_id=viewer.id, subject_id=subject.id, page=LookedPage.CARD, day=day)
