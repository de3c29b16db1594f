"""Who may open pages about a person: oneself and a guardian of today; five strangers may not."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.support.cast import make_account, make_child_of, make_officer, make_person, sign_in
from tests.support.insurance import make_card
from tests.support.pages import PageClient
from vssid_app.core.clock import today
from vssid_app.core.extensions import db
from vssid_app.core.world import CurrentWorld, WorldKind, in_world
from vssid_app.core.worlds import World
from vssid_app.people.models import Person

pytestmark = pytest.mark.any_database

PAGES = ("", "the", "the/so-lon", "ca-nhan")


@pytest.fixture
def guardian(world: CurrentWorld) -> Person:
    return make_person()


@pytest.fixture
def child(guardian: Person) -> Person:
    child = make_child_of(guardian)
    make_card(child)
    return child


@pytest.mark.parametrize("page", PAGES)
def test_a_guardian_sees_a_childs_pages(
    page: str, client: PageClient, guardian: Person, child: Person, world: CurrentWorld
) -> None:
    sign_in(client, make_account(guardian), world)
    assert client.get(f"/nguoi/{child.public_id}/{page}").status == 200


@pytest.mark.parametrize("page", PAGES)
def test_nobody_is_asked_to_sign_in_and_comes_back(page: str, client: PageClient, child: Person) -> None:
    address = f"/nguoi/{child.public_id}/{page}"
    answer = client.get(address)
    assert answer.status == 302
    assert answer.location.startswith("/dang-nhap?tiep=")


@pytest.mark.parametrize("page", PAGES)
def test_a_stranger_gets_404(page: str, client: PageClient, child: Person, world: CurrentWorld) -> None:
    sign_in(client, make_account(), world)
    assert client.get(f"/nguoi/{child.public_id}/{page}").status == 404


@pytest.mark.parametrize("page", PAGES)
def test_a_guardian_of_the_past_gets_404(page: str, client: PageClient, world: CurrentWorld) -> None:
    former = make_person()
    child = make_child_of(former, until=today() - timedelta(days=1))
    sign_in(client, make_account(former), world)
    assert client.get(f"/nguoi/{child.public_id}/{page}").status == 404


@pytest.mark.parametrize("page", PAGES)
def test_an_officer_gets_404(page: str, client: PageClient, child: Person, world: CurrentWorld) -> None:
    sign_in(client, make_officer(), world)
    assert client.get(f"/nguoi/{child.public_id}/{page}").status == 404


@pytest.mark.parametrize("page", PAGES)
def test_a_person_of_another_world_is_404(page: str, client: PageClient, world: CurrentWorld) -> None:
    with db.transaction() as session:
        other = World(kind=WorldKind.TRAINING)
        session.add(other)
        session.flush()
        elsewhere = other.current()
    db.close()
    with in_world(elsewhere):
        stranger = make_person().public_id
        db.close()
    sign_in(client, make_account(), world)
    assert client.get(f"/nguoi/{stranger}/{page}").status == 404


def test_a_child_does_not_see_its_guardian(
    client: PageClient, guardian: Person, child: Person, world: CurrentWorld
) -> None:
    sign_in(client, make_account(child), world)
    assert client.get(f"/nguoi/{guardian.public_id}/").status == 404
