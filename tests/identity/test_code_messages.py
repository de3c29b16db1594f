"""What a message with a code says, and where it leads."""

from __future__ import annotations

import pytest
from flask import Flask
from werkzeug.exceptions import NotFound

from tests.support.codes import messages
from vssid_app.core.world import CurrentWorld
from vssid_app.identity.codes import operations
from vssid_app.identity.codes.challenge import Challenge
from vssid_app.identity.codes.messages import PAGES, please_wait
from vssid_app.identity.codes.rules import Purpose, Refusal, Wait
from vssid_app.notifications.models import Channel

pytestmark = pytest.mark.any_database


@pytest.mark.parametrize("purpose", list(Purpose))
def test_each_link_is_the_address_of_a_page(app: Flask, purpose: Purpose) -> None:
    pages = app.url_map.bind("localhost")
    try:
        endpoint, values = pages.match(PAGES[purpose].format("abc"))
    except NotFound:
        pytest.fail(f"no page for {purpose}: {PAGES[purpose]}")

    assert list(values.values()) == ["abc"]
    assert endpoint.split(".")[0] in {"identity", "enrolment", "people", "privacy", "service_requests"}


def test_a_text_message_is_short_and_warns(world: CurrentWorld) -> None:
    challenge = operations.open_challenge(Purpose.RECOVER, Channel.SMS, "0000345678", device="d")

    sent = messages()[0]
    assert isinstance(challenge, Challenge)
    assert "là mã xác nhận. Không đưa mã cho ai." in sent.text
    assert "Không đưa mã cho ai." in sent.text
    assert len(sent.text) <= 70
    assert sent.link == f"/quen-mat-khau/{challenge.public_id}"


@pytest.mark.parametrize(
    ("wait", "sentence"),
    [
        (Wait(Refusal.TOO_SOON, 20), "Thử lại sau 20 giây. Mã vừa gửi vẫn dùng được."),
        (Wait(Refusal.ADDRESS_LIMIT, 400), "Đã gửi 5 mã tới đây. Thử lại sau 7 phút."),
        (Wait(Refusal.DEVICE_LIMIT, 61), "Máy này đã xin nhiều mã. Thử lại sau 61 giây."),
    ],
)
def test_a_wait_says_how_long(world: CurrentWorld, wait: Wait, sentence: str) -> None:
    assert please_wait(wait) == sentence
