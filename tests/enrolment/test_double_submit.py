"""Tapped twice, sent from two tabs, sent at the same moment: everything is there once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from threading import Barrier, Thread

import pytest
from flask import Flask
from werkzeug.datastructures import Headers

from tests.support.codes import challenges, messages, newest_code
from tests.support.pages import PageClient
from tests.support.registering import (
    ask_code,
    begin,
    dossier,
    filled,
    known_papers,
    make_papers,
    open_step,
    rows,
    save,
    step_path,
    take_sample,
    token_of,
)
from vssid_app.enrolment.models import Dossier, DossierChange, DossierPhoto, OwnershipCase
from vssid_app.enrolment.photo_kinds import PhotoKind
from vssid_app.enrolment.states import Status
from vssid_app.enrolment.steps import Step
from vssid_app.identity.models import Account

pytestmark = pytest.mark.usefixtures("world")
PHONE = "0000345678"
BOTH = {"consent": "y", "truthful": "y"}


def at_once(app: Flask, client: PageClient, path: str, data: dict[str, str], times: int = 2) -> list[str]:
    """Send a form from several threads with the cookies of one browser; gives where each was led."""
    form = {"csrf_token": token_of(client), **data}
    held = (client.raw._cookies or {}).values()  # noqa: SLF001 - each thread is the same browser
    cookies = "; ".join(f"{cookie.key}={cookie.value}" for cookie in held)
    ready = Barrier(times)
    led: list[str] = []

    def send() -> None:
        other = app.test_client(use_cookies=False)
        ready.wait()
        answer = other.post(path, data=form, headers=Headers({"Cookie": cookies}))
        led.append(f"{answer.status_code} {answer.headers.get('Location', '')}")

    threads = [Thread(target=send) for _each in range(times)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return led


def kinds_of_messages() -> Counter[str]:
    return Counter(message.kind for message in messages())


def test_the_phone_sent_by_two_threads_asks_for_one_code(app: Flask, client: PageClient) -> None:
    led = at_once(app, client, "/dang-ky/dien-thoai", {"phone": PHONE, "email": ""})

    assert len(set(led)) == 1
    assert led[0].startswith("303 /dang-ky/ma/")
    assert len(challenges()) == len(messages()) == 1


def test_the_code_entered_twice_begins_one_dossier(client: PageClient) -> None:
    page = ask_code(client, PHONE).follow()
    code = newest_code()

    first, second = (page.submit("Xác nhận", code=code) for _tap in range(2))

    assert first.location == second.location
    assert rows(Dossier) == 1


def test_the_code_entered_by_two_threads_begins_one_dossier(app: Flask, client: PageClient) -> None:
    path = ask_code(client, PHONE).location

    led = at_once(app, client, path, {"code": newest_code()}, times=3)

    assert len(set(led)) == 1
    assert led[0].startswith("303 /dang-ky/TH-")
    assert rows(Dossier) == 1


def test_a_step_sent_twice_is_saved_once(client: PageClient) -> None:
    code = begin(client)
    page = open_step(client, code, Step.NUMBER)

    first, second = (page.submit("Tiếp tục", number="9900001234") for _tap in range(2))

    assert first.location == second.location == step_path(code, Step.IDENTITY)


def test_a_sample_tapped_twice_is_one_photo(client: PageClient) -> None:
    code = filled(client, make_papers(), until=Step.PORTRAIT)

    for _tap in range(2):
        take_sample(client, code, PhotoKind.PORTRAIT)

    assert rows(DossierPhoto) == 1


def test_a_sample_taken_by_two_threads_is_one_photo(app: Flask, client: PageClient) -> None:
    code = filled(client, make_papers(), until=Step.PORTRAIT)

    led = at_once(app, client, f"/dang-ky/{code}/anh/portrait/mau", {})

    assert led == [f"303 {step_path(code, Step.PORTRAIT)}"] * 2
    assert rows(DossierPhoto) == 1


def tapped_twice(app: Flask, client: PageClient, code: str) -> list[str]:
    page = open_step(client, code, Step.CHECK)
    answers = [page.submit("Ghi nhận", **BOTH) for _tap in range(2)]
    return [f"{answer.status} {answer.location}" for answer in answers]


def two_threads(app: Flask, client: PageClient, code: str) -> list[str]:
    return at_once(app, client, step_path(code, Step.CHECK), BOTH)


def five_threads(app: Flask, client: PageClient, code: str) -> list[str]:
    return at_once(app, client, step_path(code, Step.CHECK), BOTH, times=5)


@pytest.mark.parametrize("send", [tapped_twice, two_threads, five_threads])
def test_recording_twice_is_one_change_and_one_message(
    app: Flask, client: PageClient, send: Callable[[Flask, PageClient, str], list[str]]
) -> None:
    code = filled(client, make_papers())

    led = send(app, client, code)

    assert {place.split()[1] for place in led} == {f"/dang-ky/{code}/xong"}
    assert dossier(code).status is Status.RECORDED
    assert (rows(Dossier), rows(DossierChange)) == (1, 1)
    assert kinds_of_messages() == {"code.register": 1, "dossier.recorded": 1}


@pytest.mark.parametrize("send", [tapped_twice, two_threads, five_threads])
def test_an_identical_match_recorded_twice_opens_one_account(
    app: Flask, client: PageClient, send: Callable[[Flask, PageClient, str], list[str]]
) -> None:
    code = filled(client, known_papers())

    send(app, client, code)

    assert dossier(code).status is Status.ACCEPTED
    assert (rows(Account), rows(DossierChange)) == (1, 2)
    assert kinds_of_messages() == {"code.register": 1, "dossier.accepted": 1}


def test_two_dossiers_for_one_number_sent_at_once_open_one_account(app: Flask, client: PageClient) -> None:
    papers = known_papers()
    other = PageClient(app)
    codes = (filled(client, papers), filled(other, papers.but(phone=PHONE)))
    threads = [
        Thread(target=at_once, args=(app, phone, step_path(code, Step.CHECK), BOTH, 1))
        for phone, code in zip((client, other), codes, strict=True)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert rows(Account) == 1
    assert sorted(dossier(code).status for code in codes) == [Status.ACCEPTED, Status.DRAFT]


def test_a_step_saved_while_another_tab_records_is_either_in_or_refused(
    app: Flask, client: PageClient
) -> None:
    code = filled(client, make_papers())
    led: list[str] = []

    def change() -> None:
        led.extend(at_once(app, client, step_path(code, Step.OFFICE), {"place": "00112"}, 1))

    changing = Thread(target=change)
    changing.start()
    led += at_once(app, client, step_path(code, Step.CHECK), BOTH, 1)
    changing.join()

    assert dossier(code).status is Status.RECORDED
    assert all(place.startswith(("302", "303")) for place in led)


def test_not_mine_by_two_threads_opens_one_case(app: Flask, client: PageClient) -> None:
    papers = known_papers()
    code = filled(client, papers)
    open_step(client, code, Step.CHECK).submit("Ghi nhận", **BOTH)
    again = begin(client, PHONE)
    for step in (Step.NUMBER, Step.IDENTITY):
        save(client, again, step, **papers.typed(step))

    at_once(app, client, f"/dang-ky/{again}/khong-phai-toi", {}, times=3)

    assert rows(OwnershipCase) == 1
    assert kinds_of_messages()["case.opened"] == 1


def test_a_refresh_of_each_page_sends_nothing_more(client: PageClient) -> None:
    path = ask_code(client, PHONE).location
    for _refresh in range(3):
        client.get(path)

    assert len(messages()) == 1
