"""Families, officers, the post and the worker act in any order, also two at the same moment.

Whatever they do: a request is in one state that its changes lead to, no step is done twice, each change is
exactly one message and one notice, and a person has one open request of a kind.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from threading import Barrier, Thread
from typing import Any

import pytest
from flask import Flask
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import func, select

from tests.support.cast import make_account, make_child_of, make_officer, make_person
from tests.support.insurance import make_card
from tests.support.service_requests import AT_HOME, AT_SCHOOL, make_request, proof_for
from vssid_app.core.extensions import db
from vssid_app.core.world import CurrentWorld, in_world
from vssid_app.identity.models import Account
from vssid_app.notifications.models import AppNotice, OutboxMessage
from vssid_app.people.models import Person
from vssid_app.service_requests.kinds import Delivery, RequestKind
from vssid_app.service_requests.models import ServiceRequest, ServiceRequestChange
from vssid_app.service_requests.operations import handing, office, reminding, sending
from vssid_app.service_requests.queries import find_request
from vssid_app.service_requests.reasons import REJECTIONS, SUPPLEMENTS
from vssid_app.service_requests.states import OPEN, Action, NotAllowed, Status, next_status

Doing = Callable[[ServiceRequest, int], None]
REFUSALS = (NotAllowed, sending.AlreadyOpen, sending.NotProven, sending.NotComplete)
WAYS = ({"delivery": Delivery.OFFICE}, AT_SCHOOL, AT_HOME)


def _submit(request: ServiceRequest, _by: int) -> None:
    sending.submit(request, proof_for(request))


def _ask(request: ServiceRequest, by: int) -> None:
    office.ask_supplement(request, next(iter(SUPPLEMENTS[RequestKind(request.kind)])), by=by)


def _reject(request: ServiceRequest, by: int) -> None:
    office.reject(request, REJECTIONS[RequestKind(request.kind)][0], by=by)


def _supplement(request: ServiceRequest, _by: int) -> None:
    with db.transaction():
        db.reload(request)
        # The family has given what was asked for.
        request.saved_steps = {**request.saved_steps, "noi-nhan": "2026-11-01T00:00:00+00:00"}
    sending.send_supplement(request, by=request.asked_by_id)


ACTS: dict[str, Doing] = {
    "submit": _submit,
    "withdraw": lambda request, _by: sending.withdraw(request, by=request.asked_by_id),
    "supplement": _supplement,
    "receive": lambda request, by: office.receive(request, by=by),
    "begin": lambda request, by: office.begin(request, by=by),
    "ask": _ask,
    "approve": lambda request, by: office.approve(request, by=by),
    "reject": _reject,
    "print": lambda request, by: handing.print_card(request, by=by),
    "dispatch": lambda request, by: handing.dispatch(request, "EM000000001VN", by=by),
    "deliver": lambda request, by: handing.deliver(request, by=by),
    "return": lambda request, by: handing.return_from_post(request, by=by),
    "ready": lambda request, by: handing.make_ready(request, by=by),
    "school": lambda request, by: handing.hand_to_school(request, by=by),
    "collect": lambda request, by: handing.collect(request, by=by),
}


class Requests(RuleBasedStateMachine):
    """Two guardians of one child, two officers, and what each may try."""

    codes = Bundle("codes")

    def __init__(self, app: Flask, world: CurrentWorld) -> None:
        super().__init__()
        self.app, self.world = app, world
        self.made: list[str] = []
        self.person: Person
        self.guardians: list[Account]
        self.officers: list[int]

    @initialize()
    def cast(self) -> None:
        parent = make_person()
        self.person = make_child_of(parent)
        make_card(self.person)
        self.guardians = [make_account(parent), make_account()]
        self.officers = [make_officer().id for _each in range(2)]
        self.said, self.told = self._messages(), self._notices()
        self.ids: list[int] = []

    @rule(target=codes, who=st.integers(0, 1), way=st.sampled_from(WAYS))
    def fill_in(self, who: int, way: dict[str, Any]) -> str:
        known = self._draft_of(self.guardians[who])
        if known is not None:
            return known
        facts = {**AT_HOME, "recipient": "", "postage": None, **way}
        request = make_request(Status.AWAITING_CODE, person=self.person, account=self.guardians[who], **facts)
        self.made.append(request.code)
        self.ids.append(request.id)
        return request.code

    @rule(code=codes, act=st.sampled_from(sorted(ACTS)), who=st.integers(0, 1))
    def act(self, code: str, act: str, who: int) -> None:
        self._try(code, act, who)

    @rule(code=codes, acts=st.tuples(*[st.sampled_from(sorted(ACTS))] * 2))
    def act_at_once(self, code: str, acts: tuple[str, str]) -> None:
        together = Barrier(2)
        db.session.rollback()

        def one(act: str, who: int) -> None:
            with self.app.app_context(), in_world(self.world), db.scope():
                together.wait(timeout=60)
                self._try(code, act, who)

        threads = [Thread(target=partial(one, act, who)) for who, act in enumerate(acts)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    @rule()
    def remind(self) -> None:
        reminding.remind_of_late()

    @invariant()
    def each_is_in_the_state_that_its_changes_lead_to(self) -> None:
        db.session.rollback()
        db.session.expire_all()
        for code in self.made:
            request = find_request(code)
            assert request is not None
            at = Status.AWAITING_CODE
            for change in request.changes:
                assert change.from_status is at, code
                at = next_status(RequestKind(request.kind), at, Action(change.action))
                assert change.to_status is at, code
            assert request.status is at, code

    @invariant()
    def each_change_is_one_message_and_one_notice(self) -> None:
        if self.made:
            changes = select(func.count(ServiceRequestChange.id)).where(
                ServiceRequestChange.request_id.in_(self.ids)
            )
            db.session.rollback()
            assert self._messages() - self.said == db.session.scalar(changes)
            assert self._notices() - self.told == db.session.scalar(changes)

    @invariant()
    def one_is_open(self) -> None:
        if self.made:
            open_ones = select(func.count(ServiceRequest.id)).where(
                ServiceRequest.person_id == self.person.id, ServiceRequest.status.in_(list(OPEN))
            )
            assert (db.session.scalar(open_ones) or 0) <= 1

    def teardown(self) -> None:
        db.session.rollback()

    def _try(self, code: str, act: str, who: int) -> None:
        request = find_request(code)
        assert request is not None
        try:
            ACTS[act](request, self.officers[who])
        except REFUSALS:
            db.session.rollback()

    def _draft_of(self, account: Account) -> str | None:
        draft = select(ServiceRequest.code).where(
            ServiceRequest.asked_by_id == account.id, ServiceRequest.status == Status.AWAITING_CODE
        )
        return db.session.scalar(draft)

    def _messages(self) -> int:
        """Of requests; the inbox of practice keeps fifty an address, more than are told in one run."""
        told = select(func.count(OutboxMessage.id)).where(OutboxMessage.kind.startswith("service."))
        return db.session.scalar(told) or 0

    def _notices(self) -> int:
        """In the app, where the two guardians read of it."""
        told = select(func.count(AppNotice.id)).where(AppNotice.kind.startswith("service."))
        return db.session.scalar(told) or 0


def run(app: Flask, world: CurrentWorld, *, examples: int, steps: int) -> None:
    class Here(Requests):
        def __init__(self) -> None:
            super().__init__(app, world)

    run_state_machine_as_test(
        Here,
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            database=None,
        ),
    )


def test_a_few_orders(app: Flask, world: CurrentWorld) -> None:
    run(app, world, examples=3, steps=20)


@pytest.mark.long
@pytest.mark.races
def test_many_orders(app: Flask, world: CurrentWorld) -> None:
    run(app, world, examples=40, steps=50)
