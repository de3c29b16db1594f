"""Wherever a secret can be guessed the third wrong try makes the next one wait: one rule for all forms.

Whoever adds a form that anybody may send puts it into ``GUESSED`` or says in ``NOTHING_TO_GUESS`` why not.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import count

import pytest
from flask import Flask

from tests.architecture.routes import routes_of
from tests.identity.test_staff_second_factor import make_sheet
from tests.identity.test_staff_sign_in import PASSWORD, enter, first, settled
from tests.support.cast import make_account, make_person, sign_in
from tests.support.pages import Page, PageClient
from vssid_app.core.clock import instant
from vssid_app.core.world import CurrentWorld
from vssid_app.identity.passwords.hashing import hash_password

pytestmark = pytest.mark.usefixtures("world")
WRONG = "sai roi ban oi"
_serial = count(1)
Try = Callable[[], Page]


def _number() -> str:
    return f"9966{next(_serial):06d}"


def by_password(app: Flask, _world: CurrentWorld) -> Try:
    number = _number()
    return lambda: PageClient(app).get("/dang-nhap/mat-khau").submit("Đăng nhập", user=number, password=WRONG)


def activation(app: Flask, _world: CurrentWorld) -> Try:
    number = _number()
    return lambda: PageClient(app).get("/kich-hoat").submit(user=number, code="000000", action="")


def staff_password(app: Flask, _world: CurrentWorld) -> Try:
    return lambda: first(PageClient(app), WRONG, user="khongai")


def steps_of_a_dossier(app: Flask, _world: CurrentWorld) -> Try:
    typed = {"code": "TH-0000-0000", "phone": "0000999999"}
    return lambda: PageClient(app).get("/ho-so").submit("Chỉ xem các bước", **typed)


def second_factor(app: Flask, _world: CurrentWorld) -> Try:
    client = PageClient(app)
    settled(app, client)
    page = first(client, PASSWORD).follow()
    return lambda: page.submit("Xác nhận", code="000000")


def recovery_code(app: Flask, _world: CurrentWorld) -> Try:
    client = PageClient(app)
    settled(app, client)
    page = first(client, PASSWORD).follow().tap("Dùng mã dự phòng")
    return lambda: page.submit("Xác nhận", code="abcde-fghij")


def own_app(app: Flask, _world: CurrentWorld) -> Try:
    client = PageClient(app)
    enter(client, settled(app, client), PASSWORD)
    make_sheet(client)
    page = client.get("/can-bo/doi-ma-xac-thuc")
    return lambda: page.submit("Tiếp tục", code="abcde-fghij")


def own_password(app: Flask, world: CurrentWorld) -> Try:
    account = make_account(make_person(), password_hash=hash_password(PASSWORD), activated_at=instant())
    page = sign_in(PageClient(app), account, world).get("/tai-khoan/dien-thoai")
    return lambda: page.submit(address="0000345999", password=WRONG, action="")


def invitation_digits(app: Flask, world: CurrentWorld) -> Try:
    page = sign_in(PageClient(app), make_account(make_person()), world).get("/moi")
    return lambda: page.submit(code="12345678", action="")


GUESSED: dict[str, Callable[[Flask, CurrentWorld], Try]] = {
    "identity.sign_in_by_password": by_password,
    "identity.activate": activation,
    "identity_staff.sign_in": staff_password,
    "identity_staff.second_factor": second_factor,
    "identity_staff.recovery_code": recovery_code,
    "identity_staff.renew": own_app,
    "identity.change_phone": own_password,
    "enrolment.find_steps": steps_of_a_dossier,
    "people.enter_code": invitation_digits,
}
CODE = "five guesses a code, then a new one has to be asked for (test_sign_in_with_code)"
ASKS = "sends a code, and says the same for all; how often is limited (test_enumeration)"
PROVEN = "only for who has given all factors or answered the code"
NO_SECRET = "asks for no secret"
NOTHING_TO_GUESS = {
    "api.check_card": "a card's data are the public's to check, by rules; limited by its own tests",
    "api.read_qr": NO_SECRET,
    "api.verify_qr": NO_SECRET,
    "enrolment.confirm": CODE,
    "enrolment.email_code": CODE,
    "enrolment.find": ASKS,
    "enrolment.find_code": CODE,
    "enrolment.kinds": NO_SECRET,
    "enrolment.phone": ASKS,
    "enrolment.phone_code": CODE,
    "enrolment.prepare": NO_SECRET,
    "enrolment.skip_email": NO_SECRET,
    "identity.activate_code": CODE,
    "identity.activate_password": PROVEN,
    "identity.lost_phone": ASKS,
    "identity.lost_phone_code": CODE,
    "identity.lost_phone_office": PROVEN,
    "identity.new_device": CODE,
    "identity.recover": ASKS,
    "identity.recover_code": CODE,
    "identity.recover_password": PROVEN,
    "identity.sign_in_by_code": ASKS,
    "identity.sign_in_code": CODE,
    "identity.sign_out": NO_SECRET,
    "identity_staff.enrol": "the secret stands on the page",
    "identity_staff.set_password": PROVEN,
    "inbox.read_all": NO_SECRET,
    "lookups.card": "so many questions an hour, whatever the answers (tests/lookups/test_limits.py)",
    "people.invited": "128 random bits in the link; its eight digits are asked of who is signed in",
    "registry.verify": "a signature is verified, not guessed",
    "registry.verify_today": NO_SECRET,
    "training.choose_specimen": NO_SECRET,
    "training.enter_role": NO_SECRET,
    "welcome.large_text": NO_SECRET,
}


@pytest.mark.parametrize("endpoint", GUESSED)
def test_the_third_wrong_try_makes_the_next_one_wait(endpoint: str, app: Flask, world: CurrentWorld) -> None:
    wrong = GUESSED[endpoint](app, world)
    told = [wrong().text.replace("\u00a0", " ") for _n in range(4)]
    assert ["Thử lại sau" in text for text in told] == [False, False, True, True]
    assert "Bạn đã nhập sai 3 lần. Thử lại sau 5 giây" in told[2]
    assert "Bạn đã nhập sai 3 lần." in told[3], "looked at no more, and not counted"


def test_no_form_for_anybody_is_left_out(app: Flask) -> None:
    anybody = {
        route.endpoint
        for route in routes_of(app)
        if route.rule in {"anybody", "public"} and "POST" in route.methods
    }
    known = {name for name in GUESSED if name in anybody} | NOTHING_TO_GUESS.keys()
    assert anybody - known == set(), "can something be guessed there?"
    assert NOTHING_TO_GUESS.keys() - anybody == set(), "no such form any more"
