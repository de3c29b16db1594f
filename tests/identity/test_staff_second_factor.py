"""Taking the second factor at the first sign-in, and the sheet of recovery codes."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from sqlalchemy import select

from tests.identity.test_staff_sign_in import ADD, PASSWORD, Hired, enter, first, is_in, run, settled
from tests.support.cast import make_account, make_officer, sign_in
from tests.support.codes import let_pass
from tests.support.pages import Page, PageClient
from vssid_app.audit.models import AuditEntry
from vssid_app.audit.tags import Tag
from vssid_app.core.extensions import db
from vssid_app.core.world import CurrentWorld
from vssid_app.identity.models import Account, RecoveryCode
from vssid_app.identity.passwords.hashing import hash_password
from vssid_app.identity.staff.rules import bare_recovery_code, recovery_codes

pytestmark = [pytest.mark.any_database, pytest.mark.usefixtures("world")]
SHEET = "/can-bo/ma-du-phong"


def officer(app: Flask, client: PageClient, world: CurrentWorld) -> Account:
    """A signed-in officer with a password."""
    account = make_officer()
    with db.transaction():
        db.reload(account)
        account.password_hash = hash_password(PASSWORD)
    sign_in(client, account, world)
    return account


def make_sheet(client: PageClient, password: str = PASSWORD) -> list[str]:
    page = client.get(SHEET).submit("Tạo 10 mã mới", password=password)
    return codes_on(page)


def codes_on(page: Page) -> list[str]:
    return [item.text for items in page.root.all("ol") for item in items.all("li")]


def half_way(app: Flask, client: PageClient) -> tuple[Hired, list[str]]:
    """Staff with a sheet of codes who have just given their password."""
    hired = settled(app, client)
    enter(client, hired, PASSWORD)
    codes = make_sheet(client)
    client.raw.delete_cookie("phien")
    first(client, PASSWORD)
    return hired, codes


def use(client: PageClient, code: str) -> Page:
    return client.get("/can-bo/ma-xac-thuc").tap("Dùng mã dự phòng").submit("Xác nhận", code=code)


def tags() -> list[str]:
    db.session.rollback()
    return list(db.session.scalars(select(AuditEntry.tag).order_by(AuditEntry.id)))


def test_the_first_sign_in_shows_the_qr_code_for_the_app(app: Flask, client: PageClient) -> None:
    hired = Hired(run(app, *ADD))

    page = first(client, hired.password).follow().follow()

    assert page.heading == "Cài ứng dụng xác thực"
    assert page.root.all("svg")
    secret = page.link("Mở ứng dụng xác thực")
    assert secret.startswith("otpauth://totp/")
    assert re.search(r"secret=([A-Z2-7]{32})", secret)[1] in page.text.replace(" ", "")  # type: ignore[index]


def test_a_refresh_shows_the_same_code(app: Flask, client: PageClient) -> None:
    hired = Hired(run(app, *ADD))
    page = first(client, hired.password).follow().follow()

    again = client.get("/can-bo/ma-xac-thuc/cai-dat")

    assert again.link("Mở ứng dụng xác thực") == page.link("Mở ứng dụng xác thực")


def test_a_wrong_first_code_takes_nothing(app: Flask, client: PageClient) -> None:
    hired = Hired(run(app, *ADD))
    page = first(client, hired.password).follow().follow()

    assert "Mã xác thực chưa đúng." in page.submit("Xác nhận", code="000000").text
    assert client.get("/can-bo/mat-khau").location == "/can-bo/dang-nhap"


def test_once_taken_it_is_never_shown_again(app: Flask, client: PageClient) -> None:
    hired = Hired(run(app, *ADD))
    enter(client, hired, hired.password)
    client.raw.delete_cookie("phien")
    first(client, hired.password)

    assert client.get("/can-bo/ma-xac-thuc/cai-dat").location == "/can-bo/dang-nhap"
    assert client.get("/can-bo/ma-xac-thuc").heading == "Nhập mã xác thực"


@pytest.mark.parametrize("path", ["/can-bo/ma-xac-thuc/cai-dat", "/can-bo/ma-xac-thuc/du-phong"])
def test_nobody_gets_there_without_the_password(client: PageClient, path: str) -> None:
    assert client.get(path).location == "/can-bo/dang-nhap"


def test_the_command_prints_no_secret(app: Flask) -> None:
    result = run(app, *ADD)

    assert "otpauth" not in result.output
    assert "trang web hiện mã QR" in result.output


def test_taking_it_stands_in_the_log(app: Flask, client: PageClient) -> None:
    settled(app, client)

    assert tags()[:3] == [Tag.STAFF_ADDED, Tag.SECOND_FACTOR_ENROLLED, Tag.PASSWORD_CHANGED]


def test_the_sheet_has_ten_codes_and_is_shown_once(
    app: Flask, client: PageClient, world: CurrentWorld
) -> None:
    officer(app, client, world)
    assert "Bạn chưa có mã nào." in client.get(SHEET).text

    codes = make_sheet(client)

    assert len(set(codes)) == 10
    later = client.get(SHEET)
    assert codes_on(later) == []
    assert "Bạn còn 10 mã chưa dùng." in later.text


def test_the_sheet_is_made_for_the_password_only(app: Flask, client: PageClient, world: CurrentWorld) -> None:
    officer(app, client, world)

    assert make_sheet(client, "sai roi ban oi") == []
    page = client.get(SHEET).submit("Tạo 10 mã mới", password="sai roi ban oi")
    assert "Mật khẩu chưa đúng." in page.text
    assert tags()[-1] == Tag.SIGN_IN_REFUSED


def test_codes_are_kept_as_hashes_only(app: Flask, client: PageClient, world: CurrentWorld) -> None:
    officer(app, client, world)
    codes = make_sheet(client)

    db.session.rollback()
    kept = "".join(db.session.scalars(select(RecoveryCode.code_hash)))
    assert not [code for code in codes if bare_recovery_code(code) in kept]
    assert tags()[-1] == Tag.RECOVERY_CODES_MADE


def test_a_code_of_the_sheet_signs_in_once(app: Flask, client: PageClient) -> None:
    _hired, codes = half_way(app, client)

    assert use(client, f" {codes[3].upper()} ").location == SHEET
    assert is_in(client)
    assert "Bạn còn 9 mã chưa dùng." in client.get(SHEET).text
    assert Tag.RECOVERY_CODE_USED in tags()
    client.raw.delete_cookie("phien")
    first(client, PASSWORD)

    again = use(client, codes[3])

    assert "Mã dự phòng chưa đúng, hoặc đã dùng rồi." in again.text
    assert not is_in(client)


def test_a_new_sheet_makes_the_old_one_worthless(app: Flask, client: PageClient) -> None:
    _hired, old = half_way(app, client)
    use(client, old[0])
    new = make_sheet(client)
    client.raw.delete_cookie("phien")
    first(client, PASSWORD)

    assert "Mã dự phòng chưa đúng" in use(client, old[1]).text
    assert use(client, new[0]).location == SHEET


def test_codes_cannot_be_guessed_at_will(app: Flask, client: PageClient) -> None:
    _hired, codes = half_way(app, client)
    for guess in ("aaaaa-aaaaa", "bbbbb-bbbbb", "ccccc-ccccc"):
        page = use(client, guess)

    assert "Bạn đã nhập sai 3 lần. Thử lại sau 5 giây." in page.text
    assert "Thử lại sau" in use(client, codes[0]).text
    let_pass(seconds=5)
    assert use(client, codes[0]).location == SHEET


def test_the_sheet_of_another_opens_nothing(app: Flask, client: PageClient, world: CurrentWorld) -> None:
    other = PageClient(app)
    officer(app, other, world)
    codes = make_sheet(other)
    half_way(app, client)

    assert "Mã dự phòng chưa đúng" in use(client, codes[0]).text


def test_a_reset_takes_the_sheet_as_well(app: Flask, client: PageClient) -> None:
    half_way(app, client)

    run(app, "reset-2fa", "canbo.thu")

    db.session.rollback()
    assert db.session.scalars(select(RecoveryCode)).all() == []


def test_the_part_of_the_demo_is_told_that_it_skips_this(
    app: Flask, client: PageClient, world: CurrentWorld
) -> None:
    sign_in(client, make_officer(), world)

    assert "Vai dùng thử không có mật khẩu và bỏ qua mã xác thực" in client.get(SHEET).text


def test_the_sheet_is_for_staff(app: Flask, client: PageClient, world: CurrentWorld) -> None:
    assert client.get(SHEET).location == "/can-bo/dang-nhap"
    assert sign_in(client, make_account(), world).get(SHEET).status == 404


def test_codes_differ_and_have_no_letters_that_look_alike() -> None:
    made = [code for _sheet in range(20) for code in recovery_codes()]

    assert len(set(made)) == 200
    assert all(re.fullmatch(r"[a-z2-9]{5}-[a-z2-9]{5}", code) for code in made)
    assert not set("".join(made)) & set("01oli")
