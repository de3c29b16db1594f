"""Playing a part: one tap signs this phone in, and it is written down."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from sqlalchemy import select

from tests.support.codes import newest_code
from tests.support.pages import Page, PageClient
from vssid_app.audit.models import AuditEntry
from vssid_app.audit.tags import Tag
from vssid_app.core.extensions import db
from vssid_app.core.world import CurrentWorld
from vssid_app.notifications.models import PracticeAddress
from vssid_app.notifications.operations import address_hash
from vssid_app.training.queries import account_of
from vssid_app.training.roles import Part


@pytest.fixture
def demo(peopled: Flask, client: PageClient, world: CurrentWorld) -> PageClient:
    return client


def test_the_parent_is_at_home_with_two_children_after_one_tap(demo: PageClient) -> None:
    page = demo.get("/").submit(action="/vai/phu-huynh").follow()
    assert page.heading.startswith("Chào")
    children = [
        a for a in page.root.all("a") if any("avatar" in s.attrs.get("class", "") for s in a.all("span"))
    ]
    assert len(children) == 2


@pytest.mark.parametrize("part", [Part.PUPIL, Part.WORKER])
def test_pupil_and_worker_find_their_card(part: Part, demo: PageClient) -> None:
    page = demo.get("/").submit(action=f"/vai/{part}").follow()
    assert "Thẻ BHYT" in page.text


@pytest.mark.parametrize(
    ("part", "children"),
    [(Part.OTHER_PARENT, 2), (Part.GRANDPARENT, 1), (Part.FORMER_GUARDIAN, 0), (Part.BEFORE_FIFTEEN, 1)],
)
def test_each_other_family_is_one_tap_away(part: Part, children: int, demo: PageClient) -> None:
    page = demo.get("/").submit(action=f"/vai/{part}").follow()
    assert page.heading.startswith("Chào")
    home = page.path
    assert len({link for link in people_of(page) if link != home}) == children


def people_of(page: Page) -> list[str]:
    """The homes of others that a home leads to."""
    return [a.attrs["href"] for a in page.root.all("a") if re.fullmatch(r"/nguoi/[^/]+/", a.attrs["href"])]


@pytest.mark.parametrize("part", [Part.OFFICER, Part.OTHER_OFFICER])
def test_an_officer_goes_to_the_desk_without_a_second_factor(part: Part, demo: PageClient) -> None:
    answer = demo.get("/").submit(action=f"/vai/{part}")
    assert demo.get(answer.location).location == "/can-bo/hang-cho"


def test_the_phone_plays_the_parts_phone_and_mailbox(demo: PageClient, world: CurrentWorld) -> None:
    demo.get("/").submit(action="/vai/phu-huynh")
    account = account_of(Part.PARENT)
    assert account
    assert account.phone
    played = set(db.session.scalars(select(PracticeAddress.address_hash)))
    assert address_hash(account.phone) in played
    assert not account.email or address_hash(account.email) in played


def test_the_part_is_signed_in_to_by_its_phone_and_a_code_as_well(demo: PageClient) -> None:
    account = account_of(Part.PARENT)
    assert account
    page = demo.get("/dang-nhap/ma").submit(user=account.phone).follow()
    page = page.submit(code=newest_code()).follow()
    assert page.heading.startswith("Chào")


def test_it_is_in_the_audit_log(demo: PageClient, world: CurrentWorld) -> None:
    demo.get("/").submit(action="/vai/can-bo")
    officer = account_of(Part.OFFICER)
    entries = db.session.scalars(select(AuditEntry).where(AuditEntry.tag == Tag.SIGNED_IN)).all()
    assert officer
    assert [(entry.actor_id, entry.facts) for entry in entries] == [(officer.id, {"way": "part"})]


def test_an_unknown_part_is_404(demo: PageClient) -> None:
    token = demo.get("/").form(action="/vai/can-bo").all("input")[0].attrs["value"]
    assert demo.post("/vai/thu-tuong", {"csrf_token": token}).status == 404


def test_a_part_cannot_be_played_by_a_link(demo: PageClient) -> None:
    assert demo.get("/vai/can-bo").status == 405


def test_before_the_seed_there_is_nobody_to_be(client: PageClient, world: CurrentWorld) -> None:
    assert client.get("/").submit(action="/vai/phu-huynh").status == 404
