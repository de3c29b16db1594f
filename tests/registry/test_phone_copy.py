"""What a phone may keep of a card: what its page shows at the counter, for who may see it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from werkzeug.test import TestResponse

from tests.support.cast import make_account, make_child_of, make_person, sign_in
from tests.support.insurance import make_card
from tests.support.pages import PageClient
from tests.support.statements import statements
from vssid_app.core.clock import now, today
from vssid_app.core.pages import show_date
from vssid_app.core.world import CurrentWorld
from vssid_app.people.models import Person
from vssid_app.registry.models import CardStatus

pytestmark = pytest.mark.any_database

DAY = timedelta(days=1)


@pytest.fixture
def holder(client: PageClient, world: CurrentWorld) -> Person:
    person = make_person()
    sign_in(client, make_account(person), world)
    return person


def ask(client: PageClient, person: Person) -> TestResponse:
    with client.app.app_context():
        return client.raw.get(f"/nguoi/{person.public_id}/the/luu.json")


def copy_of(client: PageClient, person: Person) -> dict[str, Any]:
    answer = ask(client, person)
    assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "no-store")
    told: dict[str, Any] = answer.get_json()
    return told


def test_it_says_what_the_card_says_and_when(client: PageClient, holder: Person) -> None:
    make_card(holder, valid_to=today() + 90 * DAY)
    before = now()
    copy = copy_of(client, holder)
    assert copy["name"] == holder.full_name
    assert copy["relation"] == ""
    assert copy["number"].replace("\u00a0", "").replace(" ", "") == holder.si_number
    assert copy["headline"] == f"Thẻ còn hạn đến {show_date(today() + 90 * DAY)}"
    assert copy["over"] == f"Thẻ hết hạn từ {show_date(today() + 91 * DAY)}"
    assert copy["qr"].startswith("<svg")
    assert copy["made"] in {f"{moment:%H:%M, %d/%m/%Y}" for moment in (before, now())}
    assert copy["until"] == show_date(today() + 7 * DAY)
    assert copy["kept_for"] == 7 * 24 * 3600


def test_nothing_is_counted_from_the_day_of_the_copy(client: PageClient, holder: Person) -> None:
    make_card(holder, valid_to=today() + 12 * DAY)
    copy = copy_of(client, holder)
    assert "ngày" not in dict(copy["facts"])["Hạn dùng"].replace("không ghi ngày", "")
    assert "còn" not in copy["headline"]


def test_a_childs_copy_says_whose_child_it_is(client: PageClient, holder: Person) -> None:
    child = make_child_of(holder)
    make_card(child)
    assert copy_of(client, child)["relation"] == "con"


def test_a_locked_card_has_no_code(client: PageClient, holder: Person) -> None:
    make_card(holder, status=CardStatus.SUSPENDED)
    copy = copy_of(client, holder)
    assert (copy["state"], copy["qr"]) == ("suspended", "")


def test_without_a_card_or_without_a_right_to_it_the_copy_goes(client: PageClient, holder: Person) -> None:
    ended = make_child_of(holder, until=today() - DAY)
    make_card(ended)
    for person in (holder, ended):
        assert ask(client, person).status_code == 404
    stranger = ask(PageClient(client.app), holder)
    assert (stranger.status_code, stranger.headers["Cache-Control"]) == (302, "no-store")


def test_it_costs_one_statement_more_than_the_card(client: PageClient, holder: Person) -> None:
    make_card(holder)
    copy_of(client, holder)
    # What is remembered for some seconds may run out in one of them.
    asked = [statements_of(client, holder) for _each in range(2)]
    assert min(map(len, asked)) <= 4, asked


def statements_of(client: PageClient, holder: Person) -> list[str]:
    with statements() as sent:
        copy_of(client, holder)
    return sent
