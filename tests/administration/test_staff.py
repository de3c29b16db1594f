"""Staff on the administrators' pages: added, taken out, begun anew, roles; each is in the log."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from sqlalchemy import select

from tests.support.cast import make_officer, sign_in
from tests.support.pages import Page, PageClient
from vssid_app.audit.models import AuditEntry
from vssid_app.audit.tags import Tag
from vssid_app.core.extensions import db
from vssid_app.core.world import CurrentWorld
from vssid_app.identity.models import Account, Role
from vssid_app.identity.queries import find_staff

pytestmark = pytest.mark.any_database

NEW = {"user": "canbo.thu", "name": "Lê Thử Huy", "role": "officer", "office": "00104"}
LIST = "/quan-tri/can-bo"
ONE = "/quan-tri/can-bo/canbo.thu"


def add(admin: PageClient, **other: str) -> Page:
    return admin.get(f"{LIST}/them").submit("Thêm cán bộ", **{**NEW, **other})


def password_on(page: Page) -> str:
    found = re.search(r"Mật khẩu dùng một lần (\w{4}(?:-\w{4}){3})", page.text)
    assert found, page.text
    return found[1]


def entry(tag: Tag) -> AuditEntry:
    db.session.rollback()
    return db.session.scalars(select(AuditEntry).where(AuditEntry.tag == tag)).one()


def staff_now(user: str = "canbo.thu") -> Account:
    db.session.rollback()
    account = find_staff(user)
    assert account
    db.session.refresh(account)
    return account


def roles_now() -> set[tuple[Role, str]]:
    account = staff_now()
    db.session.expire(account, ["roles"])
    return {(role.role, role.office_code) for role in account.roles}


def test_the_list_shows_everybody_with_role_office_and_state(admin: PageClient) -> None:
    add(admin)
    page = admin.get(LIST)
    assert page.heading == "Cán bộ"
    assert "Lê Thử Huy Cán bộ xét duyệt, BHXH cơ sở Long Biên Chưa đăng nhập lần đầu" in page.text
    assert "Trần Thử Quản Quản trị Đang làm việc" in page.text


def test_a_new_officer_signs_in_with_the_password_that_is_shown_once(
    admin: PageClient, app: Flask, administrator: Account
) -> None:
    shown = add(admin)

    password = password_on(shown)
    assert shown.heading == "Giao mật khẩu này"
    assert password not in admin.get(ONE).text
    phone = PageClient(app)
    asked = phone.get("/can-bo/dang-nhap").submit("Tiếp tục", user="canbo.thu", password=password)
    assert asked.follow().heading == "Cài ứng dụng xác thực"
    noted = entry(Tag.STAFF_ADDED)
    assert noted.actor_id == administrator.id
    assert password not in str(noted.facts)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"user": "Cán Bộ"}, "Tên đăng nhập gồm 3–40 chữ thường"),
        ({"user": ""}, "Nhập tên đăng nhập."),
        ({"user": "9900000001"}, "Tên đăng nhập gồm 3–40 chữ thường"),
        ({"name": ""}, "Nhập họ và tên."),
        ({"name": "Huy 0912 345 678"}, "Đừng ghi số giấy tờ"),
        ({"office": ""}, "Nhập mã cơ quan của cán bộ"),
        ({"office": "99999"}, "Hôm nay không có cơ quan BHXH"),
        ({"role": "king"}, "Hãy chọn một trong các câu trả lời"),
    ],
)
def test_bad_input_is_said_at_its_field_and_adds_nobody(
    typed: dict[str, str], sentence: str, admin: PageClient
) -> None:
    page = add(admin, **typed)
    assert sentence in page.text
    assert "Lê Thử Huy" not in admin.get(LIST).text


def test_a_name_is_taken_once(admin: PageClient) -> None:
    add(admin)
    assert "Tên đăng nhập này đã có" in add(admin).text


def test_an_administrator_is_added_without_an_office(admin: PageClient) -> None:
    add(admin, role="admin", office="00104")
    assert roles_now() == {(Role.ADMIN, "")}


def test_who_is_taken_out_is_out_at_once_on_all_machines(
    admin: PageClient, app: Flask, administrator: Account, world: CurrentWorld
) -> None:
    add(admin)
    desk = sign_in(PageClient(app), staff_now(), world)
    assert desk.get("/can-bo/hang-cho").status == 200

    page = admin.get(ONE).submit("Khoá tài khoản").follow()

    assert "Đã khoá" in page.text
    assert desk.get("/can-bo/hang-cho").location == "/can-bo/dang-nhap"
    assert entry(Tag.ACCOUNT_DISABLED).actor_id == administrator.id


def test_who_comes_back_begins_anew(admin: PageClient, administrator: Account) -> None:
    before = password_on(add(admin))
    admin.get(ONE).submit("Khoá tài khoản")

    after = password_on(admin.get(ONE).submit("Mở lại"))

    assert after != before
    assert staff_now().disabled_at is None
    assert entry(Tag.STAFF_READMITTED).actor_id == administrator.id


def test_a_lost_phone_begins_anew_with_both_factors(
    admin: PageClient, app: Flask, administrator: Account
) -> None:
    before = password_on(add(admin))
    secret = staff_now().totp_secret

    after = password_on(admin.get(ONE).submit("Đặt lại mật khẩu"))

    assert staff_now().totp_secret != secret
    assert entry(Tag.SECOND_FACTOR_RESET).actor_id == administrator.id
    sign_in_page = PageClient(app).get("/can-bo/dang-nhap")
    assert sign_in_page.submit("Tiếp tục", user="canbo.thu", password=before).status == 200
    assert sign_in_page.submit("Tiếp tục", user="canbo.thu", password=after).status == 302


def test_a_role_more_and_a_role_less_hold_at_once(
    admin: PageClient, app: Flask, administrator: Account, world: CurrentWorld
) -> None:
    add(admin)
    theirs = sign_in(PageClient(app), staff_now(), world)
    assert theirs.get("/quan-tri").status == 404

    admin.get(ONE).submit("Thêm vai", action="/vai", role="admin")
    assert roles_now() == {(Role.OFFICER, "00104"), (Role.ADMIN, "")}
    assert theirs.get("/quan-tri").status == 200

    page = admin.get(ONE)
    token = page.form("Bỏ vai này").all("input")[0].attrs["value"]
    admin.post(f"{ONE}/bo-vai", {"csrf_token": token, "role": "admin", "office": ""})
    assert roles_now() == {(Role.OFFICER, "00104")}
    assert theirs.get("/quan-tri").status == 404
    assert entry(Tag.ROLE_GIVEN).facts == {"role": "admin", "office": ""}
    assert entry(Tag.ROLE_TAKEN).actor_id == administrator.id


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"role": "officer", "office": "00104"}, "Người này đã có vai đó."),
        ({"role": "officer", "office": "99999"}, "Hôm nay không có cơ quan BHXH"),
        ({"role": "officer", "office": ""}, "Nhập mã cơ quan của cán bộ"),
        ({}, "Chọn một vai."),
    ],
)
def test_a_role_that_cannot_be_given_is_refused_in_words(
    typed: dict[str, str], sentence: str, admin: PageClient
) -> None:
    add(admin)
    assert sentence in admin.get(ONE).submit("Thêm vai", action="/vai", **typed).text
    assert roles_now() == {(Role.OFFICER, "00104")}


def test_the_last_role_stays(admin: PageClient) -> None:
    add(admin)
    page = admin.get(ONE).submit("Bỏ vai này").follow()
    assert "Đây là vai duy nhất." in page.text
    assert roles_now() == {(Role.OFFICER, "00104")}


def test_a_role_that_does_not_exist_is_not_taken(admin: PageClient) -> None:
    add(admin)
    token = admin.get(ONE).form("Bỏ vai này").all("input")[0].attrs["value"]
    page = admin.post(f"{ONE}/bo-vai", {"csrf_token": token, "role": "king"}).follow()
    assert "Chọn vai cần bỏ." in page.text


@pytest.mark.parametrize("action", ["khoa", "dat-lai", "mo-lai", "bo-vai"])
def test_nobody_changes_the_own_account(action: str, admin: PageClient, administrator: Account) -> None:
    own = f"{LIST}/{administrator.user_name}"
    page = admin.get(own)
    assert "Bạn không tự đổi tài khoản của mình." in page.text
    token = admin.get(f"{LIST}/them").form("Thêm cán bộ").all("input")[0].attrs["value"]
    data = {"csrf_token": token, "role": "admin", "office": ""}
    assert "Bạn không tự đổi" in admin.post(f"{own}/{action}", data).follow().text
    assert admin.get("/quan-tri").status == 200


def test_the_shared_parts_of_the_demo_cannot_be_locked(admin: PageClient) -> None:
    part = make_officer()
    page = admin.get(f"{LIST}/{part.user_name}")
    assert "Đây là vai dùng thử chung" in page.text
    token = admin.get(f"{LIST}/them").form("Thêm cán bộ").all("input")[0].attrs["value"]
    admin.post(f"{LIST}/{part.user_name}/khoa", {"csrf_token": token})
    assert staff_now(part.user_name).disabled_at is None


def test_whom_nobody_knows_is_404(admin: PageClient) -> None:
    assert admin.get(f"{LIST}/khong.co").status == 404


def test_a_script_in_a_name_is_only_text(admin: PageClient) -> None:
    add(admin, name="<script>alert(1)</script>")
    page = admin.get(ONE)
    assert page.heading == "<script>alert(1)</script>"
