"""Home: the card first, the one thing to do, rows with values, the children in care."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.support.cast import make_account, make_child_of, make_officer, make_person, sign_in
from tests.support.insurance import make_card, make_period, make_reported
from tests.support.pages import Page, PageClient
from tests.support.statements import cost
from vssid_app.core.clock import today
from vssid_app.core.world import CurrentWorld
from vssid_app.people.models import Person
from vssid_app.people.rules import BirthDate

pytestmark = pytest.mark.any_database

DAY = timedelta(days=1)


@pytest.fixture
def person(world: CurrentWorld) -> Person:
    return make_person(full_name="TRẦN THỊ THỬ LAN")


def home(client: PageClient, person: Person, world: CurrentWorld) -> Page:
    sign_in(client, make_account(person), world)
    return client.get("/toi").follow()


def test_it_greets_by_name_and_shows_the_card_with_its_state(
    client: PageClient, person: Person, world: CurrentWorld
) -> None:
    make_card(person, valid_to=None)
    make_period(person, "2015-01", None)
    page = home(client, person, world)
    assert page.heading == "Chào Thử Lan"
    for words in (
        "Thẻ BHYT",
        "Còn hạn",
        "HS 4 01",
        "Đưa thẻ khi đi khám",
        "Mức 4",
        "Đủ 5 năm liên tục từ 01/01/2020",
    ):
        assert words in page.text
    assert page.tap("Đưa thẻ khi đi khám").heading == "Thẻ còn hạn"


def test_a_good_card_gives_nothing_to_do(client: PageClient, person: Person, world: CurrentWorld) -> None:
    make_card(person)
    assert "Còn 1 việc" not in home(client, person, world).text


def test_a_card_that_needs_care_is_the_one_thing_to_do(
    client: PageClient, person: Person, world: CurrentWorld
) -> None:
    make_card(person, valid_to=today() - DAY, valid_from=today() - 300 * DAY)
    page = home(client, person, world)
    assert "Còn 1 việc: gia hạn thẻ BHYT" in page.text
    assert page.tap("Còn 1 việc").heading.startswith("Thẻ hết hạn")


def test_a_guardian_finds_each_child_with_the_state_of_its_card(
    client: PageClient, person: Person, world: CurrentWorld
) -> None:
    make_card(person)
    first = make_child_of(person, full_name="LÊ GIA THỬ", birth=BirthDate(2012, 1, 1))
    make_card(first)
    second = make_child_of(person, full_name="LÊ AN THỬ", birth=BirthDate(2016, 1, 1))
    make_reported(second)
    third = make_child_of(person, full_name="LÊ BÉ THỬ", birth=BirthDate(2019, 1, 1))
    make_card(third, valid_from=today() - 300 * DAY, valid_to=today() - DAY)
    text = home(client, person, world).text
    assert text.index("Gia Thử") < text.index("An Thử") < text.rindex("Bé Thử")
    assert "Trường đã nộp, chờ ghi nhận" in text
    assert "Còn 1 việc cho Bé Thử: gia hạn thẻ BHYT" in text


def test_a_childs_home_says_whose_it_is_and_leads_back(
    client: PageClient, person: Person, world: CurrentWorld
) -> None:
    child = make_child_of(person, full_name="LÊ GIA THỬ")
    make_card(child)
    page = home(client, person, world).tap("Gia Thử")
    assert "Đang xem hồ sơ của con Gia Thử" in page.text
    assert page.root.all("title")[0].text.startswith("Gia Thử: ")
    card = page.tap("Đưa thẻ khi đi khám")
    assert "Đang làm thay: Gia Thử (con)" in card.text
    assert card.tap("Về của tôi").follow().heading == "Chào Thử Lan"


def test_a_child_keeps_its_colour_on_every_page(
    client: PageClient, person: Person, world: CurrentWorld
) -> None:
    children = [make_child_of(person) for _n in range(5)]
    page = home(client, person, world)
    for n, child in enumerate(children):
        assert f"person-{n % 4 + 1}" in page.response.text
        assert f"person-{n % 4 + 1}" in client.get(f"/nguoi/{child.public_id}/the").response.text


def test_a_guardianship_that_ended_is_not_listed(
    client: PageClient, person: Person, world: CurrentWorld
) -> None:
    make_child_of(person, full_name="LÊ CŨ THỬ", until=today() - DAY)
    page = home(client, person, world)
    rows = [link for link in page.root.all("a") if link.attrs["href"].startswith("/nguoi/")]
    assert not [link for link in rows if "Cũ Thử" in link.text]


def test_without_a_card_empty_is_explained_as_normal(
    client: PageClient, person: Person, world: CurrentWorld
) -> None:
    page = home(client, person, world)
    assert "Điều này bình thường" in page.text
    assert page.tap("Xem cách có thẻ").heading == "Chưa có thẻ BHYT"


def test_in_large_text_home_is_four_big_buttons(
    client: PageClient, person: Person, world: CurrentWorld
) -> None:
    make_card(person)
    page = home(client, person, world).submit(action="/co-chu").follow()
    buttons = [a.text for a in page.root.all("a") if "row-large" in a.attrs.get("class", "")]
    assert len(buttons) == 4
    for words in ("Xem thẻ", "Đăng ký cho con, cháu", "Hồ sơ của tôi", "Gọi người giúp"):
        assert any(words in button for button in buttons)


def test_in_large_text_the_one_thing_to_do_stands_above_the_buttons(
    client: PageClient, person: Person, world: CurrentWorld
) -> None:
    make_card(person, valid_to=today() - DAY, valid_from=today() - 300 * DAY)
    page = home(client, person, world).submit(action="/co-chu").follow()
    assert page.text.index("Còn 1 việc: gia hạn thẻ BHYT") < page.text.index("Xem thẻ")


def test_staff_go_to_their_desk(client: PageClient, world: CurrentWorld) -> None:
    sign_in(client, make_officer(), world)
    assert client.get("/toi").location == "/can-bo/hang-cho"


@pytest.mark.parametrize("children", [1, 30])
def test_home_costs_the_same_for_one_child_and_for_thirty(
    children: int, client: PageClient, person: Person, world: CurrentWorld
) -> None:
    make_card(person)
    for _n in range(children):
        make_card(make_child_of(person))
    home(client, person, world)
    sent = cost(client, f"/nguoi/{person.public_id}/")
    # Who asks, the person, the card, the children, and dossiers of children under way.
    assert len(sent) == 5, "\n\n".join(sent)
