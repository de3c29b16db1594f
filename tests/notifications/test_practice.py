"""In a practice world a message is in the practice inbox at once, and nothing ever leaves."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import select

from tests.notifications.conftest import MailServer
from tests.notifications.support import rows, run_worker, write
from vssid_app.core.extensions import db
from vssid_app.core.world import CurrentWorld
from vssid_app.notifications.models import Channel, Delivery, PracticeAddress
from vssid_app.notifications.operations import claim_address


def test_nothing_leaves_even_with_a_mail_server_at_hand(
    app: Flask, world: CurrentWorld, mail_server: MailServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(app.extensions["mail"], "server", "127.0.0.1")
    monkeypatch.setattr(app.extensions["mail"], "port", mail_server.port)
    monkeypatch.setattr(app.extensions["mail"], "suppress", False)
    write()
    write("0000000007", channel=Channel.SMS)
    assert not run_worker()
    assert not mail_server.letters


def test_even_a_row_that_waits_is_not_sent_from_a_practice_world(
    app: Flask, world: CurrentWorld, mail_server: MailServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(app.extensions["mail"], "server", "127.0.0.1")
    monkeypatch.setattr(app.extensions["mail"], "port", mail_server.port)
    monkeypatch.setattr(app.extensions["mail"], "suppress", False)
    write()
    with db.transaction():
        rows()[0].delivery = Delivery.QUEUED
    assert not run_worker()
    assert not mail_server.letters


def test_a_message_is_there_with_the_commit(world: CurrentWorld) -> None:
    write(code="482615", only_device="d" * 64)
    (row,) = rows()
    assert row.delivery == Delivery.SENT
    assert (row.code, row.device_hash) == ("482615", "d" * 64)


def test_a_device_claims_an_address_once(world: CurrentWorld) -> None:
    with db.transaction():
        claim_address("d" * 64, "0000000007")
        claim_address("d" * 64, "0000000007")
    assert len(db.session.scalars(select(PracticeAddress)).all()) == 1


def test_live_keeps_neither_the_code_apart_nor_a_device(live_world: CurrentWorld) -> None:
    write(code="482615", only_device="d" * 64, kind="code.sign_in")
    with db.transaction():
        claim_address("d" * 64, "a@thuchanh.example")
    (row,) = rows()
    assert (row.code, row.device_hash, row.holds_code) == (None, None, True)
    assert row.delivery == Delivery.QUEUED
    assert not db.session.scalars(select(PracticeAddress)).all()


def test_live_has_no_practice_inbox(live: Flask) -> None:
    assert not [rule for rule in live.url_map.iter_rules() if rule.endpoint.startswith("inbox.")]
    assert live.test_client().get("/hop-thu").status_code == 404
