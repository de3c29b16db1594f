"""``Cách nhận thông báo``: what one chooses holds from then on; what protects the account is fixed."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from tests.support.cast import make_account, make_officer, sign_in
from tests.support.codes import messages
from tests.support.notices import notices, tell_of
from tests.support.pages import Page, PageClient
from tests.support.statements import cost
from vssid_app.audit.models import AuditEntry
from vssid_app.audit.tags import Tag
from vssid_app.core.clock import instant
from vssid_app.core.extensions import db
from vssid_app.core.world import CurrentWorld
from vssid_app.identity.models import Account
from vssid_app.identity.notice_ways import choose_ways, ways_of
from vssid_app.notifications.models import Channel, NoticeChoice, Topic
from vssid_app.notifications.way_rules import FIXED

WAYS = "/thong-bao/cach-nhan"
SAVE = "Lưu lựa chọn"


@pytest.fixture
def account(world: CurrentWorld) -> Account:
    """Somebody with a phone and a proven email."""
    return make_account(email="a@thuchanh.example", email_proven_at=instant())


@pytest.fixture
def phone(client: PageClient, account: Account, world: CurrentWorld) -> PageClient:
    return sign_in(client, account, world)


def ticks(page: Page) -> dict[str, bool]:
    boxes = [box for box in page.root.all("input") if box.attrs.get("type") == "checkbox"]
    return {box.attrs["name"]: "checked" in box.attrs for box in boxes}


def chosen() -> list[tuple[str, str, bool]]:
    db.session.rollback()
    db.session.expire_all()
    found = db.session.scalars(select(NoticeChoice).order_by(NoticeChoice.id))
    return [(row.topic, row.channel, row.wanted) for row in found]


def logged() -> int:
    entries = select(AuditEntry.id).where(AuditEntry.tag == Tag.NOTICES_CHOSEN)
    return len(db.session.scalars(entries).all())


def test_at_first_it_shows_what_stands_without_a_choice(phone: PageClient) -> None:
    page = phone.get(WAYS)
    assert page.heading == "Cách nhận thông báo"
    assert ticks(page) == {
        "registration-sms": True,
        "registration-email": True,
        "services-sms": True,
        "services-email": False,
        "care-sms": True,
        "care-email": True,
        "card_expiry-sms": True,
        "card_expiry-email": False,
    }
    assert "luôn gửi bằng tin nhắn SMS, e-mail, không tắt được" in page.text
    assert "Trong ứng dụng, mục Thông báo luôn có đủ" in page.text


def test_it_leads_there_from_the_profile_and_from_the_list(phone: PageClient) -> None:
    assert phone.get("/toi").follow().tap("Thông tin cá nhân").link("Cách nhận thông báo") == WAYS
    assert phone.get("/thong-bao").link("Cách nhận thông báo") == WAYS


def test_a_choice_holds_from_then_on(phone: PageClient, account: Account) -> None:
    page = phone.get(WAYS)
    after = page.submit(SAVE, **{"services-sms": None, "services-email": "y"}).follow()
    assert "Đã lưu cách nhận thông báo" in after.text
    assert ticks(after)["services-email"]
    assert not ticks(after)["services-sms"]
    tell_of(account)
    assert [message.channel for message in messages()] == [Channel.EMAIL]
    assert len(notices()) == 1
    assert len(chosen()) == logged() == 2


def test_the_same_again_changes_nothing(phone: PageClient) -> None:
    page = phone.get(WAYS)
    page.submit(SAVE, **{"care-sms": None})
    again = page.submit(SAVE, **{"care-sms": None}).follow()
    assert "Cách nhận thông báo giữ nguyên" in again.text
    assert chosen() == [(Topic.CARE, Channel.SMS, False)]
    assert logged() == 1


def test_what_is_as_without_a_choice_is_not_kept(phone: PageClient) -> None:
    page = phone.get(WAYS)
    page.submit(SAVE, **{"care-sms": None})
    page.submit(SAVE, **{"care-sms": "y"})
    assert chosen() == []
    assert logged() == 2


def test_only_a_proven_email_can_be_chosen(client: PageClient, world: CurrentWorld) -> None:
    account = make_account(email="a@thuchanh.example")
    sign_in(client, account, world)
    page = client.get(WAYS)
    assert not any(name.endswith("email") for name in ticks(page))
    assert page.link("Xác nhận e-mail") == "/tai-khoan/email"
    page.submit(SAVE, **{"services-email": "y"})
    assert chosen() == [], "what was not offered is not taken"


def test_without_phone_and_email_there_is_nothing_to_choose(client: PageClient, world: CurrentWorld) -> None:
    sign_in(client, make_account(phone=None), world)
    page = client.get(WAYS)
    assert ticks(page) == {}
    assert "Vì vậy tin chỉ có trong ứng dụng" in page.text
    assert page.link("Thêm số điện thoại") == "/tai-khoan/dien-thoai"
    assert SAVE not in page.text


def test_what_protects_the_account_is_not_chosen(account: Account) -> None:
    assert not choose_ways(account, dict.fromkeys(FIXED, ()))
    assert chosen() == []
    assert ways_of(account)[Topic.SECURITY] == (Channel.SMS, Channel.EMAIL, Channel.APP)


def test_what_is_not_named_stays(account: Account) -> None:
    assert choose_ways(account, {Topic.CARE: ()})
    assert choose_ways(account, {Topic.SERVICES: (Channel.EMAIL,)})
    taken = ways_of(account)
    assert taken[Topic.CARE] == (Channel.APP,)
    assert taken[Topic.SERVICES] == (Channel.EMAIL, Channel.APP)
    assert taken[Topic.REGISTRATION] == (Channel.SMS, Channel.EMAIL, Channel.APP)


def test_staff_choose_nothing(client: PageClient, world: CurrentWorld) -> None:
    sign_in(client, make_officer(), world)
    assert client.get(WAYS).status == 404


def test_the_page_asks_little(phone: PageClient) -> None:
    assert len(cost(phone, WAYS)) <= 6
