"""One request at the desk: what stands there, what the state allows, who came first."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from tests.support.cast import make_officer, sign_in
from tests.support.codes import messages
from tests.support.pages import Page, PageClient
from tests.support.service_requests import AT_SCHOOL, as_it_is_now, make_request, put_photo
from tests.support.statements import cost
from vssid_app.audit.models import AuditEntry
from vssid_app.audit.tags import Tag
from vssid_app.core.extensions import db
from vssid_app.core.paper_qr import world_mark
from vssid_app.core.world import CurrentWorld
from vssid_app.service_requests.kinds import Delivery, RequestKind
from vssid_app.service_requests.models import ServiceRequest
from vssid_app.service_requests.receipt.scan_rules import qr_text
from vssid_app.service_requests.staff_actions import SLUGS
from vssid_app.service_requests.states import Action, Status

pytestmark = pytest.mark.any_database

LIST = "/can-bo/dich-vu"
TRACKING = "EB123456785VN"
AT_OFFICE: dict[str, Any] = {"delivery": Delivery.OFFICE}


@pytest.fixture
def desk(client: PageClient, world: CurrentWorld) -> PageClient:
    return sign_in(client, make_officer(), world)


def page_of(desk: PageClient, request: ServiceRequest) -> Page:
    return desk.get(f"{LIST}/{request.code}")


def does(page: Page) -> list[str]:
    """The slugs of what the page offers, in their order."""
    actions = [form.attrs.get("action", "") for form in page.root.all("form")]
    return [action.rsplit("/", 1)[-1] for action in actions if action.startswith(f"{LIST}/TH-")]


def test_it_says_what_is_asked_where_it_goes_and_what_the_register_has(desk: PageClient) -> None:
    request = make_request(Status.RECEIVED)
    text = page_of(desk, request).text
    for words in (
        "Mất thẻ",
        "Không có điện thoại thông minh",
        "NGUYỄN THỊ MẪU NHẬN",
        "0000 345 678",
        "Số 1 ngõ Mẫu",
        "22.000",
        request.person.full_name,
        "Chờ xét",
    ):
        assert words in text, words


def test_only_what_the_state_and_the_way_allow_is_offered(desk: PageClient) -> None:
    decide = ["phe-duyet", "bo-sung", "tu-choi"]
    cases: list[tuple[Status, dict[str, Any], list[str]]] = [
        (Status.SENT, {}, ["tiep-nhan"]),
        (Status.RECEIVED, {}, decide),
        (Status.IN_PROCESS, {}, decide),
        (Status.SUPPLEMENT_ASKED, {}, []),
        (Status.APPROVED, {}, ["in"]),
        (Status.PRINTED, {}, ["gui"]),
        (Status.PRINTED, AT_SCHOOL, ["chuyen-truong"]),
        (Status.PRINTED, AT_OFFICE, ["san-sang"]),
        (Status.IN_DELIVERY, {}, ["da-giao", "tra-ve"]),
        (Status.RETURNED, {}, ["gui", "san-sang"]),
        (Status.READY_AT_OFFICE, AT_OFFICE, ["da-nhan"]),
        (Status.HANDED_TO_SCHOOL, AT_SCHOOL, ["da-nhan"]),
        (Status.DELIVERED, {}, []),
        (Status.REJECTED, {}, []),
    ]
    for status, given, expected in cases:
        page = page_of(desk, make_request(status, **given))
        assert does(page) == expected, (status, given)
        filled = [b for b in page.root.all("button") if "button-filled" in b.attrs.get("class", "")]
        assert len(filled) == (1 if expected else 0), status


WALKS: dict[str, tuple[dict[str, Any], list[tuple[str, dict[str, str]]], Status]] = {
    "by post": (
        {},
        [
            ("tiep-nhan", {}),
            ("phe-duyet", {}),
            ("in", {}),
            ("gui", {"gui-tracking_number": "eb 123456785 vn"}),
            ("tra-ve", {"tra-ve-why": "nobody_there"}),
            ("gui", {"gui-tracking_number": TRACKING}),
            ("da-giao", {}),
        ],
        Status.DELIVERED,
    ),
    "by school": (
        AT_SCHOOL,
        [("tiep-nhan", {}), ("phe-duyet", {}), ("in", {}), ("chuyen-truong", {})],
        Status.HANDED_TO_SCHOOL,
    ),
    "at the office": (
        AT_OFFICE,
        [("tiep-nhan", {}), ("phe-duyet", {}), ("in", {}), ("san-sang", {})],
        Status.READY_AT_OFFICE,
    ),
}


@pytest.mark.parametrize("name", WALKS)
def test_a_request_is_walked_to_its_end_by_taps(desk: PageClient, name: str) -> None:
    given, walk, end = WALKS[name]
    request = make_request(**given)
    said = len(messages())
    page = page_of(desk, request)
    for slug, values in walk:
        page = page.submit(action=f"{LIST}/{request.code}/{slug}", **values).follow()
        assert f"Yêu cầu {request.code}: đã" in page.text
    assert as_it_is_now(request).status is end
    # Receiving, then one message a change; the decision begins it as well.
    assert len(messages()) == said + len(walk) + 1
    if request.delivery == Delivery.POST:
        assert request.tracking_number == TRACKING


def test_the_card_is_handed_over_by_the_code_to_who_was_seen(desk: PageClient) -> None:
    request = make_request(Status.READY_AT_OFFICE, delivery=Delivery.OFFICE)
    to = f"{LIST}/{request.code}/da-nhan"
    page = page_of(desk, request).submit(action=to, **{"da-nhan-code": "TH-0000-0000"})
    assert "Đây không phải mã của yêu cầu này" in page.text
    assert "Xem giấy tờ gốc có ảnh" in page.text
    assert as_it_is_now(request).status is Status.READY_AT_OFFICE
    # The whole text of the receipt's QR code, as a scanner types it.
    elsewhere = page.submit("Trao thẻ", action=to, **{"da-nhan-code": qr_text(request.code, "000000")})
    assert "in từ một nơi khác" in elsewhere.text
    scanned = qr_text(request.code, world_mark()).lower()
    page.submit("Trao thẻ", action=to, **{"da-nhan-code": scanned, "da-nhan-seen": "y"})
    assert as_it_is_now(request).status is Status.COLLECTED


def test_a_reason_is_asked_for_and_reaches_the_family(desk: PageClient) -> None:
    request = make_request(Status.RECEIVED)
    ask = f"{LIST}/{request.code}/bo-sung"
    page = page_of(desk, request).submit(action=ask)
    assert "Chọn một lý do" in page.text
    page = page.submit("Yêu cầu bổ sung", action=ask, **{"bo-sung-reason": "address_unclear"}).follow()
    assert as_it_is_now(request).status is Status.SUPPLEMENT_ASKED
    assert "Địa chỉ nhận chưa rõ" in messages()[-1].text
    assert does(page) == []

    other = make_request(Status.RECEIVED, RequestKind.CORRECTION)
    refuse = f"{LIST}/{other.code}/tu-choi"
    page_of(desk, other).submit(action=refuse, **{"tu-choi-reason": "records_right"}).follow()
    assert as_it_is_now(other).status is Status.REJECTED


def test_another_kinds_reason_is_refused(desk: PageClient) -> None:
    request = make_request(Status.RECEIVED)
    page = page_of(desk, request).submit(
        action=f"{LIST}/{request.code}/tu-choi", **{"tu-choi-reason": "facility_full"}
    )
    assert page.status == 200
    assert as_it_is_now(request).status is Status.RECEIVED


def test_a_wrong_number_of_the_post_is_said_and_kept(desk: PageClient) -> None:
    request = make_request(Status.PRINTED)
    page = page_of(desk, request).submit(
        action=f"{LIST}/{request.code}/gui", **{"gui-tracking_number": "12345"}
    )
    assert "Mã vận đơn có hai chữ, chín số, hai chữ" in page.text
    box = next(box for box in page.root.all("input") if box.attrs.get("name") == "gui-tracking_number")
    assert box.attrs["value"] == "12345"


def test_the_number_of_another_homes_parcel_is_said_and_kept(desk: PageClient) -> None:
    sent = make_request(Status.IN_DELIVERY, tracking_number="EB123456785VN", street="Số 9 ngõ Khác")
    request = make_request(Status.PRINTED)
    page = page_of(desk, request).submit(
        action=f"{LIST}/{request.code}/gui", **{"gui-tracking_number": "eb 123 456 785 vn"}
    )
    assert f"Mã vận đơn này đã ghi cho yêu cầu {sent.code}, gửi nơi khác. Xem lại phiếu gửi." in page.text
    box = next(box for box in page.root.all("input") if box.attrs.get("name") == "gui-tracking_number")
    assert box.attrs["value"] == "eb 123 456 785 vn"
    assert as_it_is_now(request).status is Status.PRINTED


@pytest.mark.parametrize("slug", SLUGS.values())
def test_the_second_officer_is_told_who_did_what(app: Flask, world: CurrentWorld, slug: str) -> None:
    """Both have the page open; whatever the second does, the first's action stands."""
    action = next(action for action, each in SLUGS.items() if each == slug)
    first = sign_in(PageClient(app), make_officer(name="Phạm Thử Lan"), world)
    request = make_request(_BEFORE[action], **_GIVEN.get(action, {}))
    values = _VALUES.get(action, {})
    if action is Action.COLLECT:
        values = {"da-nhan-code": request.code, "da-nhan-seen": "y"}
    to = f"{LIST}/{request.code}/{slug}"
    second = sign_in(PageClient(app), make_officer(name="Lê Thử Huy"), world)
    page, late = page_of(first, request), page_of(second, request)
    page.submit(action=to, **values)
    changes = len(as_it_is_now(request).changes)
    told = late.submit(action=to, **values).follow()
    assert "Phạm Thử Lan đã" in told.text
    assert "Việc của bạn chưa được ghi." in told.text
    assert len(as_it_is_now(request).changes) == changes


_BEFORE = {
    Action.RECEIVE: Status.SENT,
    Action.APPROVE: Status.RECEIVED,
    Action.ASK_SUPPLEMENT: Status.IN_PROCESS,
    Action.REJECT: Status.RECEIVED,
    Action.PRINT: Status.APPROVED,
    Action.DISPATCH: Status.PRINTED,
    Action.HAND_TO_SCHOOL: Status.PRINTED,
    Action.READY: Status.PRINTED,
    Action.DELIVER: Status.IN_DELIVERY,
    Action.RETURN: Status.IN_DELIVERY,
    Action.COLLECT: Status.READY_AT_OFFICE,
}
_GIVEN: dict[Action, dict[str, Any]] = {
    Action.HAND_TO_SCHOOL: AT_SCHOOL,
    Action.READY: {"delivery": Delivery.OFFICE},
    Action.COLLECT: {"delivery": Delivery.OFFICE},
}
_VALUES = {
    Action.ASK_SUPPLEMENT: {"bo-sung-reason": "address_unclear"},
    Action.REJECT: {"tu-choi-reason": "no_valid_card"},
    Action.DISPATCH: {"gui-tracking_number": TRACKING},
    Action.RETURN: {"tra-ve-why": "refused"},
}


def test_looking_and_each_photo_are_noted(desk: PageClient) -> None:
    request = make_request(Status.RECEIVED)
    put_photo(request)
    page_of(desk, request)
    picture = desk.raw.get(f"{LIST}/{request.code}/anh/damage")
    assert picture.mimetype == "image/jpeg"
    assert picture.headers["Cache-Control"] == "no-store"
    assert desk.get(f"{LIST}/{request.code}/anh/proof").status == 404
    tags = set(db.session.scalars(select(AuditEntry.tag)))
    assert tags >= {Tag.SERVICE_REQUEST_VIEWED, Tag.SERVICE_PHOTO_VIEWED}


@pytest.mark.parametrize("status", [Status.SENT, Status.RECEIVED, Status.DELIVERED])
def test_the_page_asks_no_more_than_any_page(desk: PageClient, status: Status) -> None:
    sent = cost(desk, f"{LIST}/{make_request(status).code}")
    assert len(sent) <= 6, "\n".join(" ".join(text.split())[:150] for text in sent)
