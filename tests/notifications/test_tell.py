"""Telling an account something: one notice in the app, and one message by each way that its holder chose."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from sqlalchemy import text

from tests.support.cast import make_account, make_child_of, make_officer, make_person
from tests.support.codes import messages
from tests.support.notices import TEXT, notices, tell_of
from tests.support.service_requests import make_request
from vssid_app.core.clock import instant
from vssid_app.core.extensions import db
from vssid_app.core.world import CurrentWorld
from vssid_app.identity.models import Account
from vssid_app.identity.telling import tell
from vssid_app.notifications.models import Channel, NoticeChoice
from vssid_app.notifications.notices import Notice
from vssid_app.notifications.way_rules import Topic
from vssid_app.service_requests.operations.office import begin
from vssid_app.service_requests.states import Status

PACKAGE = Path(__file__).parents[2] / "vssid_app"


@pytest.fixture
def holder(world: CurrentWorld) -> Account:
    """Somebody with a phone and a proven email."""
    return make_account(email="a@thuchanh.example", email_proven_at=instant())


def choose(account: Account, topic: Topic, channel: Channel, *, wanted: bool) -> None:
    with db.transaction() as session:
        session.add(NoticeChoice(account_id=account.id, topic=topic, channel=channel, wanted=wanted))


def channels() -> list[Channel]:
    return [Channel(message.channel) for message in messages()]


def test_it_is_told_in_the_app_and_by_its_message(holder: Account) -> None:
    told = tell_of(holder, link="/toi/the", case_code="TH-7K3M-Q9XA")
    assert (told.account_id, told.person_id) == (holder.id, holder.person_id)
    assert (told.text, told.link, told.case_code) == (TEXT, "/toi/the", "TH-7K3M-Q9XA")
    assert told.read_at is None
    assert channels() == [Channel.SMS], "of services one is told by one way"
    assert messages()[0].text.startswith(TEXT)


def test_what_is_about_a_child_says_so(holder: Account) -> None:
    child = make_child_of(make_person())
    assert tell_of(holder, child).person_id == child.id


def test_a_way_that_was_switched_off_is_not_taken(holder: Account) -> None:
    choose(holder, Topic.SERVICES, Channel.SMS, wanted=False)
    choose(holder, Topic.SERVICES, Channel.EMAIL, wanted=True)
    tell_of(holder)
    assert channels() == [Channel.EMAIL]
    assert len(notices()) == 1


def test_who_wants_none_is_told_in_the_app_alone(holder: Account) -> None:
    choose(holder, Topic.SERVICES, Channel.SMS, wanted=False)
    tell_of(holder)
    assert channels() == []
    assert len(notices()) == 1


def test_a_choice_is_for_its_topic_and_its_account_alone(holder: Account) -> None:
    choose(holder, Topic.CARE, Channel.SMS, wanted=False)
    choose(make_account(), Topic.SERVICES, Channel.SMS, wanted=False)
    tell_of(holder)
    assert channels() == [Channel.SMS]


def test_what_protects_the_account_goes_out_all_the_same(holder: Account) -> None:
    choose(holder, Topic.SECURITY, Channel.SMS, wanted=False)
    tell_of(holder, kind="account.new_sign_in")
    assert channels() == [Channel.SMS, Channel.EMAIL]


def test_an_email_that_is_not_proven_is_none(world: CurrentWorld) -> None:
    account = make_account(email="a@thuchanh.example")
    tell_of(account, kind="care.granted")
    assert channels() == [Channel.SMS]


def test_who_can_be_reached_by_nothing_reads_it_in_the_app(world: CurrentWorld) -> None:
    account = make_account(phone=None)
    tell_of(account, kind="account.new_sign_in")
    assert channels() == []
    assert notices()[0].account_id == account.id


def test_other_addresses_take_the_place_of_its_own(holder: Account) -> None:
    with db.transaction():
        notice = Notice("account.contact_changed", "Đổi", TEXT)
        tell(
            holder,
            notice,
            at=[(Channel.SMS, "0000999999"), (Channel.SMS, "0000999999"), (Channel.EMAIL, None)],
        )
    assert [(message.channel, message.address) for message in messages()] == [(Channel.SMS, "0000999999")]
    assert len(notices()) == 1


def test_no_code_is_ever_kept_for_reading(holder: Account) -> None:
    with pytest.raises(ValueError, match="never kept"), db.transaction():
        tell(holder, Notice("dossier.accepted", "Mã", "482615 là mã kích hoạt.", code="482615"))
    assert not messages()
    assert not notices()


def test_staff_are_told_by_messages_alone(world: CurrentWorld) -> None:
    officer = make_officer()
    with db.transaction():
        db.reload(officer)
        officer.phone = "0000345678"
    with db.transaction():
        tell(officer, Notice("account.password_changed", "Đổi", TEXT))
    assert channels() == [Channel.SMS]
    assert not notices()


def test_what_fails_tells_nothing(holder: Account) -> None:
    def fail() -> None:
        tell(holder, Notice("service.print", "Thẻ đã in", TEXT))
        raise LookupError

    with pytest.raises(LookupError), db.transaction():
        fail()
    assert not messages()
    assert not notices()


def test_the_text_is_encrypted_at_rest(holder: Account) -> None:
    tell_of(holder)
    with db.engine.connect() as connection:
        (kept,) = connection.execute(text("SELECT text FROM app_notices")).one()
    assert "TH-7K3M" not in kept


def test_a_change_of_a_request_is_told_once_in_each_way(world: CurrentWorld) -> None:
    request, officer = make_request(Status.RECEIVED), make_officer()
    before, told_before = len(messages()), len(notices())
    begin(request, by=officer.id)
    assert len(messages()) - before == 1
    (told,) = notices()[told_before:]
    assert (told.kind, told.case_code, told.person_id) == ("service.begin", request.code, request.person_id)
    assert told.account_id == request.asked_by_id
    assert told.link.endswith(f"/dich-vu/{request.code}")


@pytest.mark.any_database
def test_nobody_writes_to_an_account_past_it() -> None:
    """Who puts a message out by oneself writes to an address that is no account's, or one with a code."""
    makers = {
        path.relative_to(PACKAGE).as_posix()
        for path in PACKAGE.rglob("*.py")
        if re.search(r"(?<!def )\benqueue\(", path.read_text(encoding="utf-8"))
    }
    assert makers == {
        "identity/telling.py",
        "identity/codes/operations.py",
        "identity/contacts/cases.py",
        "enrolment/messages.py",
        "enrolment/operations/lapsing.py",
    }, "call identity.telling.tell"
