"""Notices are kept for a year and go with the account; one's own data has them."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select

from tests.support.cast import make_account, make_child_of, make_person
from tests.support.notices import TITLE, notices, tell_of
from vssid_app.core.clock import instant
from vssid_app.core.extensions import db
from vssid_app.core.world import CurrentWorld
from vssid_app.identity.closing import close_account
from vssid_app.identity.own_data import facts_of
from vssid_app.notices.own_data import PART
from vssid_app.notifications.in_app import KEPT_FOR, delete_old_notices
from vssid_app.notifications.models import AppNotice, Channel, NoticeChoice, Topic
from vssid_app.people.models import Guardianship


def told_before(notice: AppNotice, past: timedelta) -> None:
    with db.transaction():
        db.reload(notice)
        notice.told_at -= past


def test_what_is_older_than_a_year_is_deleted(world: CurrentWorld) -> None:
    account = make_account()
    told_before(tell_of(account, title="Quá cũ"), KEPT_FOR + timedelta(minutes=1))
    told_before(tell_of(account, title="Còn giữ"), KEPT_FOR - timedelta(minutes=1))
    assert delete_old_notices() is False
    assert [notice.title for notice in notices()] == ["Còn giữ"]
    assert delete_old_notices() is False, "done again it does nothing"


def test_a_closed_account_leaves_nothing_behind(world: CurrentWorld) -> None:
    account, other = make_account(), make_account()
    for each in (account, other):
        tell_of(each)
        with db.transaction() as session:
            session.add(
                NoticeChoice(account_id=each.id, topic=Topic.SERVICES, channel=Channel.SMS, wanted=False)
            )
    with db.transaction():
        close_account(account)
    assert [notice.account_id for notice in notices()] == [other.id]
    assert [choice.account_id for choice in db.session.scalars(select(NoticeChoice))] == [other.id]


def test_one_takes_along_what_one_was_told_and_chose(world: CurrentWorld) -> None:
    guardian = make_person()
    account, child = make_account(guardian), make_child_of(guardian)
    tell_of(account, case_code="TH-7K3M-Q9XA")
    tell_of(account, child, title="Của con")
    tell_of(make_account(), title="Của người khác")
    with db.transaction() as session:
        session.add(
            NoticeChoice(account_id=account.id, topic=Topic.CARE, channel=Channel.EMAIL, wanted=False)
        )
    told, chosen = facts_of(PART, account).values()
    assert [row["Tiêu đề"] for row in told] == [TITLE, "Của con"]
    assert told[0]["Mã hồ sơ hoặc yêu cầu"] == "TH-7K3M-Q9XA"
    assert told[0]["Báo lúc"].endswith("+07:00")
    assert chosen == [{"Loại tin": "Người chăm sóc", "Cách gửi": "E-mail", "Có gửi": False}]
    held = db.session.scalars(select(Guardianship)).one()
    with db.transaction():
        held.ended_at = instant()
    told = facts_of(PART, account)["Thông báo trong ứng dụng"]
    assert [row["Tiêu đề"] for row in told] == [TITLE], "who is out of sight takes it along"
