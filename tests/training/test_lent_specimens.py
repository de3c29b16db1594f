"""A hall full of phones: each holds papers of its own, so that no two ask for the codes of one number."""

from __future__ import annotations

from datetime import timedelta
from threading import Barrier, Thread

import pytest
from flask import Flask

from tests.support.pages import Page, PageClient
from vssid_app.core.clock import instant
from vssid_app.core.extensions import db
from vssid_app.core.world import CurrentWorld
from vssid_app.core.worlds import visiting
from vssid_app.people.models import Specimen
from vssid_app.people.queries import LENT_FOR, find_specimen, free_specimens
from vssid_app.training.operations import lend_specimen
from vssid_app.training.synthetic import SpecimenKind

PHONES = 8


@pytest.fixture
def first(peopled: Flask, client: PageClient, world: CurrentWorld) -> PageClient:
    return client


@pytest.fixture
def second(peopled: Flask) -> PageClient:
    return PageClient(peopled)


def choose(page: Page) -> str:
    """Tap the first of the list; gives the id of the papers that the phone practises with."""
    page.submit("Tập với người này")
    with page.client.raw.session_transaction() as cookie:
        return str(cookie["specimen"])


def test_what_one_phone_holds_is_not_on_another_ones_list(first: PageClient, second: PageClient) -> None:
    held = find_specimen(choose(first.get("/nguoi-mau")))
    assert held
    assert held.full_name in first.get("/nguoi-mau").text
    assert "Máy này đang tập" in first.get("/nguoi-mau").text
    assert held.phone not in second.get("/nguoi-mau").response.text
    assert "Máy này đang tập" not in second.get("/nguoi-mau").text


def test_who_taps_the_same_a_moment_later_gets_another_of_the_kind_and_is_told(
    first: PageClient, second: PageClient
) -> None:
    both_see = [first.get("/nguoi-mau"), second.get("/nguoi-mau")]
    taken, instead = (find_specimen(choose(page)) for page in both_see)
    assert taken
    assert instead
    assert instead.phone != taken.phone
    assert instead.kind == taken.kind
    said = f"{taken.full_name} vừa có máy khác chọn. Bạn tập với {instead.full_name}, cùng kiểu."
    assert said in second.get("/dang-ky").text
    assert said not in second.get("/dang-ky").text


def test_where_none_of_the_kind_is_left_fresh_papers_are_made(first: PageClient, second: PageClient) -> None:
    page = second.get("/nguoi-mau")
    (only,) = [each for each in free_specimens() if each.kind == SpecimenKind.GUARDIAN_WITH_CHILDREN]
    first.get("/nguoi-mau").submit(action=only.public_id)
    page.submit(action=only.public_id)
    db.close()
    with second.raw.session_transaction() as cookie:
        instead = find_specimen(cookie["specimen"])
    assert instead
    assert instead.kind == only.kind
    assert instead.public_id != only.public_id


def test_the_same_phone_may_choose_the_same_again(first: PageClient) -> None:
    page = first.get("/nguoi-mau")
    assert choose(page) == choose(page)
    assert "vừa có máy khác chọn" not in first.get("/dang-ky").text


def test_what_was_laid_aside_is_lent_to_others_after_some_hours(
    first: PageClient, second: PageClient
) -> None:
    held = find_specimen(choose(first.get("/nguoi-mau")))
    assert held
    with db.transaction():
        held.lent_at = instant() - LENT_FOR - timedelta(seconds=1)
    assert held.full_name in second.get("/nguoi-mau").text
    assert choose(second.get("/nguoi-mau")) == held.public_id


def test_at_the_same_moment_each_phone_gets_papers_of_its_own(peopled: Flask, world: CurrentWorld) -> None:
    asked = free_specimens()[0].public_id
    ready = Barrier(PHONES)
    lent: list[tuple[str, str]] = []

    def tap(device: str) -> None:
        with peopled.app_context(), visiting(world):
            ready.wait()
            specimen = lend_specimen(asked, device=device)
            assert specimen
            lent.append((specimen.phone, specimen.kind))

    threads = [Thread(target=tap, args=(f"device-{n}",)) for n in range(PHONES)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len({phone for phone, _kind in lent}) == PHONES
    assert len({kind for _phone, kind in lent}) == 1


def test_nothing_is_lent_that_was_used(first: PageClient) -> None:
    used = free_specimens()[0]
    with db.transaction():
        used.used_at = instant()
    assert lend_specimen(used.public_id, device="device") is None
    assert db.session.get_one(Specimen, used.id).lent_to is None
