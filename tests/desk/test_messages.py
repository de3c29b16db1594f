"""Administrators see what leaves and what does not, and send again what was given up; never what was said."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from tests.support.cast import make_officer, sign_in
from tests.support.outbox import put
from tests.support.pages import Page, PageClient
from vssid_app.audit.models import AuditEntry
from vssid_app.audit.tags import Tag
from vssid_app.core.clock import instant
from vssid_app.core.extensions import db
from vssid_app.core.world import CurrentWorld
from vssid_app.desk.message_rows import kind_words, trouble_words
from vssid_app.identity.models import Account, Role, StaffRole
from vssid_app.notifications.models import Channel, Delivery, OutboxMessage
from vssid_app.notifications.operations import Message
from vssid_app.notifications.operations import send_again as let_go_again

PAGE = "/can-bo/tin-nhan"
SECRET_WORDS = "Hồ sơ TH-7K3M-Q9XA cần bổ sung"


def make_message(
    delivery: Delivery, kind: str = "dossier.supplement", *, address: str = "0000345678", **given: object
) -> OutboxMessage:
    """A message as the worker left it."""
    channel = Channel.EMAIL if "@" in address else Channel.SMS
    code = "482615" if kind.startswith("code.") else None
    with db.transaction():
        row = put(Message(channel, kind, address, SECRET_WORDS, subject="Chủ đề kín", code=code))
        row.delivery = delivery
        for name, value in given.items():
            setattr(row, name, value)
    return row


@pytest.fixture
def administrator(world: CurrentWorld) -> Account:
    return make_officer(office="", role=Role.ADMIN, name="Trần Thử Quản")


@pytest.fixture
def desk(client: PageClient, administrator: Account, world: CurrentWorld) -> PageClient:
    return sign_in(client, administrator, world)


def state_of(message: OutboxMessage) -> OutboxMessage:
    db.session.rollback()
    db.session.refresh(message)
    return message


def section(page: Page, start: str, end: str = "") -> str:
    """The text of the page from one heading to the next."""
    text = page.text[page.text.index(start) :]
    return text[: text.index(end)] if end else text


def test_messages_stand_where_they_are(desk: PageClient) -> None:
    make_message(Delivery.GIVEN_UP, attempts=30, last_error="SMS gateway answered 503")
    make_message(Delivery.QUEUED, "dossier.recorded", attempts=2, last_error="mail server: TimeoutError")
    make_message(Delivery.SENT, "dossier.rejected")
    page = desk.get(PAGE)
    given_up = section(page, "Không gửi được (1)", "Đang chờ gửi (1)")
    queued = section(page, "Đang chờ gửi (1)", "Đã gửi (1)")
    sent = section(page, "Đã gửi (1)")
    for words in ("Hồ sơ cần bổ sung", "30", "Cổng SMS trả lời 503.", "Gửi lại"):
        assert words in given_up
    assert "Đã ghi nhận hồ sơ" in queued
    assert "Không nối được máy chủ thư (TimeoutError)." in queued
    assert "Hồ sơ chưa được chấp nhận" in sent
    assert "Gửi lại" not in queued + sent


def test_neither_words_nor_codes_nor_whole_addresses_are_shown(desk: PageClient) -> None:
    for delivery in Delivery:
        make_message(delivery)
        make_message(delivery, "code.sign_in")
        make_message(delivery, address="nguyen.van.thu@thuchanh.example")
    page = desk.get(PAGE)
    for hidden in (SECRET_WORDS, "TH-7K3M", "482615", "Chủ đề kín", "0000345678", "345", "nguyen.van.thu"):
        assert hidden not in page.response.text
    assert "SMS: 0000\u00a0•••\u00a0678" in page.response.text
    assert "E-mail: n•••@thuchanh.example" in page.response.text


def test_a_message_given_up_goes_once_more_and_it_is_noted(desk: PageClient, administrator: Account) -> None:
    message = make_message(
        Delivery.GIVEN_UP,
        attempts=30,
        created_at=instant() - timedelta(days=3),
        last_error="not a phone number",
    )
    key = message.key
    page = desk.get(PAGE).submit("Gửi lại").follow()
    assert "Tin đã vào hàng chờ gửi lại." in page.text
    again = state_of(message)
    assert (again.delivery, again.attempts, again.key) == (Delivery.QUEUED, 0, key)
    assert again.not_before <= instant()
    assert again.tried_since is not None
    assert instant() - again.tried_since < timedelta(minutes=1), "its age is counted anew"
    (entry,) = db.session.scalars(select(AuditEntry).where(AuditEntry.tag == Tag.MESSAGE_SENT_AGAIN))
    assert (entry.actor_id, entry.subject_id) == (administrator.id, message.id)
    assert entry.facts == {"kind": "dossier.supplement", "channel": "sms"}


def test_a_double_tap_sends_it_again_once(desk: PageClient) -> None:
    message = make_message(Delivery.GIVEN_UP)
    page = desk.get(PAGE)
    page.submit("Gửi lại")
    again = page.submit("Gửi lại").follow()
    assert "Tin này không gửi lại được" in again.text
    assert state_of(message).delivery == Delivery.QUEUED
    assert (
        len(db.session.scalars(select(AuditEntry).where(AuditEntry.tag == Tag.MESSAGE_SENT_AGAIN)).all()) == 1
    )


@pytest.mark.parametrize("delivery", [Delivery.QUEUED, Delivery.SENT])
def test_what_was_not_given_up_is_not_sent_again(world: CurrentWorld, delivery: Delivery) -> None:
    message = make_message(delivery)
    assert not let_go_again(message, by=1)
    assert state_of(message).delivery == delivery


def test_a_code_is_not_sent_again(desk: PageClient) -> None:
    message = make_message(Delivery.GIVEN_UP, "code.sign_in")
    page = desk.get(PAGE)
    assert "Gửi lại" not in page.text
    assert "Người nhận tự xin mã mới." in page.text
    assert not let_go_again(message, by=1)


def test_only_so_many_are_shown_and_the_rest_counted(desk: PageClient) -> None:
    for n in range(53):
        make_message(Delivery.GIVEN_UP, address=f"0000{n:06d}")
    page = desk.get(PAGE)
    assert "Không gửi được (53)" in page.text
    assert "Còn 3 tin nữa." in page.text
    assert page.text.count("Gửi lại") == 50


def test_a_practice_world_says_that_nothing_leaves(desk: PageClient) -> None:
    page = desk.get(PAGE)
    assert "Bản tập không gửi tin thật." in page.text
    for sentence in ("Không có tin nào bị bỏ.", "Không có tin nào đang chờ.", "Chưa có tin nào được gửi."):
        assert sentence in page.text


def test_an_administrator_comes_here_from_the_own_pages(desk: PageClient) -> None:
    assert desk.get("/toi").location == "/quan-tri"
    assert desk.get("/can-bo/dang-nhap").location == "/quan-tri"
    assert desk.get("/quan-tri").link("Tin gửi đi") == PAGE
    assert desk.get(PAGE).link("Quản trị") == "/quan-tri"
    assert "Hàng chờ" not in desk.get(PAGE).text


def test_who_reviews_and_administers_has_both(
    app: Flask, client: PageClient, world: CurrentWorld, administrator: Account
) -> None:
    with db.transaction() as session:
        session.add(StaffRole(account_id=administrator.id, role=Role.OFFICER, office_code=""))
    desk = sign_in(client, administrator, world)
    assert desk.get("/toi").location == "/can-bo/hang-cho"
    assert "Tin gửi đi" in desk.get("/can-bo/hang-cho").text
    assert desk.get("/can-bo/hang-cho").link("Quản trị") == "/quan-tri"
    assert "Hàng chờ" in desk.get(PAGE).text


@pytest.mark.parametrize(
    ("role", "office"), [(Role.OFFICER, ""), (Role.OFFICER, "00104"), (Role.ADMIN, "00104")]
)
def test_others_find_no_such_page(client: PageClient, world: CurrentWorld, role: Role, office: str) -> None:
    desk = sign_in(client, make_officer(office=office, role=role), world)
    assert desk.get(PAGE).status == 404


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        ("no SMS gateway is set", "Chưa cài cổng SMS."),
        ("the code in it has expired", "Mã trong tin đã hết hạn."),
        ("SMS gateway answered 429", "Cổng SMS trả lời 429."),
        ("SMS gateway answered with a page", "Cổng SMS trả lời bằng một trang web."),
        ("SMS gateway answered without JSON", "Cổng SMS trả lời không phải JSON."),
        ("SMS gateway answered without an end", "Cổng SMS trả lời nửa chừng."),
        ("SMS gateway said no: 118", "Cổng SMS không nhận (118)."),
        ("SMS gateway: TimeoutError", "Không nối được cổng SMS (TimeoutError)."),
        ("mail server answered 550", "Máy chủ thư trả lời 550."),
        ("KeyError", "Lỗi khác: KeyError"),
        ("50% off", "Lỗi khác: 50% off"),
        ("", ""),
    ],
)
def test_troubles_are_told_in_sentences(world: CurrentWorld, reason: str, words: str) -> None:
    assert trouble_words(reason) == words


def test_a_kind_that_nobody_named_is_a_notice(world: CurrentWorld) -> None:
    assert kind_words("something.new") == "Thông báo"
