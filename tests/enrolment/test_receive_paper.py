"""The signed paper is ticked once, by code or on the dossier's page."""

from __future__ import annotations

import pytest

from tests.support.cast import OTHER_OFFICE, make_officer, sign_in
from tests.support.dossiers import as_it_is_now, make_dossier
from tests.support.pages import Page, PageClient
from vssid_app.core.world import CurrentWorld
from vssid_app.enrolment.operations.deciding import receive_paper
from vssid_app.enrolment.states import Action, Status


@pytest.fixture
def desk(client: PageClient, world: CurrentWorld) -> PageClient:
    return sign_in(client, make_officer(), world)


def receive(desk: PageClient, code: str) -> Page:
    return desk.get("/can-bo/hang-cho").submit("Nhận tờ khai", code=code)


def test_ticking_twice_changes_nothing(world: CurrentWorld) -> None:
    dossier, officer = make_dossier(), make_officer().id
    receive_paper(dossier, by=officer)
    first = as_it_is_now(dossier).paper_received_at
    receive_paper(dossier, by=officer)
    assert as_it_is_now(dossier).paper_received_at == first
    assert [change.action for change in dossier.changes].count(Action.RECEIVE_PAPER) == 1


@pytest.mark.parametrize("typed", ["{}", " {} ", "lower", "bare", "spaced"])
def test_a_code_is_taken_however_it_is_typed(desk: PageClient, typed: str) -> None:
    dossier = make_dossier(code="TH-7K3M-Q01V")
    forms = {"lower": "th-7k3m-q01v", "bare": "7K3MQO1V", "spaced": "TH 7K3M Q0LV"}
    answer = receive(desk, forms.get(typed, typed.format(dossier.code)))
    assert answer.status == 303
    said = answer.client.get("/can-bo/hang-cho").text
    assert f"Đã nhận tờ khai của {dossier.code}, {dossier.full_name}." in said
    assert as_it_is_now(dossier).status is Status.PAPER_RECEIVED


def test_the_second_tick_says_that_it_was_received_before(desk: PageClient) -> None:
    dossier = make_dossier(Status.PAPER_RECEIVED)
    receive(desk, dossier.code)
    assert "đã nhận từ trước" in desk.get("/can-bo/hang-cho").text


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("", "Bạn chưa nhập mã hồ sơ."),
        ("TH-123", "Mã hồ sơ có dạng TH-7K3M-Q9XA. Xem lại tờ khai."),
        ("TH-ZZZZ-ZZZZ", "Không có hồ sơ TH-ZZZZ-ZZZZ ở cơ quan bạn. Xem lại mã."),
        ("x" * 10_000, "Ô này dài nhất 40 ký tự."),
        ("TH-\u202e7K3M-Q9XA", "ký tự ẩn"),
    ],
)
def test_a_code_that_leads_nowhere_gets_its_sentence(desk: PageClient, code: str, sentence: str) -> None:
    answer = receive(desk, code)
    assert answer.status == 200
    assert sentence in answer.text
    assert answer.root.all("title")[0].text.startswith("Lỗi: ")


def test_another_offices_paper_is_not_found(desk: PageClient) -> None:
    dossier = make_dossier(office=OTHER_OFFICE)
    assert "Không có hồ sơ" in receive(desk, dossier.code).text
    assert as_it_is_now(dossier).paper_received_at is None


def test_a_draft_has_no_paper_yet(desk: PageClient) -> None:
    assert "Không có hồ sơ" in receive(desk, make_dossier(Status.DRAFT).code).text


def test_a_decided_dossier_needs_no_paper(desk: PageClient) -> None:
    answer = receive(desk, make_dossier(Status.REJECTED).code)
    assert "Không cần tờ khai nữa." in answer.text


def test_the_paper_may_come_while_the_family_mends_something(desk: PageClient) -> None:
    dossier = make_dossier(Status.SUPPLEMENT_ASKED)
    page = desk.get(f"/can-bo/ho-so/{dossier.code}")
    assert page.submit("Nhận tờ khai có chữ ký").follow().status == 200
    now = as_it_is_now(dossier)
    assert now.status is Status.SUPPLEMENT_ASKED
    assert now.paper_received_at is not None
