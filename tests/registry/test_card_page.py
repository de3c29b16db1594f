"""The card page: its state in words, what the desk needs, and what it costs."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.support.cast import make_account, make_child_of, make_person, sign_in
from tests.support.insurance import make_card, make_period, make_reported
from tests.support.pages import Page, PageClient
from tests.support.statements import cost
from vssid_app.core.clock import today
from vssid_app.core.pages import show_date
from vssid_app.core.world import CurrentWorld
from vssid_app.people.models import Person
from vssid_app.people.rules import BirthDate
from vssid_app.registry.models import CardStatus

pytestmark = pytest.mark.any_database

DAY = timedelta(days=1)


@pytest.fixture
def holder(world: CurrentWorld) -> Person:
    return make_person(full_name="NGUYỄN MINH THỬ", birth=BirthDate(2009, 9, 5))


def card_page(client: PageClient, person: Person, world: CurrentWorld) -> Page:
    sign_in(client, make_account(person), world)
    return client.get(f"/nguoi/{person.public_id}/the")


def test_a_valid_card_says_until_when_and_how_many_days_are_left(
    client: PageClient, holder: Person, world: CurrentWorld
) -> None:
    end = today() + 90 * DAY
    make_card(holder, valid_to=end)
    page = card_page(client, holder, world)
    assert page.heading == f"Thẻ còn hạn đến {show_date(end)}"
    assert "còn 90 ngày" in page.text
    assert "mang thêm CCCD hoặc giấy khai sinh" in page.text


def test_a_card_without_an_end_says_that_it_runs_on(
    client: PageClient, holder: Person, world: CurrentWorld
) -> None:
    make_card(holder, valid_to=None)
    page = card_page(client, holder, world)
    assert page.heading == "Thẻ còn hạn"
    assert "không ghi ngày hết hạn" in page.text


def test_an_expiring_card_says_where_to_renew_it(
    client: PageClient, holder: Person, world: CurrentWorld
) -> None:
    make_card(holder, valid_to=today() + 12 * DAY)
    page = card_page(client, holder, world)
    assert page.heading.startswith("Thẻ sắp hết hạn")
    assert "Đóng BHYT kỳ tiếp theo tại trường" in page.text


def test_a_card_that_another_one_goes_on_after_does_not_end_soon(
    client: PageClient, holder: Person, world: CurrentWorld
) -> None:
    """Nobody is reminded of it either: ``reminding``."""
    end = today() + 12 * DAY
    make_card(holder, valid_to=end)
    make_card(holder, valid_from=end + DAY, valid_to=None)
    page = card_page(client, holder, world)
    assert page.heading == f"Thẻ còn hạn đến {show_date(end)}"
    assert f"Thẻ tiếp theo đã được cấp, dùng từ {show_date(end + DAY)}." in page.text
    assert "Còn 1 việc" not in client.get(f"/nguoi/{holder.public_id}/").text


def test_a_card_that_ends_soon_and_is_paid_on_asks_for_nothing(
    client: PageClient, holder: Person, world: CurrentWorld
) -> None:
    make_card(holder, valid_to=today() + 12 * DAY)
    make_reported(holder)
    page = card_page(client, holder, world)
    assert page.heading.startswith("Thẻ sắp hết hạn")
    assert "đã gửi danh sách số 37/DS-2026" in page.text
    assert "Bạn không phải đóng lại." in page.text
    assert "Đóng BHYT kỳ tiếp theo" not in page.text
    assert "Còn 1 việc" not in client.get(f"/nguoi/{holder.public_id}/").text


def test_on_the_last_day_it_says_so(client: PageClient, holder: Person, world: CurrentWorld) -> None:
    make_card(holder, valid_to=today())
    assert "hôm nay là ngày cuối" in card_page(client, holder, world).text


def test_an_expired_card_is_expired_from_the_day_after(
    client: PageClient, holder: Person, world: CurrentWorld
) -> None:
    make_card(holder, valid_from=today() - 400 * DAY, valid_to=today() - DAY)
    page = card_page(client, holder, world)
    assert page.heading == f"Thẻ hết hạn từ {show_date(today())}"
    assert "giữ biên lai" in page.text


def test_a_reported_payment_names_school_list_day_and_whom_to_ask(
    client: PageClient, holder: Person, world: CurrentWorld
) -> None:
    make_card(holder, valid_from=today() - 400 * DAY, valid_to=today() - DAY)
    make_reported(holder)
    page = card_page(client, holder, world)
    assert page.heading == "Trường đã nộp, chờ ghi nhận"
    for words in ("Trường Mẫu", "37/DS-2026", "14/11/2026", "Cô Thử", "không phải đóng lại"):
        assert words in page.text


def test_a_recorded_payment_is_no_longer_waited_for(
    client: PageClient, holder: Person, world: CurrentWorld
) -> None:
    make_card(holder, valid_from=today() - 400 * DAY, valid_to=today() - DAY)
    make_reported(holder, recorded_on=today())
    assert card_page(client, holder, world).heading.startswith("Thẻ hết hạn")


def test_a_reported_payment_alone_is_explained(
    client: PageClient, holder: Person, world: CurrentWorld
) -> None:
    make_reported(holder)
    assert card_page(client, holder, world).heading == "Trường đã nộp, chờ ghi nhận"


def test_a_card_to_come_says_from_when(client: PageClient, holder: Person, world: CurrentWorld) -> None:
    make_card(holder, valid_from=today() + 5 * DAY, valid_to=today() + 300 * DAY)
    assert card_page(client, holder, world).heading == f"Thẻ dùng được từ {show_date(today() + 5 * DAY)}"


def test_a_mismatch_names_what_differs_on_both_sides(
    client: PageClient, holder: Person, world: CurrentWorld
) -> None:
    make_card(holder, printed_name="NGUYỄN MINH THỮ", printed_birth=BirthDate(2009, 5, 9))
    page = card_page(client, holder, world)
    assert page.heading == "Thông tin trên thẻ chưa khớp"
    for words in ("NGUYỄN MINH THỮ", "NGUYỄN MINH THỬ", "09/05/2009", "05/09/2009", "BHXH cơ sở Long Biên"):
        assert words in page.text


def test_a_difference_of_tone_placement_alone_is_none(client: PageClient, world: CurrentWorld) -> None:
    person = make_person(full_name="TRẦN HOÀ THỬ")
    make_card(person, printed_name="TRẦN HÒA THỬ")
    assert card_page(client, person, world).heading.startswith("Thẻ còn hạn")


@pytest.mark.parametrize(
    ("status", "why"),
    [
        (CardStatus.WITHDRAWN, "đã thu hồi thẻ này"),
        (CardStatus.REPORTED_OFF, "đã báo giảm"),
        (CardStatus.SUSPENDED, "đang tạm khoá thẻ"),
    ],
)
def test_a_locked_card_says_why_and_whom_to_ask(
    status: CardStatus, why: str, client: PageClient, holder: Person, world: CurrentWorld
) -> None:
    make_card(holder, status=status)
    page = card_page(client, holder, world)
    assert page.heading == "Thẻ đang tạm khoá"
    assert "Mức hưởng khi thẻ dùng được" in page.text
    assert why in page.text
    assert "Hỏi BHXH cơ sở Long Biên" in page.text


def test_without_a_card_the_page_says_how_one_gets_one(
    client: PageClient, holder: Person, world: CurrentWorld
) -> None:
    page = card_page(client, holder, world)
    assert page.heading == "Chưa có thẻ BHYT"
    assert "đóng BHYT tại trường" in page.text


def test_the_number_facility_and_level_stand_on_it(
    client: PageClient, holder: Person, world: CurrentWorld
) -> None:
    make_card(holder)
    text = card_page(client, holder, world).text
    number = holder.si_number
    assert f"HS 4 01 {number[:3]} {number[3:6]} {number[6:]}" in text
    assert "Bệnh viện đa khoa Đức Giang" in text
    assert "Mức 4: quỹ trả 80% chi phí" in text


def test_the_practice_card_says_that_it_is_a_sample(
    client: PageClient, holder: Person, world: CurrentWorld
) -> None:
    make_card(holder)
    assert "MẪU – KHÔNG CÓ GIÁ TRỊ KHÁM CHỮA BỆNH" in card_page(client, holder, world).text


def test_of_several_cards_the_best_in_force_is_shown_and_the_others_listed(
    client: PageClient, holder: Person, world: CurrentWorld
) -> None:
    make_card(holder)
    make_card(holder, "HN201")
    make_card(holder, valid_from=date(2024, 1, 1), valid_to=date(2024, 12, 31))
    text = card_page(client, holder, world).text
    assert "Mức 2: quỹ trả 100%" in text
    assert "Thẻ khác và thẻ cũ (2)" in text
    assert "01/01/2024 – 31/12/2024" in text


def test_the_five_year_date_says_how_it_was_computed(
    client: PageClient, holder: Person, world: CurrentWorld
) -> None:
    make_card(holder)
    make_period(holder, "2020-01", "2020-12")
    make_period(holder, "2021-03", None)
    text = card_page(client, holder, world).text
    assert "Từ 01/01/2025" in text
    assert "bắt đầu từ 01/01/2020" in text
    assert "Nghỉ không quá 3 tháng vẫn tính là liên tục" in text


def test_a_broken_run_says_since_when(client: PageClient, holder: Person, world: CurrentWorld) -> None:
    make_card(holder)
    make_period(holder, "2020-01", "2021-12")
    assert "Đã gián đoạn từ 01/01/2022" in card_page(client, holder, world).text


def test_a_small_childs_five_years_begin_at_birth(client: PageClient, world: CurrentWorld) -> None:
    child = make_person(birth=BirthDate(2024, 5, 20), citizen_id=None)
    make_card(child, "TE101")
    make_period(child, "2024-05", None, "TE")
    assert "Chưa đủ, đủ vào 20/05/2029" in card_page(client, child, world).text


def test_the_large_digits_stand_in_three_rows(
    client: PageClient, holder: Person, world: CurrentWorld
) -> None:
    make_card(holder)
    page = card_page(client, holder, world).tap("Đọc số cho nhân viên")
    digits = next(p for p in page.root.all("p") if p.attrs.get("class") == "desk-digits")
    assert [row.text for row in digits.all("span")] == [
        holder.si_number[:3],
        holder.si_number[3:6],
        holder.si_number[6:],
    ]
    assert page.tap("Xong, tắt số lớn").heading.startswith("Thẻ còn hạn")


def test_without_a_card_there_are_no_large_digits(
    client: PageClient, holder: Person, world: CurrentWorld
) -> None:
    card_page(client, holder, world)
    assert client.get(f"/nguoi/{holder.public_id}/the/so-lon").status == 404


def test_the_card_page_costs_three_statements(
    client: PageClient, holder: Person, world: CurrentWorld
) -> None:
    make_card(holder)
    for year in range(2015, 2026):
        make_period(holder, f"{year}-01", f"{year}-12")
    card_page(client, holder, world)
    sent = cost(client, f"/nguoi/{holder.public_id}/the")
    assert len(sent) <= 3, sent


def test_a_childs_card_page_costs_three_statements_too(client: PageClient, world: CurrentWorld) -> None:
    guardian = make_person()
    child = make_child_of(guardian)
    make_card(child)
    sign_in(client, make_account(guardian), world)
    address = f"/nguoi/{child.public_id}/the"
    assert "Đang làm thay" in client.get(address).text
    sent = cost(client, address)
    assert len(sent) <= 3, sent
