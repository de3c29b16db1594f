"""Requests for tests: in any state, as families and officers would have left them."""

from __future__ import annotations

from datetime import timedelta
from itertools import count
from typing import Any

from sqlalchemy import update

from tests.support.cast import OFFICE, make_account, make_person
from tests.support.insurance import make_card
from vssid_app.core.clock import instant, now, today
from vssid_app.core.extensions import db, private_files
from vssid_app.core.files import new_file_id
from vssid_app.core.public_codes import new_public_code
from vssid_app.identity.codes.challenge import Challenge
from vssid_app.identity.codes.models import ChallengeRow, IssuedCode
from vssid_app.identity.codes.queries import find_challenge
from vssid_app.identity.codes.rules import Purpose
from vssid_app.identity.models import Account
from vssid_app.notifications.models import Channel
from vssid_app.people.models import Person
from vssid_app.policy.models import Parameter, PolicyValue
from vssid_app.service_requests.kinds import CardLoss, Delivery, PhotoKind, RequestKind, WhyPaper
from vssid_app.service_requests.models import ServiceRequest, ServiceRequestChange, ServiceRequestPhoto
from vssid_app.service_requests.reasons import REJECTIONS, SUPPLEMENTS
from vssid_app.service_requests.states import TRANSITIONS, Action, Status
from vssid_app.service_requests.steps import Step

_serial = count(1)
WHOLE_QUARTER = 92
AT_HOME: dict[str, Any] = {
    "delivery": Delivery.POST,
    "recipient": "NGUYỄN THỊ MẪU NHẬN",
    "phone": "0000345678",
    "commune_code": "00118",
    "street": "Số 1 ngõ Mẫu",
    "postage": 22_000,
}
AT_SCHOOL: dict[str, Any] = {
    "delivery": Delivery.SCHOOL,
    "school_code": "thcs-bo-de",
    "class_name": "6 Mẫu 1",
}


def set_window(days: int) -> None:
    """On how many first days of a quarter the primary facility can be changed."""
    with db.transaction() as session:
        rows = update(PolicyValue).where(PolicyValue.name == Parameter.FACILITY_CHANGE_DAYS)
        session.execute(rows.values(value=str(days)))


def make_holder(**given: object) -> tuple[Person, Account]:
    """Somebody with a card and an account."""
    person = make_person(**given)
    make_card(person)
    return person, make_account(person)


def make_request(
    status: Status = Status.SENT,
    kind: RequestKind = RequestKind.REISSUE,
    *,
    person: Person | None = None,
    account: Account | None = None,
    **given: object,
) -> ServiceRequest:
    """A request that was filled in whole and came to a state by the shortest way of the table."""
    if person is None:
        person, account = make_holder()
    account = account or make_account(person)
    facts: dict[str, object] = {
        "code": new_public_code("TH"),
        "kind": kind,
        "about": f"line {next(_serial)}" if kind is RequestKind.CORRECTION else "",
        "status": status,
        "person_id": person.id,
        "asked_by_id": account.id,
        "office_code": OFFICE,
        "saved_steps": {},
        **_filled_in(kind),
        **given,
    }
    steps = {step: instant().isoformat() for step in Step if step is not Step.CHECK}
    facts["saved_steps"] = facts["saved_steps"] or steps
    request = ServiceRequest(**facts, changes=[], photos=[])
    if status is not Status.AWAITING_CODE:
        request.sent_at, request.due_on = now(), request.due_on or today() + timedelta(days=2)
    with db.transaction() as session:
        session.add(request)
        session.flush()
        for before, action, after in way_to(kind, status):
            session.add(
                ServiceRequestChange(
                    request_id=request.id,
                    action=action,
                    from_status=before,
                    to_status=after,
                    by_id=None,
                    by_staff=action not in {Action.SUBMIT, Action.SUPPLEMENT, Action.WITHDRAW},
                    reasons=_reasons(kind, action),
                )
            )
    # As a page has it that reads it anew.
    db.session.rollback()
    db.session.expire_all()
    return db.session.get_one(ServiceRequest, request.id)


def way_to(kind: RequestKind, status: Status) -> list[tuple[Status, Action, Status]]:
    """The shortest way of the table from the draft to a state; none to one that the kind does not have."""
    ways: dict[Status, list[tuple[Status, Action, Status]]] = {Status.AWAITING_CODE: []}
    queue = [Status.AWAITING_CODE]
    for at in queue:
        for (before, action), after in TRANSITIONS[kind].items():
            if before is at and after not in ways:
                ways[after] = [*ways[at], (before, action, after)]
                queue.append(after)
    return ways.get(status, [])


def _reasons(kind: RequestKind, action: Action) -> list[str]:
    if action is Action.ASK_SUPPLEMENT:
        return [next(iter(SUPPLEMENTS[kind]))]
    return [REJECTIONS[kind][0]] if action is Action.REJECT else []


def _filled_in(kind: RequestKind) -> dict[str, object]:
    if kind is RequestKind.FACILITY_CHANGE:
        return {"facility_code": "01067", "told": "Gần nhà hơn"}
    if kind is RequestKind.CORRECTION:
        return {"told": "Tên đúng là Mẫu", "quoted": {"Họ và tên": "NGUYỄN VĂN THỬ"}}
    return {"why_paper": WhyPaper.NO_SMARTPHONE, "loss": CardLoss.LOST, **AT_HOME}


def proof_for(request: ServiceRequest, **given: object) -> Challenge:
    """An answered code for a request as it stands; anything can be given."""
    moment = instant()
    facts: dict[str, object] = {
        "public_id": f"proof{next(_serial)}",
        "purpose": Purpose.SEND_REQUEST,
        "channel": Channel.SMS,
        "address": "0000000009",
        "device_hash": "test",
        "account_id": request.asked_by_id,
        "subject": f"{request.code}:{request.version}",
        "proven_at": moment,
        **given,
    }
    row = ChallengeRow(**facts)
    row.codes = [IssuedCode(n=1, address_hash="test", device_hash="test", expires_at=moment, wrong_tries=0)]
    with db.transaction() as session:
        session.add(row)
    challenge = find_challenge(row.public_id, *Purpose)
    assert challenge is not None
    return challenge


def put_photo(request: ServiceRequest, kind: PhotoKind = PhotoKind.DAMAGE) -> ServiceRequestPhoto:
    """A picture of a request, kept as the families' pages keep it."""
    file_id = new_file_id()
    private_files.put(file_id, b"\xff\xd8 a picture of a card \xff\xd9", world=request.world_id)
    photo = ServiceRequestPhoto(request_id=request.id, kind=kind, file_id=file_id, is_sample=True)
    with db.transaction() as session:
        session.add(photo)
    return photo


def request_at_office() -> dict[str, str]:
    """A request that its office is to decide, as values for the paths of the desk."""
    request = make_request(Status.IN_PROCESS)
    picture = put_photo(request)
    return {"code": request.code, "kind": picture.kind, "_made": "in", "made": "phe-duyet"}


def as_it_is_now(request: ServiceRequest) -> ServiceRequest:
    """The request as the database holds it after somebody else's transaction."""
    db.session.rollback()
    db.session.refresh(request)
    return request
