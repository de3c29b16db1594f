"""The first sign-in: the code of the notice, then one's own password."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask

from tests.support.cast import make_account, make_person
from tests.support.codes import challenges, let_pass
from tests.support.pages import Page, PageClient
from vssid_app.core.extensions import db
from vssid_app.identity import listeners
from vssid_app.identity.codes.operations import issue_activation
from vssid_app.identity.models import Account
from vssid_app.identity.operations import AlreadyRegistered, open_account
from vssid_app.notifications.models import Channel

pytestmark = pytest.mark.usefixtures("world")
PHONE = "0000345678"
SI_NUMBER = "9900001234"
PASSWORD = "ba con meo vang"


def opened(**given: object) -> tuple[Account, str, str]:
    """An account that was just opened; the path of its link, and its code."""
    person = make_person(phone=PHONE, si_number=SI_NUMBER, citizen_id="099090123456")
    facts: dict[str, Any] = {
        "person_id": person.id,
        "user_name": SI_NUMBER,
        "citizen_id": "099090123456",
        "phone": PHONE,
        "email": None,
        "email_proven": False,
        "device": "registering",
        **given,
    }
    with db.transaction():
        account = open_account(**facts)
        challenge, code = issue_activation(PHONE, Channel.SMS, account_id=account.id, device="registering")
    return account, f"/kich-hoat/{challenge.public_id}", code


def by_name(client: PageClient, code: str, user: str = SI_NUMBER) -> Page:
    return client.get("/kich-hoat").submit("Tiếp tục", user=user, code=code)


def choose(page: Page) -> Page:
    return page.submit("Đặt mật khẩu và vào", password=PASSWORD)


def test_user_name_and_code_lead_to_the_password_and_in(client: PageClient) -> None:
    account, _link, code = opened()

    page = by_name(client, code).follow()

    assert "Tên đăng nhập là mã số BHXH 990 000 1234" in page.text
    assert choose(page).location == "/toi"
    assert "/nguoi/" in client.get("/toi").location
    db.session.rollback()
    db.session.refresh(account)
    assert account.is_active


def test_the_link_of_the_notice_leads_there_too(client: PageClient) -> None:
    _account, link, code = opened()

    page = client.get(link).submit("Xác nhận", code=code).follow()

    assert choose(page).location == "/toi"


def test_the_code_of_the_notice_holds_for_days(client: PageClient) -> None:
    _account, link, code = opened()
    let_pass(days=6, hours=23)

    assert client.get(link).submit("Xác nhận", code=code).location.endswith("/mat-khau")


def test_an_expired_link_sends_a_new_code(client: PageClient) -> None:
    _account, link, code = opened()
    let_pass(days=8)

    assert "Mã đã hết hạn. Chúng tôi vừa gửi mã mới." in client.get(link).submit("Xác nhận", code=code).text


def test_a_wrong_code_and_an_unknown_name_read_alike(client: PageClient) -> None:
    _account, _link, code = opened()
    wrong = "000001" if code != "000001" else "000002"

    known, unknown = by_name(client, wrong), by_name(client, wrong, "9900009999")

    assert "Tên đăng nhập hoặc mã kích hoạt chưa đúng. Xem lại tin nhắn." in known.text
    assert known.text.replace(SI_NUMBER, "N") == unknown.text.replace("9900009999", "N")


def test_guessing_is_delayed(client: PageClient) -> None:
    opened()
    for _guess in range(3):
        page = by_name(client, "000001", "9900009999")

    assert "Bạn đã nhập sai 3 lần. Thử lại sau 5 giây." in page.text


def test_who_has_proven_the_link_has_it_alone(app: Flask, client: PageClient) -> None:
    _account, link, code = opened()
    client.get(link).submit("Xác nhận", code=code)

    assert PageClient(app).get(link).status == 404
    assert PageClient(app).get(f"{link}/mat-khau").status == 404


def test_the_password_page_needs_the_code_first(client: PageClient) -> None:
    _account, link, _code = opened()

    assert client.get(f"{link}/mat-khau").status == 404


def test_an_activation_works_once(client: PageClient) -> None:
    _account, link, code = opened()
    choose(client.get(link).submit("Xác nhận", code=code).follow())
    client.raw.delete_cookie("phien")

    assert client.get(f"{link}/mat-khau").location == "/dang-nhap"
    assert "Tên đăng nhập hoặc mã kích hoạt chưa đúng." in by_name(client, code).text


@pytest.fixture
def told() -> Iterator[list[int]]:
    """Numbers of the accounts that a listener of activations was told of."""
    heard: list[int] = []

    def listener(account: Account) -> None:
        heard.append(account.id)

    listeners.call_on_activation(listener)
    yield heard
    listeners._on_activation.remove(listener)  # noqa: SLF001


def test_packages_above_are_told_of_an_activation(client: PageClient, told: list[int]) -> None:
    account, link, code = opened()
    choose(client.get(link).submit("Xác nhận", code=code).follow())

    assert told == [account.id]


def test_a_lost_notice_is_no_dead_end(client: PageClient) -> None:
    _account, _link, _code = opened()

    assert client.get("/kich-hoat").link("Chưa có mã?") == "/quen-mat-khau"


@pytest.mark.parametrize(
    "taken", [{"phone": "0000345678"}, {"si_number": "9900001234"}, {"citizen_id": "099090123456"}]
)
def test_what_belongs_to_another_account_is_not_given_twice(taken: dict[str, str]) -> None:
    make_account(make_person(**taken))
    person = make_person()
    with pytest.raises(AlreadyRegistered):
        open_account(
            person_id=person.id,
            user_name=SI_NUMBER,
            citizen_id="099090123456",
            phone=PHONE,
            email=None,
            email_proven=False,
            device="registering",
        )


def test_a_person_has_one_account() -> None:
    person = make_person()
    make_account(person)
    with pytest.raises(AlreadyRegistered):
        open_account(
            person_id=person.id,
            user_name="9900008888",
            citizen_id=None,
            phone="0000888888",
            email=None,
            email_proven=False,
            device="registering",
        )


def test_an_email_signs_in_only_once_it_is_proven(client: PageClient) -> None:
    opened(email="thu@thuchanh.example", email_proven=False)
    client.get("/quen-mat-khau").submit("Gửi mã cho tôi", user="thu@thuchanh.example")

    assert challenges()[-1].address is None
