"""A code is good for one purpose, one address, one device."""

from __future__ import annotations

from itertools import permutations

import pytest
from _pytest.mark import ParameterSet
from flask import Flask

from tests.support.cast import make_account, make_person, sign_in
from tests.support.codes import challenges, newest_code
from tests.support.pages import PageClient
from vssid_app.core.world import CurrentWorld
from vssid_app.identity.codes.challenge import Challenge
from vssid_app.identity.codes.messages import PAGES
from vssid_app.identity.codes.operations import open_challenge
from vssid_app.identity.codes.rules import Purpose
from vssid_app.notifications.models import Channel

pytestmark = [pytest.mark.usefixtures("world"), pytest.mark.any_database]
PHONE = "0000345678"


def device_of(client: PageClient) -> str:
    """The hash by which the site knows this browser; asking for a code makes it known."""
    client.get("/dang-nhap/ma").submit("Gửi mã cho tôi", user="0000111222")
    return challenges()[-1].device_hash


def pairs() -> list[ParameterSet]:
    """Every two purposes with pages of their own; those far from each other only in the long run.

    Two purposes that share a page need no test: it does what its code was asked for.
    """
    numbers = {purpose: number for number, purpose in enumerate(Purpose)}
    return [
        pytest.param(
            asked, opened, marks=[] if abs(numbers[asked] - numbers[opened]) == 1 else pytest.mark.long
        )
        for asked, opened in permutations(Purpose, 2)
        if PAGES[asked] != PAGES[opened]
    ]


@pytest.mark.parametrize(("asked", "opened"), pairs())
def test_no_page_takes_the_code_of_another_purpose(
    client: PageClient, world: CurrentWorld, asked: Purpose, opened: Purpose
) -> None:
    account = make_account(make_person(phone=PHONE))
    sign_in(client, account, world)
    device = device_of(client)
    challenge = open_challenge(asked, Channel.SMS, PHONE, device=device, account_id=account.id)
    assert isinstance(challenge, Challenge)

    path = PAGES[opened].format(challenge.public_id)

    assert client.get(path).status == 404
    token = csrf(client)
    assert client.post(path, {"csrf_token": token, "code": newest_code()}).status == 404
    assert challenges()[-1].proven_at is None


def csrf(client: PageClient) -> str:
    page = client.get("/quen-mat-khau")
    return next(e.attrs["value"] for e in page.root.all("input") if e.attrs.get("name") == "csrf_token")


def test_the_code_of_one_phone_does_not_open_the_page_of_another(app: Flask, client: PageClient) -> None:
    make_account(make_person(phone=PHONE))
    make_account(make_person(phone="0000999111"))
    page = client.get("/dang-nhap/ma").submit("Gửi mã cho tôi", user=PHONE).follow()
    PageClient(app).get("/dang-nhap/ma").submit("Gửi mã cho tôi", user="0000999111")

    assert "Mã chưa đúng." in page.submit("Xác nhận", code=newest_code()).text
