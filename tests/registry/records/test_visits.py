"""Sổ khám chữa bệnh: by year, who paid what, why, and diagnoses folded."""

from __future__ import annotations

from datetime import date

import pytest

from tests.support.cast import make_account, make_person, sign_in
from tests.support.insurance import make_card, make_period
from tests.support.pages import Page, PageClient
from tests.support.records import add_bill, add_visit
from tests.support.statements import cost
from vssid_app.core.clock import today
from vssid_app.core.world import CurrentWorld
from vssid_app.people.models import Person
from vssid_app.registry.models import CareLevel


@pytest.fixture
def person(client: PageClient, world: CurrentWorld) -> Person:
    found = make_person()
    sign_in(client, make_account(found), world)
    return found


def book(client: PageClient, person: Person, last: str = "") -> Page:
    return client.get(f"/nguoi/{person.public_id}/so-kham/{last}")


def test_the_newest_year_is_shown_and_leads_to_the_one_before(client: PageClient, person: Person) -> None:
    add_visit(person, date(2021, 3, 3))
    add_visit(person, date(2024, 3, 3))
    page = book(client, person)
    assert page.heading == "Sổ khám chữa bệnh năm 2024"
    earlier = next(a.attrs["href"] for a in page.root.all("a") if a.attrs["href"].endswith("/so-kham/2021"))
    assert client.get(earlier).heading == "Sổ khám chữa bệnh năm 2021"


def test_a_year_is_summed_by_who_paid(client: PageClient, person: Person) -> None:
    add_visit(person, date(2024, 3, 3), total=1_000_000, fund_paid=800_000, copay=150_000, self_paid=50_000)
    add_visit(person, date(2024, 4, 3), total=500_000, fund_paid=400_000, copay=0, other_paid=100_000)
    text = book(client, person).text
    for words in (
        "Tổng chi phí 2 lần khám 1.500.000 đ",
        "Quỹ BHYT trả 1.200.000 đ",
        "Cùng chi trả 150.000 đ",
        "Tự trả 50.000 đ",
        "Nguồn khác trả 100.000 đ",
    ):
        assert words in text


def test_a_diagnosis_is_folded(client: PageClient, person: Person) -> None:
    add_visit(person, date(2024, 3, 3))
    details = book(client, person).root.all("details")
    assert [("open" in one.attrs, "Viêm mũi họng cấp" in one.text) for one in details] == [(False, True)]


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({}, "Quỹ trả theo mức hưởng của thẻ."),
        (
            {"total": 200_000, "fund_paid": 200_000, "copay": 0},
            "Lần khám dưới 270.000 đ: quỹ trả toàn bộ.",
        ),
        (
            {"fund_paid": 1_000_000, "copay": 0, "care_level": CareLevel.COMMUNE},
            "Khám ở xã, phường: quỹ trả toàn bộ.",
        ),
    ],
)
def test_why_the_fund_paid_so_much_is_said(
    client: PageClient, person: Person, given: dict[str, object], words: str
) -> None:
    make_period(person, "2023-01", None)
    number = add_visit(person, date(2024, 3, 3), **given)
    assert words in book(client, person, f"luot/{number}").text


def test_no_reason_is_claimed_where_bill_and_rules_do_not_agree(client: PageClient, person: Person) -> None:
    make_period(person, "2023-01", None)
    number = add_visit(person, date(2024, 3, 3), fund_paid=123_456, copay=876_544)
    assert "Vì sao quỹ trả như vậy?" not in book(client, person, f"luot/{number}").text


def test_after_five_years_the_own_share_of_the_year_is_counted(client: PageClient, person: Person) -> None:
    make_period(person, "2010-01", None)
    make_card(person)
    add_visit(person, date(today().year, 1, 2), total=100_000_000, fund_paid=80_000_000, copay=20_000_000)
    assert "quỹ trả toàn bộ. Đã đủ 5 năm liên tục" in book(client, person).text


def test_before_the_threshold_the_rest_is_told(client: PageClient, person: Person) -> None:
    make_period(person, "2010-01", None)
    add_visit(person, date(today().year, 1, 2))
    assert "nữa trong năm thì quỹ trả toàn bộ" in book(client, person).text


def test_the_bill_and_the_papers_stand_on_the_visits_own_page(client: PageClient, person: Person) -> None:
    number = add_visit(person, date(2024, 3, 3))
    add_bill(number, date(2024, 3, 3))
    text = book(client, person, f"luot/{number}").text
    assert "Thuốc ho 950.000 đ" in text
    assert "Thuốc · 2 chai · quỹ trả 760.000 đ" in text
    assert "Giấy chứng nhận nghỉ việc hưởng BHXH Số 0012, ngày 03/03/2024" in text


def test_the_visit_of_somebody_else_is_not_found(client: PageClient, person: Person) -> None:
    strange = add_visit(make_person(), date(2024, 3, 3))
    assert book(client, person, f"luot/{strange}").status == 404


@pytest.mark.parametrize("year", ["2019", "0", "99999"])
def test_a_year_without_visits_is_not_found(client: PageClient, person: Person, year: str) -> None:
    add_visit(person, date(2024, 3, 3))
    assert book(client, person, year).status == 404


def test_an_empty_book_says_when_a_visit_comes_into_it(client: PageClient, person: Person) -> None:
    assert "Khám xong vài ngày mới có trong sổ" in book(client, person).text


def test_many_visits_ask_the_database_no_more_than_one(client: PageClient, person: Person) -> None:
    path = f"/nguoi/{person.public_id}/so-kham/"
    add_visit(person, date(2024, 1, 1))
    book(client, person)
    one = cost(client, path)
    for day in range(2, 29):
        add_visit(person, date(2024, 1, day))
    assert len(cost(client, path)) == len(one) <= 6
