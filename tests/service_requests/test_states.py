"""Every state and every action of every kind: what the table allows happens once, nothing else does."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.support.cast import make_officer
from tests.support.codes import messages
from tests.support.notices import notices
from tests.support.service_requests import (
    AT_HOME,
    AT_SCHOOL,
    WHOLE_QUARTER,
    as_it_is_now,
    make_request,
    proof_for,
    set_window,
    way_to,
)
from vssid_app.core.world import CurrentWorld
from vssid_app.service_requests import words
from vssid_app.service_requests.kinds import Delivery, RequestKind
from vssid_app.service_requests.models import ServiceRequest
from vssid_app.service_requests.operations import handing, office, sending
from vssid_app.service_requests.reasons import REJECTIONS, SUPPLEMENTS
from vssid_app.service_requests.states import (
    ENDED,
    ON_THE_WAY,
    OPEN,
    TRANSITIONS,
    WAITING_FOR_FAMILY,
    WAITING_FOR_OFFICE,
    Action,
    NotAllowed,
    Status,
    can,
    next_status,
)

Doing = Callable[[ServiceRequest, int], None]
KINDS = list(RequestKind)


def kind_of(request: ServiceRequest) -> RequestKind:
    return RequestKind(request.kind)


OPERATIONS: dict[Action, Doing] = {
    Action.SUBMIT: lambda request, _by: sending.submit(request, proof_for(request)),
    Action.RECEIVE: lambda request, by: office.receive(request, by=by),
    Action.BEGIN: lambda request, by: office.begin(request, by=by),
    Action.ASK_SUPPLEMENT: lambda request, by: office.ask_supplement(
        request, next(iter(SUPPLEMENTS[kind_of(request)])), by=by
    ),
    Action.SUPPLEMENT: lambda request, _by: sending.send_supplement(request, by=request.asked_by_id),
    Action.APPROVE: lambda request, by: office.approve(request, by=by),
    Action.REJECT: lambda request, by: office.reject(request, REJECTIONS[kind_of(request)][0], by=by),
    Action.PRINT: lambda request, by: handing.print_card(request, by=by),
    Action.DISPATCH: lambda request, by: handing.dispatch(request, "EM000000001VN", by=by),
    Action.DELIVER: lambda request, by: handing.deliver(request, by=by),
    Action.RETURN: lambda request, by: handing.return_from_post(request, by=by),
    Action.READY: lambda request, by: handing.make_ready(request, by=by),
    Action.HAND_TO_SCHOOL: lambda request, by: handing.hand_to_school(request, by=by),
    Action.COLLECT: lambda request, by: handing.collect(request, by=by),
    Action.WITHDRAW: lambda request, _by: sending.withdraw(request, by=request.asked_by_id),
}
# Where a card goes decides, beside the table, how it leaves the office.
GOES: dict[Action, dict[str, Any]] = {
    Action.READY: {"delivery": Delivery.OFFICE},
    Action.HAND_TO_SCHOOL: AT_SCHOOL,
}
# A received request is begun by its decision.
BEGINS = {Action.ASK_SUPPLEMENT, Action.APPROVE, Action.REJECT}


def test_every_action_has_its_operation() -> None:
    assert set(OPERATIONS) == set(Action)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("action", Action)
@pytest.mark.parametrize("status", Status)
@pytest.mark.any_database
def test_an_action_leads_where_the_table_says_or_is_refused(
    status: Status, action: Action, kind: RequestKind
) -> None:
    expected = TRANSITIONS[kind].get((status, action))
    assert can(kind, status, action) is (expected is not None)
    if expected is not None:
        assert next_status(kind, status, action) is expected
        return
    with pytest.raises(NotAllowed) as refused:
        next_status(kind, status, action)
    assert (refused.value.status, refused.value.action) == (status, action)


def path_of(kind: RequestKind, status: Status, action: Action) -> list[Action]:
    """What the operation of an action does in a state."""
    if status is Status.RECEIVED and action in BEGINS:
        return [Action.BEGIN, action]
    return [action] if (status, action) in TRANSITIONS[kind] else []


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("action", OPERATIONS)
def test_an_operation_follows_the_table_in_every_state(
    world: CurrentWorld, action: Action, kind: RequestKind
) -> None:
    set_window(WHOLE_QUARTER)
    officer = make_officer().id
    for status in Status:
        if status is not Status.AWAITING_CODE and not way_to(kind, status):
            continue
        request = make_request(status, kind, **GOES.get(action, {}))
        before = (len(request.changes), len(messages()), len(notices()))
        path = path_of(kind, status, action)
        if path:
            OPERATIONS[action](request, officer)
        elif action is Action.SUBMIT:
            OPERATIONS[action](request, officer)  # sent already: a second tap changes nothing
        else:
            with pytest.raises(NotAllowed):
                OPERATIONS[action](request, officer)
        now = as_it_is_now(request)
        expected = status
        for step in path:
            expected = next_status(kind, expected, step)
        assert now.status is expected, f"{action} in {status}"
        assert [change.action for change in now.changes[before[0] :]] == path, f"{action} in {status}"
        said = [message.kind for message in messages()[before[1] :]]
        assert said == [f"service.{step}" for step in path], "each change is exactly one message"
        told = [notice.kind for notice in notices()[before[2] :]]
        assert told == said, "and exactly one notice"


def test_a_card_leaves_the_office_only_as_it_was_asked_for(world: CurrentWorld) -> None:
    by = make_officer().id
    at_home, at_school = (make_request(Status.PRINTED, **more) for more in (AT_HOME, AT_SCHOOL))
    with pytest.raises(NotAllowed):
        handing.make_ready(at_home, by=by)
    with pytest.raises(NotAllowed):
        handing.hand_to_school(at_home, by=by)
    with pytest.raises(NotAllowed):
        handing.dispatch(at_school, "EM000000001VN", by=by)
    assert {as_it_is_now(at_home).status, as_it_is_now(at_school).status} == {Status.PRINTED}


def test_what_the_post_brings_back_goes_again_or_is_collected(world: CurrentWorld) -> None:
    by = make_officer().id
    again, collected = make_request(Status.RETURNED), make_request(Status.RETURNED)
    handing.dispatch(again, "EM000000002VN", by=by)
    handing.make_ready(collected, by=by)
    assert (as_it_is_now(again).status, again.tracking_number) == (Status.IN_DELIVERY, "EM000000002VN")
    assert as_it_is_now(collected).status is Status.READY_AT_OFFICE


@pytest.mark.any_database
def test_every_state_waits_for_somebody_or_is_the_end() -> None:
    assert set(Status) == WAITING_FOR_OFFICE | WAITING_FOR_FAMILY | ON_THE_WAY | ENDED
    assert not ENDED & (WAITING_FOR_OFFICE | WAITING_FOR_FAMILY | ON_THE_WAY)
    assert set(Status) == OPEN | ENDED | {Status.AWAITING_CODE}


@pytest.mark.any_database
@pytest.mark.parametrize("kind", KINDS)
def test_every_state_but_the_ends_leads_on(kind: RequestKind) -> None:
    starts = {status for status, _action in TRANSITIONS[kind]}
    reached = {Status.AWAITING_CODE, *TRANSITIONS[kind].values()}
    assert reached - starts == reached & ENDED


def test_every_state_and_action_has_its_word(world: CurrentWorld) -> None:
    assert len({words.status_word(status) for status in Status}) == len(Status)
    assert len({words.action_word(action) for action in Action}) == len(Action)
