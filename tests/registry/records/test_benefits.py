"""Thông tin hưởng: five kinds, what is paid each month, and what the others are for."""

from __future__ import annotations

from datetime import date

import pytest

from tests.support.cast import make_account, make_person, sign_in
from tests.support.pages import PageClient
from tests.support.records import add_benefit
from vssid_app.core.world import CurrentWorld
from vssid_app.people.models import Person
from vssid_app.registry.models import BenefitKind


@pytest.fixture
def person(client: PageClient, world: CurrentWorld) -> Person:
    found = make_person()
    sign_in(client, make_account(found), world)
    return found


def test_the_page_opens_at_the_first_kind_that_has_something(client: PageClient, person: Person) -> None:
    add_benefit(person, BenefitKind.UNEMPLOYMENT, date(2020, 5, 1))
    home = client.get(f"/nguoi/{person.public_id}/thong-tin-huong/")
    assert home.location.endswith("/thong-tin-huong/that-nghiep")


def test_payments_of_a_kind_are_summed_newest_first(client: PageClient, person: Person) -> None:
    add_benefit(person, BenefitKind.SICKNESS_MATERNITY, date(2019, 5, 1), amount=1_000_000)
    add_benefit(person, BenefitKind.SICKNESS_MATERNITY, date(2020, 5, 1), amount=2_500_000)
    add_benefit(person, BenefitKind.ONE_OFF, date(2021, 5, 1), amount=9_000_000)
    text = client.get(f"/nguoi/{person.public_id}/thong-tin-huong/om-dau-thai-san").text
    assert "Đã nhận 2 lần, tổng cộng 3.500.000 đ" in text
    assert text.index("01/05/2020") < text.index("01/05/2019")
    assert "9.000.000" not in text


def test_a_monthly_benefit_says_what_comes_each_month_and_only_while_it_runs(
    client: PageClient, person: Person
) -> None:
    add_benefit(person, BenefitKind.MONTHLY, date(2020, 5, 1), amount=4_000_000)
    add_benefit(person, BenefitKind.MONTHLY, date(2018, 5, 1), to_date=date(2019, 4, 30), amount=7_000_000)
    text = client.get(f"/nguoi/{person.public_id}/thong-tin-huong/hang-thang").text
    assert "Đang nhận mỗi tháng 4.000.000 đ" in text
    assert "01/05/2020 đến nay" in text


def test_where_the_money_went_is_shown_masked(client: PageClient, person: Person) -> None:
    add_benefit(person, BenefitKind.ONE_OFF, date(2020, 5, 1), account_masked="•••• 577")
    add_benefit(person, BenefitKind.ONE_OFF, date(2020, 6, 1))
    text = client.get(f"/nguoi/{person.public_id}/thong-tin-huong/mot-lan").text
    assert "Tài khoản •••• 577" in text
    assert "Tiền mặt" in text


@pytest.mark.parametrize("kind", ["mot-lan", "om-dau-thai-san", "tnld-bnn", "that-nghiep", "hang-thang"])
def test_an_empty_kind_says_what_it_is_for(client: PageClient, person: Person, kind: str) -> None:
    text = client.get(f"/nguoi/{person.public_id}/thong-tin-huong/{kind}").text
    assert "Chưa hưởng khoản nào" in text
    assert "trả" in text
