"""The steps of registering that several journeys share, as a person takes them."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import Locator

from tests.journeys.phone import Phone

PASSWORD = "bay con chim xanh 27"


def choose_specimen(phone: Phone, kind: str) -> None:
    """From the start page to the first invented person of a kind."""
    phone.open("/")
    phone.tap("Người mẫu để tập đăng ký")
    phone.taps += 1
    offers(phone, kind).first.click()


def offers(phone: Phone, kind: str) -> Locator:
    """The buttons ``Tập với người này`` below the heading of a kind."""
    after = f"//h2[contains(., '{kind}')]/following::button[contains(., 'Tập với')]"
    before_next = f"[count(preceding::h2) = count(//h2[contains(., '{kind}')]/preceding::h2) + 1]"
    return phone.page.locator(f"xpath={after}{before_next}")


def prove_phone(phone: Phone, *, scripts: bool = True) -> None:
    """``Đăng ký`` → ``Cá nhân`` → ``Tiếp`` → three questions → phone → code, and the email's code."""
    phone.tap("Tiếp", role="button")
    phone.tap("Điền giúp tôi")
    phone.look("papers")
    phone.tap("Bắt đầu")
    phone.tap("Điền giúp tôi")
    phone.look("phone")
    phone.tap("Gửi mã cho tôi")
    for name, folder in (("code-phone", "SMS"), ("code-email", "E-mail")):
        phone.look(name)
        if scripts:
            before = phone.page.url
            phone.fill_in_code()
            phone.page.wait_for_url(_other_than(before))
        else:
            phone.write("Mã xác nhận", phone.code_from_inbox(folder))
            phone.tap("Xác nhận")


def _other_than(address: str) -> Callable[[str], bool]:
    return lambda now: now != address


def fill_in(phone: Phone) -> None:
    """Number, identity and address with ``Điền giúp tôi``; what the comparison says is passed by."""
    for _step in range(3):
        phone.tap("Điền giúp tôi")
        phone.look("filled")
        phone.tap("Tiếp tục")
        if "ket-qua" in phone.page.url:
            phone.look("compared")
            phone.tap("Đúng rồi, đi tiếp")


def take_photos(phone: Phone, count: int) -> None:
    """Use the good sample for each photo asked for."""
    for _photo in range(count):
        use_sample(phone)


def use_sample(phone: Phone) -> None:
    """Use the good sample for the photo on the screen."""
    phone.look("photo")
    if phone.page.get_by_role("button", name="Ảnh mẫu rõ").is_hidden():
        phone.taps += 1
        phone.page.locator("summary", has_text="Dùng ảnh mẫu").click()
    phone.tap("Ảnh mẫu rõ")
    phone.look("photo-taken")
    phone.tap("Dùng ảnh này")


def finish(phone: Phone) -> str:
    """Office and way of handing in as preselected, the check, ``Ghi nhận``; gives the dossier's code."""
    phone.look("office")
    phone.tap("Tiếp tục")
    phone.choose("Tự nộp tại bộ phận Tiếp nhận hồ sơ")
    phone.look("handover")
    phone.tap("Tiếp tục")
    hand_over(phone)
    return phone.page.url.rstrip("/").split("/")[-2]


def hand_over(phone: Phone) -> None:
    """Tick both and press the letter's word."""
    phone.at("Kiểm tra trước khi gửi")
    phone.look("check")
    phone.choose("Tôi đồng ý")
    phone.choose("Tôi cam đoan")
    phone.tap("Ghi nhận")


def activate(phone: Phone, *, scripts: bool = True) -> None:
    """From the accepted dossier to the own home: the code of the notice, and a password."""
    phone.tap("Nhập mã kích hoạt")
    phone.look("activate")
    if scripts:
        phone.fill_in_code()
        phone.page.wait_for_url(re.compile("mat-khau"))
    else:
        phone.page.locator("[autocomplete=one-time-code]").fill(phone.code_from_inbox("SMS"))
        phone.page.locator(".dock button").first.click()
    phone.look("set-password")
    for box in phone.page.locator("input[autocomplete=new-password]").all():
        box.fill(PASSWORD)
    phone.taps += 1
    phone.page.locator(".dock button").first.click()
    phone.page.wait_for_url(re.compile("/nguoi/"))
