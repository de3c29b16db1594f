"""The people to practise registering with: their numbers at hand, a used one replaced by a fresh one."""

from __future__ import annotations

from collections import Counter

import pytest
from flask import Flask
from sqlalchemy import select

from tests.support.pages import PageClient
from vssid_app.core.clock import instant
from vssid_app.core.extensions import db
from vssid_app.core.world import CurrentWorld
from vssid_app.people.models import Person, Specimen
from vssid_app.people.queries import find_by_si_number, free_specimens
from vssid_app.training.operations import refill_specimens
from vssid_app.training.queries import WANTED, missing_specimens
from vssid_app.training.synthetic import SpecimenKind


@pytest.fixture
def demo(peopled: Flask, client: PageClient, world: CurrentWorld) -> PageClient:
    return client


def use(specimen: Specimen) -> None:
    with db.transaction():
        specimen.used_at = instant()


def test_at_least_six_lie_ready_of_every_kind(demo: PageClient) -> None:
    kinds = Counter(specimen.kind for specimen in free_specimens())
    assert kinds == {kind.value: number for kind, number in WANTED.items()}
    assert kinds.total() >= 6
    assert set(kinds) == {kind.value for kind in SpecimenKind}


def test_none_of_them_has_an_account_and_the_register_is_as_the_kind_says(demo: PageClient) -> None:
    for specimen in free_specimens():
        registered = find_by_si_number(specimen.si_number)
        if specimen.kind == SpecimenKind.NOT_FOUND:
            assert registered is None
            continue
        assert registered
        same_name = registered.full_name == specimen.full_name
        assert same_name is (specimen.kind != SpecimenKind.NAME_DIFFERS)
        assert (registered.birth == specimen.birth) is (specimen.kind != SpecimenKind.BIRTH_DIFFERS)


def test_the_list_shows_names_and_numbers_by_kind(demo: PageClient) -> None:
    page = demo.get("/nguoi-mau")
    assert page.heading == "Người mẫu để tập đăng ký"
    assert "Mọi thông tin đều khớp" in page.text
    for specimen in free_specimens():
        assert specimen.full_name in page.text
        copied = {e.attrs["data-copy"] for e in page.root.everything() if "data-copy" in e.attrs}
        assert {specimen.si_number, specimen.citizen_id, specimen.phone, specimen.email} <= copied


def test_choosing_one_leads_to_registering_with_these_papers(demo: PageClient) -> None:
    specimen = free_specimens()[0]
    answer = demo.get("/nguoi-mau").submit(action=specimen.public_id)
    assert answer.location == "/dang-ky"
    with demo.raw.session_transaction() as cookie:
        assert cookie["specimen"] == specimen.public_id


def test_a_used_one_vanishes_and_a_fresh_one_of_its_kind_appears(demo: PageClient) -> None:
    used = free_specimens()[0]
    kind, number = used.kind, used.si_number
    use(used)
    assert missing_specimens() == {SpecimenKind(kind): 1}
    page = demo.get("/nguoi-mau")
    assert number not in page.response.text
    db.close()
    fresh = db.session.scalars(select(Specimen).order_by(Specimen.serial.desc())).first()
    assert fresh
    assert fresh.kind == kind
    assert fresh.si_number in page.response.text


def test_a_used_one_cannot_be_chosen_again(demo: PageClient) -> None:
    page = demo.get("/nguoi-mau")
    specimen = free_specimens()[0]
    use(specimen)
    assert page.submit(action=specimen.public_id).location == "/nguoi-mau"


def test_refilling_makes_nothing_when_nothing_is_missing(demo: PageClient) -> None:
    before = len(db.session.scalars(select(Person)).all())
    assert not refill_specimens()
    assert len(db.session.scalars(select(Person)).all()) == before


def test_many_used_at_once_are_all_replaced(demo: PageClient) -> None:
    for specimen in list(free_specimens()):
        use(specimen)
    assert refill_specimens()
    assert not missing_specimens()


def test_unknown_papers_are_404(demo: PageClient) -> None:
    form = demo.get("/nguoi-mau").form("Tập với người này")
    token = form.all("input")[0].attrs["value"]
    assert demo.post("/nguoi-mau/khong-co", {"csrf_token": token}).status == 404
