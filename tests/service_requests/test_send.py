"""Sending a request: by its own code, whole, once, and one open request a person and kind."""

from __future__ import annotations

from threading import Barrier, Thread
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from tests.support.cast import make_account, make_child_of, make_person
from tests.support.codes import messages
from tests.support.insurance import make_card
from tests.support.service_requests import as_it_is_now, make_holder, make_request, proof_for
from vssid_app.core.clock import today
from vssid_app.core.extensions import db
from vssid_app.core.world import CurrentWorld, in_world
from vssid_app.identity.codes.challenge import Challenge
from vssid_app.identity.codes.queries import find_challenge
from vssid_app.identity.codes.rules import Purpose
from vssid_app.identity.models import Account
from vssid_app.people.models import Person
from vssid_app.policy.models import Parameter
from vssid_app.policy.queries import deadline, whole_number
from vssid_app.service_requests.cards import CardProblem, NoCard
from vssid_app.service_requests.kinds import RequestKind
from vssid_app.service_requests.models import ServiceRequest, ServiceRequestChange
from vssid_app.service_requests.operations.drafting import begin_request
from vssid_app.service_requests.operations.sending import (
    AlreadyOpen,
    Missing,
    NotComplete,
    NotProven,
    submit,
)
from vssid_app.service_requests.states import Action, Status
from vssid_app.service_requests.steps import Step

pytestmark = pytest.mark.usefixtures("world")


def count_sent() -> int:
    db.session.rollback()
    sent = select(func.count(ServiceRequestChange.id)).where(ServiceRequestChange.action == Action.SUBMIT)
    return db.session.scalar(sent) or 0


def test_it_is_sent_with_a_day_by_which_it_is_done() -> None:
    request = make_request(Status.AWAITING_CODE)
    submit(request, proof_for(request))
    now = as_it_is_now(request)
    days = whole_number(Parameter.REISSUE_WORKING_DAYS, today())
    assert (now.status, now.due_on) == (Status.SENT, deadline(today(), days))
    assert now.sent_at is not None
    assert now.code in messages()[-1].text
    assert "Không đưa mã" in messages()[-1].text


@pytest.mark.parametrize(
    "wrong",
    [
        {"purpose": Purpose.OWN_DATA},
        {"purpose": Purpose.HAND_OVER},
        {"subject": "TH-0000-0000:1"},
        {"proven_at": None},
    ],
    ids=["other purpose", "a dossier's", "other request", "not answered"],
)
def test_a_code_of_something_else_sends_nothing(wrong: dict[str, object]) -> None:
    request = make_request(Status.AWAITING_CODE)
    with pytest.raises(NotProven):
        submit(request, proof_for(request, **wrong))
    assert as_it_is_now(request).status is Status.AWAITING_CODE


def test_a_code_is_for_the_request_as_it_stood() -> None:
    request = make_request(Status.AWAITING_CODE)
    proof = proof_for(request)
    with db.transaction():
        request.street = "Số 2 ngõ Mẫu"
    with pytest.raises(NotProven):
        submit(request, proof)


def test_somebody_elses_code_sends_nothing() -> None:
    request = make_request(Status.AWAITING_CODE)
    with pytest.raises(NotProven):
        submit(request, proof_for(request, account_id=make_account().id))


@pytest.mark.parametrize(
    ("facts", "what"),
    [
        ({"saved_steps": {Step.LOSS: "2026-11-01T00:00:00+00:00"}}, Missing.STEPS),
        ({"commune_code": None}, Missing.COMMUNE),
        ({"commune_code": "99999"}, Missing.COMMUNE),
        ({"postage": 1}, Missing.POSTAGE),
        ({"office_code": "99999"}, Missing.OFFICE),
    ],
)
def test_what_is_missing_is_said(facts: dict[str, Any], what: Missing) -> None:
    request = make_request(Status.AWAITING_CODE, **facts)
    with pytest.raises(NotComplete) as missing:
        submit(request, proof_for(request))
    assert missing.value.what is what


def test_a_card_that_is_gone_meanwhile_is_not_printed_again() -> None:
    person = make_person()
    request = make_request(Status.AWAITING_CODE, person=person)
    with pytest.raises(NotComplete) as missing:
        submit(request, proof_for(request))
    assert missing.value.what is Missing.CARD


def test_without_a_card_nothing_is_begun() -> None:
    person, expired = make_person(), make_person()
    make_card(
        expired, valid_from=today().replace(year=today().year - 2), valid_to=today().replace(day=1, month=1)
    )
    for holder, why in ((person, CardProblem.NONE), (expired, CardProblem.EXPIRED)):
        with pytest.raises(NoCard) as none:
            begin_request(RequestKind.REISSUE, holder, by=make_account(holder).id)
        assert none.value.problem is why


def test_a_second_try_leads_to_the_first() -> None:
    person, account = make_holder()
    draft = begin_request(RequestKind.REISSUE, person, by=account.id)
    assert begin_request(RequestKind.REISSUE, person, by=account.id).id == draft.id
    sent = make_request(person=person, account=account)
    assert begin_request(RequestKind.REISSUE, person, by=account.id).id == sent.id


def two_guardians() -> tuple[Person, list[Account]]:
    parents = [make_person(), make_person()]
    child = make_child_of(parents[0])
    make_card(child)
    return child, [make_account(parent) for parent in parents]


def test_two_guardians_have_a_draft_each_and_send_one() -> None:
    child, (one, other) = two_guardians()
    first, second = (make_request(Status.AWAITING_CODE, person=child, account=by) for by in (one, other))
    submit(first, proof_for(first))
    with pytest.raises(AlreadyOpen) as already:
        submit(second, proof_for(second))
    assert already.value.other.id == first.id


def test_the_database_holds_one_open_request_a_person_and_kind() -> None:
    person, account = make_holder()
    make_request(Status.IN_PROCESS, person=person, account=account)
    with pytest.raises(IntegrityError):
        make_request(Status.SENT, person=person, account=account)
    db.session.rollback()
    make_request(Status.SENT, RequestKind.FACILITY_CHANGE, person=person, account=account)
    make_request(Status.WITHDRAWN, person=person, account=account)


def test_two_lines_can_be_corrected_at_a_time() -> None:
    person, account = make_holder()
    for _line in range(2):
        make_request(Status.SENT, RequestKind.CORRECTION, person=person, account=account)


def send_at_once(app: Flask, world: CurrentWorld, pairs: list[tuple[ServiceRequest, Challenge]]) -> list[str]:
    """Each of these in a thread of its own; gives what became of each."""
    ids = [(request.id, challenge.public_id) for request, challenge in pairs]
    together, became = Barrier(len(ids)), list[str]()
    db.session.rollback()

    def send(request_id: int, public_id: str) -> None:
        with app.app_context(), in_world(world), db.scope():
            request = db.session.get_one(ServiceRequest, request_id)
            challenge = find_challenge(public_id, Purpose.SEND_REQUEST)
            assert challenge is not None
            together.wait(timeout=60)
            try:
                submit(request, challenge)
            except (AlreadyOpen, NotProven) as refused:
                became.append(type(refused).__name__)
            else:
                became.append("sent")

    threads = [Thread(target=send, args=pair) for pair in ids]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(became)


def test_two_tabs_send_it_once(app: Flask, world: CurrentWorld) -> None:
    for _round in range(10):
        request = make_request(Status.AWAITING_CODE)
        proof = proof_for(request)
        before, said = count_sent(), len(messages())
        assert send_at_once(app, world, [(request, proof), (request, proof)]) == ["sent", "sent"]
        assert count_sent() == before + 1
        assert len(messages()) == said + 1


def test_two_guardians_at_once_send_one(app: Flask, world: CurrentWorld) -> None:
    for _round in range(10):
        child, accounts = two_guardians()
        drafts = [make_request(Status.AWAITING_CODE, person=child, account=by) for by in accounts]
        before = count_sent()
        became = send_at_once(app, world, [(draft, proof_for(draft)) for draft in drafts])
        assert became == ["AlreadyOpen", "sent"]
        assert count_sent() == before + 1
