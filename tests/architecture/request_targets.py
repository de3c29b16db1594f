"""Requests behind the routes of services."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from tests.architecture.target import TOKEN, Target
from tests.support.cast import make_account, make_child_of, make_person
from tests.support.insurance import make_card
from tests.support.service_requests import make_request, proof_for
from vssid_app.core.clock import today
from vssid_app.core.extensions import keyring
from vssid_app.service_requests.kinds import PhotoKind, RequestKind
from vssid_app.service_requests.operations.photos import use_sample
from vssid_app.service_requests.queries import find_request
from vssid_app.service_requests.states import Status
from vssid_app.service_requests.steps import Step


def _of_request(status: Status, kind: RequestKind = RequestKind.REISSUE) -> Callable[[], Target]:
    """A child's request, which its former guardian has sent."""

    def make() -> Target:
        guardian = make_person()
        child = make_child_of(guardian, until=today() - timedelta(days=1))
        make_card(child)
        account, former = make_account(child), make_account(guardian)
        by = account if status is Status.AWAITING_CODE else former
        request = make_request(status, kind, person=child, account=by)
        values = {
            "public_id": child.public_id,
            "code": request.code,
            "step": Step.LOSS,
            "kind": "damage",
            "service": "612a",
            "about": "person",
        }
        return Target(values, account=account, former_guardian=former)

    return make


def _of_request_photo() -> Target:
    target = _of_request(Status.AWAITING_CODE)()
    request = find_request(target.values["code"])
    assert request is not None
    use_sample(request, PhotoKind.DAMAGE)
    return target


def _of_request_code() -> Target:
    target = _of_request(Status.AWAITING_CODE)()
    request = find_request(target.values["code"])
    assert request is not None
    challenge = proof_for(request, proven_at=None, device_hash=keyring.fingerprint("device", TOKEN))
    return Target({"challenge": challenge.public_id}, account=target.account, device=True)


REQUEST_TARGETS: dict[str, Callable[[], Target]] = {
    "service_requests.at_home": _of_request(Status.AWAITING_CODE),
    "service_requests.code": _of_request_code,
    "service_requests.damage": _of_request(Status.AWAITING_CODE),
    "service_requests.damage_sample": _of_request(Status.AWAITING_CODE),
    "service_requests.done": _of_request(Status.SENT),
    "service_requests.photo": _of_request_photo,
    "service_requests.proof": _of_request(Status.AWAITING_CODE, RequestKind.CORRECTION),
    "service_requests.proof_sample": _of_request(Status.AWAITING_CODE, RequestKind.CORRECTION),
    "service_requests.receipt": _of_request(Status.SENT),
    "service_requests.report": _of_request(Status.SENT),
    "service_requests.service": _of_request(Status.SENT),
    "service_requests.step": _of_request(Status.AWAITING_CODE),
    "service_requests.tracking": _of_request(Status.SENT),
    "service_requests.withdraw": _of_request(Status.SENT),
}
