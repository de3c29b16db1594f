"""The bell on Home: how much is unread, on one's own Home and on a child's, in words and as a number."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from tests.support.cast import make_account, make_child_of, make_person, sign_in
from tests.support.insurance import make_card
from tests.support.notices import tell_of
from tests.support.pages import Element, Page, PageClient
from tests.support.statements import cost
from vssid_app.core.clock import instant
from vssid_app.core.device import COOKIE
from vssid_app.core.extensions import db
from vssid_app.core.world import CurrentWorld
from vssid_app.identity.models import Account
from vssid_app.notifications.models import AppNotice
from vssid_app.people.models import Guardianship, Person, Relation, Share
from vssid_app.people.sight_rules import Part


@pytest.fixture
def guardian(world: CurrentWorld) -> Person:
    return make_person()


@pytest.fixture
def account(guardian: Person) -> Account:
    return make_account(guardian)


@pytest.fixture
def phone(client: PageClient, account: Account, world: CurrentWorld) -> PageClient:
    client.raw.set_cookie(COOKIE, "t" * 22)
    return sign_in(client, account, world)


def bell(page: Page) -> Element:
    (found,) = [a for a in page.root.all("a") if a.attrs.get("href") == "/thong-bao"]
    return found


def home_of(person: Person) -> str:
    return f"/nguoi/{person.public_id}/"


def test_without_anything_unread_it_only_leads_there(phone: PageClient, guardian: Person) -> None:
    found = bell(phone.get(home_of(guardian)))
    assert found.attrs["aria-label"] == "Thông báo"
    assert found.text == ""


def test_it_says_how_much_is_unread(phone: PageClient, guardian: Person, account: Account) -> None:
    child = make_child_of(guardian)
    tell_of(account, title="Một")
    tell_of(account, child, title="Hai")
    tell_of(make_account(), title="Của người khác")
    for home in (home_of(guardian), home_of(child)):
        found = bell(phone.get(home))
        assert found.attrs["aria-label"] == "Thông báo, 2 chưa đọc"
        assert found.text == "2"
    phone.get("/thong-bao").submit("Hai")
    assert bell(phone.get(home_of(guardian))).text == "1"


def test_large_text_has_it_too(phone: PageClient, guardian: Person, account: Account) -> None:
    tell_of(account)
    phone.get(home_of(guardian)).submit("A+")
    page = phone.get(home_of(guardian))
    assert "Gọi người giúp" in page.text, "the simple home"
    assert bell(page).text == "1"


def test_a_hundred_are_many(phone: PageClient, guardian: Person, account: Account) -> None:
    with db.transaction() as session:
        for n in range(100):
            session.add(
                AppNotice(
                    key=f"{n:036d}",
                    account_id=account.id,
                    person_id=guardian.id,
                    kind="service.print",
                    title="Tin",
                    text="Tin.",
                )
            )
    found = bell(phone.get(home_of(guardian)))
    assert found.text == "99+"
    assert found.attrs["aria-label"] == "Thông báo, 100 chưa đọc"


def test_of_somebody_out_of_sight_nothing_is_counted(
    phone: PageClient, guardian: Person, account: Account
) -> None:
    child = make_child_of(guardian)
    tell_of(account, child)
    with db.transaction() as session:
        held = session.scalars(select(Guardianship).where(Guardianship.child_id == child.id)).one()
        held.ended_at = instant()
    assert bell(phone.get(home_of(guardian))).text == ""
    with db.transaction() as session:
        session.add(
            Share(
                viewer_id=guardian.id,
                owner_id=child.id,
                relation=Relation.FATHER,
                parts=Part.SERVICES,
                by_consent=True,
            )
        )
    assert bell(phone.get(home_of(guardian))).text == "1", "who lets one look at services is in sight again"
    assert "1 chưa đọc" in phone.get("/thong-bao").text, "the list counts the same"


def test_home_asks_no_more_for_it(phone: PageClient, guardian: Person, account: Account) -> None:
    child = make_child_of(guardian)
    make_card(child)
    tell_of(account)
    few = [cost(phone, home_of(person)) for person in (guardian, child)]
    for _n in range(5):
        tell_of(account, child)
    many = [cost(phone, home_of(person)) for person in (guardian, child)]
    assert [len(sent) for sent in few] == [len(sent) for sent in many]
    assert max(len(sent) for sent in many) <= 6, many
