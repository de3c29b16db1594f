"""Staff take another authenticator app themselves: the old factor first, then a code of the new app."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import select

from tests.identity.test_staff_second_factor import make_sheet, tags
from tests.identity.test_staff_sign_in import PASSWORD, Hired, enter, is_in, settled
from tests.support.cast import make_account, make_officer, sign_in
from tests.support.codes import let_pass
from tests.support.pages import Page, PageClient
from vssid_app.audit.tags import Tag
from vssid_app.core.extensions import db
from vssid_app.core.world import CurrentWorld
from vssid_app.identity.models import Account

pytestmark = pytest.mark.usefixtures("world")
PATH = "/can-bo/doi-ma-xac-thuc"


@pytest.fixture
def hired(app: Flask, client: PageClient) -> Hired:
    """Staff who are signed in with the first codes of their app."""
    found = settled(app, client)
    enter(client, found, PASSWORD)
    return found


def prove(client: PageClient, code: str) -> Page:
    return client.get(PATH).submit("Tiếp tục", code=code)


def test_by_a_recovery_code_the_new_app_takes_over_and_others_are_out(
    app: Flask, client: PageClient, hired: Hired
) -> None:
    sheet = make_sheet(client)
    other = PageClient(app)
    let_pass(minutes=1)
    other.get("/can-bo/dang-nhap").submit("Tiếp tục", user="canbo.thu", password=PASSWORD)
    other.get("/can-bo/ma-xac-thuc").tap("Dùng mã dự phòng").submit("Xác nhận", code=sheet[0])
    assert is_in(other)

    page = prove(client, sheet[1]).follow()
    old = hired.totp.secret
    hired.scan(page)
    done = page.submit("Xác nhận", code=hired.code()).follow()

    assert hired.totp.secret != old
    assert "Đã đổi ứng dụng xác thực." in done.text
    assert is_in(client)
    assert not is_in(other)
    assert tags().count(Tag.SECOND_FACTOR_CHANGED) == 1
    assert tags().count(Tag.RECOVERY_CODE_USED) == 2
    assert client.get(f"{PATH}/moi").location == PATH, "made once"
    client.raw.delete_cookie("phien")
    assert enter(client, hired, PASSWORD).location == "/can-bo/hang-cho", "the new app signs in"


def test_a_code_of_the_old_app_proves_it_too_but_once(client: PageClient, hired: Hired) -> None:
    with db.transaction() as session:
        # The next code is a minute away: those before it were taken at the sign-in.
        session.scalars(select(Account).where(Account.user_name == "canbo.thu")).one().totp_last_step = 1
    typed = hired.totp.now()

    assert prove(client, typed).location == f"{PATH}/moi"
    assert "Mã chưa đúng, hoặc đã dùng rồi." in prove(client, typed).text


def test_until_the_new_app_is_proven_the_old_one_stays(client: PageClient, hired: Hired) -> None:
    page = prove(client, make_sheet(client)[0]).follow()
    assert page.heading == "Cài ứng dụng xác thực"
    assert "Mã xác thực chưa đúng." in page.submit("Xác nhận", code="000000").text
    assert Tag.SECOND_FACTOR_CHANGED not in tags()
    again = client.get(f"{PATH}/moi")
    assert again.link("Mở ứng dụng xác thực") == page.link("Mở ứng dụng xác thực"), "a refresh shows the same"


def test_without_the_old_factor_the_new_one_is_not_shown(client: PageClient, hired: Hired) -> None:
    del hired
    assert client.get(f"{PATH}/moi").location == PATH


def test_a_recovery_code_used_twice_proves_nothing(client: PageClient, hired: Hired) -> None:
    del hired
    sheet = make_sheet(client)
    prove(client, sheet[0])
    assert "Mã chưa đúng, hoặc đã dùng rồi." in prove(client, sheet[0]).text


def test_wrong_codes_wait_as_at_the_sign_in(client: PageClient, hired: Hired) -> None:
    del hired
    sheet = make_sheet(client)
    for _n in range(3):
        page = prove(client, "abcde-fghij")
    assert "Thử lại sau 5 giây" in page.text
    assert "Bạn đã nhập sai 3 lần." in prove(client, sheet[0]).text


def test_a_shared_practice_part_has_none_to_change(
    app: Flask, client: PageClient, world: CurrentWorld
) -> None:
    sign_in(client, make_officer(), world)
    assert "Vai dùng thử bỏ qua mã xác thực" in client.get(PATH).text
    citizen = sign_in(PageClient(app), make_account(), world)
    assert citizen.get(PATH).status in {302, 404}
