"""A mã số BHXH by name, birth date and province: whole for oneself and children, else its end only."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.support.cast import make_account, make_child_of, make_person, sign_in
from tests.support.pages import Page, PageClient
from tests.support.statements import statements
from vssid_app.core.world import CurrentWorld
from vssid_app.lookups.rules import LIMITS, Counted, Limit
from vssid_app.people.models import Person

NOTHING = "Không thấy đúng một người khớp cả họ tên, ngày sinh và nơi ở."
NAME = "ĐẶNG THỊ BÔNG SEN"


@pytest.fixture
def me(client: PageClient, world: CurrentWorld) -> Person:
    person = make_person(full_name="ĐẶNG VĂN CÂY ĐA", province_code="01")
    sign_in(client, make_account(person), world)
    return person


def ask(client: PageClient, name: str = NAME, province: str = "01", year: str = "1990") -> Page:
    page = client.get("/tra-cuu/ma-so")
    birth = {"birth-day": "3", "birth-month": "5", "birth-year": year}
    return page.submit("Tra cứu", full_name=name, province=province, **birth)


def test_who_is_not_signed_in_is_asked_to(client: PageClient, world: CurrentWorld) -> None:
    assert client.get("/tra-cuu/ma-so").location.startswith("/dang-nhap")


def test_of_a_stranger_only_the_last_three_digits_are_shown(client: PageClient, me: Person) -> None:
    other = make_person(full_name=NAME, province_code="01")
    page = ask(client, "dang thi  bong sen")
    assert f"••• {other.si_number[-3:]}" in page.text
    assert other.si_number not in page.response.text.replace("\u00a0", "").replace(" ", "")


def test_ones_own_and_a_childs_number_is_whole(client: PageClient, me: Person) -> None:
    child = make_child_of(me, full_name=NAME, province_code="01")
    own = ask(client, me.full_name)
    assert me.si_number in own.text.replace(" ", "")
    assert child.si_number in ask(client, year="2015").text.replace(" ", "")


def test_nobody_and_several_are_answered_alike(client: PageClient, me: Person) -> None:
    nobody = ask(client).text
    for _n in range(2):
        make_person(full_name=NAME, province_code="01")
    assert NOTHING in nobody
    assert ask(client).text == nobody


def test_another_province_is_another_person(client: PageClient, me: Person) -> None:
    make_person(full_name=NAME, province_code="79")
    assert NOTHING in ask(client).text
    assert "•••" in ask(client, province="79").text


def test_a_province_of_today_finds_who_lived_in_one_that_went_into_it(client: PageClient, me: Person) -> None:
    # Hà Giang (02) went into Tuyên Quang (08) in July 2025.
    make_person(full_name=NAME, province_code="02")
    assert "•••" in ask(client, province="08").text


def test_an_answer_is_few_statements_and_an_index(client: PageClient, me: Person) -> None:
    ask(client)
    page = client.get("/tra-cuu/ma-so")
    with statements() as sent:
        page.submit("Tra cứu", full_name=NAME, province="01", **{"birth-day": "3", "birth-month": "5"})
    assert len(sent) <= 6


def test_past_the_limit_the_page_says_when_to_try_again(
    client: PageClient, me: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(LIMITS, Counted.DEVICE, Limit(1, timedelta(hours=1)))
    assert [ask(client).status for _n in range(2)] == [200, 429]
