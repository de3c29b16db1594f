"""Two officers act on one request at the same moment: one action counts, the other is refused."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from threading import Barrier, Thread

import pytest
from flask import Flask

from tests.support.cast import make_officer
from tests.support.codes import messages
from tests.support.notices import notices
from tests.support.service_requests import make_request
from vssid_app.core.extensions import db
from vssid_app.core.world import CurrentWorld, in_world
from vssid_app.service_requests.models import ServiceRequest
from vssid_app.service_requests.operations import handing, office, sending
from vssid_app.service_requests.queries import find_request
from vssid_app.service_requests.reasons import Reason
from vssid_app.service_requests.states import NotAllowed, Status

ROUNDS = 15
Doing = Callable[[ServiceRequest, int], None]
PAIRS: dict[str, tuple[Status, Doing, Doing]] = {
    "decided two ways": (
        Status.IN_PROCESS,
        lambda request, by: office.approve(request, by=by),
        lambda request, by: office.reject(request, Reason.NO_VALID_CARD, by=by),
    ),
    "received twice": (
        Status.SENT,
        lambda request, by: office.receive(request, by=by),
        lambda request, by: office.receive(request, by=by),
    ),
    "printed and taken back": (
        Status.APPROVED,
        lambda request, by: handing.print_card(request, by=by),
        lambda request, _by: sending.withdraw(request, by=request.asked_by_id),
    ),
    "delivered and returned": (
        Status.IN_DELIVERY,
        lambda request, by: handing.deliver(request, by=by),
        lambda request, by: handing.return_from_post(request, by=by),
    ),
}


@pytest.mark.parametrize("name", PAIRS)
def test_of_two_at_once_one_counts(app: Flask, world: CurrentWorld, name: str) -> None:
    status, *ways = PAIRS[name]
    codes = [make_request(status).code for _round in range(ROUNDS)]
    officers = [make_officer().id for _way in ways]
    said, told = len(messages()), len(notices())
    together, became = Barrier(2), Counter[str]()
    db.session.rollback()

    def act(way: int) -> None:
        with app.app_context(), in_world(world):
            for code in codes:
                with db.scope():
                    request = find_request(code)
                    assert request is not None
                    together.wait(timeout=60)
                    became[try_to(request, way)] += 1

    def try_to(request: ServiceRequest, way: int) -> str:
        try:
            ways[way](request, officers[way])
        except NotAllowed:
            return "refused"
        return "done"

    threads = [Thread(target=act, args=(way,)) for way in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert became == {"done": ROUNDS, "refused": ROUNDS}
    assert len(messages()) == said + ROUNDS
    assert len(notices()) == told + ROUNDS
    for code in codes:
        request = find_request(code)
        assert request is not None
        own = [change for change in request.changes if change.from_status is status]
        assert len(own) == 1, code
        assert request.status is own[0].to_status
