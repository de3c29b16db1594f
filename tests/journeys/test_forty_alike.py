"""Journey: an officer takes forty alike requests from sent to the school, and looks at those that differ."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from tests.journeys import deciding
from tests.journeys.many_requests import ALIKE, put_requests
from tests.journeys.phone import Phone

pytestmark = [pytest.mark.browser, pytest.mark.long]

MOST_TAPS = 50
MOST_TAPS_FOR_ONE = 3
MOST_SECONDS = 0.3
LIST = "/can-bo/dich-vu"
STEPS = (
    ("Nhận", "Tiếp nhận", "receive"),
    ("Xét", "Duyệt", "approve"),
    ("In", "In thẻ", "print"),
    ("Giao đi", "Chuyển cho trường", "school"),
)


def test_forty_that_are_alike_take_fifty_taps(office: Phone, demo_folder: Path, demo_database: str) -> None:
    put_requests(demo_folder, demo_database)
    deciding.enter(office)
    office.open(LIST)
    office.taps = 0
    office.check("requests")
    for pile, action, name in STEPS:
        _do_all(office, pile, action, name)
    assert office.taps <= MOST_TAPS, f"{ALIKE} alike took {office.taps} taps"
    _is_quick(office)
    assert not office.errors


def _do_all(office: Phone, pile: str, action: str, name: str) -> None:
    """Open the pile, tick its page, look at the preview, do it: four taps, and those that differ left out."""
    office.taps += 1
    office.page.locator(".pills a", has_text=pile).first.click()
    office.tap("Chọn cả trang", role="link")
    office.look(f"{name}-ticked")
    office.tap(action, role="button")
    office.check(f"{name}-preview")
    office.tap(action, role="button")
    office.check(f"{name}-result")
    office.tap("Về danh sách", role="link")


def test_one_that_differs_takes_three_taps(office: Phone, demo_folder: Path, demo_database: str) -> None:
    put_requests(demo_folder, demo_database)
    deciding.enter(office)
    office.open(f"{LIST}?viec=nhan")
    office.page.locator("tr", has_text="TRẦN VĂN MẪU KHÁC").locator(".row-link").first.click()
    office.taps = 0
    office.check("one")
    office.tap("Tiếp nhận", role="button")
    office.tap("Duyệt", role="button")
    office.look("decided")
    office.tap("Để sau, xem yêu cầu khác", role="link")
    assert office.taps <= MOST_TAPS_FOR_ONE
    assert not office.errors


def _is_quick(office: Phone) -> None:
    """Each page is there in less than a third of a second, with all these rows."""
    for path in (LIST, f"{LIST}?viec=cho-lay", f"{LIST}?viec=xong"):
        office.open(path)
        begun = time.perf_counter()
        answer = office.page.request.get(path)
        assert answer.ok
        assert time.perf_counter() - begun < MOST_SECONDS, path
