"""Practice: parcels arrive by the world's clock, some come back once, and nothing moves in live."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.support.codes import messages
from tests.support.service_requests import as_it_is_now, make_request
from vssid_app.core.clock import now
from vssid_app.core.extensions import db
from vssid_app.core.public_codes import new_public_code
from vssid_app.core.world import CurrentWorld, WorldKind, in_world
from vssid_app.service_requests.models import ServiceRequest
from vssid_app.service_requests.operations.handing import dispatch
from vssid_app.service_requests.states import Action, Status
from vssid_app.training.post_simulator import bring_parcels, comes_back, days_on_the_way

NUMBER = "EB123456785VN"


def code_that(*, returns: bool) -> str:
    codes = (new_public_code("TH") for _n in range(1000))
    return next(code for code in codes if comes_back(code) is returns)


def given_to_the_post(code: str, *, days_ago: int) -> ServiceRequest:
    request = make_request(Status.IN_DELIVERY, code=code, tracking_number=NUMBER)
    age(request, days_ago)
    return request


def age(request: ServiceRequest, days_ago: int) -> None:
    """As if it had been given to the post so many days ago."""
    given = as_it_is_now(request).last(Action.DISPATCH)
    assert given is not None
    with db.transaction():
        given.at = now() - timedelta(days_ago)


def test_a_parcel_arrives_on_its_day_and_the_family_is_told_once(world: CurrentWorld) -> None:
    code = code_that(returns=False)
    request = given_to_the_post(code, days_ago=days_on_the_way(code) - 1)
    bring_parcels()
    assert as_it_is_now(request).status is Status.IN_DELIVERY
    age(request, days_on_the_way(code))
    said = len(messages())
    bring_parcels()
    bring_parcels()
    assert as_it_is_now(request).status is Status.DELIVERED
    assert len(messages()) == said + 1
    assert request.changes[-1].by_id is None


def test_one_that_comes_back_arrives_the_second_time(world: CurrentWorld) -> None:
    code = code_that(returns=True)
    request = given_to_the_post(code, days_ago=3)
    bring_parcels()
    assert as_it_is_now(request).status is Status.RETURNED
    assert "Không gặp người nhận." in messages()[-1].text
    dispatch(request, NUMBER, by=None)
    age(request, 3)
    bring_parcels()
    assert as_it_is_now(request).status is Status.DELIVERED


def test_about_one_of_ten_comes_back_and_none_is_longer_than_three_days() -> None:
    codes = [f"TH-{n:04d}-{n * 7 % 9999:04d}" for n in range(2000)]
    assert 120 < sum(map(comes_back, codes)) < 280
    assert {days_on_the_way(code) for code in codes} == {1, 2, 3}


@pytest.mark.any_database
def test_nothing_moves_in_live(world: CurrentWorld) -> None:
    code = code_that(returns=False)
    request = given_to_the_post(code, days_ago=9)
    with in_world(replace(world, kind=WorldKind.LIVE)):
        assert not bring_parcels()
    assert as_it_is_now(request).status is Status.IN_DELIVERY
