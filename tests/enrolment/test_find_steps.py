"""Only the steps of a dossier, for its code and phone without a code sent there."""

from __future__ import annotations

import pytest
from flask import Flask

from tests.support.cast import make_officer
from tests.support.codes import let_pass, messages
from tests.support.dossiers import make_dossier
from tests.support.pages import Page, PageClient
from tests.support.registering import begin, dossier, errors, main_words, send_back
from vssid_app.enrolment.models import Handover
from vssid_app.enrolment.states import Status

pytestmark = [pytest.mark.any_database, pytest.mark.usefixtures("world")]
NOBODY = "TH-0000-0000"
OTHER_PHONE = "0000999999"
WRONG = "Mã hồ sơ hoặc số điện thoại chưa đúng."


def look(client: PageClient, code: str, phone: str) -> Page:
    return client.get("/ho-so").submit("Chỉ xem các bước", code=code, phone=phone)


def steps(client: PageClient, code: str) -> Page:
    return look(client, code, dossier(code).phone).follow()


def test_code_and_phone_show_the_steps_and_send_nothing(client: PageClient) -> None:
    code = make_dossier(Status.PAPER_RECEIVED, due_in=3).code

    page = steps(client, code)

    assert page.heading == "Đã nhận tờ khai ký"
    assert "Đã gửi" in page.text
    assert "Hẹn trả lời trước" in page.text
    assert "Cơ quan BHXH kiểm tra rồi trả lời bằng tin nhắn." in page.text
    assert not messages()


def test_how_late_the_office_is_is_said(client: PageClient) -> None:
    code = make_dossier(Status.UNDER_REVIEW, due_in=-4).code
    assert "Quá hẹn 4 ngày." in steps(client, code).text


@pytest.mark.parametrize("status", Status)
def test_nothing_of_the_person_or_the_office_is_shown(client: PageClient, status: Status) -> None:
    officer = make_officer(name="Lê Thử Huy")
    made = make_dossier(status, by=officer.id, handover=Handover.SCHOOL, class_name="6 Mẫu 1")

    page = steps(client, made.code)

    text = page.text
    told = (
        made.full_name,
        "MẪU",
        "Lê Thử Huy",
        "Long Biên",
        made.street,
        made.si_number,
        "6 Mẫu 1",
        "trường",
    )
    assert page.status == 200
    assert [word for word in told if word and word in text] == []
    assert not [img for img in page.root.all("main")[0].all("img") if "anh" in img.attrs.get("src", "")]


@pytest.mark.parametrize("rejected", [True, False])
def test_the_reason_is_for_who_proves_the_phone(client: PageClient, rejected: bool) -> None:  # noqa: FBT001
    code = make_dossier(Status.RECORDED).code
    send_back(code, ["name_differs", "photo_blurred:id_back"], by=make_officer().id, rejected=rejected)

    text = steps(client, code).text

    assert "Họ tên" not in text
    assert "CCCD" not in text
    assert "Mở hồ sơ để xem" in text


def test_all_of_it_is_one_tap_and_a_code_away(client: PageClient) -> None:
    code = make_dossier(Status.RECORDED).code

    asked = steps(client, code).submit("Xem đủ hồ sơ")

    assert asked.location.startswith("/ho-so/ma/")
    assert messages()[-1].kind == "code.open_dossier"
    assert client.get(f"/ho-so/{code}").status == 302, "the steps alone hold no dossier"


def test_the_page_can_be_renewed_but_not_by_another_browser(client: PageClient, app: Flask) -> None:
    code = make_dossier(Status.RECORDED).code
    assert steps(client, code).heading == client.get("/ho-so/cac-buoc").heading

    assert PageClient(app).get("/ho-so/cac-buoc").location == "/ho-so"


@pytest.mark.parametrize("wrong", ["phone", "code", "both"])
def test_whatever_is_wrong_it_reads_the_same(app: Flask, wrong: str) -> None:
    made = make_dossier(Status.RECORDED)
    code = made.code if wrong == "phone" else NOBODY
    phone = made.phone if wrong == "code" else OTHER_PHONE

    page = look(PageClient(app), code, phone)

    assert errors(page) == [WRONG]
    assert main_words(page) == main_words(look(PageClient(app), "TH-1111-1111", "0000999998"))


def test_wrong_tries_make_the_next_wait_on_any_device(app: Flask) -> None:
    made = make_dossier(Status.RECORDED)
    for _n in range(2):
        assert errors(look(PageClient(app), made.code, OTHER_PHONE)) == [WRONG]
    third = look(PageClient(app), made.code, OTHER_PHONE)
    assert errors(third) == [f"{WRONG} Bạn đã nhập sai 3 lần. Thử lại sau 5 giây."]

    waiting = look(PageClient(app), made.code, made.phone)
    assert errors(waiting)[0].startswith("Bạn đã nhập sai 3 lần. Thử lại sau")

    let_pass(seconds=6)
    assert look(PageClient(app), made.code, made.phone).location == "/ho-so/cac-buoc"
    assert look(PageClient(app), made.code, made.phone).location == "/ho-so/cac-buoc", "counted anew"


def test_one_device_trying_many_codes_waits_too(client: PageClient) -> None:
    for n in range(3):
        page = look(client, f"TH-0000-000{n}", f"000099999{n}")
    assert "Thử lại sau 5 giây" in errors(page)[0]
    made = make_dossier(Status.RECORDED)
    assert errors(look(client, made.code, made.phone))[0].startswith("Bạn đã nhập sai 3 lần.")


def test_a_draft_waits_for_the_family(client: PageClient) -> None:
    code = begin(client)
    page = steps(client, code)
    assert page.heading == "Chưa gửi"
    assert "Mở hồ sơ để điền nốt rồi ghi nhận." in page.text


def test_what_was_typed_stays_when_it_is_wrong(client: PageClient) -> None:
    page = look(client, NOBODY, "12")
    assert errors(page) == ["Số điện thoại phải có 10 số. Bạn đã nhập 2 số."]
    assert NOBODY in page.response.text


def test_an_old_look_is_over(client: PageClient) -> None:
    steps(client, make_dossier(Status.RECORDED).code)
    with client.raw.session_transaction() as cookie:
        cookie["steps_seen"] = {**cookie["steps_seen"], "at": 0}
    assert client.get("/ho-so/cac-buoc").location == "/ho-so"
