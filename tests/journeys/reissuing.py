"""What a family and an officer do with a card asked for again, for the journeys of it."""

from __future__ import annotations

import re

from tests.journeys.phone import Phone

NO_PHONE = "không có điện thoại thông minh"


def play(phone: Phone, role: str) -> None:
    """Take a part of the practice world, at one tap."""
    phone.open("/")
    folded = phone.page.locator("summary", has_text="Các gia đình khác")
    if not phone.page.get_by_role("button", name=role).first.is_visible():
        folded.click()
    phone.page.get_by_role("button", name=role).first.click()
    phone.page.wait_for_url(re.compile("/nguoi/"))


def to_child(phone: Phone, n: int = 0) -> None:
    """Act for one of one's children."""
    phone.page.locator("main a.row", has=phone.page.locator(".avatar")).nth(n).click()
    phone.page.locator(".acting").first.wait_for()


def open_service(phone: Phone) -> None:
    """From any page with tabs to what is said of the service."""
    phone.page.locator("nav.tabs a", has_text="Dịch vụ công").click()
    phone.at("Dịch vụ công")
    phone.tap("Cấp lại thẻ BHYT do hỏng, mất")


def answer_first_steps(phone: Phone, loss: str = "Mất thẻ") -> None:
    """Why paper, and lost or damaged."""
    phone.tap("Bắt đầu")
    phone.choose(NO_PHONE)
    phone.tap("Tiếp tục")
    phone.choose(loss)
    phone.tap("Tiếp tục")


def choose_place(phone: Phone, place: str) -> None:
    """Where the card is handed over; for the home the address of the register is taken."""
    phone.choose(place)
    phone.tap("Tiếp tục")
    if phone.page.get_by_role("heading", level=1, name="Gửi thẻ về nhà").count():
        phone.tap("Tiếp tục")


def ask_for_code(phone: Phone) -> None:
    """From the check to the page of the code."""
    phone.at("Kiểm tra trước khi gửi")
    phone.tap("Gửi yêu cầu")
    if phone.page.get_by_role("button", name="Đúng, gửi").count():
        phone.tap("Đúng, gửi")


def send(phone: Phone) -> str:
    """From the check to what is said after sending; gives the request's code."""
    ask_for_code(phone)
    phone.fill_in_code()
    phone.page.wait_for_url(re.compile("/xong"))
    return phone.page.url.split("/")[6]


def open_request(office: Phone, code: str) -> None:
    """Open a request at the desk, as an officer finds it: by its code."""
    office.open("/can-bo/dich-vu")
    office.page.get_by_label("Tìm theo mã yêu cầu hoặc tên").fill(code)
    office.page.keyboard.press("Enter")
    office.page.locator(f"a[href$='{code}']").first.click()
    office.page.wait_for_url(re.compile(f"/can-bo/dich-vu/{code}"))


def does(office: Phone, *actions: str) -> None:
    """Tap actions of the request that is open, one after another, each said to be done."""
    for action in actions:
        office.page.locator("#viec").get_by_role("button", name=action, exact=True).click()
        office.page.locator(".said, [role=status]", has_text="đã").first.wait_for()


def gives_to_post(office: Phone, number: str) -> None:
    """Write the number of the post's form, and give the card to the post."""
    form = office.page.locator("form#gui")
    if not form.is_visible():
        office.page.locator("#viec summary", has_text="Giao bưu điện").click()
    form.get_by_label("Mã vận đơn").fill(number)
    form.get_by_role("button", name="Giao bưu điện").click()
    office.sees("đã giao bưu điện")


def asks(office: Phone, reason: str) -> None:
    """Ask the family for one thing."""
    office.page.locator("#viec summary", has_text="Yêu cầu bổ sung").click()
    form = office.page.locator("form#bo-sung")
    form.locator("label", has_text=reason).first.click()
    form.get_by_role("button", name="Yêu cầu bổ sung").click()
    office.sees("đã yêu cầu bổ sung")


def hands_over(office: Phone, code: str) -> None:
    """Read the code of the receipt, look at the papers, hand the card over."""
    form = office.page.locator("form#da-nhan")
    form.get_by_label("Mã yêu cầu").fill(code)
    form.locator("label", has_text="giấy tờ gốc").click()
    form.get_by_role("button", name="Trao thẻ").click()
    office.sees("đã trao thẻ")
