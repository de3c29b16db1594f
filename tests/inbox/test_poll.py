"""The strip asks every few seconds: cheap while nothing is new, at once when something is."""

from __future__ import annotations

from typing import Any

from sqlalchemy import event

from tests.inbox.conftest import DEVICE_PATH, Send
from tests.support.pages import PageClient
from vssid_app.core.extensions import db
from vssid_app.notifications.models import Channel


def _poll(phone: PageClient, **headers: str) -> Any:
    return phone.raw.get("/hop-thu/moi.json", headers=headers)


def test_nothing_is_new_on_a_phone_without_messages(phone: PageClient) -> None:
    answer = _poll(phone)
    assert answer.json == {"unread": 0, "latest": None}
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_code_comes_with_the_place_that_fills_it_in(phone: PageClient, send_code: Send) -> None:
    message = send_code("482615")
    answer = _poll(phone).json
    assert answer["unread"] == 1
    latest = answer["latest"]
    assert latest["sender"] == "TAPHUAN"
    assert latest["code"] == "482615"
    assert latest["text"].startswith("482615 là mã xác nhận.")
    assert 0 <= latest["age"] < 5
    assert latest["url"] == f"/hop-thu/{message.key}/ma"
    assert phone.get(latest["url"]).location == f"{DEVICE_PATH}?ma=482615"


def test_a_letter_is_announced_by_its_subject(phone: PageClient, send: Send) -> None:
    message = send("Thân thư.", channel=Channel.EMAIL, address="a@thuchanh.example", subject="Tiêu đề thư")
    latest = _poll(phone).json["latest"]
    assert (latest["text"], latest["code"], latest["url"]) == ("Tiêu đề thư", None, f"/hop-thu/{message.key}")


def test_no_news_is_a_304(phone: PageClient, send: Send) -> None:
    send()
    etag = _poll(phone).headers["ETag"]
    again = _poll(phone, **{"If-None-Match": etag})
    assert again.status_code == 304
    assert again.data == b""
    send()
    assert _poll(phone, **{"If-None-Match": etag}).status_code == 200


def test_reading_is_news_as_well(phone: PageClient, send: Send) -> None:
    message = send()
    etag = _poll(phone).headers["ETag"]
    phone.get(f"/hop-thu/{message.key}")
    answer = _poll(phone, **{"If-None-Match": etag})
    assert answer.json == {"unread": 0, "latest": None}


def test_a_poll_is_one_statement_and_a_newcomer_costs_none(
    phone: PageClient, client: PageClient, send: Send
) -> None:
    send()
    _poll(phone)
    statements: list[str] = []

    def note(*arguments: Any) -> None:
        statements.append(arguments[2])

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        _poll(phone)
        asked = [text for text in statements if "outbox_messages" in text]
        assert len(asked) == 1
        statements.clear()
        phone.raw.delete_cookie("thiet_bi")
        _poll(phone)
        assert not [text for text in statements if "outbox_messages" in text]
    finally:
        event.remove(db.engine, "before_cursor_execute", note)
