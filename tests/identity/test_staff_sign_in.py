"""Staff: added by command, password and second factor at each sign-in."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pyotp
import pytest
from click.testing import Result
from flask import Flask
from sqlalchemy import select

from tests.support.codes import let_pass
from tests.support.pages import Page, PageClient
from vssid_app.audit.models import AuditEntry
from vssid_app.audit.tags import Tag
from vssid_app.core.extensions import db
from vssid_app.identity.commands import staff
from vssid_app.identity.models import Account
from vssid_app.identity.staff.rules import STEP_SECONDS, one_time_password, step_of

pytestmark = [pytest.mark.any_database, pytest.mark.usefixtures("world")]
PASSWORD = "ba con meo vang"
ADD = ["add", "canbo.thu", "--name", "Lê Thử Huy", "--role", "officer", "--office", "00104"]


def run(app: Flask, *words: str) -> Result:
    return app.test_cli_runner().invoke(staff, words)


class Hired:
    """What the command printed."""

    def __init__(self, result: Result) -> None:
        assert result.exit_code == 0, result.output
        self.password = re.search(r"Mật khẩu dùng một lần: (\S+)", result.output)[1]  # type: ignore[index]
        self.totp = pyotp.TOTP(pyotp.random_base32())
        self.steps = 0

    def scan(self, page: Page) -> Page:
        """Let the app take the secret that the page shows."""
        app = pyotp.parse_uri(page.link("Mở ứng dụng xác thực"))
        assert isinstance(app, pyotp.TOTP)
        self.totp, self.steps = app, 0
        return page

    def code(self) -> str:
        """The next code that the app would show (each is taken once, so the next of them)."""
        now = int(datetime.now(UTC).timestamp()) // STEP_SECONDS
        self.steps += 1
        return self.totp.generate_otp(now + self.steps - 1)


def first(client: PageClient, password: str, user: str = "canbo.thu") -> Page:
    return client.get("/can-bo/dang-nhap").submit("Tiếp tục", user=user, password=password)


def enter(client: PageClient, hired: Hired, password: str) -> Page:
    page = first(client, password).follow()
    if page.heading == "Cài ứng dụng xác thực":
        hired.scan(page)
    return page.submit("Xác nhận", code=hired.code())


def settled(app: Flask, client: PageClient) -> Hired:
    """Staff who have their own password, and are signed out."""
    hired = Hired(run(app, *ADD))
    enter(client, hired, hired.password).follow().submit("Đặt mật khẩu và vào", password=PASSWORD)
    client.raw.delete_cookie("phien")
    return hired


def is_in(client: PageClient) -> bool:
    return client.get("/can-bo/dang-nhap").location == "/can-bo/hang-cho"


def test_the_first_sign_in_changes_the_one_time_password(app: Flask, client: PageClient) -> None:
    hired = Hired(run(app, *ADD))

    page = enter(client, hired, hired.password).follow()

    assert page.heading == "Đặt mật khẩu của bạn"
    assert not is_in(client)
    assert page.submit("Đặt mật khẩu và vào", password=PASSWORD).location == "/can-bo/ma-du-phong"
    assert is_in(client)


def test_later_two_factors_lead_to_the_desk(app: Flask, client: PageClient) -> None:
    hired = settled(app, client)

    assert enter(client, hired, PASSWORD).location == "/can-bo/hang-cho"
    assert is_in(client)


def test_the_one_time_password_is_gone_afterwards(app: Flask, client: PageClient) -> None:
    hired = settled(app, client)

    assert "Tên đăng nhập hoặc mật khẩu chưa đúng." in first(client, hired.password).text


def test_a_password_alone_opens_nothing(app: Flask, client: PageClient) -> None:
    settled(app, client)
    first(client, PASSWORD)

    assert not is_in(client)
    assert client.get("/can-bo/mat-khau").location == "/can-bo/dang-nhap"


def test_a_code_is_taken_once(app: Flask, client: PageClient) -> None:
    hired = settled(app, client)
    used = hired.code()
    first(client, PASSWORD).follow().submit("Xác nhận", code=used)
    client.raw.delete_cookie("phien")

    again = first(client, PASSWORD).follow().submit("Xác nhận", code=used)

    assert "Mã xác thực chưa đúng. Đợi mã mới trong ứng dụng rồi nhập lại." in again.text
    assert not is_in(client)


def test_codes_cannot_be_guessed_at_will(app: Flask, client: PageClient) -> None:
    settled(app, client)
    page = first(client, PASSWORD).follow()
    for guess in ("000001", "000002", "000003"):
        answer = page.submit("Xác nhận", code=guess)

    assert "Bạn đã nhập sai 3 lần. Thử lại sau 5 giây." in answer.text


def test_passwords_of_staff_are_delayed_too(app: Flask, client: PageClient) -> None:
    settled(app, client)
    for _guess in range(3):
        page = first(client, "sai roi ban oi")

    assert "Bạn đã nhập sai 3 lần. Thử lại sau 5 giây." in page.text
    let_pass(seconds=5)
    assert first(client, PASSWORD).location == "/can-bo/ma-xac-thuc"


def test_unknown_names_read_alike(app: Flask, client: PageClient) -> None:
    settled(app, client)

    known, unknown = first(client, "sai roi ban oi"), first(client, "sai roi ban oi", "khong.ai")

    assert known.text == unknown.text


def test_the_second_page_needs_the_first(client: PageClient) -> None:
    assert client.get("/can-bo/ma-xac-thuc").location == "/can-bo/dang-nhap"


def test_a_weak_password_is_told_why(app: Flask, client: PageClient) -> None:
    hired = Hired(run(app, *ADD))
    page = enter(client, hired, hired.password).follow()

    assert "Mật khẩu này dễ đoán." in page.submit("Đặt mật khẩu và vào", password="matkhau123").text
    assert "chỉ có tên hoặc số của bạn" in page.submit("Đặt mật khẩu và vào", password="lethuhuy1990").text


def test_disabled_staff_are_out_at_once(app: Flask, client: PageClient) -> None:
    hired = settled(app, client)
    enter(client, hired, PASSWORD)
    assert is_in(client)

    assert run(app, "disable", "canbo.thu").exit_code == 0

    assert not is_in(client)
    assert "Tên đăng nhập hoặc mật khẩu chưa đúng." in first(client, PASSWORD).text


def test_a_reset_begins_anew(app: Flask, client: PageClient) -> None:
    old = settled(app, client)

    new = Hired(run(app, "reset-2fa", "canbo.thu"))

    assert "Tên đăng nhập hoặc mật khẩu chưa đúng." in first(client, PASSWORD).text
    page = new.scan(first(client, new.password).follow())
    assert "Mã xác thực chưa đúng." in page.submit("Xác nhận", code=old.code()).text
    assert page.submit("Xác nhận", code=new.code()).follow().heading == "Đặt mật khẩu của bạn"


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["add", "Cán bộ", "--name", "X", "--role", "officer", "--office", "00104"], "Tên đăng nhập gồm"),
        (["add", "9900001234", "--name", "X", "--role", "officer", "--office", "00104"], "bắt đầu bằng chữ"),
        (["add", "canbo2", "--name", "X", "--role", "officer"], "Không có cơ quan BHXH"),
        (["add", "canbo2", "--name", "X", "--role", "officer", "--office", "99999"], "Không có cơ quan BHXH"),
        (["disable", "khong.ai"], "Không có cán bộ nào"),
        (["reset-2fa", "khong.ai"], "Không có cán bộ nào"),
    ],
)
def test_what_cannot_be_done_is_told(app: Flask, words: list[str], sentence: str) -> None:
    result = run(app, *words)

    assert result.exit_code != 0
    assert sentence in result.output


def test_a_name_is_given_once(app: Flask) -> None:
    run(app, *ADD)

    assert "Tên đăng nhập này đã có." in run(app, *ADD).output


def test_an_administrator_needs_no_office(app: Flask) -> None:
    assert run(app, "add", "quantri", "--name", "Vũ Thử An", "--role", "admin").exit_code == 0


def test_each_change_of_staff_stands_in_the_log_and_no_secret_does(app: Flask) -> None:
    hired = Hired(run(app, *ADD))
    run(app, "reset-2fa", "canbo.thu")
    run(app, "disable", "canbo.thu")

    db.session.rollback()
    entries = db.session.scalars(select(AuditEntry).order_by(AuditEntry.id)).all()
    assert [entry.tag for entry in entries] == [
        Tag.STAFF_ADDED,
        Tag.SECOND_FACTOR_RESET,
        Tag.ACCOUNT_DISABLED,
    ]
    account = db.session.scalars(select(Account)).one()
    assert hired.password not in str([entry.facts for entry in entries]) + str(account.password_hash)


def test_a_code_half_a_minute_early_or_late_is_taken() -> None:
    secret, at = pyotp.random_base32(), datetime(2026, 9, 5, 9, 41, tzinfo=UTC)
    step = int(at.timestamp()) // STEP_SECONDS
    for offset in (-1, 0, 1):
        assert step_of(secret, pyotp.TOTP(secret).generate_otp(step + offset), at, None) == step + offset
    for offset in (-2, 2):
        assert step_of(secret, pyotp.TOTP(secret).generate_otp(step + offset), at, None) is None


def test_an_earlier_code_than_the_last_one_is_not_taken() -> None:
    secret, at = pyotp.random_base32(), datetime(2026, 9, 5, 9, 41, tzinfo=UTC)
    step = int(at.timestamp()) // STEP_SECONDS

    assert step_of(secret, pyotp.TOTP(secret).generate_otp(step - 1), at, step) is None


def test_one_time_passwords_differ_and_pass_the_rule() -> None:
    made = {one_time_password() for _ in range(50)}

    assert len(made) == 50
    assert all(re.fullmatch(r"[a-z2-9]{4}(-[a-z2-9]{4}){3}", password) for password in made)
