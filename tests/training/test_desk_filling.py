"""The demo's desk filled from the start: by real steps, of invented people, heard of by nobody."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date, datetime

import pytest
from sqlalchemy import func, select

from vssid_app.agencies.operations import load_practice_places
from vssid_app.core.clock import instant, now, today
from vssid_app.core.extensions import db
from vssid_app.core.world import CurrentWorld, WorldKind, in_world
from vssid_app.core.worlds import set_clock
from vssid_app.enrolment.models import Dossier
from vssid_app.enrolment.queries import queue
from vssid_app.enrolment.staff_queries import count_for_desk
from vssid_app.enrolment.states import TRANSITIONS as OF_DOSSIERS
from vssid_app.enrolment.states import WAITING_FOR_OFFICE
from vssid_app.enrolment.states import Status as DossierStatus
from vssid_app.notifications.models import AppNotice, OutboxMessage, PracticeAddress
from vssid_app.people.models import Person
from vssid_app.registry.reminding import remind_of_ends
from vssid_app.service_requests.kinds import RequestKind
from vssid_app.service_requests.models import ServiceRequest
from vssid_app.service_requests.queries import facility_window
from vssid_app.service_requests.staff_queries import count_by_turn
from vssid_app.service_requests.states import TIMED, Action, Status, next_status
from vssid_app.service_requests.turns import Turn
from vssid_app.training import desk_filling
from vssid_app.training.automatic_officer import decide_unopened
from vssid_app.training.automatic_requests import move_untouched
from vssid_app.training.desk_filling import fill_desk
from vssid_app.training.desk_plan import DOSSIERS, REQUESTS
from vssid_app.training.operations import seed_demo_world

OFFICE = "00104"
A_FEW = (DOSSIERS[9], DOSSIERS[15])
SOME = (REQUESTS[0], REQUESTS[2], REQUESTS[9], REQUESTS[16], REQUESTS[-7], REQUESTS[-5])


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """A plan of a few: drawing the photos of all takes seconds."""
    monkeypatch.setattr(desk_filling, "DOSSIERS", A_FEW)
    monkeypatch.setattr(desk_filling, "REQUESTS", SOME)


def nobody_was_told() -> None:
    for table in (OutboxMessage, AppNotice, PracticeAddress):
        assert not db.session.scalar(select(func.count(table.id))), table.__name__


def exercises() -> list[Dossier]:
    found = select(Dossier).where(Dossier.device_hash.startswith("exercise"))
    return list(db.session.scalars(found.order_by(Dossier.id)))


def versions() -> list[int]:
    return [each.version for each in exercises()] + [each.version for each in requests()]


def requests() -> list[ServiceRequest]:
    return list(db.session.scalars(select(ServiceRequest).order_by(ServiceRequest.id)))


@pytest.mark.usefixtures("peopled", "small")
def test_it_is_laid_there_once_and_nobody_hears_of_it(world: CurrentWorld) -> None:
    assert fill_desk() == len(A_FEW) + len(SOME)
    nobody_was_told()
    assert Counter(each.status for each in exercises()) == {
        DossierStatus.PAPER_RECEIVED: 1,
        DossierStatus.SUPPLEMENT_ASKED: 1,
    }
    assert [request.changes[-1].action for request in requests()] == [
        *(Action.SUBMIT, Action.RECEIVE, Action.SUBMIT),
        *(Action.SUPPLEMENT, Action.RETURN, Action.HAND_TO_SCHOOL),
    ]
    # Nor later: of what ends soon, the worker has nothing to say.
    while remind_of_ends():
        pass
    nobody_was_told()
    assert fill_desk() == 0
    assert len(exercises()) == len(A_FEW)


@pytest.mark.any_database
@pytest.mark.usefixtures("peopled", "small")
def test_cut_off_it_goes_on_with_what_is_missing(
    world: CurrentWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as shorter:
        shorter.setattr(desk_filling, "DOSSIERS", A_FEW[:1])
        shorter.setattr(desk_filling, "REQUESTS", SOME[:2])
        assert fill_desk() == 3
    assert fill_desk() == len(A_FEW) + len(SOME) - 3


@pytest.mark.any_database
@pytest.mark.usefixtures("peopled", "small")
def test_the_automatic_officer_leaves_it_to_whoever_practises(world: CurrentWorld) -> None:
    fill_desk()
    before = versions()
    with in_world(CurrentWorld(world.id, world.kind, world.clock_offset + 60)):
        assert not decide_unopened()
        assert not move_untouched()
    db.session.expire_all()
    assert versions() == before


@pytest.mark.any_database
@pytest.mark.usefixtures("peopled", "small")
def test_only_the_demo_is_filled(world: CurrentWorld) -> None:
    for kind in (WorldKind.LIVE, WorldKind.TRAINING):
        with in_world(CurrentWorld(world.id, kind, world.clock_offset)):
            assert fill_desk() == 0


@pytest.mark.any_database
@pytest.mark.usefixtures("small")
def test_a_world_without_people_is_left_as_it_is(world: CurrentWorld) -> None:
    assert fill_desk() == 0


def holds_together() -> None:
    """What is true of every world that was filled."""
    nobody_was_told()
    assert len(exercises()) == len(DOSSIERS)
    assert {each.office_code for each in exercises()} == {OFFICE}
    assert {each.office_code for each in requests()} == {OFFICE}
    for dossier in exercises():
        at = DossierStatus.DRAFT
        for step in dossier.changes:
            at = OF_DOSSIERS[at, step.action]
        assert dossier.status is at
        in_order([step.at for step in dossier.changes], instant())
    for request in requests():
        for change in request.changes:
            after = next_status(RequestKind(request.kind), Status(change.from_status), Action(change.action))
            assert change.to_status is after
        in_order([change.at for change in request.changes], now())
    people = db.session.scalars(select(Person)).all()
    assert all(person.si_number.startswith("99") for person in people)
    assert all((person.citizen_id or "099").startswith(("000", "099")) for person in people)
    assert all((person.phone or "0000").startswith("0000") for person in people)


def in_order(moments: list[datetime], until: datetime) -> None:
    assert moments == sorted(moments)
    assert moments[-1] <= until


def has_something_for_everybody() -> None:
    """Enough of each pile, late ones among them."""
    piles = count_by_turn(frozenset({OFFICE}))
    assert all(piles[turn] for turn in Turn if turn is not Turn.ENDED), piles
    assert 20 <= len(requests()) <= 32
    assert any(each.due_on and each.due_on < today() and each.status in TIMED for each in requests())
    counts = count_for_desk(frozenset({OFFICE}))
    assert counts.waiting >= 12
    assert counts.asked == 2
    waiting = queue(frozenset({OFFICE}), WAITING_FOR_OFFICE)
    assert any(each.due_on and each.due_on < today() for each in waiting)
    assert any(each.paper_received_at is None for each in waiting)
    assert any(photo.kept_anyway for each in waiting for photo in each.photos)


@pytest.mark.long
@pytest.mark.usefixtures("peopled")
def test_the_whole_desk_has_something_of_everything(world: CurrentWorld) -> None:
    fill_desk()
    holds_together()
    has_something_for_everybody()


@pytest.mark.long
@pytest.mark.parametrize("day", [date(2021, 5, 13), date(2025, 7, 2), date(2026, 1, 5)], ids=str)
def test_it_fits_the_worlds_date(
    stages: Callable[[], AbstractContextManager[CurrentWorld]], day: date
) -> None:
    with stages() as made:
        moved = set_clock(made, day)
        db.close()
        with in_world(moved):
            _fits(day)


def _fits(day: date) -> None:
    with db.transaction() as session:
        load_practice_places(session)
    seed_demo_world()
    fill_desk()
    holds_together()
    if day.month > 1:
        # The year's cards hold from its first day: nothing can have been asked for long before.
        has_something_for_everybody()
    moves = [each for each in requests() if each.kind is RequestKind.FACILITY_CHANGE]
    assert bool(moves) is facility_window(day).is_open_on(day)
    # In 2021 nothing was decided on line, and papers were asked of all.
    on_line = [each for each in exercises() if each.decided_on_line]
    assert bool(on_line) is (day >= date(2022, 1, 1))
    assert all(each.why_paper is None for each in requests()) is (day < date(2025, 6, 1))
