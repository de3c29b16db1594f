"""``Nhận tờ khai``: the desk's field takes what a scanner types."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.support.cast import OTHER_OFFICE, make_officer, sign_in
from tests.support.dossiers import as_it_is_now, make_dossier
from tests.support.pages import Page, PageClient
from vssid_app.core.paper_qr import world_mark
from vssid_app.core.world import CurrentWorld, in_world
from vssid_app.enrolment.declaration.scan_rules import qr_text
from vssid_app.enrolment.states import Status


@pytest.fixture
def desk(client: PageClient, world: CurrentWorld) -> PageClient:
    return sign_in(client, make_officer(), world)


def scan(desk: PageClient, text: str) -> Page:
    """Scan into the field, which ends with Enter as a scanner does."""
    return desk.get("/can-bo/hang-cho").submit("Nhận tờ khai", code=text)


def test_a_scanned_paper_is_received(desk: PageClient) -> None:
    dossier = make_dossier()
    assert scan(desk, qr_text(dossier.code, world_mark())).status == 303
    assert as_it_is_now(dossier).status is Status.PAPER_RECEIVED


def test_a_paper_of_another_world_is_not(desk: PageClient, world: CurrentWorld) -> None:
    dossier = make_dossier()
    with in_world(replace(world, id=world.id + 1)):
        elsewhere = world_mark()
    answer = scan(desk, qr_text(dossier.code, elsewhere))
    assert "in từ một nơi khác" in answer.text
    assert as_it_is_now(dossier).status is Status.RECORDED


def test_a_paper_of_another_office_says_where_it_belongs(desk: PageClient) -> None:
    dossier = make_dossier(office=OTHER_OFFICE)
    answer = scan(desk, qr_text(dossier.code, world_mark()))
    assert f"Tờ khai {dossier.code} nộp cho BHXH" in answer.text
    assert "không phải cơ quan bạn" in answer.text
    assert as_it_is_now(dossier).status is Status.RECORDED


def test_a_typed_code_of_another_office_looks_like_none(desk: PageClient) -> None:
    for code in (make_dossier(office=OTHER_OFFICE).code, "TH-0000-0000"):
        assert f"Không có hồ sơ {code} ở cơ quan bạn." in scan(desk, code).text


@pytest.mark.parametrize("text", ["TH-0000-0000.02.123456", "https://thuchanh.example/x"])
def test_another_qr_code_is_told_from_a_declaration(desk: PageClient, text: str) -> None:
    answer = scan(desk, text).text
    assert "không phải của tờ khai" in answer or "Mã hồ sơ có dạng TH-7K3M-Q9XA" in answer
