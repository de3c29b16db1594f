"""Neither the old phone nor the password: an officer sees the person and decides."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import select

from tests.support.cast import OTHER_OFFICE, make_account, make_officer, make_person, sign_in
from tests.support.codes import let_pass, messages, newest_code
from tests.support.devices import known_phone
from tests.support.pages import Page, PageClient
from vssid_app.audit.models import AuditEntry
from vssid_app.audit.tags import Tag
from vssid_app.core.extensions import db
from vssid_app.core.world import CurrentWorld
from vssid_app.identity.models import Account, AccountCase, TrustedDevice

OLD, NEW = "0000345678", "0000345679"
NUMBER = "9900001234"
DESK = "/can-bo/mat-so-dien-thoai"


@pytest.fixture
def account(world: CurrentWorld) -> Account:
    return make_account(make_person(phone=OLD, si_number=NUMBER, full_name="TRẦN THỊ MẪU"))


@pytest.fixture
def officer(app: Flask, world: CurrentWorld) -> PageClient:
    return sign_in(PageClient(app), make_officer(), world)


def prove(client: PageClient, user: str = NUMBER) -> Page:
    page = client.get("/mat-so-dien-thoai").submit("Gửi mã tới số mới", user=user, address=NEW).follow()
    return page.submit("Xác nhận", code=newest_code()).follow()


def found(client: PageClient, user: str = NUMBER) -> Page:
    """The page with the offices found."""
    return client.get(f"{prove(client, user).path}?tim=Long Biên")


def ask(client: PageClient, user: str = NUMBER) -> Page:
    """The whole way to the open case."""
    return found(client, user).submit("Gửi yêu cầu", office="00104").follow()


def case() -> AccountCase:
    db.session.rollback()
    db.session.expire_all()
    return db.session.scalars(select(AccountCase)).one()


def decide(officer: PageClient, decision: str, **more: str) -> Page:
    page = officer.get(f"{DESK}/{case().code}")
    return page.submit("Ghi quyết định", decision=decision, **more).follow()


def kept(account: Account) -> Account:
    db.session.rollback()
    db.session.refresh(account)
    return account


def test_the_way_starts_where_one_recovers(client: PageClient, world: CurrentWorld) -> None:
    assert client.get("/quen-mat-khau").link("Gặp cán bộ BHXH để đổi số") == "/mat-so-dien-thoai"


def test_a_case_is_opened_with_the_new_phone(client: PageClient, account: Account) -> None:
    page = ask(client)

    assert page.heading == "Mang CCCD tới cơ quan BHXH"
    assert case().code in page.text
    assert (case().account_id, case().new_phone, case().office_code) == (account.id, NEW, "00104")
    assert kept(account).phone == OLD


@pytest.mark.usefixtures("account")
def test_the_new_phone_is_told_where_to_go_and_the_old_one_is_warned(client: PageClient) -> None:
    ask(client)

    asked = next(message for message in messages() if message.kind == "account.case_asked")
    warned = next(message for message in messages() if message.kind == "account.case_opened")
    assert asked.address == NEW
    assert f"Yêu cầu {case().code}: mang CCCD tới" in asked.text
    assert warned.address == OLD
    assert "Có người xin đổi số điện thoại của tài khoản bạn" in warned.text


def test_without_an_account_all_reads_alike_and_no_desk_sees_it(
    client: PageClient, officer: PageClient
) -> None:
    page = ask(client, "9900009999")

    assert page.heading == "Mang CCCD tới cơ quan BHXH"
    assert [message.kind for message in messages()] == ["code.lost_phone", "account.case_asked"]
    assert "Không có yêu cầu nào" in officer.get(DESK).text
    assert officer.get(f"{DESK}/{case().code}").status == 404


@pytest.mark.usefixtures("account")
def test_a_second_tap_opens_no_second_case(client: PageClient) -> None:
    page = found(client)

    page.submit("Gửi yêu cầu", office="00104")
    page.submit("Gửi yêu cầu", office="00104")

    assert case().code


@pytest.mark.usefixtures("account")
def test_an_office_that_was_not_offered_is_refused(client: PageClient) -> None:
    assert found(client).submit("Gửi yêu cầu", office="99999").status == 200

    db.session.rollback()
    assert db.session.scalars(select(AccountCase)).all() == []


@pytest.mark.usefixtures("account")
def test_a_place_that_is_not_found_is_told(client: PageClient) -> None:
    page = prove(client)

    assert "Không thấy cơ quan nào." in client.get(f"{page.path}?tim=xyzxyz").text


@pytest.mark.usefixtures("account")
def test_there_is_no_case_without_the_code(client: PageClient) -> None:
    asked = client.get("/mat-so-dien-thoai").submit("Gửi mã tới số mới", user=NUMBER, address=NEW)

    assert client.get(f"{asked.location}/co-quan").status == 404
    assert client.get(f"{asked.location}/xong").status == 404


@pytest.mark.usefixtures("account")
def test_the_officer_sees_whose_account_it_is(client: PageClient, officer: PageClient) -> None:
    ask(client)

    page = officer.get("/can-bo/yeu-cau-kiem-tra").tap("Mất số điện thoại").tap(case().code)

    assert "TRẦN THỊ MẪU" in page.text
    assert "03/05/1990" in page.text
    db.session.rollback()
    assert Tag.ACCOUNT_CASE_VIEWED in db.session.scalars(select(AuditEntry.tag)).all()


def test_the_decision_changes_the_phone_and_ends_all_sessions(
    app: Flask, client: PageClient, account: Account, officer: PageClient, world: CurrentWorld
) -> None:
    thief = known_phone(sign_in(PageClient(app), account, world), account)
    assert "/nguoi/" in thief.get("/toi").location
    ask(client)

    page = decide(officer, "phone_changed", seen="y")

    assert "Đã xử lý yêu cầu" in page.text
    assert kept(account).phone == NEW
    assert "/nguoi/" not in thief.get("/toi").location
    assert db.session.scalars(select(TrustedDevice)).all() == []
    let_pass(minutes=1)
    page = client.get("/dang-nhap/ma").submit("Gửi mã cho tôi", user=NEW).follow()
    assert page.submit("Xác nhận", code=newest_code()).location == "/toi"


def test_the_decision_stands_in_the_log_by_its_officer(
    client: PageClient, account: Account, officer: PageClient
) -> None:
    ask(client)
    decide(officer, "phone_changed", seen="y")

    db.session.rollback()
    entry = db.session.scalars(select(AuditEntry).where(AuditEntry.tag == Tag.ACCOUNT_CASE_DECIDED)).one()
    assert entry.actor_id == case().decided_by_id
    assert entry.actor_id != account.id
    assert entry.facts == {"decision": "phone_changed"}


def test_nobody_is_let_in_unseen(client: PageClient, account: Account, officer: PageClient) -> None:
    ask(client)

    page = decide(officer, "phone_changed")

    assert "Chỉ đổi số khi đã gặp trực tiếp" in page.text
    assert kept(account).phone == OLD


def test_a_refusal_changes_nothing_and_is_told_to_the_new_phone(
    client: PageClient, account: Account, officer: PageClient
) -> None:
    ask(client)

    decide(officer, "refused")

    assert kept(account).phone == OLD
    assert messages()[-1].kind == "account.case_refused"
    assert messages()[-1].address == NEW


def test_a_case_is_decided_once(client: PageClient, account: Account, officer: PageClient) -> None:
    ask(client)
    page = officer.get(f"{DESK}/{case().code}")
    page.submit("Ghi quyết định", decision="refused")

    again = page.submit("Ghi quyết định", decision="phone_changed", seen="y").follow()

    assert "Yêu cầu này đã được xử lý trước đó." in again.text
    assert kept(account).phone == OLD


def test_a_phone_that_another_account_has_by_now_is_not_taken(
    client: PageClient, account: Account, officer: PageClient
) -> None:
    ask(client)
    make_account(make_person(phone=NEW))

    page = decide(officer, "phone_changed", seen="y")

    assert "Số mới đang dùng cho một tài khoản khác." in page.text
    assert kept(account).phone == OLD
    assert case().decided_at is None


@pytest.mark.usefixtures("account")
def test_another_office_does_not_see_it(app: Flask, client: PageClient, world: CurrentWorld) -> None:
    ask(client)
    other = sign_in(PageClient(app), make_officer(office=OTHER_OFFICE), world)

    assert "Không có yêu cầu nào" in other.get(DESK).text
    assert other.get(f"{DESK}/{case().code}").status == 404
