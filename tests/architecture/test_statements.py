"""What a page asks of the database: few statements, and as many for a full list as for a short one."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from tests.architecture.targets import make_target, routes_with_ids
from tests.support.cast import OFFICE, make_account, make_child_of, make_officer, make_person, sign_in
from tests.support.dossiers import held, make_case, make_dossier
from tests.support.insurance import make_card, make_period
from tests.support.pages import PageClient
from tests.support.service_requests import make_request
from tests.support.statements import cost
from vssid_app.agencies.models import School
from vssid_app.core.clock import today
from vssid_app.core.extensions import db
from vssid_app.core.world import CurrentWorld
from vssid_app.enrolment.access import HELD
from vssid_app.enrolment.models import Match
from vssid_app.enrolment.operations.deciding import open_review
from vssid_app.enrolment.states import Status
from vssid_app.enrolment.steps import Step
from vssid_app.identity.models import Account, AccountCase

USUAL = 6
"""Statements of a signed-in page. Source: the project's figures to reach, as the 3 of the card."""

CARD = {"registry.card": 3, "registry.desk_mode": 3}
LISTS = {
    "hang-cho": 6,
    "cho-bo-sung": 5,
    "da-xu-ly": 3,
    "yeu-cau-kiem-tra": 5,
    "mat-so-dien-thoai": 5,
    "dich-vu": 6,
}
OF_EACH_LIST = (Status.RECORDED, Status.SUPPLEMENT_ASKED, Status.REJECTED)
LONG_AGO = timedelta(days=60)


def test_each_page_about_somebody_keeps_to_its_number(app: Flask, world: CurrentWorld) -> None:
    over = {}
    for route in routes_with_ids():
        if route.rule == "anybody" or "GET" not in route.methods:
            continue
        client, target = PageClient(app), make_target(route)
        target.let_in(client)
        path = target.path_of(route)
        if client.get(path).status != 200:
            continue
        sent = cost(client, path)
        if len(sent) > CARD.get(route.endpoint, USUAL):
            over[route.endpoint] = sent
    assert not over, "\n".join(_listed(name, sent) for name, sent in over.items())


def test_each_step_of_registering_keeps_to_its_number(client: PageClient, world: CurrentWorld) -> None:
    code = make_dossier(Status.DRAFT, Match.NOT_FOUND).code
    proven = held(code)
    with client.raw.session_transaction() as cookie:
        cookie[HELD] = proven
    for step in Step:
        sent = cost(client, f"/dang-ky/{code}/{step}")
        # The last one reads all answers back, with the names of the commune and the office.
        assert len(sent) <= (USUAL + 1 if step is Step.CHECK else USUAL), _listed(step, sent)


def test_home_asks_as_much_for_thirty_children_as_for_one(client: PageClient, world: CurrentWorld) -> None:
    guardian = make_person()
    sign_in(client, make_account(guardian), world)
    home, counted = f"/nguoi/{guardian.public_id}/", []
    for children in (1, 29):
        for _n in range(children):
            child = make_child_of(guardian)
            make_card(child)
            make_period(child, "2025-09", None)
        counted.append(cost(client, home))
    assert len(counted[0]) == len(counted[1]) <= USUAL, _listed("home", counted[1])


@pytest.mark.parametrize("name", LISTS)
def test_a_list_of_the_desk_asks_as_much_for_many_as_for_one(
    client: PageClient, world: CurrentWorld, name: str
) -> None:
    sign_in(client, make_officer(), world)
    colleague = make_officer(name="Phạm Thử Lan")
    schools = iter(db.session.scalars(select(School.code).limit(8)).all())
    counted = []
    for rows in (1, 7):
        for _n in range(rows):
            _one_of_each(next(schools), colleague)
        counted.append(cost(client, f"/can-bo/{name}"))
    assert len(counted[0]) == len(counted[1]) <= LISTS[name], _listed(name, counted[1])


def _one_of_each(school: str, colleague: Account) -> None:
    """A dossier for each list, of a school, one in a colleague's hands; and cases that are late."""
    dossiers = [make_dossier(status, Match.DIFFERS) for status in OF_EACH_LIST]
    open_review(dossiers[0], by=colleague.id)
    make_request(due_on=today() - LONG_AGO)
    asked = make_case()
    with db.transaction() as session:
        for dossier in dossiers:
            db.reload(dossier)
            dossier.school_code = school
        db.reload(asked)
        asked.opened_at -= LONG_AGO
        session.add(_lost_phone(asked.dossier_id, asked.opened_at))


def _lost_phone(number: int, opened_at: datetime) -> AccountCase:
    return AccountCase(
        code=f"TK-TEST-{number:04d}",
        challenge_id=number,
        account_id=make_account().id,
        new_phone="0000345678",
        office_code=OFFICE,
        opened_at=opened_at,
    )


def _listed(name: str, sent: list[str]) -> str:
    return "\n  ".join([f"{name} sends {len(sent)} statements:", *(" ".join(s.split())[:140] for s in sent)])
