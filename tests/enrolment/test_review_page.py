"""One dossier on the desk, over HTTP: looking, deciding, two officers, photos, strangers."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from tests.support.cast import OTHER_OFFICE, make_account, make_officer, sign_in
from tests.support.dossiers import as_it_is_now, make_dossier, proven_on
from tests.support.pages import PageClient
from vssid_app.audit.models import AuditEntry
from vssid_app.audit.tags import Tag
from vssid_app.core.clock import instant
from vssid_app.core.extensions import db
from vssid_app.core.world import CurrentWorld
from vssid_app.enrolment.models import Dossier, Match
from vssid_app.enrolment.operations.deciding import reject
from vssid_app.enrolment.operations.sending import withdraw
from vssid_app.enrolment.photo_kinds import PhotoKind
from vssid_app.enrolment.photo_rules import PhotoProblem
from vssid_app.enrolment.reasons import Reason, ReasonCode
from vssid_app.enrolment.states import Action, Status
from vssid_app.identity.models import Role
from vssid_app.people.rules import IdentityField

pytestmark = pytest.mark.any_database

BLURRED_BACK = {PhotoKind.ID_BACK: PhotoProblem.BLURRED}


@pytest.fixture
def desk(client: PageClient, world: CurrentWorld) -> PageClient:
    return sign_in(client, make_officer(), world)


@pytest.fixture
def colleague(app: Flask, world: CurrentWorld) -> PageClient:
    return sign_in(PageClient(app), make_officer(name="Phạm Thử Lan"), world)


def ticked(form: str, *reasons: str) -> dict[str, Any]:
    """What a browser sends of the ticks of a form."""
    return {f"{form}-reasons": list(reasons)}


def url(dossier: Dossier, *more: str) -> str:
    return "/".join(("/can-bo/ho-so", dossier.code, *more))


def test_the_differing_letters_are_underlined_beside_the_registers(desk: PageClient) -> None:
    page = desk.get(url(make_dossier(match=Match.DIFFERS)))
    assert "1 điểm khác" in page.text
    assert [mark.text for mark in page.root.all("mark")] == ["Ẫ", "Ậ"]


def test_a_swapped_day_and_month_is_pointed_out(desk: PageClient) -> None:
    page = desk.get(url(make_dossier(match=Match.DIFFERS, differing=[IdentityField.BIRTH_DATE])))
    assert "Có thể ngày và tháng bị đổi chỗ." in page.text
    assert [mark.text for mark in page.root.all("mark")] == ["03", "05", "05", "03"]


def test_a_number_that_is_not_in_the_register_is_said(desk: PageClient) -> None:
    page = desk.get(url(make_dossier(match=Match.NOT_FOUND)))
    assert "Không thấy mã số này trong dữ liệu BHXH." in page.text


def test_what_can_be_mended_is_ticked_beforehand_with_the_familys_words(desk: PageClient) -> None:
    page = desk.get(url(make_dossier(match=Match.DIFFERS, bad=BLURRED_BACK)))
    picks = [box.attrs["value"] for box in page.root.all("input") if "checked" in box.attrs]
    assert picks == ["bo-sung", "photo_blurred:id_back", "name_differs"]
    assert "CCCD mặt sau bị mờ. Giữ chắc tay, lau ống kính rồi chụp lại." in page.text


def test_two_taps_ask_for_a_supplement_and_open_the_next(desk: PageClient) -> None:
    first, second = make_dossier(match=Match.DIFFERS, due_in=0), make_dossier(due_in=1)
    page = desk.get(url(first))
    done = page.submit(
        "Gửi yêu cầu bổ sung", **ticked("bo-sung", "name_differs", "photo_blurred:id_back")
    ).follow()
    assert f"Đã gửi yêu cầu bổ sung cho hồ sơ {first.code}." in done.text
    assert "Lê Thử Huy đã yêu cầu bổ sung lúc" in done.text
    assert done.tap("Hồ sơ tiếp theo").follow().heading == second.full_name
    assert {str(reason) for reason in as_it_is_now(first).changes[-1].asked} == {
        "photo_blurred:id_back",
        "name_differs",
    }


def test_accepting_needs_the_paper_and_offers_its_tick_right_there(desk: PageClient) -> None:
    dossier = make_dossier()
    refused = desk.get(url(dossier)).submit("Chấp nhận hồ sơ")
    assert "Chưa có tờ khai có chữ ký. Tích vào ô này khi đã nhận tờ khai." in refused.text
    assert refused.root.all("title")[0].text.startswith("Lỗi: ")
    assert as_it_is_now(dossier).status is Status.UNDER_REVIEW
    done = refused.submit("Chấp nhận hồ sơ", **{"phe-duyet-paper": "y"}).follow()
    assert f"Đã chấp nhận hồ sơ {dossier.code}." in done.text
    assert as_it_is_now(dossier).status is Status.ACCEPTED
    assert dossier.paper_received_at is not None


@pytest.mark.parametrize(
    ("match", "account", "sentence"),
    [
        (Match.NOT_FOUND, "none", "Mã số này không có trong dữ liệu BHXH, chưa mở được tài khoản."),
        (Match.IDENTICAL, "of the phone", "Mã số hoặc số điện thoại này đã có tài khoản."),
    ],
)
def test_what_cannot_be_accepted_says_why(
    desk: PageClient, match: Match, account: str, sentence: str
) -> None:
    dossier = make_dossier(Status.PAPER_RECEIVED, match)
    if account == "of the phone":
        make_account(phone=dossier.phone)
    page = desk.get(url(dossier))
    assert sentence in page.submit("Chấp nhận hồ sơ").text
    assert as_it_is_now(dossier).status is Status.UNDER_REVIEW


def test_a_decision_without_a_reason_is_asked_for_one(desk: PageClient) -> None:
    dossier = make_dossier(Status.PAPER_RECEIVED)
    refused = desk.get(url(dossier)).submit("Từ chối hồ sơ")
    assert "Chọn ít nhất một lý do" in refused.text
    picked = [box.attrs["value"] for box in refused.root.all("input") if "checked" in box.attrs]
    assert picked == ["tu-choi"]


@pytest.mark.parametrize("reason", ["nonsense", "photo_blurred", "phone_already_used"])
def test_a_reason_that_was_not_offered_is_refused(desk: PageClient, reason: str) -> None:
    dossier = make_dossier()
    page = desk.get(url(dossier)).submit("Gửi yêu cầu bổ sung", **ticked("bo-sung", reason))
    assert page.status == 200
    assert as_it_is_now(dossier).status is Status.UNDER_REVIEW


def test_a_real_number_in_a_note_is_refused(desk: PageClient) -> None:
    dossier = make_dossier()
    sent = ticked("tu-choi", "wrong_office") | {"tu-choi-note": "gọi 0912 345 678"}
    page = desk.get(url(dossier)).submit("Từ chối hồ sơ", **sent)
    assert "Đừng ghi số giấy tờ hay số điện thoại thật" in page.text
    assert as_it_is_now(dossier).status is Status.UNDER_REVIEW


def test_the_second_officer_is_told_and_decides_only_by_choice(
    desk: PageClient, colleague: PageClient
) -> None:
    dossier = make_dossier(Status.PAPER_RECEIVED)
    first = desk.get(url(dossier))
    second = colleague.get(url(dossier))
    assert "Lê Thử Huy đang xem hồ sơ này từ" in second.text
    assert "Gửi yêu cầu bổ sung" not in second.text
    still = second.tap("Vẫn xem và quyết định")
    assert "Ai quyết định trước thì được ghi." in still.text
    assert "Đã chấp nhận hồ sơ" in first.submit("Chấp nhận hồ sơ").follow().text
    late = still.submit("Từ chối hồ sơ", **ticked("tu-choi", "name_differs")).follow()
    assert "Lê Thử Huy đã chấp nhận lúc" in late.text
    assert "Quyết định của bạn chưa được ghi." in late.text
    now = as_it_is_now(dossier)
    assert now.status is Status.ACCEPTED
    assert [change.action for change in now.changes].count(Action.REJECT) == 0


def test_after_ten_minutes_the_next_officer_has_it(desk: PageClient, colleague: PageClient) -> None:
    dossier = make_dossier()
    desk.get(url(dossier))
    with db.transaction():
        db.reload(dossier)
        dossier.opened_at = instant() - timedelta(minutes=11)
    page = colleague.get(url(dossier))
    assert "đang xem hồ sơ này" not in page.text
    assert "Chấp nhận hồ sơ" in page.text


def test_the_family_may_have_withdrawn_meanwhile(desk: PageClient) -> None:
    dossier = make_dossier(Status.PAPER_RECEIVED)
    page = desk.get(url(dossier))
    withdraw(dossier, device=proven_on(dossier))
    late = page.submit("Chấp nhận hồ sơ").follow()
    assert "Gia đình đã rút hồ sơ lúc" in late.text
    assert as_it_is_now(dossier).status is Status.WITHDRAWN


def test_a_decision_about_what_was_replaced_is_not_taken(desk: PageClient) -> None:
    dossier = make_dossier(Status.PAPER_RECEIVED)
    page = desk.get(url(dossier))
    with db.transaction():
        db.reload(dossier)
        dossier.recorded_at = instant()
    late = page.submit("Chấp nhận hồ sơ").follow()
    assert "Gia đình vừa gửi lại hồ sơ." in late.text
    assert as_it_is_now(dossier).status is Status.UNDER_REVIEW


def test_a_double_tap_decides_once(desk: PageClient) -> None:
    dossier = make_dossier(Status.PAPER_RECEIVED)
    page = desk.get(url(dossier))
    page.submit("Chấp nhận hồ sơ")
    again = page.submit("Chấp nhận hồ sơ").follow()
    assert "Lê Thử Huy đã chấp nhận lúc" in again.text
    assert [change.action for change in as_it_is_now(dossier).changes].count(Action.ACCEPT) == 1


def test_the_history_says_who_did_what_and_why(desk: PageClient) -> None:
    dossier = make_dossier(Status.UNDER_REVIEW, by=make_officer(name="Phạm Thử Lan").id)
    reject(dossier, [Reason(ReasonCode.NUMBER_NOT_FOUND)], by=None, note="")
    text = desk.get(url(dossier)).text
    assert "Hệ thống từ chối: Không tìm thấy mã số" in text
    assert "Phạm Thử Lan mở xem" in text
    assert "Gia đình" in text


@pytest.mark.parametrize("kind", [PhotoKind.PORTRAIT, PhotoKind.ID_FRONT, PhotoKind.ID_BACK])
def test_each_photo_opens_large_and_each_view_is_noted(desk: PageClient, kind: PhotoKind) -> None:
    dossier = make_dossier(match=Match.DIFFERS)
    page = desk.get(url(dossier) + f"?anh={kind}")
    shown = page.root.all("img")[-1].attrs["src"]
    assert f"/anh/{kind}" in shown
    picture = desk.get(shown)
    assert (picture.status, picture.response.mimetype) == (200, "image/jpeg")
    assert picture.response.headers["Cache-Control"] == "no-store"
    db.session.rollback()
    noted = db.session.scalars(select(AuditEntry).where(AuditEntry.tag == Tag.PHOTO_VIEWED)).all()
    assert [entry.facts for entry in noted] == [{"kind": kind}]


def test_a_flagged_photo_stands_first_with_its_trouble(desk: PageClient) -> None:
    page = desk.get(url(make_dossier(bad=BLURRED_BACK)))
    assert "/anh/id_back" in page.root.all("img")[-1].attrs["src"]
    assert "Ảnh bị mờ, gia đình vẫn dùng" in page.text


@pytest.mark.parametrize("kind", ["birth_certificate", "nonsense", "..%2f..%2fetc"])
def test_a_photo_that_is_not_there_is_a_404(desk: PageClient, kind: str) -> None:
    assert desk.get(url(make_dossier(), "anh", kind)).status == 404


def test_looking_is_noted(desk: PageClient) -> None:
    desk.get(url(make_dossier()))
    db.session.rollback()
    views = select(func.count(AuditEntry.id)).where(AuditEntry.tag == Tag.DOSSIER_VIEWED)
    assert db.session.scalar(views) == 1


def test_another_offices_dossier_is_a_404_everywhere(desk: PageClient) -> None:
    dossier = make_dossier(office=OTHER_OFFICE)
    for page in ("", "/anh/portrait", "/phe-duyet"):
        assert desk.get(url(dossier) + page).status == 404
    for verb in ("phe-duyet", "bo-sung", "tu-choi", "to-khai"):
        assert desk.post(url(dossier, verb), {"csrf_token": csrf(desk)}).status == 404
    assert as_it_is_now(dossier).status is Status.RECORDED


def test_a_draft_is_nobodys_on_the_desk(desk: PageClient) -> None:
    assert desk.get(url(make_dossier(Status.DRAFT))).status == 404


def test_reloading_a_decisions_address_comes_back_to_the_dossier(desk: PageClient) -> None:
    dossier = make_dossier()
    assert desk.get(url(dossier, "phe-duyet")).location == url(dossier)


def test_strangers_see_nothing(app: Flask, world: CurrentWorld) -> None:
    dossier = make_dossier()
    strangers = {
        "nobody": PageClient(app),
        "a citizen": sign_in(PageClient(app), make_account(), world),
        "an administrator": sign_in(PageClient(app), make_officer("", Role.ADMIN), world),
        "another office": sign_in(PageClient(app), make_officer(OTHER_OFFICE), world),
    }
    for who, stranger in strangers.items():
        for path in (url(dossier), url(dossier, "anh", "portrait"), url(dossier, "phe-duyet")):
            assert stranger.get(path).status in {302, 404}, f"{who} on {path}"
    db.session.rollback()
    assert not db.session.scalar(select(func.count(AuditEntry.id)).where(AuditEntry.tag == Tag.PHOTO_VIEWED))


@pytest.mark.parametrize("status", [status for status in Status if status is not Status.DRAFT])
def test_every_state_has_its_chip_on_the_page(desk: PageClient, status: Status) -> None:
    page = desk.get(url(make_dossier(status)))
    assert page.status == 200
    chips = [span for span in page.root.all("span") if "chip" in span.attrs.get("class", "").split()]
    assert chips[-1].text


def csrf(client: PageClient) -> str:
    page = client.get("/can-bo/hang-cho")
    return next(box.attrs["value"] for box in page.root.all("input") if box.attrs.get("name") == "csrf_token")
