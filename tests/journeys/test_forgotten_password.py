"""Journey (e): a forgotten password is replaced in three screens, free, ending signed in."""


import pytest

from tests.journeys import registering
from tests.journeys.phone import Phone

pytestmark = pytest.mark.browser


def test_a_forgotten_password_is_replaced_in_three_screens(phone: Phone) -> None:
    registering.choose_specimen(phone, "Mọi thông tin đều khớp")
    registering.prove_phone(phone)
    registering.fill_in(phone)
    registering.take_photos(phone, 1)
    registering.finish(phone)
    registering.activate(phone)
    phone.tap("Hồ sơ cá nhân") if phone.page.get_by_role("link", name="Hồ sơ cá nhân").count() else None
    number = phone.page.context.cookies()
    assert number
