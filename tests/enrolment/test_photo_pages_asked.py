"""Which photos are asked for: by the world's date and by the match with the register."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from tests.support.pages import PageClient
from tests.support.registering import (
    Papers,
    begin,
    dossier,
    fill,
    filled,
    known_papers,
    make_papers,
    open_step,
    record,
    save_number,
    step_path,
)
from vssid_app.core import worlds
from vssid_app.core.extensions import db
from vssid_app.core.world import CurrentWorld, in_world
from vssid_app.core.worlds import World
from vssid_app.enrolment.photo_kinds import PhotoKind
from vssid_app.enrolment.queries import photos_needed
from vssid_app.enrolment.states import Status
from vssid_app.enrolment.steps import Step

pytestmark = pytest.mark.any_database

ALL = {PhotoKind.PORTRAIT, PhotoKind.ID_FRONT, PhotoKind.ID_BACK}
# Before the communes were merged.
COMMUNE_OF_2021 = "00139"
IN_JUNE_2021 = datetime(2021, 6, 15, 3, tzinfo=UTC)


@pytest.fixture
def in_2021(world: CurrentWorld, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The demo's clock turned back to June 2021, for the pages and for the test."""
    offset = int((IN_JUNE_2021 - datetime.now(UTC)).total_seconds())
    with db.transaction() as session:
        session.get_one(World, world.id).clock_offset = offset
    # The app remembers its world for a moment; from now on for none.
    monkeypatch.setattr(worlds, "REMEMBER_SECONDS", 0)
    time.sleep(1.05)
    with in_world(CurrentWorld(world.id, world.kind, offset)):
        yield


def asked(client: PageClient, papers: Papers) -> set[PhotoKind]:
    return set(photos_needed(dossier(filled(client, papers, until=Step.PORTRAIT))))


@pytest.mark.usefixtures("world")
def test_today_who_agrees_with_the_register_brings_a_portrait_only(client: PageClient) -> None:
    assert asked(client, known_papers()) == {PhotoKind.PORTRAIT}


@pytest.mark.usefixtures("world")
def test_today_who_differs_brings_all(client: PageClient) -> None:
    assert asked(client, known_papers(full_name="NGUYỄN VĂN KHÁC")) == ALL


@pytest.mark.usefixtures("world")
def test_today_who_is_not_found_brings_all(client: PageClient) -> None:
    assert asked(client, make_papers()) == ALL


@pytest.mark.usefixtures("world")
def test_the_page_says_which_of_how_many_it_is(client: PageClient) -> None:
    code = filled(client, make_papers(), until=Step.ID_FRONT)

    assert "Ảnh 2/3" in open_step(client, code, Step.ID_FRONT).text


@pytest.mark.usefixtures("in_2021")
def test_in_2021_all_photos_are_asked_for_and_an_officer_decides(client: PageClient) -> None:
    papers = known_papers().but(commune=COMMUNE_OF_2021, issued_on=("3", "5", "2020"))
    assert (
        "Không cần nếu thông tin khớp"
        not in client.get("/dang-ky/chuan-bi").submit(has_citizen_id="yes", who="self").follow().text
    )
    code = filled(client, papers, until=Step.PORTRAIT)
    assert set(photos_needed(dossier(code))) == ALL

    fill(client, code, papers)
    record(client, code)

    assert dossier(code).status is Status.RECORDED
    assert "BHXH quận Long Biên" in client.get(f"/ho-so/{code}").text


@pytest.mark.usefixtures("in_2021")
def test_in_2021_the_old_identity_card_is_taken(client: PageClient) -> None:
    code = begin(client)

    assert save_number(client, code, "000 012 345").location == step_path(code, Step.IDENTITY)
