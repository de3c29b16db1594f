"""Journey: the day of the letter, with the identity card of nine digits that was still good then."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.journeys import deciding, registering
from tests.journeys.conftest import hold
from tests.journeys.phone import Phone
from tests.journeys.sites import running_demo
from tests.support.databases import Databases

pytestmark = [pytest.mark.browser, pytest.mark.long]

OLD_IDENTITY_CARD = "099 765 432"


@pytest.fixture(scope="module")
def site_of_2021(tmp_path_factory: pytest.TempPathFactory, all_databases: Databases) -> Iterator[str]:
    """A demo that stands on 13/05/2021."""
    folder = tmp_path_factory.mktemp("may-2021")
    address = all_databases.new(folder / "app.sqlite3")
    with running_demo(folder, address, DEMO_DATE="2021-05-13") as site:
        yield site


@pytest.fixture
def family(browser: Browser, site_of_2021: str, request: pytest.FixtureRequest) -> Iterator[Phone]:
    """A phone of that day."""
    yield from hold(browser, site_of_2021, request, javascript=True)


@pytest.fixture
def desk(browser: Browser, site_of_2021: str, request: pytest.FixtureRequest) -> Iterator[Phone]:
    """The officer of that day."""
    yield from hold(browser, site_of_2021, request, javascript=True, width=1280, height=800, suffix="-desk")


def test_in_may_2021_the_paper_decides(family: Phone, desk: Phone) -> None:
    deciding.enter(desk)
    registering.choose_specimen(family, "Mọi thông tin đều khớp")
    registering.prove_phone(family)
    _number_and_identity(family)
    family.tap("Điền giúp tôi")
    family.sees("Quận Long Biên")
    family.check("address")
    family.tap("Tiếp tục")
    registering.take_photos(family, 3)
    family.sees("BHXH quận Long Biên")
    code = registering.finish(family)
    family.at("Đã gửi đăng ký")
    family.check("done")

    desk.open("/can-bo/hang-cho")
    desk.write("Nhận tờ khai", code)
    desk.tap("Nhận tờ khai", role="button")
    desk.sees(f"Đã nhận tờ khai của {code}")
    deciding.accept(desk, code)

    family.open(f"/ho-so/{code}")
    family.at("Đã chấp nhận")
    registering.activate(family)
    family.check("home")
    assert not family.errors
    assert not desk.errors


def _number_and_identity(phone: Phone) -> None:
    """As lent, but with the old identity card, which the register does not know."""
    phone.tap("Điền giúp tôi")
    phone.tap("Tiếp tục")
    phone.tap("Điền giúp tôi")
    phone.page.locator("input[name=citizen_id]").fill(OLD_IDENTITY_CARD)
    phone.look("identity")
    phone.tap("Tiếp tục")
    phone.check("compared")
    phone.tap("Đúng rồi, đi tiếp")
