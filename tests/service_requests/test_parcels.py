"""A number of the post stands for one home's parcel, whoever writes it down first."""

from __future__ import annotations

from datetime import timedelta
from threading import Barrier, Thread

import pytest
from flask import Flask

from tests.support.service_requests import as_it_is_now, make_request
from vssid_app.core.clock import now
from vssid_app.core.extensions import db
from vssid_app.core.world import CurrentWorld
from vssid_app.core.worlds import visiting
from vssid_app.service_requests.models import ServiceRequest
from vssid_app.service_requests.operations.handing import dispatch
from vssid_app.service_requests.parcels import NUMBER_LASTS, NumberTaken
from vssid_app.service_requests.states import NotAllowed, Status

NUMBER = "EB123456785VN"
FAR = "Số 9 ngõ Khác"


def sent() -> ServiceRequest:
    """A card that is on its way under the number."""
    return make_request(Status.IN_DELIVERY, tracking_number=NUMBER)


def test_what_goes_to_one_home_may_share_an_envelope(world: CurrentWorld) -> None:
    street = sent().street
    also = make_request(Status.PRINTED, street=street.upper())
    dispatch(also, NUMBER, by=None)
    assert as_it_is_now(also).status is Status.IN_DELIVERY


def test_another_homes_number_is_refused_and_says_whose(world: CurrentWorld) -> None:
    code, request = sent().code, make_request(Status.PRINTED, street=FAR)
    with pytest.raises(NumberTaken) as taken:
        dispatch(request, NUMBER, by=None)
    assert taken.value.code == code
    assert as_it_is_now(request).status is Status.PRINTED


def test_it_may_be_given_again_after_a_year(world: CurrentWorld) -> None:
    old = sent()
    with db.transaction():
        old.sent_at = now() - NUMBER_LASTS - timedelta(seconds=1)
    request = make_request(Status.PRINTED, street=FAR)
    dispatch(request, NUMBER, by=None)
    assert as_it_is_now(request).status is Status.IN_DELIVERY


def test_what_cannot_be_sent_is_said_first(world: CurrentWorld) -> None:
    sent()
    with pytest.raises(NotAllowed):
        dispatch(make_request(Status.APPROVED, street=FAR), NUMBER, by=None)


def test_at_the_same_moment_one_home_has_it(app: Flask, world: CurrentWorld) -> None:
    homes = [make_request(Status.PRINTED, street=f"Số {n} ngõ Khác").id for n in range(4)]
    ready = Barrier(len(homes))
    refused: list[str] = []

    def send(number: int) -> None:
        with app.app_context(), visiting(world):
            request = db.session.get_one(ServiceRequest, number)
            ready.wait()
            try:
                dispatch(request, NUMBER, by=None)
            except NumberTaken as taken:
                refused.append(taken.code)

    threads = [Thread(target=send, args=(number,)) for number in homes]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(refused) == len(homes) - 1
    assert len(set(refused)) == 1
