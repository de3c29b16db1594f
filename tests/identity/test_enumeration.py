"""Nobody learns by asking whether a number has an account: the same answer, in a comparable time."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from itertools import count
from statistics import median

import pytest
from flask import Flask

from tests.support.cast import make_account, make_officer, make_person
from tests.support.codes import newest_code
from tests.support.dossiers import make_dossier
from tests.support.pages import Page, PageClient
from vssid_app.core.clock import instant
from vssid_app.core.extensions import db
from vssid_app.enrolment.states import Status
from vssid_app.identity.passwords.hashing import hash_password

pytestmark = pytest.mark.usefixtures("world")
HASH = hash_password("ba con meo vang")
WRONG = "sai roi ban oi"
TRIES = 15
# Of two medians on a busy machine; a look at an account that another has not takes many times as long
# only where a hash is left out, and that is what must be seen.
FASTER, SLOWER = 0.4, 2.5
TOKEN = re.compile(r"[\w.-]{80,}")
CHALLENGE = re.compile(r"[\w-]{22}(?=[/\"?])")
CASE = re.compile(r"TK-\w{4}-\w{4}")
_serial = count(1)


def by_password(client: PageClient, number: str) -> Page:
    return client.get("/dang-nhap/mat-khau").submit("Đăng nhập", user=number, password=WRONG)


def by_code(client: PageClient, number: str) -> Page:
    return client.get("/dang-nhap/ma").submit("Gửi mã cho tôi", user=number).follow()


def recover(client: PageClient, number: str) -> Page:
    return client.get("/quen-mat-khau").submit("Gửi mã cho tôi", user=number).follow()


def wrong_code(client: PageClient, number: str) -> Page:
    return recover(client, number).submit("Xác nhận", code="000000")


def activate(client: PageClient, number: str) -> Page:
    page = client.get("/kich-hoat")
    return page.submit(user=number, code="000000", action="")


def staff(client: PageClient, number: str) -> Page:
    return client.get("/can-bo/dang-nhap").submit("Tiếp tục", user=number, password=WRONG)


def lost_phone(client: PageClient, number: str) -> Page:
    page = client.get("/mat-so-dien-thoai")
    new = f"00007{next(_serial):05d}"
    return page.submit("Gửi mã tới số mới", user=number, address=new).follow()


def lost_phone_case(client: PageClient, number: str) -> Page:
    page = lost_phone(client, number)
    path = page.submit("Xác nhận", code=newest_code()).location
    return client.get(f"{path}?tim=Long Biên").submit("Gửi yêu cầu", office="00104").follow()


def steps_of_dossier(client: PageClient, code: str) -> Page:
    return client.get("/ho-so").submit("Chỉ xem các bước", code=code, phone=f"00007{next(_serial):05d}")


def open_dossier(client: PageClient, code: str) -> Page:
    typed = {"code": code, "phone": f"00007{next(_serial):05d}"}
    return client.get("/ho-so").submit("Gửi mã cho tôi", **typed).follow()


def known_dossier() -> str:
    return make_dossier(Status.RECORDED).code


def unknown_dossier() -> str:
    return f"TH-9{next(_serial):03d}-NONE"


def known(*, active: bool = True) -> str:
    person = make_person()
    make_account(person, password_hash=HASH, activated_at=instant() if active else None)
    return person.si_number


def unknown() -> str:
    return f"9955{next(_serial):06d}"


def known_staff() -> str:
    account = make_officer()
    with db.transaction():
        db.reload(account)
        account.password_hash = HASH
    return account.user_name


Ask = Callable[[PageClient, str], Page]
Make = Callable[[], str]
CITIZENS: list[Ask] = [by_password, by_code, recover, wrong_code, activate, lost_phone, lost_phone_case]
ALL: list[tuple[Ask, Make, Make]] = [
    *((ask, known, unknown) for ask in CITIZENS),
    (activate, lambda: known(active=False), unknown),
    (steps_of_dossier, known_dossier, unknown_dossier),
    (open_dossier, known_dossier, unknown_dossier),
    (staff, known_staff, lambda: f"khongai{next(_serial)}"),
]
NAMES = [f"{ask.__name__}-{n}" for n, (ask, _known, _unknown) in enumerate(ALL)]


def plain(page: Page, number: str) -> str:
    """A page without what differs from one visit to the next."""
    text = page.response.text.replace(number, "N").replace(" ".join(re.findall("..", number)), "N")
    for changing in (TOKEN, CHALLENGE, CASE, re.compile(r"00007\d{5}|\d{3} \d{3} \d{4}|\d\d:\d\d")):
        text = changing.sub("…", text)
    # In practice the browser plays the account's phone as well: there the message itself is seen to come.
    text = re.sub(r"(?<=data-unread>)\d+", "", text)
    # The masked new phone ends in its last digits.
    return re.sub(r"\d{3}(?=</)", "…", text)


@pytest.mark.parametrize(("ask", "make_known", "make_unknown"), ALL, ids=NAMES)
def test_the_answer_is_the_same(app: Flask, ask: Ask, make_known: Make, make_unknown: Make) -> None:
    one, other = make_known(), make_unknown()
    first, second = ask(PageClient(app), one), ask(PageClient(app), other)

    assert first.status == second.status == 200
    assert plain(first, one) == plain(second, other)


@pytest.mark.long
@pytest.mark.parametrize(("ask", "make_known", "make_unknown"), ALL, ids=NAMES)
def test_the_time_is_comparable(app: Flask, ask: Ask, make_known: Make, make_unknown: Make) -> None:
    spent: tuple[list[float], list[float]] = ([], [])
    for _try in range(TRIES):
        # By turns, so that a slow moment of the machine falls on both.
        for times, make in zip(spent, (make_known, make_unknown), strict=True):
            number, client = make(), PageClient(app)
            began = time.perf_counter()
            ask(client, number)
            times.append(time.perf_counter() - began)

    assert FASTER < median(spent[0]) / median(spent[1]) < SLOWER
