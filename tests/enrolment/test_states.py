"""Every state and every action: what the table allows happens, all else is refused and changes nothing."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.support.cast import make_officer
from tests.support.dossiers import as_it_is_now, make_dossier, proven_on
from vssid_app.core.world import CurrentWorld
from vssid_app.enrolment import words
from vssid_app.enrolment.models import Dossier
from vssid_app.enrolment.operations.deciding import accept, ask_supplement, receive_paper, reject
from vssid_app.enrolment.operations.sending import withdraw
from vssid_app.enrolment.reasons import Reason, ReasonCode
from vssid_app.enrolment.states import (
    DECIDED,
    TRANSITIONS,
    WAITING_FOR_FAMILY,
    WAITING_FOR_OFFICE,
    Action,
    NotAllowed,
    Status,
    can,
    next_status,
)

NAME = [Reason(ReasonCode.NAME_DIFFERS)]
Doing = Callable[[Dossier, int], None]
# The operations that are one action of the table each.
OPERATIONS: dict[Action, Doing] = {
    Action.RECEIVE_PAPER: lambda dossier, by: receive_paper(dossier, by=by),
    Action.ASK_SUPPLEMENT: lambda dossier, by: ask_supplement(dossier, NAME, by=by),
    Action.ACCEPT: lambda dossier, by: accept(dossier, by=by),
    Action.REJECT: lambda dossier, by: reject(dossier, NAME, by=by),
    Action.WITHDRAW: lambda dossier, _by: withdraw(dossier, device=proven_on(dossier)),
}


@pytest.mark.parametrize("action", Action)
@pytest.mark.parametrize("status", Status)
def test_an_action_leads_where_the_table_says_or_is_refused(status: Status, action: Action) -> None:
    expected = TRANSITIONS.get((status, action))
    assert can(status, action) is (expected is not None)
    if expected is not None:
        assert next_status(status, action) is expected
        return
    with pytest.raises(NotAllowed) as refused:
        next_status(status, action)
    assert (refused.value.status, refused.value.action) == (status, action)


@pytest.mark.parametrize("action", OPERATIONS)
def test_an_operation_follows_the_table_in_every_state(world: CurrentWorld, action: Action) -> None:
    officer = make_officer().id
    for status in Status:
        # Ticked already, the paper is no change: so that action is tried without it.
        dossier = make_dossier(status, paper=action is Action.ACCEPT)
        before = len(dossier.changes)
        expected = TRANSITIONS.get((status, action))
        if expected is None:
            with pytest.raises(NotAllowed):
                OPERATIONS[action](dossier, officer)
        else:
            OPERATIONS[action](dossier, officer)
        now = as_it_is_now(dossier)
        assert now.status is (expected or status), f"{action} in {status}"
        assert len(now.changes) == before + (expected is not None), f"{action} in {status}"


def test_every_state_waits_for_somebody_or_is_decided() -> None:
    assert set(Status) == WAITING_FOR_OFFICE | WAITING_FOR_FAMILY | DECIDED
    assert not WAITING_FOR_OFFICE & (WAITING_FOR_FAMILY | DECIDED)


def test_every_state_but_the_last_ones_leads_on() -> None:
    ends = {status for status in Status if not any(start is status for start, _action in TRANSITIONS)}
    assert ends == {Status.ACTIVE, Status.WITHDRAWN}


def test_every_state_has_its_word(world: CurrentWorld) -> None:
    said = [words.status_word(status) for status in Status]
    assert len(set(said)) == len(Status)
