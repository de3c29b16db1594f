"""The first page on a slow line: all that a browser fetches for it, compressed, fits in 20 KB."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import urljoin

import pytest
from flask import Flask

from tests.support.cast import make_account, make_child_of, make_person, sign_in
from tests.support.dossiers import held, make_dossier
from tests.support.insurance import make_card, make_period
from tests.support.pages import Page, PageClient
from vssid_app.core.assets import asset
from vssid_app.core.world import CurrentWorld
from vssid_app.enrolment.access import HELD
from vssid_app.enrolment.kinds import DossierKind
from vssid_app.enrolment.models import Match
from vssid_app.enrolment.photo_kinds import PhotoKind
from vssid_app.enrolment.states import Status
from vssid_app.enrolment.steps import PHOTO_OF_STEP, PHOTO_STEPS, PHOTOS_OF, steps_for

pytestmark = pytest.mark.any_database

BUDGET = 20_480
"""Bytes of the answers' bodies. Source: the project's figures to reach."""

# With and without https: browsers ask for Brotli on a secure line only.
CODINGS = ("gzip, deflate, br", "gzip, deflate")
FETCHED = {"link": "href", "script": "src", "img": "src"}
NOT_WITH_THE_PAGE = {"manifest", "apple-touch-icon"}
"""Read when a page has long been shown, once a day, or never before somebody adds it to the home screen."""
OWN_PICTURE = re.compile(r"^data:|/dang-ky/[^/]+/anh/")
"""What the family has sent itself comes back when it looks at it, and is no part of the page."""

ANYBODYS = (
    "/",
    "/dang-nhap",
    "/dang-nhap/mat-khau",
    "/dang-nhap/ma",
    "/quen-mat-khau",
    "/kich-hoat",
    "/mat-so-dien-thoai",
)
REGISTERING = ("/dang-ky", "/dang-ky/chuan-bi", "/dang-ky/dien-thoai")


def weigh(client: PageClient, path: str, coding: str) -> dict[str, int]:
    """Bytes of the page and of each file that it makes a browser fetch."""
    page = client.get(path)
    wanted = fetched_by(page) | (keeping_drafts(page, coding) if is_first_form(path) else set())
    return {address: _bytes(client, address, coding) for address in (path, *wanted)}


def _bytes(client: PageClient, address: str, coding: str) -> int:
    with client.app.app_context():
        answer = client.raw.get(address, headers={"Accept-Encoding": coding})
    assert answer.status_code == 200, f"{address} answers {answer.status_code}"
    weight = len(answer.data)
    answer.close()
    return weight


def fetched_by(page: Page) -> set[str]:
    assert page.status == 200, f"{page.path} answers {page.status} {page.location}"
    wanted = {
        urljoin(page.path, element.attrs[attribute])
        for tag, attribute in FETCHED.items()
        for element in page.root.all(tag)
        if element.attrs.get(attribute) and element.attrs.get("rel") not in NOT_WITH_THE_PAGE
    }
    return {address for address in wanted if not OWN_PICTURE.search(address)}


def is_first_form(path: str) -> bool:
    """Whether somebody may come here without a form before: later ones find its scripts in the browser."""
    return path in {*REGISTERING, *ANYBODYS}


def keeping_drafts(page: Page, coding: str) -> set[str]:
    """What the script fetches for a form that it keeps, also what encrypts it, which comes last.

    Without https there is nothing to keep it with, and it is not fetched.
    """
    place = next((each for each in page.root.everything() if "data-drafts" in each.attrs), None)
    if place is None or not any("data-draft" in form.attrs for form in page.root.all("form")):
        return set()
    return {place.attrs["data-src"], *([place.attrs["data-store"]] if "br" in coding else [])}


def assert_light(client: PageClient, paths: tuple[str, ...], codings: tuple[str, ...] = CODINGS) -> None:
    heavy = {}
    for path in paths:
        for coding in codings:
            weights = weigh(client, path, coding)
            if sum(weights.values()) > BUDGET:
                heavy[f"{path} ({coding})"] = weights
    assert not heavy, f"more than {BUDGET} bytes for a first page: {heavy}"


def test_pages_without_a_sign_in_are_light(client: PageClient, world: CurrentWorld) -> None:
    assert_light(client, ANYBODYS)


def test_the_way_to_the_proven_phone_is_light(client: PageClient, world: CurrentWorld) -> None:
    code_page = client.get("/dang-ky/dien-thoai").submit("Gửi mã cho tôi", phone="0000000009").location
    assert_light(client, (*REGISTERING, code_page))


def test_each_step_of_registering_is_light(client: PageClient, world: CurrentWorld) -> None:
    ready = _hold(client)
    steps = [step for step in steps_for(frozenset()) if step not in PHOTO_OF_STEP]
    assert_light(client, (*(f"/dang-ky/{ready}/{step}" for step in steps), f"/ho-so/{ready}"))


def test_each_photo_page_is_light_with_its_example(client: PageClient, world: CurrentWorld) -> None:
    kinds = list(PHOTOS_OF[DossierKind.SELF])
    for n, kind in enumerate(kinds):
        code = _hold(client, photos=kinds[:n])
        # Nobody comes here first: on any line the styles and the script have been there for long.
        assert_light(client, (f"/dang-ky/{code}/{PHOTO_STEPS[kind]}",), CODINGS[:1])


def _hold(client: PageClient, photos: Iterable[PhotoKind] = tuple(PHOTOS_OF[DossierKind.SELF])) -> str:
    """A dossier of somebody whom the register does not know, so that no step is left out."""
    code = make_dossier(Status.DRAFT, Match.NOT_FOUND, photos=photos).code
    proven = held(code)
    with client.raw.session_transaction() as cookie:
        cookie[HELD] = proven
    return code


def test_home_and_card_are_light(client: PageClient, world: CurrentWorld) -> None:
    person = make_person()
    for one in (person, make_child_of(person), make_child_of(person)):
        make_card(one)
        make_period(one, "2015-01", None)
    sign_in(client, make_account(person), world)
    mine = f"/nguoi/{person.public_id}"
    assert_light(client, (f"{mine}/", f"{mine}/the", f"{mine}/the/so-lon", f"{mine}/ca-nhan"))


@pytest.mark.parametrize("coding", CODINGS)
def test_nothing_is_left_to_fetch_by_the_styles(app: Flask, client: PageClient, coding: str) -> None:
    """Fonts or pictures named in the styles would not be counted above."""
    styles = client.get(asset("app.css")).response.text
    assert "url(" not in styles.replace("url(data:", "").replace('url("data:', "")
    assert "@import" not in styles
