"""The family sends a request by a code, gives the one thing asked for, or takes it back."""

from __future__ import annotations

from enum import StrEnum

from vssid_app.agencies.queries import office
from vssid_app.core.clock import now, today
from vssid_app.core.extensions import db
from vssid_app.identity.codes.challenge import Challenge
from vssid_app.identity.codes.operations import open_challenge, use
from vssid_app.identity.codes.rules import Purpose, Wait
from vssid_app.identity.models import Account
from vssid_app.notifications.models import Channel
from vssid_app.people.queries import find_person
from vssid_app.policy.models import Parameter
from vssid_app.policy.queries import deadline, whole_number
from vssid_app.service_requests import queries
from vssid_app.service_requests.cards import NoCard, card_to_reissue, overview_today
from vssid_app.service_requests.kinds import Delivery, RequestKind
from vssid_app.service_requests.models import ServiceRequest
from vssid_app.service_requests.operations.changing import change_status
from vssid_app.service_requests.operations.drafting import NoCommune, key_of, postage_of
from vssid_app.service_requests.states import Action

TIME_LIMITS = {
    RequestKind.REISSUE: Parameter.REISSUE_WORKING_DAYS,
    RequestKind.FACILITY_CHANGE: Parameter.DATA_CHANGE_WORKING_DAYS,
    RequestKind.CORRECTION: Parameter.DATA_CHANGE_WORKING_DAYS,
}


class Missing(StrEnum):
    """Why a request cannot be sent."""

    STEPS = "steps"
    CARD = "card"
    COMMUNE = "commune"
    """The address has no commune of today: places have changed since it was saved."""
    OFFICE = "office"
    """No office is known for it, or it has closed since."""
    WINDOW = "window"
    """The primary facility can be changed on other days only."""
    POSTAGE = "postage"
    """The postage is another one than was told: it was written anew, and is to be read before sending."""


class NotComplete(Exception):
    """Something is missing; ``what`` says which kind."""

    def __init__(self, what: Missing) -> None:
        super().__init__(what)
        self.what = what


class AlreadyOpen(Exception):
    """Another request of the kind was sent for the person; ``other`` is it."""

    def __init__(self, other: ServiceRequest) -> None:
        super().__init__(other.code)
        self.other = other


class NotProven(Exception):
    """The code is not for this request as it stands, or was used already."""


class NoChannel(Exception):
    """The account has neither phone nor proven email, which a code could go to."""


def ask_for_code(request: ServiceRequest, account: Account, *, device: str) -> Challenge | Wait:
    """Send the code that sends a request; it is for what the request says now.

    Raises:
        NoChannel: when the account has nothing that a code could go to.
    """
    email = account.email if account.email_proven_at else None
    channel, address = (Channel.SMS, account.phone) if account.phone else (Channel.EMAIL, email)
    if not address:
        raise NoChannel
    return open_challenge(
        Purpose.SEND_REQUEST,
        channel,
        address,
        device=device,
        account_id=account.id,
        subject=f"{request.code}:{request.version}",
    )


def code_of(challenge: Challenge) -> str:
    """The code of the request that a challenge is about."""
    return challenge.subject.partition(":")[0]


def is_still(request: ServiceRequest, challenge: Challenge) -> bool:
    """Whether the request says what it said when the code was asked for."""
    return challenge.subject == f"{request.code}:{request.version}"


def submit(request: ServiceRequest, challenge: Challenge) -> None:
    """Send a request by a proven code. Sending it again (a double tap, a second tab) changes nothing.

    Raises:
        NotProven: when the code is for something else, was used, or the request has changed since.
        NotComplete: when something is missing.
        AlreadyOpen: when another one was sent for the person meanwhile.
    """
    with db.transaction():
        db.alone(key_of(RequestKind(request.kind), request.person_id, request.about))
        db.reload(request)
        if not request.is_draft:
            return
        _take_proof(request, challenge)
        other = queries.open_request(request.person_id, RequestKind(request.kind), request.about)
        if other is not None:
            raise AlreadyOpen(other)
        refuse_incomplete(request)
        _set_limit(request)
        request.sent_at = now()
        change_status(request, Action.SUBMIT, by=request.asked_by_id)


def refuse_incomplete(request: ServiceRequest) -> None:
    """Make sure that a request could be sent as it stands.

    Raises:
        NotComplete: when something is missing.
    """
    if queries.missing_steps(request):
        raise NotComplete(Missing.STEPS)
    if office(request.office_code or "", today()) is None:
        raise NotComplete(Missing.OFFICE)
    is_change = request.kind is RequestKind.FACILITY_CHANGE
    if is_change and not queries.facility_window(today()).is_open_on(today()):
        raise NotComplete(Missing.WINDOW)
    if request.kind is not RequestKind.CORRECTION and not _has_card(request):
        raise NotComplete(Missing.CARD)
    if request.delivery is Delivery.POST:
        try:
            postage = postage_of(request)
        except NoCommune:
            raise NotComplete(Missing.COMMUNE) from None
        if postage != request.postage:
            raise NotComplete(Missing.POSTAGE)


def send_supplement(request: ServiceRequest, *, by: int) -> None:
    """Hand in what the office asked for; its time limit begins anew.

    Raises:
        NotComplete: when it was not given yet.
        NotAllowed: when nothing is asked for.
    """
    with db.transaction():
        db.reload(request)
        if queries.step_asked(request) is not None and queries.missing_steps(request):
            raise NotComplete(Missing.STEPS)
        _set_limit(request)
        change_status(request, Action.SUPPLEMENT, by=by)


def withdraw(request: ServiceRequest, *, by: int) -> None:
    """Take a request back, as long as nothing is printed.

    Raises:
        NotAllowed: when it is printed, or at its end.
    """
    with db.transaction():
        change_status(request, Action.WITHDRAW, by=by)


def _take_proof(request: ServiceRequest, challenge: Challenge) -> None:
    fits = (
        challenge.purpose == Purpose.SEND_REQUEST
        and challenge.account_id == request.asked_by_id
        and is_still(request, challenge)
    )
    if not fits or not use(challenge):
        raise NotProven


def _has_card(request: ServiceRequest) -> bool:
    person = find_person(request.person_id)
    if person is None:
        return False
    try:
        card_to_reissue(overview_today(person))
    except NoCard:
        return False
    return True


def _set_limit(request: ServiceRequest) -> None:
    day = today()
    request.due_on = deadline(day, whole_number(TIME_LIMITS[RequestKind(request.kind)], day))
