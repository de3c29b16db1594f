"""A phone that plays an address, and the messages that are sent to it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask

from tests.support.outbox import put
from tests.support.pages import PageClient
from vssid_app.core.device import COOKIE
from vssid_app.core.extensions import db, keyring
from vssid_app.core.world import CurrentWorld
from vssid_app.notifications.models import Channel, OutboxMessage
from vssid_app.notifications.operations import Message, claim_address

PHONE = "0000000007"
TOKEN = "a" * 22
OTHER_TOKEN = "b" * 22
DEVICE_PATH = "/dang-ky/ma/abcdefghijklmnopqrstuv"

Send = Callable[..., OutboxMessage]


def device_of(token: str) -> str:
    """How the app knows the phone that holds this cookie."""
    return keyring.fingerprint("device", token)


@pytest.fixture
def phone(client: PageClient) -> PageClient:
    """A phone with its cookie."""
    client.raw.set_cookie(COOKIE, TOKEN)
    return client


@pytest.fixture
def other_phone(app: Flask) -> PageClient:
    """Somebody else's phone."""
    other = PageClient(app)
    other.raw.set_cookie(COOKIE, OTHER_TOKEN)
    return other


@pytest.fixture
def send(world: CurrentWorld) -> Send:
    """Send to the phone's number; by default a plain SMS."""

    def _send(
        text: str = "Hồ sơ đã được nhận.", *, plays: str | None = TOKEN, **given: object
    ) -> OutboxMessage:
        facts: dict[str, object] = {
            "channel": Channel.SMS,
            "kind": "dossier.recorded",
            "address": PHONE,
            "text": text,
            **given,
        }
        message = Message(**facts)  # type: ignore[arg-type]
        with db.transaction():
            if plays:
                claim_address(device_of(plays), message.address)
            return put(message)

    return _send


@pytest.fixture
def send_code(send: Send) -> Send:
    """Send a one-time code that this phone asked for."""

    def _send(code: str = "482615", token: str = TOKEN, **given: object) -> OutboxMessage:
        return send(
            f"{code} là mã xác nhận. Không đưa mã cho ai.",
            kind="code.register",
            code=code,
            link=DEVICE_PATH,
            only_device=device_of(token),
            plays=token,
            **given,
        )

    return _send
