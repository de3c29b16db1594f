"""Each look-up of a person stands in the log: who asked, about whom, the answer; nothing that was typed."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select

from tests.lookups.test_card import ask
from tests.lookups.test_number import ask as ask_number
from tests.support.cast import make_account, make_child_of, make_officer, make_person, sign_in
from tests.support.insurance import make_card
from tests.support.pages import PageClient
from vssid_app.audit.models import AuditEntry
from vssid_app.audit.tags import Tag
from vssid_app.core.extensions import db
from vssid_app.core.world import CurrentWorld
from vssid_app.people.models import Person

NAME = "ĐẶNG THỊ BÔNG SEN"


@pytest.fixture
def holder(world: CurrentWorld) -> Person:
    person = make_person(full_name=NAME, province_code="01")
    make_card(person)
    return person


def noted(tag: Tag) -> list[tuple[int | None, str, int, dict[str, Any]]]:
    db.close()
    rows = db.session.scalars(select(AuditEntry).where(AuditEntry.tag == tag).order_by(AuditEntry.id))
    return [(row.actor_id, row.subject_kind, row.subject_id, row.facts) for row in rows]


def test_a_strangers_checks_are_noted_without_what_was_typed(client: PageClient, holder: Person) -> None:
    person_id, number = holder.id, holder.si_number
    ask(client, number, NAME)
    ask(client, number, "ĐẶNG THỊ KHÁC")
    ask(client, "9944000001", NAME)
    unread = {"number": "không phải số", "full_name": NAME, "date_of_birth": "1990-05-03"}
    with client.app.app_context():
        assert client.raw.post("/api/v1/card-checks", json=unread).status_code == 200
    entries = noted(Tag.CARD_CHECKED)
    assert [(kind, facts["answer"], facts["way"]) for _actor, kind, _id, facts in entries] == [
        ("Person", "000", "page"),
        ("Person", "050", "page"),
        ("World", "050", "page"),
        ("World", "050", "api"),
    ]
    assert entries[0][2] == entries[1][2] == person_id
    assert {actor for actor, *_more in entries} == {None}
    assert {key for *_more, facts in entries for key in facts} == {"answer", "way", "role"}


def test_an_officer_is_told_what_differs_and_named(
    client: PageClient, holder: Person, world: CurrentWorld
) -> None:
    officer = make_officer()
    sign_in(client, officer, world)
    assert ask(client, holder.si_number, "TRẦN VĂN ỔI").heading == "Họ tên khác hồ sơ"
    [(actor, _kind, subject, facts)] = noted(Tag.CARD_CHECKED)
    assert (actor, subject) == (officer.id, holder.id)
    assert facts == {"answer": "060", "way": "page", "role": "officer"}


def test_a_search_for_a_number_is_noted_with_how_much_of_it_was_shown(
    client: PageClient, holder: Person, world: CurrentWorld
) -> None:
    me = make_person(province_code="01")
    child = make_child_of(me, full_name="ĐẶNG THỊ CON", province_code="01")
    account = make_account(me)
    ids = [(account.id, holder.id), (account.id, child.id)]
    child_name = child.full_name
    sign_in(client, account, world)
    ask_number(client, NAME)
    ask_number(client, child_name, year="2015")
    ask_number(client, "NGUYỄN KHÔNG AI")
    assert [(kind, facts["answer"]) for _actor, kind, _id, facts in noted(Tag.NUMBER_SOUGHT)] == [
        ("Person", "masked"),
        ("Person", "whole"),
        ("World", "none"),
    ]
    about = [(actor, subject) for actor, _kind, subject, _facts in noted(Tag.NUMBER_SOUGHT)]
    assert about[:2] == ids
