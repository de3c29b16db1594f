"""A guardian without an account registers, then two children, and has each card without network too."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.journeys import deciding, registering
from tests.journeys.kept import digits, keep
from tests.journeys.phone import Phone

pytestmark = [pytest.mark.browser, pytest.mark.long]


def test_a_guardian_registers_and_then_two_children(phone: Phone, office: Phone) -> None:
    deciding.enter(office)
    registering.choose_specimen(phone, "Phụ huynh có con nhỏ")
    registering.prove_phone(phone)
    registering.fill_in(phone)
    registering.take_photos(phone, 1)
    registering.finish(phone)
    phone.tap("Nhập mã kích hoạt")
    phone.fill_in_code()
    phone.page.wait_for_url(re.compile("mat-khau"))
    for box in phone.page.locator("input[autocomplete=new-password]").all():
        box.fill(registering.PASSWORD)
    phone.page.locator(".dock button").first.click()
    phone.page.wait_for_url(re.compile("/them-con"))
    phone.check("led-on")

    add_child(phone)
    phone.at("Đã đăng ký xong cho con")
    phone.tap("Mở thẻ BHYT của con")
    phone.sees("Đang làm thay")
    phone.look("card-of-first")
    expect(phone.page.get_by_text("bản chưa gửi")).to_be_hidden()
    first = phone.page.url

    phone.open("/them-con")
    add_child(phone, blurred=True)
    phone.at("Đã gửi đăng ký")
    code = phone.page.url.rstrip("/").split("/")[-2]
    deciding.ask_for(office, code, "photo_blurred:birth_certificate")
    office.check("guardian-and-child")
    phone.open(f"/ho-so/{code}")
    phone.at("Cần bổ sung")
    phone.tap("Sửa và gửi lại")
    registering.use_sample(phone)
    hand_in(phone)
    deciding.accept(office, code)
    phone.open(f"/ho-so/{code}")
    phone.tap("Mở thẻ BHYT của con")
    phone.look("card-of-second")

    are_there_without_network(phone, (first, phone.page.url))

    before = phone.page.url
    phone.page.locator(".acting p a").click()
    phone.page.locator("dialog .switch-list a:not([aria-current])").nth(1).click()
    phone.page.wait_for_url(lambda now: now != before and "/the" in now)
    phone.look("two-taps-later")


def are_there_without_network(phone: Phone, cards: tuple[str, str]) -> None:
    """Keep the card of each child, and open each without network."""
    kept = []
    for card in cards:
        phone.open(card)
        kept.append(keep(phone))
    phone.page.context.set_offline(True)
    for card, (_name, number) in zip(cards, kept, strict=True):
        phone.open(card)
        assert digits(phone) == number
        phone.look("without-network")
    assert kept[0] != kept[1]
    phone.page.context.set_offline(False)
    phone.open(cards[1])


def add_child(phone: Phone, *, blurred: bool = False) -> None:
    """From the one question to ``Ghi nhận``."""
    phone.choose("Chưa có")
    phone.tap("Bắt đầu")
    for _step in range(4):
        phone.tap("Điền giúp tôi")
        phone.check("filled")
        phone.tap("Tiếp tục")
    while phone.page.locator("[data-photo]").count():
        if blurred and "khai-sinh" in phone.page.url:
            keep_blurred(phone)
        else:
            registering.use_sample(phone)
    for _step in range(2):
        phone.tap("Tiếp tục")
    hand_in(phone)


def keep_blurred(phone: Phone) -> None:
    """Try twice, then go on with the bad picture."""
    for _try in range(2):
        if phone.page.get_by_role("button", name="Mờ").is_hidden():
            phone.page.locator("summary", has_text="Dùng ảnh mẫu").click()
        phone.tap("Mờ", role="button")
    phone.tap("Vẫn dùng ảnh này")


def hand_in(phone: Phone) -> None:
    """The ticks of both, for whom, and the code where it is asked for."""
    phone.at("Kiểm tra trước khi gửi")
    phone.look("check")
    for words in ("Tôi đồng ý", "Tôi cam đoan", "Em đồng ý"):
        if phone.page.locator("main label", has_text=words).count():
            phone.choose(words)
    phone.tap("Ghi nhận")
    expect(phone.page.get_by_role("heading", level=1)).not_to_have_text("Kiểm tra trước khi gửi")
    if phone.page.get_by_role("button", name="Đúng, gửi").count():
        phone.check("for-whom")
        phone.tap("Đúng, gửi")
    if "xac-nhan" in phone.page.url:
        phone.fill_in_code()
        phone.page.wait_for_url(re.compile("xong"))
