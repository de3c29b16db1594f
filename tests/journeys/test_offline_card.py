"""The card on the phone: there on any line or none, for its holder alone, gone when it has to be."""

from __future__ import annotations

import io
from datetime import UTC, datetime, timedelta

import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import expect

from tests.journeys.conftest import SlowPhone
from tests.journeys.kept import SHOWN, digits, enter, holds_nothing_of, keep, records, says, stored
from tests.journeys.phone import Phone

pytestmark = [pytest.mark.browser, pytest.mark.any_database]

WITHIN = 300
"""Milliseconds from the tap to the digits. Source: the project's figures to reach."""
FULL = """IDBObjectStore.prototype.put = () => { throw new DOMException("full", "QuotaExceededError"); }"""
NOTHING = "Chưa có mạng"


def fastest(phone: Phone, path: str, times: int = 3) -> float:
    """The quickest of some openings: the machine has other work as well."""
    took: list[float] = []
    for _time in range(times):
        phone.open("/tro-giup")
        phone.open(path)
        expect(phone.page.locator(".card-digits")).to_be_visible()
        took.append(phone.page.evaluate(SHOWN))
    return min(took)


def test_a_kept_card_is_there_without_network_with_the_time_of_the_copy(phone: Phone) -> None:
    enter(phone)
    phone.check("asked")
    name, number = keep(phone)
    phone.check("kept")
    card = phone.page.url
    phone.page.context.set_offline(True)

    assert fastest(phone, card) <= WITHIN
    assert digits(phone) == number
    phone.sees("Bản lưu lúc")
    phone.check("card")
    picture = phone.page.locator(".card-qr img").screenshot()
    (code,) = zxingcpp.read_barcodes(Image.open(io.BytesIO(picture)))
    assert code.text.count(".") == 2

    phone.tap("Đọc số cho nhân viên")
    assert phone.page.locator(".desk-digits").inner_text().split() == number.split()[-3:]
    phone.check("digits")
    phone.page.go_back()
    assert digits(phone) == number

    elsewhere = phone.page.get_by_text("Trang bạn mở cần mạng.")
    expect(elsewhere).to_be_hidden()
    phone.open(card.removesuffix("the") + "qua-trinh/bhyt")
    expect(elsewhere).to_be_visible()

    phone.open("/")
    says(phone, "Trên điện thoại này")
    phone.tap(name)
    assert digits(phone) == number
    phone.open("/tro-giup")
    phone.at("Trợ giúp")
    assert name not in stored(phone)
    assert "extractable: false" in stored(phone)
    assert not phone.errors


def test_two_people_one_after_the_other_never_see_each_others_card(phone: Phone) -> None:
    enter(phone)
    first = keep(phone)
    mine = phone.page.url
    enter(phone, part=1)
    assert records(phone) == []
    holds_nothing_of(phone, *first)
    keep(phone)
    phone.page.context.set_offline(True)
    phone.open(mine)
    says(phone, "Trên điện thoại này")
    assert first[0] not in phone.page.locator("main").inner_text()


@pytest.mark.long
def test_signing_out_empties_the_phone(phone: Phone) -> None:
    enter(phone)
    kept = keep(phone)
    phone.open("/tai-khoan/thiet-bi")
    phone.sees("Thẻ giữ trên máy này")
    phone.tap("Đăng xuất máy này")
    phone.page.wait_for_url("**/")
    holds_nothing_of(phone, *kept)
    assert '"vault"' not in stored(phone)


def test_signing_out_without_network_holds_at_once_and_is_sent_first_of_all(phone: Phone) -> None:
    enter(phone)
    kept, card = keep(phone), phone.page.url
    phone.open("/tai-khoan/thiet-bi")
    phone.page.context.set_offline(True)
    phone.tap("Đăng xuất máy này")
    says(phone, "Đã đăng xuất trên máy này")
    phone.check("signed-out")
    holds_nothing_of(phone, *kept)
    phone.open(card)
    says(phone, "Đã đăng xuất trên máy này")
    phone.page.context.set_offline(False)
    phone.open(card)
    phone.at("Đăng nhập")
    holds_nothing_of(phone, *kept)


@pytest.mark.long
def test_when_the_session_has_ended_the_first_contact_takes_the_copy(phone: Phone) -> None:
    enter(phone)
    kept, card = keep(phone), phone.page.url
    phone.page.context.clear_cookies()
    phone.open("/toi")
    phone.at("Đăng nhập")
    # The worker looks at whose page it was while the page is shown already.
    phone.page.wait_for_timeout(300)
    assert records(phone) == []
    holds_nothing_of(phone, *kept)
    phone.page.context.set_offline(True)
    phone.open(card)
    says(phone, NOTHING)


@pytest.mark.long
@pytest.mark.parametrize("moved", [timedelta(days=7, minutes=1), timedelta(days=-365)])
def test_a_copy_ends_by_its_days_and_by_a_clock_that_is_wrong(phone: Phone, moved: timedelta) -> None:
    enter(phone)
    keep(phone)
    card = phone.page.url
    phone.page.context.set_offline(True)
    phone.page.clock.set_fixed_time(datetime.now(UTC) + moved)
    phone.open(card)
    says(phone, NOTHING)
    assert "card" not in records(phone)


@pytest.mark.long
def test_a_phone_that_keeps_nothing_says_so_and_the_card_stays(phone: Phone) -> None:
    phone.page.add_init_script(FULL)
    enter(phone)
    phone.tap("Giữ thẻ")
    phone.sees("Máy này chưa giữ được thẻ")
    assert digits(phone)
    assert not phone.errors


@pytest.mark.long
def test_it_can_be_taken_back(phone: Phone) -> None:
    enter(phone)
    keep(phone)
    phone.tap("Thôi giữ trên máy này")
    phone.sees("Giữ thẻ trên điện thoại này để dùng khi mất mạng?")
    assert records(phone) == []


@pytest.mark.long
def test_on_a_slow_line_the_copy_comes_first_and_the_news_after_it(slow_phone: SlowPhone) -> None:
    phone, line = slow_phone
    enter(phone)
    _name, number = keep(phone)
    card = phone.page.url
    line.delay = 1.5
    phone.open(card)
    assert digits(phone) == number
    assert phone.page.evaluate(SHOWN) < 1500
    expect(phone.page.get_by_text("Vừa cập nhật")).to_be_visible(timeout=15_000)
