"""Journeys (b) and (d): the name differs; one photo is asked for again, only that is mended."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys import deciding, registering
from tests.journeys.phone import Phone

pytestmark = pytest.mark.browser

NAME_DIFFERS = "Họ tên khác một chữ"


@pytest.mark.long
def test_one_photo_asked_again_then_accepted(phone: Phone, office: Phone) -> None:
    deciding.enter(office)
    _register_and_be_accepted(phone, office, scripts=True)
    assert not phone.errors
    assert not office.errors


def test_the_same_without_javascript(plain_phone: Phone, office: Phone) -> None:
    deciding.enter(office)
    _register_and_be_accepted(plain_phone, office, scripts=False)


def _register_and_be_accepted(phone: Phone, office: Phone, *, scripts: bool) -> None:
    registering.choose_specimen(phone, NAME_DIFFERS)
    registering.prove_phone(phone, scripts=scripts)
    registering.fill_in(phone)
    registering.take_photos(phone, 3)
    code = registering.finish(phone)
    phone.at("Đã gửi đăng ký")
    phone.look("done")

    deciding.ask_for(office, code, "photo_blurred:id_back")

    phone.open(f"/ho-so/{code}")
    phone.at("Cần bổ sung")
    phone.look("asked")
    phone.tap("Sửa và gửi lại")
    phone.at("CCCD mặt sau")
    registering.use_sample(phone)
    registering.hand_over(phone)
    phone.open(f"/ho-so/{code}")
    expect(phone.page.get_by_text("Đã gửi lại")).to_be_visible()

    deciding.accept(office, code)

    phone.open(f"/ho-so/{code}")
    phone.at("Đã chấp nhận")
    phone.look("accepted")
    registering.activate(phone, scripts=scripts)
    phone.look("home")
    phone.tap("Đưa thẻ khi đi khám")
    phone.page.wait_for_url(re.compile("/the"))
    phone.look("card")
