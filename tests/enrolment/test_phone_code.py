"""The code that proves the phone, and the dossier that begins with it."""

from __future__ import annotations

import re

import pytest
from flask import Flask

from tests.support.codes import challenges, let_pass, messages, newest_code, wrong_code
from tests.support.pages import Page, PageClient
from tests.support.registering import ask_code, begin, dossier, errors, rows
from vssid_app.enrolment.models import Dossier
from vssid_app.enrolment.operations import drafting
from vssid_app.enrolment.states import Status
from vssid_app.notifications.models import Channel

pytestmark = pytest.mark.usefixtures("world")
PHONE = "0000345678"
EMAIL = "an@thuchanh.example"


def enter(page: Page, code: str) -> Page:
    return page.submit("Xác nhận", code=code)


def test_the_right_code_begins_a_draft_at_the_number(client: PageClient) -> None:
    done = enter(ask_code(client, PHONE).follow(), newest_code())

    found = re.fullmatch(r"/dang-ky/(TH-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4})/ma-so", done.location)
    assert found
    assert dossier(found[1]).status is Status.DRAFT
    assert dossier(found[1]).phone == PHONE


def test_a_proof_is_not_kept_where_its_dossier_could_not_begin(
    client: PageClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = ask_code(client, PHONE).follow()
    code = newest_code()

    def fail() -> str:
        raise OSError("the disk is full")

    with monkeypatch.context() as broken:
        broken.setattr(drafting, "new_code", fail)
        with pytest.raises(OSError, match="full"):
            enter(page, code)

    assert challenges()[-1].proven_at is None
    assert enter(page, code).status == 303
    assert rows(Dossier) == 1


def test_spaces_and_hyphens_in_the_code_do_not_matter(client: PageClient) -> None:
    page = ask_code(client, PHONE).follow()
    code = newest_code()

    assert enter(page, f" {code[:3]}-{code[3:]} ").status == 303


def test_a_wrong_code_says_how_many_tries_are_left(client: PageClient) -> None:
    page = enter(ask_code(client, PHONE).follow(), wrong_code())

    assert errors(page) == ["Mã chưa đúng. Xem lại tin nhắn; bạn còn 4 lần nhập."]
    assert rows(Dossier) == 0


def test_the_sixth_try_does_not_open_even_with_the_right_code(client: PageClient) -> None:
    page = ask_code(client, PHONE).follow()
    for _try in range(5):
        page = enter(page, wrong_code())

    page = enter(page, newest_code())

    assert errors(page) == ["Bạn đã nhập sai 5 lần. Bấm “Gửi lại mã” để nhận mã mới."]
    assert rows(Dossier) == 0


def test_an_expired_code_is_followed_by_a_new_one(client: PageClient) -> None:
    page = ask_code(client, PHONE).follow()
    old = newest_code()
    let_pass(minutes=16)

    page = enter(page, old)

    assert errors(page) == ["Mã đã hết hạn. Chúng tôi vừa gửi mã mới."]
    assert enter(page, newest_code()).status == 303


def test_a_code_of_another_phone_does_not_open(client: PageClient) -> None:
    ask_code(client, "0000345679")
    other = newest_code()
    page = ask_code(client, PHONE).follow()

    assert "Mã chưa đúng" in errors(enter(page, other))[0]


def test_a_code_of_another_purpose_does_not_open(client: PageClient) -> None:
    client.get("/ho-so").submit("Gửi mã cho tôi", code=begin(client, PHONE), phone=PHONE)
    let_pass(minutes=1)
    client.get("/ho-so").submit("Gửi mã cho tôi", code="TH-0000-0000", phone=PHONE)
    other = newest_code()
    page = ask_code(client, "0000345679").follow()

    assert "Mã chưa đúng" in errors(enter(page, other))[0]


def test_the_sixth_code_to_one_number_has_to_wait(client: PageClient) -> None:
    page = ask_code(client, PHONE).follow()
    for _resend in range(4):
        let_pass(seconds=31)
        page = page.submit(action="", resend="1").follow()
    let_pass(seconds=31)

    page = page.submit(action="", resend="1")

    assert "Đã gửi 5 mã tới đây. Thử lại sau" in page.text
    assert len(messages()) == 5


def test_the_flood_of_one_number_does_not_stop_another_one(client: PageClient) -> None:
    page = ask_code(client, PHONE).follow()
    for _resend in range(4):
        let_pass(seconds=31)
        page = page.submit(action="", resend="1").follow()

    assert ask_code(client, "0000345679").status == 303


def test_the_page_of_the_code_is_for_the_asking_device_only(client: PageClient, app: Flask) -> None:
    path = ask_code(client, PHONE).location
    stranger = PageClient(app)

    assert stranger.get(path).status == 404
    token = stranger.get("/dang-ky").form("Tiếp").all("input")[0].attrs["value"]
    assert stranger.post(path, {"csrf_token": token, "code": newest_code()}).status == 404
    assert rows(Dossier) == 0


def test_an_email_is_proven_by_its_own_code(client: PageClient) -> None:
    page = enter(ask_code(client, PHONE, EMAIL).follow(), newest_code()).follow()

    assert "a•••@thuchanh.example" in page.text
    assert messages()[-1].channel is Channel.EMAIL
    done = enter(page, newest_code())

    assert dossier(done.location.split("/")[2]).email_proven_at is not None


def test_the_message_with_the_code_of_an_email_leads_to_its_page(client: PageClient) -> None:
    page = enter(ask_code(client, PHONE, EMAIL).follow(), newest_code())

    assert messages()[-1].link == page.location


def test_an_email_may_be_left_out(client: PageClient) -> None:
    page = enter(ask_code(client, PHONE, EMAIL).follow(), newest_code()).follow()

    done = page.submit(action="bo-qua")

    found = dossier(done.location.split("/")[2])
    assert found.email is None


def test_leaving_out_an_email_that_is_proven_keeps_it(client: PageClient) -> None:
    page = enter(ask_code(client, PHONE, EMAIL).follow(), newest_code()).follow()
    done = enter(page, newest_code())

    page.submit(action="bo-qua")

    assert dossier(done.location.split("/")[2]).email == EMAIL
