"""The lists of the desk: own office, most urgent first, what to notice in words, the next at one tap."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask

from tests.support.cast import OFFICE, OTHER_OFFICE, make_account, make_officer, sign_in
from tests.support.dossiers import as_it_is_now, make_case, make_dossier
from tests.support.pages import Page, PageClient
from tests.support.statements import cost
from vssid_app.core.clock import instant
from vssid_app.core.extensions import db
from vssid_app.core.world import CurrentWorld
from vssid_app.enrolment.models import Match
from vssid_app.enrolment.operations.changing import change_status
from vssid_app.enrolment.operations.deciding import open_review
from vssid_app.enrolment.photo_kinds import PhotoKind
from vssid_app.enrolment.photo_rules import PhotoProblem
from vssid_app.enrolment.queries import automatic_officer_is_on
from vssid_app.enrolment.reasons import Reason
from vssid_app.enrolment.states import Action, Status
from vssid_app.identity.models import Role, StaffRole

QUEUE = "/can-bo/hang-cho"
PAGES = (QUEUE, "/can-bo/cho-bo-sung", "/can-bo/da-xu-ly", "/can-bo/tiep-theo", "/can-bo/to-khai")


@pytest.fixture
def desk(client: PageClient, world: CurrentWorld) -> PageClient:
    return sign_in(client, make_officer(), world)


def codes(page: Page) -> list[str]:
    return [link.text for link in page.root.all("a") if "row-link" in link.attrs.get("class", "")]


def test_the_most_urgent_stands_first_and_late_ones_say_so(desk: PageClient) -> None:
    later, late, today = make_dossier(due_in=3), make_dossier(due_in=-2), make_dossier(due_in=0)
    page = desk.get(QUEUE)
    assert codes(page) == [late.code, today.code, later.code]
    assert page.heading == "3 hồ sơ chờ xem"
    assert "1 hồ sơ quá hẹn · 1 hồ sơ hẹn trả hôm nay" in page.text
    assert "Quá hẹn 2 ngày" in page.text
    assert "Hôm nay" in page.text


def test_tabs_count_and_each_state_stands_in_its_list(desk: PageClient) -> None:
    made = {status: make_dossier(status) for status in Status}
    case = make_case()
    page = desk.get(QUEUE)
    assert "Hàng chờ (3) Chờ bổ sung (1) Đã xử lý Yêu cầu dịch vụ (0) Yêu cầu kiểm tra (1)" in page.text
    waiting = {Status.RECORDED, Status.PAPER_RECEIVED, Status.UNDER_REVIEW}
    assert set(codes(page)) == {made[status].code for status in waiting}
    assert codes(page.tap("Chờ bổ sung")) == [made[Status.SUPPLEMENT_ASKED].code]
    done = {Status.ACCEPTED, Status.ACTIVE, Status.REJECTED, Status.WITHDRAWN}
    assert set(codes(page.tap("Đã xử lý"))) == {made[status].code for status in done}
    assert codes(page.tap("Yêu cầu kiểm tra")) == [case.code]


def test_the_latest_decision_stands_first(desk: PageClient) -> None:
    earlier, later = make_dossier(Status.REJECTED, due_in=9), make_dossier(Status.ACCEPTED, due_in=1)
    assert codes(desk.get("/can-bo/da-xu-ly")) == [later.code, earlier.code]


def test_what_to_notice_is_said_in_words(desk: PageClient) -> None:
    make_dossier(match=Match.DIFFERS, bad={PhotoKind.ID_BACK: PhotoProblem.BLURRED})
    make_dossier(match=Match.NOT_FOUND, paper=True)
    again = make_dossier(Status.SUPPLEMENT_ASKED, reasons=[Reason.parse("photo_blurred:id_back")])
    with db.transaction():
        change_status(again, Action.RESUBMIT)
    text = desk.get(QUEUE).text
    for words in (
        "Họ và tên khác dữ liệu",
        "CCCD mặt sau: Ảnh bị mờ",
        "Chưa có tờ khai",
        "Không thấy mã số",
        "Vừa gửi lại",
    ):
        assert words in text


def test_a_colleague_who_looks_is_named(desk: PageClient) -> None:
    open_review(make_dossier(), by=make_officer(name="Phạm Thử Lan").id)
    assert "Phạm Thử Lan đang xem" in desk.get(QUEUE).text


@pytest.mark.parametrize("sought", ["tran thi tim", "TÌM", "tim th", "TH-7K3M-Q9XB", "7k3mq9xb", "7k3m"])
def test_a_search_needs_no_accents_and_no_hyphens(desk: PageClient, sought: str) -> None:
    make_dossier()
    wanted = make_dossier(
        Status.REJECTED, code="TH-7K3M-Q9XB", full_name="TRẦN THỊ TÌM THẤY", name_folded="tran thi tim thay"
    )
    page = desk.get(QUEUE, query_string={"tim": sought})
    assert codes(page) == [wanted.code]
    assert page.heading == "1 hồ sơ tìm thấy"


@pytest.mark.parametrize("sought", ["khong co ai", "%", "_", "x" * 10_000, "\x00", "a\u202eb"])
def test_a_search_that_finds_nothing_still_has_its_page(desk: PageClient, sought: str) -> None:
    make_dossier()
    page = desk.get(QUEUE, query_string={"tim": sought})
    assert page.status == 200


def test_the_next_is_the_most_urgent_that_nobody_else_looks_at(desk: PageClient) -> None:
    taken, free = make_dossier(due_in=-1), make_dossier(due_in=1)
    open_review(taken, by=make_officer().id)
    assert desk.get(QUEUE).tap("Hồ sơ tiếp theo").follow().heading == free.full_name


def test_leaving_one_for_later_goes_on_in_the_list_and_begins_anew_at_its_end(desk: PageClient) -> None:
    first, second, third = (make_dossier(due_in=days) for days in (0, 1, 2))
    page = desk.get(QUEUE).tap("Hồ sơ tiếp theo").follow()
    seen = [page.heading]
    for _step in range(3):
        page = page.tap("Để sau, xem hồ sơ khác").follow()
        seen.append(page.heading)
    assert seen == [each.full_name for each in (first, second, third, first)]


def test_after_the_last_one_it_says_that_nothing_waits(desk: PageClient) -> None:
    only = make_dossier()
    page = desk.get(f"/can-bo/ho-so/{only.code}")
    assert "Không còn hồ sơ nào chờ bạn xem." in page.tap("Để sau, xem hồ sơ khác").follow().text


def test_the_empty_desk_explains_itself(desk: PageClient) -> None:
    assert "Không có hồ sơ nào chờ" in desk.get(QUEUE).text
    assert "Hồ sơ tiếp theo" not in desk.get(QUEUE).text


def test_another_offices_dossiers_are_in_no_list(desk: PageClient) -> None:
    theirs = [make_dossier(status, office=OTHER_OFFICE) for status in Status]
    for path in (QUEUE, f"{QUEUE}?tim=tran", "/can-bo/cho-bo-sung", "/can-bo/da-xu-ly"):
        text = desk.get(path).text
        assert not [dossier.code for dossier in theirs if dossier.code in text], path
    assert desk.get("/can-bo/tiep-theo").location == QUEUE


def test_an_officer_of_two_offices_sees_both(client: PageClient, world: CurrentWorld) -> None:
    officer = make_officer(OFFICE)
    with db.transaction() as session:
        session.add(StaffRole(account_id=officer.id, role=Role.OFFICER, office_code=OTHER_OFFICE))
    made = {make_dossier().code, make_dossier(office=OTHER_OFFICE).code}
    assert set(codes(sign_in(client, officer, world).get(QUEUE))) == made


def test_a_list_of_two_hundred_takes_as_many_statements_as_one_of_one(desk: PageClient) -> None:
    make_dossier(match=Match.DIFFERS, school_code="01-thcs-ngoc-lam")
    for_one = cost(desk, QUEUE)
    for _ in range(199):
        make_dossier(photos=[PhotoKind.PORTRAIT])
    for_all = cost(desk, QUEUE)
    assert len(codes(desk.get(QUEUE))) == 200
    # One more than a list without any school.
    assert len(for_all) == len(for_one) <= 7


def test_the_automatic_officer_is_turned_off_and_on(desk: PageClient) -> None:
    page = desk.get(QUEUE)
    assert "Cán bộ tự động: đang bật" in page.text
    off = page.submit("Tắt cán bộ tự động").follow()
    assert "Đã tắt cán bộ tự động." in off.text
    assert "Cán bộ tự động: đang tắt" in off.text
    db.session.rollback()
    assert not automatic_officer_is_on()
    assert "Cán bộ tự động: đang bật" in off.submit("Bật cán bộ tự động").follow().text


def test_forty_dossiers_are_two_taps_each(desk: PageClient) -> None:
    made = [make_dossier(Status.PAPER_RECEIVED, photos=[PhotoKind.PORTRAIT]) for _ in range(5)]
    page = desk.get(QUEUE).tap("Hồ sơ tiếp theo").follow()
    taps = 0
    while page.path != QUEUE:
        page = page.submit("Chấp nhận hồ sơ").follow()
        page = page.tap("Hồ sơ tiếp theo").follow()
        taps += 2
    assert taps == 2 * len(made)
    assert {as_it_is_now(dossier).status for dossier in made} == {Status.ACCEPTED}


@pytest.mark.parametrize("path", PAGES)
def test_strangers_do_not_get_in(app: Flask, world: CurrentWorld, path: str) -> None:
    make_dossier(sent_ago=timedelta(minutes=1), opened_at=instant())
    strangers = (
        PageClient(app),
        sign_in(PageClient(app), make_account(), world),
        sign_in(PageClient(app), make_officer("", Role.ADMIN), world),
    )
    for stranger in strangers:
        assert stranger.get(path).status in {302, 404}
        assert QUEUE not in stranger.get(path).location
