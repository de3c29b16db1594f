"""Many requests at once: the preview says what and why not, the result each line, nothing is done twice."""

from __future__ import annotations

from io import BytesIO
from threading import Barrier, Thread
from typing import Any
from urllib.parse import urlencode

import pytest
from flask import Flask
from pypdf import PdfReader

from tests.support.cast import OTHER_OFFICE, make_officer, make_person, sign_in
from tests.support.codes import messages
from tests.support.pages import Page, PageClient
from tests.support.service_requests import AT_SCHOOL, as_it_is_now, make_request
from vssid_app.core.clock import today
from vssid_app.core.extensions import db
from vssid_app.core.world import CurrentWorld, in_world
from vssid_app.desk.request_batches import do_to_all
from vssid_app.service_requests.kinds import Delivery, RequestKind
from vssid_app.service_requests.models import ServiceRequest
from vssid_app.service_requests.staff_queries import requests_of_office
from vssid_app.service_requests.states import Action, Status

LIST = "/can-bo/dich-vu"
BATCH = f"{LIST}/hang-loat"
AT_OFFICE: dict[str, Any] = {"delivery": Delivery.OFFICE}


@pytest.fixture
def desk(client: PageClient, world: CurrentWorld) -> PageClient:
    return sign_in(client, make_officer(), world)


def preview(desk: PageClient, slug: str, *requests: ServiceRequest) -> Page:
    return desk.get(f"{BATCH}?{urlencode({'viec': slug, 'ma': [r.code for r in requests]}, doseq=True)}")


def press(page: Page, button: str, *requests: ServiceRequest, **values: str) -> Page:
    """Press the button; a form has the same name for each request."""
    return page.submit(button, ma=[request.code for request in requests], **values)


def test_all_of_a_page_are_ticked_without_a_script_and_done_in_four_taps(desk: PageClient) -> None:
    made = [make_request() for _n in range(5)]
    page = desk.get(f"{LIST}?viec=nhan")
    assert not [box for box in page.root.all("input") if "checked" in box.attrs]
    page = page.tap("Chọn cả trang (5)")
    ticked = [
        b.attrs["value"]
        for b in page.root.all("input")
        if b.attrs.get("name") == "ma" and "checked" in b.attrs
    ]
    assert set(ticked) == {request.code for request in made}
    page = preview(desk, "tiep-nhan", *made)
    assert page.heading == "Tiếp nhận: 5 yêu cầu"
    assert {as_it_is_now(request).status for request in made} == {Status.SENT}
    said = len(messages())
    page = press(page, "Tiếp nhận 5 yêu cầu", *made)
    assert page.heading == "Đã tiếp nhận: 5 yêu cầu"
    assert {as_it_is_now(request).status for request in made} == {Status.RECEIVED}
    assert len(messages()) == said + 5


def test_what_is_left_out_stands_first_with_its_reason(desk: PageClient) -> None:
    by_post, taken = make_request(Status.PRINTED), make_request(Status.WITHDRAWN)
    to_school, other = make_request(Status.PRINTED, **AT_SCHOOL), make_request(office_code=OTHER_OFFICE)
    page = preview(desk, "chuyen-truong", by_post, taken, to_school, other)
    assert page.heading == "Chuyển cho trường: 1 yêu cầu"
    assert "Bỏ qua: Thẻ này qua bưu điện." in page.text
    assert "đã rút yêu cầu lúc" in page.text
    assert "1 mã không có ở cơ quan bạn" in page.text
    assert other.code not in page.text
    press(page, "Chuyển cho trường 1 yêu cầu", to_school, by_post)
    assert as_it_is_now(to_school).status is Status.HANDED_TO_SCHOOL
    assert as_it_is_now(by_post).status is Status.PRINTED


def test_a_correction_is_read_before_it_is_approved(desk: PageClient) -> None:
    alike, own_words = make_request(Status.RECEIVED), make_request(Status.RECEIVED, RequestKind.CORRECTION)
    page = preview(desk, "phe-duyet", alike, own_words)
    assert page.heading == "Duyệt: 1 yêu cầu"
    assert "Đính chính thông tin Bỏ qua: Mở yêu cầu để đọc chỗ sai, rồi mới duyệt." in page.text
    press(page, "Duyệt 1 yêu cầu", alike, own_words)
    assert as_it_is_now(alike).status is Status.APPROVED
    assert as_it_is_now(own_words).status is Status.RECEIVED


def test_another_offices_is_not_done_however_it_is_asked(desk: PageClient) -> None:
    other, own = make_request(office_code=OTHER_OFFICE), make_request()
    page = preview(desk, "tiep-nhan", own)
    press(page, "Tiếp nhận", own, other)
    assert as_it_is_now(other).status is Status.SENT
    assert as_it_is_now(own).status is Status.RECEIVED


def test_nothing_ticked_is_said_and_leads_back(desk: PageClient) -> None:
    for path in (BATCH, f"{BATCH}?viec=tiep-nhan", f"{BATCH}?viec=khong-co&ma=TH-0000-0000"):
        assert "Chưa chọn yêu cầu nào." in desk.get(path).follow().text, path


@pytest.mark.any_database
def test_a_request_that_is_named_twice_is_done_once(desk: PageClient) -> None:
    made = make_request()
    page = preview(desk, "tiep-nhan", made, made)
    assert page.heading == "Tiếp nhận: 1 yêu cầu"
    assert press(page, "Tiếp nhận 1 yêu cầu", made, made).heading == "Đã tiếp nhận: 1 yêu cầu"
    assert as_it_is_now(made).status is Status.RECEIVED


def test_two_officers_with_the_same_ticks_do_each_once(app: Flask, world: CurrentWorld) -> None:
    first = sign_in(PageClient(app), make_officer(name="Phạm Thử Lan"), world)
    second = sign_in(PageClient(app), make_officer(name="Lê Thử Huy"), world)
    made = [make_request() for _n in range(3)]
    pages = [preview(officer, "tiep-nhan", *made) for officer in (first, second)]
    assert press(pages[0], "Tiếp nhận 3 yêu cầu", *made).heading == "Đã tiếp nhận: 3 yêu cầu"
    late = press(pages[1], "Tiếp nhận 3 yêu cầu", *made)
    assert late.heading == "Đã tiếp nhận: 0 yêu cầu"
    assert "3 yêu cầu chưa làm được." in late.text
    assert "Phạm Thử Lan đã tiếp nhận" in late.text
    for request in made:
        assert [c.action for c in as_it_is_now(request).changes].count(Action.RECEIVE) == 1


def test_two_officers_at_the_same_moment_do_each_once(app: Flask, world: CurrentWorld) -> None:
    codes = [make_request().code for _n in range(20)]
    officers, together, done = [make_officer().id, make_officer().id], Barrier(2), [0, 0]
    said = len(messages())
    db.session.rollback()

    def act(way: int) -> None:
        with app.app_context(), in_world(world), db.scope():
            found = requests_of_office(codes, frozenset({""}))
            together.wait(timeout=60)
            lines = do_to_all(found, Action.RECEIVE, by=officers[way], numbers={})
            done[way] = sum(line.good for line in lines)

    threads = [Thread(target=act, args=(way,)) for way in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(done) == len(codes)
    assert len(messages()) == said + len(codes)


def test_each_parcel_gets_its_own_number_and_a_missing_one_is_left_out(desk: PageClient) -> None:
    right, wrong, empty = (make_request(Status.PRINTED) for _n in range(3))
    page = press(
        preview(desk, "gui", right, wrong, empty),
        "Giao bưu điện 3 yêu cầu",
        right,
        wrong,
        empty,
        **{f"so-{right.code}": "eb123456785vn", f"so-{wrong.code}": "123"},
    )
    assert page.heading == "Đã giao bưu điện: 1 yêu cầu"
    assert "Mã vận đơn 123 chưa đúng." in page.text
    assert "Chưa có mã vận đơn." in page.text
    assert as_it_is_now(right).tracking_number == "EB123456785VN"
    assert as_it_is_now(wrong).status is as_it_is_now(empty).status is Status.PRINTED


def test_a_number_stands_for_one_homes_parcel_alone(desk: PageClient) -> None:
    first, sister = make_request(Status.PRINTED), make_request(Status.PRINTED)
    far = make_request(Status.PRINTED, street="Số 9 ngõ Khác")
    all_three = (first, sister, far)
    page = press(
        preview(desk, "gui", *all_three),
        "Giao bưu điện 3 yêu cầu",
        *all_three,
        **{f"so-{each.code}": "EB123456785VN" for each in all_three},
    )
    assert page.heading == "Đã giao bưu điện: 2 yêu cầu"
    assert f"đã ghi cho yêu cầu {first.code}, gửi nơi khác" in page.text
    assert as_it_is_now(far).status is Status.PRINTED


def test_cards_are_printed_together_both_sides_with_the_mark(desk: PageClient) -> None:
    made = [make_request(Status.APPROVED, **AT_OFFICE) for _n in range(5)]
    without = make_request(Status.APPROVED, person=make_person())
    page = press(preview(desk, "in", *made, without), "In thẻ 6 yêu cầu", *made, without)
    assert page.heading == "Đã in thẻ: 5 yêu cầu"
    assert "Chưa có thẻ BHYT nào" in page.text
    assert as_it_is_now(without).status is Status.APPROVED
    answer = desk.raw.get(page.link("Tải 5 thẻ để in"))
    assert answer.mimetype == "application/pdf"
    assert "no-store" in answer.headers["Cache-Control"]
    pages = PdfReader(BytesIO(answer.data)).pages
    text = "\n".join(each.extract_text() for each in pages)
    assert len(pages) == 2
    for request in made:
        assert request.code in text
    assert text.count("KHÔNG CÓ GIÁ TRỊ") == 10


def test_only_what_is_printed_and_of_the_office_is_drawn(desk: PageClient) -> None:
    for request in (make_request(Status.APPROVED), make_request(Status.PRINTED, office_code=OTHER_OFFICE)):
        page = desk.get(f"{LIST}/the.pdf?ma={request.code}")
        assert page.status == 302
        assert "Không có thẻ nào để in" in page.follow().text
    assert desk.get(f"{LIST}/the.pdf").status == 302


def test_a_card_that_ended_meanwhile_is_not_printed(desk: PageClient) -> None:
    request = make_request(Status.APPROVED, person=make_person(), due_on=today())
    page = desk.get(f"{LIST}/{request.code}").submit("In thẻ").follow()
    assert "Chưa có thẻ BHYT nào" in page.text
    assert as_it_is_now(request).status is Status.APPROVED
