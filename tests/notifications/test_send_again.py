"""In a live installation: an administrator sees why nothing leaves, mends it, and sends again."""

from __future__ import annotations

import pytest
from flask import Flask

from tests.notifications.conftest import connect
from tests.notifications.support import pass_time, rows, run_worker, write
from tests.support.cast import make_officer, sign_in
from tests.support.gateway import Gateway
from tests.support.pages import PageClient
from vssid_app.core.world import CurrentWorld
from vssid_app.identity.models import Role
from vssid_app.notifications.models import Channel, Delivery
from vssid_app.notifications.operations import send_again

PAGE = "/can-bo/tin-nhan"
PHONE = "0000000007"


@pytest.fixture
def desk(live: Flask, live_world: CurrentWorld) -> PageClient:
    return sign_in(PageClient(live), make_officer(office="", role=Role.ADMIN), live_world)


def test_a_page_says_that_texts_wait_for_a_gateway(desk: PageClient) -> None:
    write(PHONE, channel=Channel.SMS)
    run_worker()
    page = desk.get(PAGE)
    assert "Chưa cài cổng SMS: tin nhắn SMS đang chờ, chưa gửi được." in page.text
    assert "Đang chờ gửi (1)" in page.text


def test_what_was_given_up_leaves_when_sent_again(desk: PageClient, live: Flask, gateway: Gateway) -> None:
    connect(live, gateway)
    gateway.status = 400
    written = write(PHONE, channel=Channel.SMS)
    run_worker()
    page = desk.get(PAGE)
    assert "Chưa cài cổng SMS" not in page.text
    assert "Cổng SMS trả lời 400." in page.text
    page.submit("Gửi lại")
    gateway.status = 200
    assert run_worker()
    assert gateway.keys == [written.key] * 2
    assert rows()[0].delivery == Delivery.SENT


def test_an_old_message_sent_again_is_tried_for_another_day(
    live_world: CurrentWorld, gateway: Gateway, live: Flask
) -> None:
    connect(live, gateway)
    gateway.status = 500
    write(PHONE, channel=Channel.SMS)
    run_worker()
    pass_time(hours=25)
    run_worker()
    (row,) = rows()
    assert row.delivery == Delivery.GIVEN_UP
    assert send_again(row, by=1)
    run_worker()
    assert rows()[0].delivery == Delivery.QUEUED
    pass_time(hours=25)
    run_worker()
    assert rows()[0].delivery == Delivery.GIVEN_UP
