"""Quá trình tham gia: totals, months of a year, gaps and what they mean."""

from __future__ import annotations

import pytest

from tests.support.cast import make_account, make_person, sign_in
from tests.support.insurance import make_card, make_period, make_reported
from tests.support.pages import Page, PageClient
from tests.support.records import add_period
from vssid_app.core.clock import today
from vssid_app.core.world import CurrentWorld
from vssid_app.people.models import Person
from vssid_app.people.rules import BirthDate
from vssid_app.registry.models import Scheme

pytestmark = pytest.mark.any_database


@pytest.fixture
def person(client: PageClient, world: CurrentWorld) -> Person:
    found = make_person(full_name="NGUYỄN MINH THỬ", birth=BirthDate(1980, 9, 5))
    sign_in(client, make_account(found), world)
    return found


def tab(client: PageClient, person: Person, name: str) -> Page:
    return client.get(f"/nguoi/{person.public_id}/qua-trinh/{name}")


def test_the_page_without_an_insurance_leads_to_health(client: PageClient, person: Person) -> None:
    page = client.get(f"/nguoi/{person.public_id}/qua-trinh/")
    assert page.location.endswith("/qua-trinh/bhyt")


def test_the_total_counts_a_month_of_two_units_once(client: PageClient, person: Person) -> None:
    add_period(person, Scheme.SI, "2020-01", "2020-12")
    add_period(person, Scheme.SI, "2020-07", "2021-07", unit_code="DV02", unit_name="Công ty Mẫu Gốm")
    text = tab(client, person, "bhxh").text
    assert "1 năm 7 tháng" in text
    assert "Công ty Mẫu Gốm · 1 năm 1 tháng" in text


def test_forty_years_stay_readable(client: PageClient, person: Person) -> None:
    last = today().year - 1
    for year in range(last - 39, last + 1):
        add_period(person, Scheme.SI, f"{year}-01", f"{year}-12", base_pay=1_000_000 + year)
    page = tab(client, person, "bhxh")
    assert "40 năm" in page.text
    assert "Các năm trước (38)" in page.text
    assert len([row for row in page.root.all("li") if "record" in row.attrs.get("class", "")]) == 2
    assert f"1.00{last // 1000}.{last % 1000:03} đ" in page.text


def test_a_short_gap_is_said_to_keep_continuity_and_a_long_one_to_break_it(
    client: PageClient, person: Person
) -> None:
    make_period(person, "2015-01", "2015-06")
    make_period(person, "2015-09", "2016-12")
    make_period(person, "2017-06", None)
    text = tab(client, person, "bhyt").text
    assert "Gián đoạn 2 tháng (07/2015 – 08/2015)" in text
    assert "Không quá 3 tháng nên không mất tính liên tục." in text
    assert "Gián đoạn 5 tháng (01/2017 – 05/2017)" in text
    assert "Quá 3 tháng nên 5 năm liên tục tính lại." in text
    assert "Đủ 5 năm liên tục từ 01/06/2022" in text


def test_months_owed_are_said_in_the_total_and_at_the_unit(client: PageClient, person: Person) -> None:
    add_period(person, Scheme.UI, "2020-01", "2020-12", arrears_months=3)
    text = tab(client, person, "bhtn").text
    assert "Trong đó chậm đóng 3 tháng" in text
    assert text.count("Chậm đóng 3 tháng") == 1


def test_each_year_is_also_said_in_words(client: PageClient, person: Person) -> None:
    add_period(person, Scheme.SI, f"{today().year - 1}-03", f"{today().year - 1}-05")
    labels = [svg.attrs.get("aria-label", "") for svg in tab(client, person, "bhxh").root.all("svg")]
    assert any(label.startswith(f"{today().year - 1}: tham gia 3 tháng") for label in labels)


def test_pay_and_job_stand_folded_at_the_unit_but_not_in_health_insurance(
    client: PageClient, person: Person
) -> None:
    add_period(person, Scheme.SI, "2020-01", "2020-12", base_pay=5_000_000, salary=6_500_000)
    add_period(person, Scheme.HI, "2020-01", "2020-12", base_pay=5_000_000)
    social, health = tab(client, person, "bhxh").text, tab(client, person, "bhyt").text
    assert "Thợ đan" in social
    assert "5.000.000 đ" in social
    assert "6.500.000 đ" in social
    assert "Thợ đan" not in health
    assert "5.000.000" not in health


def test_a_pupil_reads_that_nothing_but_health_insurance_is_normal(
    client: PageClient, person: Person
) -> None:
    make_period(person, "2020-01", None)
    page = tab(client, person, "bhxh")
    assert "Bạn mới chỉ tham gia BHYT. Học sinh, người chưa đi làm đều như vậy." in page.text
    assert page.link("Xem quá trình BHYT").endswith("/qua-trinh/bhyt")


def test_what_the_school_has_reported_stands_first(client: PageClient, person: Person) -> None:
    make_reported(person)
    assert "Trường đã nộp, chờ ghi nhận" in tab(client, person, "bhyt").text


@pytest.mark.parametrize("name", ["bhyt", "bhxh", "bhtn", "tnld-bnn", "c14-ts"])
def test_an_empty_record_explains_itself(client: PageClient, person: Person, name: str) -> None:
    assert "Chưa có" in tab(client, person, name).text


def test_the_yearly_notice_counts_the_year_and_all_before(client: PageClient, person: Person) -> None:
    add_period(person, Scheme.SI, "2019-07", "2021-03", base_pay=4_000_000)
    make_card(person)
    page = tab(client, person, "c14-ts/2020")
    assert page.heading == "Thông báo C14-TS năm 2020"
    assert "Trong năm 1 năm" in page.text
    assert "Cộng dồn đến cuối kỳ 1 năm 6 tháng" in page.text
    assert "đóng trên 4.000.000 đ" in page.text
    assert "tính đến 31/12/2020" in page.text


def test_the_notice_without_a_year_is_the_newest(client: PageClient, person: Person) -> None:
    add_period(person, Scheme.SI, "2019-07", "2021-03")
    assert tab(client, person, "c14-ts").heading == "Thông báo C14-TS năm 2021"


@pytest.mark.parametrize("name", ["c14-ts/2018", "c14-ts/0", "c14-ts/99999", "khac"])
def test_what_is_not_there_is_not_found(client: PageClient, person: Person, name: str) -> None:
    add_period(person, Scheme.SI, "2019-07", "2021-03")
    assert tab(client, person, name).status == 404


def test_months_paid_ahead_count_when_they_come(client: PageClient, person: Person) -> None:
    day = today()
    make_period(person, f"{day.year}-01", f"{day.year + 1}-12")
    expected = f"{day.month} tháng" if day.month < 12 else "1 năm"
    assert expected in tab(client, person, "bhyt").text
