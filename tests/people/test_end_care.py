"""Care that is ended lets nobody in from the same moment on, whatever its dates say."""

from __future__ import annotations

import pytest

from tests.support.cast import make_account, make_child_of, make_person, sign_in
from tests.support.pages import PageClient
from vssid_app.audit.models import AuditEntry
from vssid_app.audit.tags import Tag
from vssid_app.core.clock import today
from vssid_app.core.extensions import db
from vssid_app.core.world import CurrentWorld
from vssid_app.people.models import EndReason, Guardianship, Person, Relation
from vssid_app.people.operations import AlreadyEnded, Grant, end_care, grant_care
from vssid_app.people.queries import guardians_of, has_in_care
from vssid_app.people.visible import visible_person


def held_of(child: Person) -> Guardianship:
    return db.session.query(Guardianship).filter_by(child_id=child.id).one()


def end(child: Person, by: int | None = None) -> None:
    with db.transaction():
        end_care(held_of(child), by=by, reason=EndReason.NO_LONGER_CARES)


def test_the_child_is_gone_at_once_from_every_page(client: PageClient, world: CurrentWorld) -> None:
    guardian = make_person()
    account = make_account(guardian)
    sign_in(client, account, world)
    child = make_child_of(guardian, full_name="LÊ MẪU AN")
    home = f"/nguoi/{guardian.public_id}/"
    assert "Mẫu An" in client.get(home).text
    end(child, by=account.id)
    assert client.get(f"/nguoi/{child.public_id}/the").status == 404
    for path in (home, "/doi-nguoi"):
        page = client.get(path)
        assert not [link for link in page.root.all("a") if "Mẫu An" in link.text]
    assert "Bạn không còn chăm sóc Mẫu An" in page.text, "it is said what has become of it"
    assert visible_person(guardian.id, child.public_id, today()) is None
    assert not has_in_care(guardian.id, child.id, today())
    assert guardians_of(child.id, today()) == []


def test_who_ended_it_when_and_why_is_kept(world: CurrentWorld) -> None:
    guardian = make_person()
    account = make_account(guardian)
    child = make_child_of(guardian)
    end(child, by=account.id)
    held = held_of(child)
    assert held.ended_at is not None
    assert (held.ended_by_id, held.end_reason) == (account.id, EndReason.NO_LONGER_CARES)
    entry = db.session.query(AuditEntry).filter_by(tag=Tag.GUARDIANSHIP_ENDED).one()
    assert (entry.actor_id, entry.subject_id) == (account.id, held.id)


def test_it_ends_once_and_can_be_granted_anew(world: CurrentWorld) -> None:
    guardian = make_person()
    child = make_child_of(guardian)
    end(child)
    with pytest.raises(AlreadyEnded):
        end(child)
    with db.transaction():
        grant_care(guardian, child, Grant(Relation.FATHER, "birth_certificate", "HS0000001"), by=None)
    assert has_in_care(guardian.id, child.id, today())


def test_the_place_of_the_other_children_forgets_the_ended_one(world: CurrentWorld) -> None:
    guardian = make_person()
    first, second = make_child_of(guardian), make_child_of(guardian)
    end(first)
    seen = visible_person(guardian.id, second.public_id, today())
    assert seen is not None
    assert seen.place == 0
