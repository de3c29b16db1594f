"""Journey (a): all agrees with the register, so the card is on the screen without anybody deciding."""

import pytest

from tests.journeys import registering
from tests.journeys.phone import Phone

pytestmark = pytest.mark.browser

MOST_TAPS = 32


def test_from_the_start_page_to_the_card(phone: Phone) -> None:
    phone.open("/")
    phone.check("start")
    registering.choose_specimen(phone, "Mọi thông tin đều khớp")
    phone.check("kinds")
    registering.prove_phone(phone)
    registering.fill_in(phone)
    registering.take_photos(phone, 1)
    registering.finish(phone)
    phone.at("Tài khoản đã mở")
    phone.check("done")
    registering.activate(phone)
    phone.check("home")
    phone.tap("Đưa thẻ khi đi khám")
    phone.check("card")
    phone.sees("Nơi KCB ban đầu")
    assert not phone.errors
    assert phone.taps <= MOST_TAPS, f"{phone.taps} taps from the start page to the card"
    print(f"taps from the start page to the card: {phone.taps}")  # noqa: T201 - the figure of the issue


def test_the_used_person_is_replaced_by_a_fresh_one(phone: Phone) -> None:
    phone.open("/nguoi-mau")
    assert registering.offers(phone, "Mọi thông tin đều khớp").count() >= 2
