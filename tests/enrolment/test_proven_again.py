"""A code is asked for again before a dossier is sent or taken back, unless one was typed just before."""

from __future__ import annotations

import pytest
from flask import Flask

from tests.support.cast import make_officer
from tests.support.codes import challenges, let_pass, messages, newest_code, wrong_code
from tests.support.pages import Page, PageClient
from tests.support.registering import (
    dossier,
    errors,
    filled,
    known_papers,
    make_papers,
    open_step,
    record,
    recorded,
    rows,
    send_back,
    step_path,
)
from vssid_app.core.extensions import db
from vssid_app.enrolment.models import DossierChange
from vssid_app.enrolment.operations.proving import NotProven
from vssid_app.enrolment.operations.sending import hand_over, withdraw
from vssid_app.enrolment.states import Status
from vssid_app.enrolment.steps import Step

pytestmark = pytest.mark.usefixtures("world")


def resumed(client: PageClient) -> str:
    """A filled-in draft whose phone was proven longer ago than the parameter allows."""
    code = filled(client, make_papers())
    let_pass(minutes=31)
    return code


def ask(client: PageClient, code: str) -> Page:
    answer = record(client, code)
    assert answer.location.startswith("/ho-so/xac-nhan/"), answer.location
    return client.get(answer.location)


def enter(page: Page, code: str) -> Page:
    return page.submit("Xác nhận", code=code)


def test_who_registers_at_one_go_is_asked_once(client: PageClient) -> None:
    code = filled(client, make_papers())
    let_pass(minutes=29)
    assert record(client, code).location == f"/dang-ky/{code}/xong"
    assert [message.kind for message in messages()].count("code.hand_over") == 0


def test_later_a_code_sends_it_and_what_was_typed_stays(client: PageClient) -> None:
    code = resumed(client)
    before = dossier(code).saved_steps

    page = ask(client, code)
    assert dossier(code).status is Status.DRAFT
    assert page.heading == "Nhập mã để gửi hồ sơ"
    assert (messages()[-1].kind, messages()[-1].link) == ("code.hand_over", page.path)

    assert enter(page, newest_code()).location == f"/dang-ky/{code}/xong"
    assert (dossier(code).status, dossier(code).saved_steps) == (Status.RECORDED, before)


def test_tapped_twice_it_is_sent_once(client: PageClient) -> None:
    code = resumed(client)
    page, typed = ask(client, code), newest_code()
    before = rows(DossierChange)

    assert [enter(page, typed).location for _tap in range(2)] == [f"/dang-ky/{code}/xong"] * 2
    assert rows(DossierChange) == before + 1
    assert [message.kind for message in messages()].count("dossier.recorded") == 1


def test_pressed_again_at_once_it_leads_to_the_same_code(client: PageClient) -> None:
    code = resumed(client)
    assert record(client, code).location == record(client, code).location
    assert [message.kind for message in messages()].count("code.hand_over") == 1


def test_a_wrong_code_sends_nothing(client: PageClient) -> None:
    code = resumed(client)
    page = enter(ask(client, code), wrong_code())
    assert "Mã chưa đúng" in errors(page)[0]
    assert dossier(code).status is Status.DRAFT


def test_without_the_ticks_no_code_is_sent(client: PageClient) -> None:
    code = resumed(client)
    assert len(errors(open_step(client, code, Step.CHECK).submit("Ghi nhận"))) == 2
    assert messages()[-1].kind != "code.hand_over"


def test_what_was_changed_meanwhile_is_read_again_first(client: PageClient) -> None:
    code = resumed(client)
    page = ask(client, code)
    with db.transaction():
        dossier(code).street = "Số 2 ngõ Mẫu"

    back = enter(page, newest_code())

    assert back.location == step_path(code, Step.CHECK)
    assert "Hồ sơ đã đổi sau khi xin mã." in back.follow().text
    assert record(client, code).location == f"/dang-ky/{code}/xong", "the code counts, and is not asked again"


def test_a_code_of_another_dossier_proves_nothing_here(client: PageClient) -> None:
    code = resumed(client)
    filled(client, make_papers(), Step.IDENTITY)
    assert record(client, code).location.startswith("/ho-so/xac-nhan/")


def test_another_browser_neither_sees_the_page_nor_profits_from_it(client: PageClient, app: Flask) -> None:
    code = resumed(client)
    page = ask(client, code)
    assert PageClient(app).get(page.path).status == 404
    enter(page, newest_code())
    with pytest.raises(NotProven):
        withdraw(dossier(code), device="another")


@pytest.mark.parametrize("rejected", [True, False])
def test_a_supplement_and_a_correction_ask_too(client: PageClient, rejected: bool) -> None:  # noqa: FBT001
    code = recorded(client, known_papers(full_name="NGUYỄN VĂN KHÁC"))
    send_back(code, ["name_differs"], by=make_officer().id, rejected=rejected)
    let_pass(minutes=31)
    with pytest.raises(NotProven):
        hand_over(dossier(code), device=challenges()[0].device_hash)


def test_withdrawing_later_asks_and_then_withdraws_once(client: PageClient) -> None:
    code = recorded(client, make_papers())
    let_pass(minutes=31)

    asked = client.get(f"/ho-so/{code}/rut").submit(action="")
    page = client.get(asked.location)
    assert page.heading == "Nhập mã để rút hồ sơ"
    assert dossier(code).status is Status.RECORDED

    typed = newest_code()
    assert [enter(page, typed).location for _tap in range(2)] == [f"/ho-so/{code}"] * 2
    assert dossier(code).status is Status.WITHDRAWN


def test_a_code_to_withdraw_does_not_send(client: PageClient) -> None:
    code = resumed(client)
    page = client.get(client.get(f"/ho-so/{code}/rut").submit(action="").location)
    enter(page, newest_code())
    assert dossier(code).status is Status.WITHDRAWN
    assert "dossier.recorded" not in {message.kind for message in messages()}


def test_too_many_codes_say_how_long_to_wait_and_keep_the_ticks(client: PageClient) -> None:
    code = resumed(client)
    for _n in range(5):
        client.get(f"/ho-so/{code}/rut").submit(action="")
        let_pass(seconds=31)

    page = record(client, code)

    assert errors(page)[0].startswith("Đã gửi 5 mã tới đây. Thử lại sau")
    assert page.response.text.count("checked") == 2
