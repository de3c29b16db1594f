"""The automatic officer at the requests: step by step, of whom somebody plays, and in nobody's way."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import timedelta
from threading import Barrier, Thread
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from tests.support.cast import make_officer, sign_in
from tests.support.codes import messages
from tests.support.pages import PageClient
from tests.support.service_requests import AT_SCHOOL, as_it_is_now, make_holder, make_request, put_photo
from vssid_app.audit.models import AuditEntry
from vssid_app.audit.tags import Tag
from vssid_app.core.clock import instant, now
from vssid_app.core.extensions import db
from vssid_app.core.public_codes import new_public_code
from vssid_app.core.world import CurrentWorld, WorldKind, in_world
from vssid_app.enrolment.operations.cases import set_automatic_officer
from vssid_app.identity.models import SignInSession
from vssid_app.registry.models import HealthCard
from vssid_app.service_requests.kinds import Delivery, PhotoKind, RequestKind
from vssid_app.service_requests.models import ServiceRequest
from vssid_app.service_requests.operations import handing, office
from vssid_app.service_requests.operations.looking import note_request_views
from vssid_app.service_requests.operations.sending import withdraw
from vssid_app.service_requests.queries import find_request
from vssid_app.service_requests.reasons import Reason
from vssid_app.service_requests.staff_words import last_sentence
from vssid_app.service_requests.states import Action, NotAllowed, Status
from vssid_app.service_requests.tracking_rules import is_tracking_number
from vssid_app.training import automatic_requests
from vssid_app.training.automatic_requests import move_untouched

pytestmark = pytest.mark.usefixtures("world")

A_MINUTE, A_DAY = timedelta(minutes=1), timedelta(days=1)


def played(status: Status = Status.SENT, *, ago: timedelta = A_MINUTE, **given: object) -> ServiceRequest:
    """A request of somebody who has been signed in, whose last step lies so long back."""
    person, account = make_holder()
    request = make_request(status, person=person, account=account, **given)  # type: ignore[arg-type]
    with db.transaction() as session:
        session.add(
            SignInSession(
                account_id=account.id,
                token_hash=new_public_code("TH"),
                device_hash="test",
                expires_at=instant() + A_DAY,
            )
        )
    return let_pass(request, ago)


def let_pass(request: ServiceRequest, ago: timedelta = A_MINUTE) -> ServiceRequest:
    """As if all that has happened to it had happened earlier."""
    as_it_is_now(request)
    with db.transaction():
        for change in request.changes:
            change.at = now() - ago
    return request


def steps_of(request: ServiceRequest) -> list[Status]:
    """Move it until nothing moves any more; the states that it comes to."""
    found = [Status(request.status)]
    while True:
        move_untouched()
        if as_it_is_now(request).status is found[-1]:
            return found
        found.append(Status(request.status))
        let_pass(request)


@pytest.mark.parametrize(
    ("given", "last"),
    [
        ({}, Status.IN_DELIVERY),
        (AT_SCHOOL, Status.HANDED_TO_SCHOOL),
        ({"delivery": Delivery.OFFICE}, Status.READY_AT_OFFICE),
    ],
    ids=["post", "school", "office"],
)
def test_a_card_goes_its_way_step_by_step_each_told_once(given: dict[str, Any], last: Status) -> None:
    request = played(**given)
    said, before = len(messages()), len(request.changes)
    assert steps_of(request) == [Status.SENT, Status.RECEIVED, Status.APPROVED, Status.PRINTED, last]
    made = request.changes[before:]
    assert len(messages()) == said + len(made)
    assert all(change.by_staff and change.by_id is None for change in made)
    assert is_tracking_number(request.tracking_number) is (last is Status.IN_DELIVERY)


def test_whoever_practises_alone_sees_it_on_its_way_within_a_minute() -> None:
    steps = [Status.SENT, Status.RECEIVED, Status.APPROVED, Status.PRINTED]
    assert automatic_requests.WAITS + (len(steps) - 1) * automatic_requests.PACE < timedelta(minutes=1)


def test_it_waits_half_a_minute_then_some_seconds_a_step() -> None:
    early = played(ago=timedelta(seconds=25))
    just = played(Status.APPROVED, ago=timedelta(seconds=5))
    move_untouched()
    assert as_it_is_now(early).status is Status.SENT
    assert as_it_is_now(just).status is Status.APPROVED
    for request, status in ((early, Status.RECEIVED), (just, Status.PRINTED)):
        let_pass(request, timedelta(seconds=31))
        move_untouched()
        assert as_it_is_now(request).status is status


def test_a_clock_that_was_moved_back_does_not_stop_it() -> None:
    request = played(ago=-A_DAY)
    move_untouched()
    assert as_it_is_now(request).status is Status.RECEIVED


def test_a_card_that_lies_ready_is_fetched_on_a_later_day() -> None:
    ready = played(Status.READY_AT_OFFICE, ago=timedelta(0), delivery=Delivery.OFFICE)
    move_untouched()
    assert as_it_is_now(ready).status is Status.READY_AT_OFFICE
    let_pass(ready, A_DAY)
    move_untouched()
    assert as_it_is_now(ready).status is Status.COLLECTED


def test_what_the_post_brought_back_goes_again_under_another_number() -> None:
    request = played(Status.PRINTED)
    move_untouched()
    first = as_it_is_now(request).tracking_number
    handing.return_from_post(request, by=None)
    let_pass(request)
    move_untouched()
    assert as_it_is_now(request).status is Status.IN_DELIVERY
    assert request.tracking_number != first


@pytest.mark.parametrize(
    "status", [Status.IN_DELIVERY, Status.SUPPLEMENT_ASKED, Status.WITHDRAWN, Status.REJECTED]
)
def test_what_waits_for_somebody_else_or_has_ended_is_left_alone(status: Status) -> None:
    request = played(status, ago=9 * A_DAY)
    assert not move_untouched()
    assert as_it_is_now(request).status is status


def test_without_a_valid_card_it_is_refused_with_the_reason() -> None:
    request = played(Status.RECEIVED)
    _end_card(request)
    move_untouched()
    assert as_it_is_now(request).status is Status.REJECTED
    assert request.changes[-1].asked == [Reason.NO_VALID_CARD]


def test_a_card_that_has_ended_since_is_not_printed_and_holds_up_no_other() -> None:
    stuck, other = played(Status.APPROVED), played()
    _end_card(stuck)
    move_untouched()
    assert as_it_is_now(stuck).status is Status.APPROVED
    assert as_it_is_now(other).status is Status.RECEIVED


def _end_card(request: ServiceRequest) -> None:
    with db.transaction() as session:
        for card in session.scalars(select(HealthCard).where(HealthCard.person_id == request.person_id)):
            card.valid_to = (now() - A_DAY).date()


def test_a_correction_needs_a_proof_once_and_is_answered() -> None:
    without, proven = (played(Status.RECEIVED, kind=RequestKind.CORRECTION) for _n in range(2))
    put_photo(proven, PhotoKind.PROOF)
    move_untouched()
    assert as_it_is_now(without).status is Status.SUPPLEMENT_ASKED
    assert without.changes[-1].asked == [Reason.PROOF_NEEDED]
    assert as_it_is_now(proven).status is Status.DONE
    assert "Đã đối chiếu" in proven.changes[-1].note


def test_nobody_is_served_whom_nobody_plays() -> None:
    request = let_pass(make_request())
    assert not move_untouched()
    assert as_it_is_now(request).status is Status.SENT


def test_what_an_officer_has_opened_or_taken_a_step_of_is_never_touched() -> None:
    officer = make_officer().id
    opened, received = played(), played()
    note_request_views(opened, by=officer)
    office.receive(received, by=officer)
    let_pass(received)
    assert not move_untouched()
    assert as_it_is_now(opened).status is Status.SENT
    assert as_it_is_now(received).status is Status.RECEIVED


def test_switched_off_it_does_nothing_and_in_live_never() -> None:
    officer, request = make_officer().id, played()
    set_automatic_officer(on=False, by=officer)
    assert not move_untouched()
    assert as_it_is_now(request).status is Status.SENT
    set_automatic_officer(on=True, by=officer)
    move_untouched()
    assert as_it_is_now(request).status is Status.RECEIVED


@pytest.mark.any_database
def test_nothing_moves_in_live(world: CurrentWorld) -> None:
    request = played()
    with in_world(replace(world, kind=WorldKind.LIVE)):
        assert not move_untouched()
    assert as_it_is_now(request).status is Status.SENT


@pytest.mark.any_database
def test_it_is_named_in_the_log_and_at_the_desk(client: PageClient, world: CurrentWorld) -> None:
    request = played(Status.RECEIVED)
    move_untouched()
    acted = select(AuditEntry).where(AuditEntry.tag == Tag.AUTOMATIC_OFFICER_ACTED)
    entries = db.session.scalars(acted).all()
    assert [(entry.actor_id, entry.subject_id, entry.facts["action"]) for entry in entries] == [
        (None, request.id, Action.BEGIN),
        (None, request.id, Action.APPROVE),
    ]
    assert last_sentence(as_it_is_now(request)).startswith("Cán bộ tự động đã duyệt")
    desk = sign_in(client, make_officer(), world)
    assert "Cán bộ tự động duyệt" in desk.get(f"/can-bo/dich-vu/{request.code}").text


@pytest.mark.any_database
def test_its_switch_stands_on_the_piles_too(client: PageClient, world: CurrentWorld) -> None:
    desk = sign_in(client, make_officer(), world)
    off = desk.get("/can-bo/dich-vu").submit("Tắt cán bộ tự động").follow()
    assert off.path == "/can-bo/dich-vu"
    assert "Cán bộ tự động: đang tắt" in off.text
    assert "Cán bộ tự động: đang tắt" in desk.get("/can-bo/hang-cho").text


def test_beside_an_officer_and_the_family_no_step_is_taken_twice(app: Flask, world: CurrentWorld) -> None:
    officer, codes = make_officer().id, [played().code for _n in range(16)]
    said, together = len(messages()), Barrier(4)
    db.close()

    def automatically() -> None:
        with app.app_context(), in_world(world), db.scope():
            together.wait(timeout=60)
            move_untouched()

    def by_hand() -> None:
        with app.app_context(), in_world(world):
            together.wait(timeout=60)
            for code in reversed(codes):
                with db.scope():
                    request = find_request(code)
                    assert request is not None
                    try:
                        office.receive(request, by=officer)
                    except NotAllowed:
                        continue

    def taken_back() -> None:
        with app.app_context(), in_world(world):
            together.wait(timeout=60)
            for code in codes[::5]:
                with db.scope():
                    request = find_request(code)
                    assert request is not None
                    withdraw(request, by=request.asked_by_id)

    doing = (automatically, automatically, by_hand, taken_back)
    threads = [Thread(target=do) for do in doing]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    made = 0
    for code in codes:
        request = find_request(code)
        assert request is not None
        counted = Counter(change.action for change in request.changes)
        assert max(counted.values()) == 1, code
        assert counted[Action.RECEIVE] or counted[Action.WITHDRAW]
        made += len(request.changes) - 1
    assert len(messages()) == said + made
    acted = select(func.count(AuditEntry.id)).where(AuditEntry.tag == Tag.AUTOMATIC_OFFICER_ACTED)
    received = (find_request(code) for code in codes)
    alone = sum(
        change.action is Action.RECEIVE and change.by_id is None
        for request in received
        if request
        for change in request.changes
    )
    assert db.session.scalar(acted) == alone
