"""A number or a phone that has an account already: a fork, not an error."""

from __future__ import annotations

import pytest
from flask import Flask

from tests.support.cast import make_account, make_person
from tests.support.codes import messages
from tests.support.pages import PageClient
from tests.support.registering import (
    Papers,
    begin,
    dossier,
    errors,
    filled,
    main_words,
    make_papers,
    make_registered,
    open_step,
    record,
    rows,
    save_identity,
    save_number,
    step_path,
)
from vssid_app.enrolment.models import OwnershipCase
from vssid_app.enrolment.states import Status
from vssid_app.enrolment.steps import Step
from vssid_app.identity.models import Account

pytestmark = pytest.mark.usefixtures("world")
FORK = "/dang-ky/{}/da-co-tai-khoan"


def with_account(**differently: object) -> Papers:
    """Papers of somebody whose number has an account, opened with another phone."""
    papers = make_papers()
    make_account(make_registered(papers, phone="0000888888", **differently))
    return papers


def forked(client: PageClient, papers: Papers) -> str:
    code = begin(client, papers.phone)
    save_number(client, code, papers.number)
    save_identity(client, code, papers)
    return code


def test_number_name_and_birth_date_together_lead_to_the_fork(client: PageClient) -> None:
    papers = with_account()
    code = begin(client, papers.phone)
    save_number(client, code, papers.number)

    page = save_identity(client, code, papers).follow()

    assert page.heading == "Mã số này đã có tài khoản"
    assert page.link("Đó là tài khoản của tôi") == "/quen-mat-khau"


def test_the_fork_shows_nothing_of_the_holder(client: PageClient) -> None:
    papers = with_account()
    page = client.get(FORK.format(forked(client, papers)))

    for held in ("0000888888", "888", papers.full_name, "03/05/1990"):
        assert held not in page.text.replace("\u00a0", " ")


@pytest.mark.parametrize(
    "typed",
    [
        {"full_name": "NGUYỄN VĂN KHÁC"},
        {"birth-day": "4"},
        {"birth-day": "", "birth-month": "", "birth-year_only": "y"},
    ],
)
def test_until_name_and_birth_date_agree_a_taken_and_a_free_number_go_on_alike(
    client: PageClient, typed: dict[str, str]
) -> None:
    free = make_papers()
    make_registered(free)
    seen = []

    for papers in (with_account(), free):
        code = begin(client, papers.phone)
        pages = [save_number(client, code, papers.number).follow()]
        pages.append(save_identity(client, code, papers, **typed).follow())
        pages += [client.get(FORK.format(code)).follow(), client.get(f"/ho-so/{code}")]
        words = [main_words(page).replace(code, "TH") for page in pages]
        seen.append([text.replace(papers.citizen_id, "") for text in words])

    assert seen[0] == seen[1]


def test_the_number_alone_tells_nothing(client: PageClient) -> None:
    papers = with_account()
    code = begin(client, papers.phone)

    page = save_number(client, code, papers.number)

    assert page.location == step_path(code, Step.IDENTITY)
    assert client.get(FORK.format(code)).location == step_path(code, Step.IDENTITY)


def test_a_phone_that_has_an_account_leads_to_the_fork_once_it_is_proven(client: PageClient) -> None:
    papers = make_papers()
    make_account(make_person(phone=papers.phone))
    code = begin(client, papers.phone)

    page = client.get(FORK.format(code))

    assert page.heading == "Số điện thoại này đã có tài khoản"
    assert page.link("Dùng số điện thoại khác") == "/dang-ky/dien-thoai"


def test_a_mistyped_number_is_corrected_from_the_fork(client: PageClient) -> None:
    papers = with_account()
    code = forked(client, papers)

    page = client.get(FORK.format(code)).tap("Sửa mã số")
    page.submit("Tiếp tục", number="9900009999")

    assert client.get(FORK.format(code)).location == step_path(code, Step.ADDRESS)


def test_a_taken_number_cannot_be_recorded(client: PageClient) -> None:
    papers = make_papers()
    person = make_registered(papers)
    code = filled(client, papers)
    make_account(person)

    assert record(client, code).location == FORK.format(code)
    assert dossier(code).status is Status.DRAFT
    assert rows(Account) == 1


def test_not_mine_opens_one_case_however_often_it_is_tapped(client: PageClient) -> None:
    papers = with_account()
    code = forked(client, papers)
    page = client.get(FORK.format(code))

    tapped = [page.submit("Không phải tôi") for _tap in range(3)]

    assert {answer.location for answer in tapped} == {f"/ho-so/{code}"}
    assert rows(OwnershipCase) == 1
    assert [message.kind for message in messages()].count("case.opened") == 1
    assert "không phải tài khoản của tôi" in tapped[0].follow().text
    assert "Đã nhận yêu cầu" in client.get(FORK.format(code)).text


def test_not_mine_on_a_free_number_opens_nothing(client: PageClient) -> None:
    code = begin(client)
    token = open_step(client, code, Step.NUMBER).form("Tiếp tục").all("input")[0].attrs["value"]

    client.post(f"/dang-ky/{code}/khong-phai-toi", {"csrf_token": token})

    assert rows(OwnershipCase) == 0


def test_not_mine_of_anothers_dossier_leads_to_finding(client: PageClient, app: Flask) -> None:
    code = forked(client, with_account())
    stranger = PageClient(app)
    token = stranger.get("/dang-ky").form("Tiếp").all("input")[0].attrs["value"]

    answer = stranger.post(f"/dang-ky/{code}/khong-phai-toi", {"csrf_token": token})

    assert answer.location == f"/ho-so?ma={code}"
    assert rows(OwnershipCase) == 0
    assert errors(answer) == []
