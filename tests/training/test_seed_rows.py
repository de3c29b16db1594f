"""The demo world as rows: seeded once, fast, and what the pages rely on is there."""

from __future__ import annotations

import time
from collections import Counter

import pytest
from flask import Flask
from sqlalchemy import func, select

from vssid_app.core.clock import today
from vssid_app.core.extensions import db
from vssid_app.core.world import CurrentWorld
from vssid_app.core.worlds import World
from vssid_app.identity.models import Account
from vssid_app.people.models import Guardianship, Person, Specimen
from vssid_app.registry.models import HealthCard, ParticipationPeriod, ReportedPayment
from vssid_app.registry.overview import overview_of
from vssid_app.registry.queries import holding_of
from vssid_app.registry.reference import reference_on
from vssid_app.registry.rules import CardState
from vssid_app.training.operations import how_to_sign_in, seed_demo_world

MOST_SECONDS = 5


@pytest.fixture
def seeded(peopled: Flask, world: CurrentWorld) -> CurrentWorld:
    return world


def count(model: type) -> int:
    return db.session.scalars(select(func.count()).select_from(model)).one()


def test_it_takes_seconds_and_happens_once(world: CurrentWorld) -> None:
    began = time.process_time()
    assert seed_demo_world()
    assert time.process_time() - began < MOST_SECONDS
    persons = count(Person)
    assert not seed_demo_world()
    assert count(Person) == persons
    marked = db.session.get(World, world.id)
    assert marked
    assert marked.seeded_at


def test_at_least_three_hundred_persons_with_cards_and_periods(seeded: CurrentWorld) -> None:
    assert count(Person) >= 300
    assert count(HealthCard) >= 300
    assert count(ParticipationPeriod) > count(HealthCard)
    assert count(Guardianship) >= 80
    assert count(ReportedPayment) >= 8
    assert count(Specimen) >= 6


def test_at_least_eight_persons_are_in_each_of_the_six_states(seeded: CurrentWorld) -> None:
    reference = reference_on(today())
    persons = db.session.scalars(select(Person)).all()
    states = Counter(overview_of(holding_of(person), reference).state for person in persons)
    assert all(states[state] >= 8 for state in CardState), states


def test_all_numbers_are_from_the_practice_ranges(seeded: CurrentWorld) -> None:
    for person in db.session.scalars(select(Person)):
        assert person.si_number.startswith("99")
        assert (person.citizen_id or "099").startswith(("000", "099"))
        assert (person.phone or "0000").startswith("0000")
    for account in db.session.scalars(select(Account)):
        assert (account.phone or "0000").startswith("0000")


def test_accounts_are_active_and_have_no_password(seeded: CurrentWorld) -> None:
    accounts = db.session.scalars(select(Account)).all()
    assert all(account.is_active and account.password_hash is None for account in accounts)
    assert {role.office_code for account in accounts for role in account.roles} == {"00104", "00112", ""}


def test_the_terminal_is_told_a_number_to_sign_in_with(seeded: CurrentWorld) -> None:
    text = "\n".join(how_to_sign_in())
    assert "0000" in text
    assert "bỏ qua mã xác thực" in text
