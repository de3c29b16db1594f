"""Who has a card, or has its holder in care, is told of its end 30, 10 and 1 day before, once each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from threading import Barrier, Thread
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from tests.service_requests.test_late import moved
from tests.support.cast import make_account, make_child_of, make_person
from tests.support.codes import messages
from tests.support.insurance import make_card, make_reported
from tests.support.notices import notices
from tests.support.sharing import grant
from tests.support.statements import statements
from vssid_app.core.clock import instant, today
from vssid_app.core.extensions import db
from vssid_app.core.world import CurrentWorld, current_world, in_world
from vssid_app.identity.models import Account
from vssid_app.people.models import Person
from vssid_app.registry import reminding
from vssid_app.registry.models import CardReminder, CardStatus, HealthCard
from vssid_app.registry.reminding import remind_of_ends, take_ends_as_known

DAY = timedelta(days=1)


@pytest.fixture
def holder(world: CurrentWorld) -> Person:
    return make_person(full_name="TRẦN THỊ MẪU", phone="0000345678")


@contextmanager
def on(day: date) -> Iterator[None]:
    """The world's clock on a day."""
    with in_world(moved(current_world(), day)):
        yield


def sweep() -> list[str]:
    """The texts that a sweep tells; all of its pages."""
    before = len(told())
    while remind_of_ends():
        pass
    return told()[before:]


def told() -> list[str]:
    return [message.text for message in messages() if message.kind == "card.ends"]


def end_of(card: HealthCard) -> date:
    assert card.valid_to is not None
    return card.valid_to


def test_each_is_told_once_at_its_day(holder: Person) -> None:
    account = make_account(holder)
    end = end_of(make_card(holder, valid_to=today() + 40 * DAY))
    found: dict[int, list[str]] = {}
    for left in range(35, -3, -1):
        with on(end - left * DAY):
            found |= {left: texts} if (texts := sweep()) else {}
            assert sweep() == []
    assert list(found) == [30, 10, 1]
    assert [len(texts) for texts in found.values()] == [1, 1, 1]
    first = found[30][0]
    assert first.startswith(
        f"Thẻ BHYT của bạn (số cuối {holder.si_number[-3:]}) dùng đến hết {end:%d/%m/%Y}, còn 30 ngày. "
        "Đóng BHYT kỳ tiếp theo tại trường đang học."
    )
    assert "còn 1 ngày" in found[1][0]
    assert messages()[-1].address == account.phone
    for message in messages():
        assert not re.search(r"\d{6}", message.text), "the number never stands in it whole"
    kept = notices()
    assert [(notice.kind, notice.link) for notice in kept] == [
        ("card.ends", f"/nguoi/{holder.public_id}/the")
    ] * 3


def test_when_the_clock_jumps_only_the_nearest_one_is_told(holder: Person) -> None:
    make_account(holder)
    end = end_of(make_card(holder, valid_to=today() + 90 * DAY))
    with on(end - 60 * DAY):
        assert sweep() == []
    with on(end - 4 * DAY):
        assert [re.findall("còn .* ngày", text) for text in sweep()] == [["còn 4 ngày"]]
    with on(end - 20 * DAY):
        # The clock was moved back: what is due then was not told.
        assert [re.findall("còn .* ngày", text) for text in sweep()] == [["còn 20 ngày"]]
    with on(end):
        assert ["hôm nay là ngày cuối" in text for text in sweep()] == [True]
    with on(end + 100 * DAY):
        assert sweep() == []


def test_guardians_are_told_of_the_child_and_who_has_no_account_is_passed_over(holder: Person) -> None:
    mother = make_account(holder)
    child = make_child_of(holder, full_name="LÊ MẪU AN")
    father = make_account(make_person())
    grant(db.session.get_one(Person, father.person_id), child)
    grant(make_person(), child)
    former = make_person()
    make_account(former)
    grant(former, child, until=today() - DAY)
    make_card(child, valid_to=today() + 10 * DAY)
    texts = sweep()
    assert [text.startswith("Thẻ BHYT của Mẫu An (số cuối ") for text in texts] == [True, True]
    assert {message.address for message in messages()[-2:]} == {mother.phone, father.phone}
    assert {notice.person_id for notice in notices()} == {child.id}
    assert sweep() == []


def test_households_are_told_where_they_pay(holder: Person) -> None:
    make_account(holder)
    make_card(holder, "GD401", valid_to=today() + 10 * DAY)
    assert ["Đóng tiếp theo hộ gia đình tại đại lý thu" in text for text in sweep()] == [True]


@pytest.mark.parametrize(
    "given",
    [
        {"status": CardStatus.WITHDRAWN},
        {"status": CardStatus.REPORTED_OFF},
        {"status": CardStatus.SUSPENDED},
        {"valid_to": None},
        {"valid_from": date(2020, 1, 1), "valid_to": date(2020, 12, 31)},
    ],
)
def test_what_is_stopped_over_or_without_an_end_is_not_told(holder: Person, given: dict[str, Any]) -> None:
    make_account(holder)
    make_card(holder, **{"valid_to": today() + 5 * DAY, **given})
    assert sweep() == []


def test_what_is_followed_or_paid_already_is_not_told(holder: Person) -> None:
    make_account(holder)
    end = today() + 5 * DAY
    make_card(holder, valid_to=end)
    make_card(holder, valid_from=end + DAY, valid_to=None)
    other = make_person()
    make_account(other)
    make_card(other, valid_to=end)
    make_reported(other)
    assert sweep() == []


def test_a_closed_account_is_told_nothing(holder: Person) -> None:
    account = make_account(holder)
    make_card(holder, valid_to=today() + 5 * DAY)
    with db.transaction() as session:
        session.get_one(Account, account.id).disabled_at = instant()
    assert sweep() == []


def test_a_card_that_was_made_longer_is_told_anew_at_its_new_end(holder: Person) -> None:
    make_account(holder)
    card = make_card(holder, valid_to=today() + 10 * DAY)
    assert len(sweep()) == 1
    with db.transaction() as session:
        session.get_one(HealthCard, card.id).valid_to = today() + 100 * DAY
    with on(today() + 90 * DAY):
        assert len(sweep()) == 1


def test_in_a_world_that_begins_what_is_due_by_now_is_known(holder: Person) -> None:
    make_account(holder)
    end = end_of(make_card(holder, valid_to=today() + 20 * DAY))
    with db.transaction():
        take_ends_as_known()
    assert sweep() == []
    with on(end - 10 * DAY):
        assert len(sweep()) == 1


def test_pages_follow_one_another_also_after_a_worker_was_killed(
    world: CurrentWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Some end on one day: the sweep goes on between them. What a page told is told with its place."""
    monkeypatch.setattr(reminding, "AT_ONCE", 3)
    for n in range(8):
        person = make_person()
        make_account(person)
        make_card(person, valid_to=today() + (5 if n < 5 else 6) * DAY)
    assert remind_of_ends()
    assert len(told()) == 3

    def killed(*_given: object) -> None:
        raise SystemExit

    with monkeypatch.context() as broken:
        broken.setattr(reminding, "tell", killed)
        with pytest.raises(SystemExit):
            remind_of_ends()
    db.session.rollback()
    assert len(told()) == 3
    while remind_of_ends():
        pass
    assert len(told()) == 8
    rows = db.session.scalars(select(CardReminder)).all()
    assert len(rows) == len({(row.card_id, row.told_id) for row in rows}) == 8


def test_two_workers_at_once_tell_each_once(
    app: Flask, world: CurrentWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reminding, "AT_ONCE", 2)
    for n in range(9):
        person = make_person()
        make_account(person)
        make_card(person, valid_to=today() + (n % 3) * DAY)
    db.session.rollback()
    together = Barrier(2)

    def work() -> None:
        with app.app_context(), in_world(world), db.scope():
            together.wait(timeout=60)
            while remind_of_ends():
                pass

    workers = [Thread(target=work) for _n in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert len(told()) == len(set(told())) == 9
    assert len(notices()) == 9


def test_a_page_costs_as_many_statements_for_one_as_for_many_and_a_day_that_is_through_one(
    world: CurrentWorld,
) -> None:
    """But for what each is told: there a few each."""

    def cost(people: int) -> int:
        for _n in range(people):
            person = make_person()
            make_card(person, valid_to=today() + 5 * DAY)
        make_account(person)
        db.session.rollback()
        with statements() as done:
            remind_of_ends()
        return len(done)

    first = cost(1)
    with on(today() + DAY):
        assert cost(40) <= first + 3
        sweep()
        db.session.rollback()
        with statements() as done:
            assert not remind_of_ends()
        assert len(done) == 1
