"""Custody with a last day: typed by the family, checked at the desk, renewed by a new decision."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.support.cast import make_officer, sign_in
from tests.support.children import Family, begin_child, fill_child, hand_in, make_family, save
from tests.support.pages import Page, PageClient
from tests.support.registering import date_boxes, dossier, errors, step_path
from tests.support.sharing import grant
from vssid_app.core.clock import today
from vssid_app.core.extensions import db
from vssid_app.core.world import CurrentWorld
from vssid_app.enrolment.operations.deciding import accept, open_review, receive_paper
from vssid_app.enrolment.operations.opening import CannotOpen, Obstacle
from vssid_app.enrolment.steps import Step
from vssid_app.people.care_rules import last_day_in_care
from vssid_app.people.models import Guardianship
from vssid_app.people.queries import has_in_care

GRANDPARENT = {"relation": {"relation": "guardian"}}
SOON = timedelta(days=200)


def boxes(day: date, name: str = "until") -> dict[str, str]:
    return date_boxes(name, str(day.day), str(day.month), str(day.year))


def until_step(family: Family) -> tuple[str, Page]:
    """The dossier of a grandparent, at the step of the last day."""
    code = begin_child(family)
    fill_child(family, code, Step.UNTIL, **GRANDPARENT)
    return code, family.client.get(step_path(code, Step.UNTIL))


def at_the_desk(family: Family, until: date | None) -> str:
    """The same, handed in and taken up by an officer."""
    typed = {"has_end": "yes", **boxes(until)} if until else {"has_end": "no"}
    code = begin_child(family)
    fill_child(family, code, **GRANDPARENT, until=typed)
    hand_in(family, code)
    receive_paper(dossier(code), by=None)
    return code


def held_of(family: Family) -> list[Guardianship]:
    db.session.rollback()
    found = db.session.query(Guardianship).filter_by(child_id=family.child.id)
    return list(found.order_by(Guardianship.id))


def test_the_last_day_is_asked_checked_and_holds(client: PageClient, world: CurrentWorld) -> None:
    family = make_family(client, world, kin=None)
    until = today() + SOON
    code = at_the_desk(family, until)
    assert dossier(code).care_until == until
    officer = make_officer()
    desk = sign_in(PageClient(client.app), officer, world)
    review = desk.get(f"/can-bo/ho-so/{code}")
    assert f"đến hết ngày {until:%d/%m/%Y}" in review.text
    earlier = until - timedelta(days=10)
    accepted = review.submit("Chấp nhận hồ sơ", **boxes(earlier, "phe-duyet-until"))
    assert accepted.status == 303, accepted.text
    (held,) = held_of(family)
    assert held.valid_to == earlier
    assert has_in_care(family.guardian.id, family.child.id, earlier)
    assert not has_in_care(family.guardian.id, family.child.id, earlier + timedelta(days=1))


def test_a_decision_without_a_last_day_holds_until_of_age(client: PageClient, world: CurrentWorld) -> None:
    family = make_family(client, world, kin=None)
    code = at_the_desk(family, None)
    open_review(dossier(code), by=make_officer().id)
    accept(dossier(code), by=None)
    assert held_of(family)[0].valid_to == last_day_in_care(family.child.birth, adult_age=18)


@pytest.mark.parametrize(
    ("until", "sentence"),
    [
        (timedelta(days=-1), "Ngày này đã qua"),
        (timedelta(days=365 * 12), "Con đủ 18 tuổi trước ngày này"),
        (None, "Hãy nhập ngày hết hạn"),
    ],
)
def test_what_cannot_be_the_last_day_is_said_and_what_was_typed_stays(
    client: PageClient, world: CurrentWorld, until: timedelta | None, sentence: str
) -> None:
    family = make_family(client, world, kin=None)
    code, page = until_step(family)
    typed = boxes(today() + until) if until else {}
    answer = page.submit("Tiếp tục", has_end="yes", **typed)
    assert sentence in errors(answer)[0]
    if until:
        assert f'value="{(today() + until).year}"' in answer.response.text
    assert Step.UNTIL not in dossier(code).saved_steps


def test_the_officer_is_told_the_same(client: PageClient, world: CurrentWorld) -> None:
    family = make_family(client, world, kin=None)
    code = at_the_desk(family, today() + SOON)
    desk = sign_in(PageClient(client.app), make_officer(), world)
    review = desk.get(f"/can-bo/ho-so/{code}")
    answer = review.submit("Chấp nhận hồ sơ", **boxes(today() - timedelta(days=1), "phe-duyet-until"))
    assert answer.status == 200
    assert "Ngày này đã qua" in answer.text
    assert held_of(family) == []


def test_a_decision_that_ran_out_meanwhile_grants_nothing(client: PageClient, world: CurrentWorld) -> None:
    family = make_family(client, world, kin=None)
    code = at_the_desk(family, today() + SOON)
    open_review(dossier(code), by=make_officer().id)
    with db.transaction():
        dossier(code).care_until = today() - timedelta(days=1)
    with pytest.raises(CannotOpen) as refused:
        accept(dossier(code), by=None)
    assert refused.value.obstacle is Obstacle.CUSTODY_OVER


def test_fathers_and_mothers_are_not_asked(client: PageClient, world: CurrentWorld) -> None:
    family = make_family(client, world)
    code = begin_child(family)
    fill_child(family, code)
    assert Step.UNTIL not in dossier(code).saved_steps


def test_custody_that_ends_soon_is_renewed_and_goes_on(client: PageClient, world: CurrentWorld) -> None:
    family = make_family(client, world, kin=None)
    ends = today() + timedelta(days=20)
    grant(family.guardian, family.child, until=ends)
    until = ends + SOON
    code = at_the_desk(family, until)
    open_review(dossier(code), by=make_officer().id)
    accept(dossier(code), by=None)
    _old, new = held_of(family)
    assert (new.valid_from, new.valid_to) == (ends + timedelta(days=1), until)


def test_custody_that_runs_on_needs_no_renewal(client: PageClient, world: CurrentWorld) -> None:
    family = make_family(client, world, kin=None)
    grant(family.guardian, family.child, until=today() + SOON)
    code = begin_child(family)
    save(family, code, Step.RELATION, relation="guardian")
    assert "Bạn đã có" in errors(save(family, code, Step.NUMBER))[0]
