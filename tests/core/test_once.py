"""A form that arrives again, because its answer was lost, is done once."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select, update

from tests.support.cast import make_account, make_person, sign_in
from tests.support.codes import messages
from tests.support.pages import Page, PageClient
from tests.support.registering import begin, dossier, filled, make_papers, open_step, step_path
from vssid_app.core.clock import instant
from vssid_app.core.extensions import db
from vssid_app.core.once import BY_SCRIPT, LED_TO
from vssid_app.core.outcomes import KEPT_FOR, FormOutcome, forget_outcomes
from vssid_app.core.world import CurrentWorld
from vssid_app.enrolment.states import Action, Status
from vssid_app.enrolment.steps import Step

pytestmark = pytest.mark.usefixtures("world")
PHONE = "0000345678"
SCRIPT = {BY_SCRIPT: "1"}


def outcomes() -> int:
    return db.session.scalar(select(func.count()).select_from(FormOutcome)) or 0


def ask(client: PageClient, page: Page, phone: str = PHONE) -> Page:
    return page.submit("Gửi mã cho tôi", phone=phone)


def let_codes_be_asked_again(client: PageClient) -> None:
    """A minute and more passes: by the limits alone another code would be sent."""
    from vssid_app.identity.codes.models import IssuedCode  # noqa: PLC0415

    with db.transaction() as session:
        session.execute(update(IssuedCode).values(issued_at=instant() - timedelta(minutes=3)))


def test_the_same_form_again_sends_no_second_code(client: PageClient) -> None:
    page = client.get("/dang-ky/dien-thoai")
    first = ask(client, page)
    let_codes_be_asked_again(client)

    assert ask(client, page).location == first.location
    assert len(messages()) == 1


def test_changed_content_is_another_form(client: PageClient) -> None:
    page = client.get("/dang-ky/dien-thoai")
    first = ask(client, page)

    assert ask(client, page, "0000345679").location != first.location
    assert len(messages()) == 2


def test_a_form_opened_anew_is_another_form(client: PageClient) -> None:
    first = ask(client, client.get("/dang-ky/dien-thoai"))
    let_codes_be_asked_again(client)

    assert ask(client, client.get("/dang-ky/dien-thoai")).location != first.location


def test_a_late_copy_of_a_hand_over_does_not_hand_over_what_the_office_gave_back(client: PageClient) -> None:
    code = filled(client, make_papers())
    page = open_step(client, code, Step.CHECK)
    both = {"consent": "y", "truthful": "y"}
    done = page.submit("Ghi nhận", **both)
    with db.transaction():
        row = dossier(code)
        db.reload(row)
        row.status = Status.REJECTED

    assert page.submit("Ghi nhận", **both).location == done.location
    assert dossier(code).status is Status.REJECTED
    assert dossier(code).can(Action.RESUBMIT)


def test_another_phone_with_the_same_key_is_told_nothing(app: Flask, client: PageClient) -> None:
    page = client.get("/dang-ky/dien-thoai")
    first = ask(client, page)
    key = page.form("Gửi mã").all("input")[1].attrs["value"]
    other = PageClient(app)

    again = other.get("/dang-ky/dien-thoai").submit("Gửi mã cho tôi", phone=PHONE, form_key=key)

    assert again.location != first.location


def test_a_refused_form_is_not_remembered(client: PageClient) -> None:
    page = client.get("/dang-ky/dien-thoai")

    assert "Lỗi" in ask(client, page, "12").text
    assert ask(client, page).location
    assert outcomes() == 1


def test_a_script_is_told_where_the_form_led(client: PageClient) -> None:
    code = begin(client)
    page = open_step(client, code, Step.NUMBER)
    data = {"csrf_token": page.form("Tiếp tục").all("input")[0].attrs["value"], "form_key": "k" * 16}

    sent = client.post(step_path(code, Step.NUMBER), {**data, "number": "9900001234"}, headers=SCRIPT)

    assert (sent.status, sent.location) == (204, "")
    assert sent.response.headers[LED_TO] == step_path(code, Step.IDENTITY)
    assert sent.response.data == b""


def test_a_script_is_told_that_a_closed_step_was_not_saved(client: PageClient) -> None:
    code = filled(client, make_papers())
    page = open_step(client, code, Step.NUMBER)
    token = page.form("Tiếp tục").all("input")[0].attrs["value"]
    open_step(client, code, Step.CHECK).submit("Ghi nhận", consent="y", truthful="y")

    late = {"csrf_token": token, "form_key": "late", "number": "9900001235"}
    sent = client.post(step_path(code, Step.NUMBER), late, headers=SCRIPT)

    assert (sent.status, sent.response.headers[LED_TO]) == (409, f"/ho-so/{code}")


def test_a_script_is_told_that_somebody_has_to_sign_in_first(client: PageClient, world: CurrentWorld) -> None:
    account = make_account(make_person())
    sign_in(client, account, world)
    page = client.get("/tai-khoan/dien-thoai/bang-ma")
    token = page.form("Tiếp tục").all("input")[0].attrs["value"]
    with client.raw.session_transaction() as cookie:
        cookie.pop("_user_id")

    sent = client.post(page.path, {"csrf_token": token, "form_key": "x", "address": PHONE}, headers=SCRIPT)

    assert sent.status == 409
    assert sent.response.headers[LED_TO].startswith("/dang-nhap")
    assert outcomes() == 0


def test_nothing_of_the_form_is_kept_and_its_mark_goes_after_two_days(client: PageClient) -> None:
    ask(client, client.get("/dang-ky/dien-thoai"))
    row = db.session.scalars(select(FormOutcome)).one()
    assert PHONE not in f"{row.mark} {row.led_to}"

    forget_outcomes()
    assert outcomes() == 1
    with db.transaction() as session:
        session.execute(update(FormOutcome).values(at=instant() - KEPT_FOR - timedelta(minutes=1)))
    forget_outcomes()
    assert outcomes() == 0
