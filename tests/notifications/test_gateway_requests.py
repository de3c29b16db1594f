"""What the gateway is asked is shaped by the settings, and no text can break out of its place."""

from __future__ import annotations

import base64
import json

import pytest
from flask import Flask

from tests.notifications.conftest import connect
from tests.notifications.support import run_worker, write
from tests.support.gateway import Asked, Gateway
from vssid_app.notifications.models import Channel

pytestmark = [pytest.mark.usefixtures("live_world"), pytest.mark.any_database]
PHONE = "0000000007"
NASTY = 'Dấu " và \\ và {key} {phone} & to=0000000008 + %00 # </text>\nX-Header: y, "to": "0000000008"}'


def asked(gateway: Gateway, text: str = "Chào bạn", address: str = PHONE) -> Asked:
    write(address, channel=Channel.SMS, subject="", text=text)
    assert run_worker()
    return gateway.asked[-1]


def test_a_json_body_keeps_any_text_in_its_place(live: Flask, gateway: Gateway) -> None:
    connect(
        live,
        gateway,
        BODY='{"messages": [{"dest": "{phone}", "body": "TH: {text}"}], "unicode": 1, "flash": false}',
    )
    found = asked(gateway, NASTY)
    assert found.json == {"messages": [{"dest": PHONE, "body": f"TH: {NASTY}"}], "unicode": 1, "flash": False}
    assert found.headers["Content-Type"] == "application/json"


def test_a_form_keeps_any_text_in_its_place(live: Flask, gateway: Gateway) -> None:
    connect(live, gateway, BODY="to={phone_international}&message={text}&brand=THUC+HANH&ref={key}&note=")
    found = asked(gateway, NASTY)
    assert found.form == {
        "to": ["+84000000007"],
        "message": [NASTY],
        "brand": ["THUC HANH"],
        "ref": [found.key],
        "note": [""],
    }
    assert found.headers["Content-Type"] == "application/x-www-form-urlencoded"


def test_an_address_keeps_any_text_in_its_place(live: Flask, gateway: Gateway) -> None:
    connect(live, gateway, METHOD="GET", URL=f"{gateway.url}/{{phone}}?text={{text}}&type=2")
    found = asked(gateway, NASTY)
    assert (found.method, found.body) == ("GET", b"")
    assert found.target.startswith(f"/send/{PHONE}?text=")
    assert found.query == {"text": [NASTY], "type": ["2"]}


def test_vietnamese_arrives_letter_by_letter(live: Flask, gateway: Gateway) -> None:
    words = "Thẻ bảo hiểm y tế đã được gia hạn – ẶỄỞỮỴ đ"
    for body in ('{"to": "{phone}", "text": "{text}"}', "to={phone}&text={text}"):
        connect(live, gateway, BODY=body)
        found = asked(gateway, words)
        assert (found.json["text"] if body.startswith("{") else found.form["text"][0]) == words


@pytest.mark.parametrize(
    ("stored", "local", "international"),
    [("0000000007", "0000000007", "+84000000007"), ("+84000000007", "0000000007", "+84000000007")],
)
def test_a_number_in_both_forms(
    live: Flask, gateway: Gateway, stored: str, local: str, international: str
) -> None:
    connect(live, gateway, BODY="a={phone}&b={phone_international}&text={text}")
    found = asked(gateway, address=stored)
    assert (found.form["a"], found.form["b"]) == ([local], [international])


def test_a_user_and_password(live: Flask, gateway: Gateway) -> None:
    connect(live, gateway, AUTH="basic tập huấn:mật:khẩu")
    word, _, secret = asked(gateway).headers["Authorization"].partition(" ")
    assert (word, base64.b64decode(secret).decode()) == ("Basic", "tập huấn:mật:khẩu")


def test_a_token_and_headers_of_ones_own(live: Flask, gateway: Gateway) -> None:
    headers = json.dumps({"X-Brand": "TAPHUAN", "content-type": "application/vnd.sms+json"})
    connect(live, gateway, METHOD="PUT", AUTH="bearer abc.def", HEADERS=headers)
    found = asked(gateway)
    assert found.method == "PUT"
    assert found.headers["Authorization"] == "Bearer abc.def"
    assert found.headers["X-Brand"] == "TAPHUAN"
    assert [value for name, value in found.headers.items() if name.lower() == "content-type"] == [
        "application/vnd.sms+json"
    ]


def test_control_characters_arrive_as_they_are(live: Flask, gateway: Gateway) -> None:
    connect(live, gateway, BODY="to={phone}&text={text}")
    assert asked(gateway, "\u2028 và \u0000").form["text"] == ["\u2028 và \u0000"]
