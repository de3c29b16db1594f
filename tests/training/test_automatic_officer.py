"""The automatic officer of practice worlds: fair, on the desk's own findings, and never in anybody's way."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from threading import Barrier, Thread

import pytest
from flask import Flask
from sqlalchemy import select

from tests.support.cast import make_account, make_officer
from tests.support.dossiers import as_it_is_now, make_dossier
from vssid_app.core.clock import instant
from vssid_app.core.extensions import db
from vssid_app.core.world import CurrentWorld, WorldKind, in_world
from vssid_app.enrolment.models import Dossier, Match
from vssid_app.enrolment.operations.cases import set_automatic_officer
from vssid_app.enrolment.operations.changing import change_status
from vssid_app.enrolment.operations.deciding import open_review
from vssid_app.enrolment.photo_kinds import PhotoKind
from vssid_app.enrolment.photo_rules import PhotoProblem
from vssid_app.enrolment.queries import find_dossier
from vssid_app.enrolment.reasons import Reason
from vssid_app.enrolment.staff_words import last_sentence
from vssid_app.enrolment.states import WAITING_FOR_OFFICE, Action, Status
from vssid_app.people.models import Person, Specimen
from vssid_app.people.rules import IdentityField
from vssid_app.training.automatic_officer import decide_unopened
from vssid_app.training.operations import refill_specimens

pytestmark = [pytest.mark.usefixtures("world"), pytest.mark.any_database]

LONG_AGO = timedelta(minutes=1)


def waiting(status: Status = Status.RECORDED, match: Match = Match.IDENTICAL, **more: object) -> Dossier:
    """A dossier that nobody has opened for a minute."""
    return make_dossier(status, match, **{"sent_ago": LONG_AGO, **more})  # type: ignore[arg-type]


def send_again(dossier: Dossier, **changed: object) -> Dossier:
    """The family answers what was asked, a minute ago."""
    with db.transaction():
        change_status(dossier, Action.RESUBMIT)
        dossier.recorded_at = instant() - LONG_AGO
        for name, value in changed.items():
            setattr(dossier, name, value)
    return dossier


def reasons(dossier: Dossier) -> set[str]:
    return {str(reason) for reason in as_it_is_now(dossier).changes[-1].asked}


def parsed(texts: Iterable[str]) -> list[Reason]:
    return [Reason.parse(text) for text in texts]


def test_what_agrees_is_accepted_with_its_paper_and_marked_as_the_systems() -> None:
    dossier = waiting()
    assert decide_unopened()
    now = as_it_is_now(dossier)
    assert now.status is Status.ACCEPTED
    assert now.paper_received_at is not None
    assert [change.action for change in now.changes] == [
        Action.RECORD,
        Action.RECEIVE_PAPER,
        Action.OPEN_REVIEW,
        Action.ACCEPT,
    ]
    assert all(change.by_system and change.by_id is None for change in now.changes[1:])
    assert last_sentence(now).startswith("Hệ thống đã chấp nhận lúc")
    assert not decide_unopened()


def test_it_waits_thirty_seconds() -> None:
    dossier = waiting(sent_ago=timedelta(seconds=25))
    assert not decide_unopened()
    assert as_it_is_now(dossier).status is Status.RECORDED


def test_what_an_officer_has_opened_is_never_touched() -> None:
    dossier = waiting()
    open_review(dossier, by=make_officer().id)
    assert not decide_unopened()
    assert as_it_is_now(dossier).status is Status.UNDER_REVIEW


@pytest.mark.parametrize("status", [each for each in Status if each not in WAITING_FOR_OFFICE])
def test_what_does_not_wait_for_the_office_is_left_alone(status: Status) -> None:
    dossier = waiting(status)
    assert not decide_unopened()
    assert as_it_is_now(dossier).status is status


def test_switched_off_it_decides_nothing_and_switched_on_it_goes_on() -> None:
    officer = make_officer().id
    dossier = waiting()
    set_automatic_officer(on=False, by=officer)
    assert not decide_unopened()
    set_automatic_officer(on=True, by=officer)
    assert decide_unopened()
    assert as_it_is_now(dossier).status is Status.ACCEPTED


def test_in_a_live_world_it_does_nothing(world: CurrentWorld) -> None:
    dossier = waiting()
    with in_world(CurrentWorld(world.id, WorldKind.LIVE, 0)):
        assert not decide_unopened()
    assert as_it_is_now(dossier).status is Status.RECORDED


@pytest.mark.parametrize(
    ("problem", "reason"),
    [
        (PhotoProblem.BLURRED, "photo_blurred"),
        (PhotoProblem.DARK, "photo_blurred"),
        (PhotoProblem.TOO_SMALL, "photo_blurred"),
        (PhotoProblem.GLARE, "photo_glare"),
        (PhotoProblem.BURNT, "photo_glare"),
        (PhotoProblem.CUT, "photo_cut"),
    ],
)
def test_exactly_the_bad_photo_is_asked_for_again(problem: PhotoProblem, reason: str) -> None:
    dossier = waiting(bad={PhotoKind.ID_BACK: problem})
    decide_unopened()
    assert as_it_is_now(dossier).status is Status.SUPPLEMENT_ASKED
    assert reasons(dossier) == {f"{reason}:id_back"}


def test_a_missing_side_is_asked_for() -> None:
    dossier = waiting(match=Match.DIFFERS, differing=[], photos=[PhotoKind.PORTRAIT, PhotoKind.ID_FRONT])
    decide_unopened()
    assert reasons(dossier) == {"side_missing:id_back"}


def test_a_photo_that_stays_bad_is_no_dead_end() -> None:
    dossier = waiting(bad={PhotoKind.ID_BACK: PhotoProblem.BLURRED})
    for _time in range(2):
        decide_unopened()
        assert as_it_is_now(dossier).status is Status.SUPPLEMENT_ASKED
        send_again(dossier)
    decide_unopened()
    assert as_it_is_now(dossier).status is Status.ACCEPTED


@pytest.mark.parametrize(
    ("field", "reason"),
    [
        (IdentityField.FULL_NAME, "name_differs"),
        (IdentityField.BIRTH_DATE, "birth_date_differs"),
    ],
)
def test_a_difference_is_asked_about_once_and_kept_it_is_accepted(field: IdentityField, reason: str) -> None:
    dossier = waiting(match=Match.DIFFERS, differing=[field])
    decide_unopened()
    assert as_it_is_now(dossier).status is Status.SUPPLEMENT_ASKED
    assert reasons(dossier) == {reason}
    send_again(dossier)
    decide_unopened()
    assert as_it_is_now(dossier).status is Status.ACCEPTED


def test_name_and_photo_are_asked_for_at_once() -> None:
    dossier = waiting(match=Match.DIFFERS, bad={PhotoKind.ID_FRONT: PhotoProblem.CUT})
    decide_unopened()
    assert reasons(dossier) == {"photo_cut:id_front", "name_differs"}


def test_a_name_that_is_not_the_papers_is_asked_about_again() -> None:
    refill_specimens()
    papers = db.session.scalars(select(Specimen)).first()
    assert papers is not None
    lent = {"specimen_id": papers.id, "citizen_id": papers.citizen_id}
    dossier = waiting(Status.SUPPLEMENT_ASKED, Match.DIFFERS, reasons=parsed(["name_differs"]), **lent)
    send_again(dossier, full_name="TÊN GÕ BỪA")
    decide_unopened()
    assert reasons(dossier) == {"name_differs"}
    assert as_it_is_now(dossier).status is Status.SUPPLEMENT_ASKED
    send_again(dossier, full_name=papers.full_name)
    decide_unopened()
    assert as_it_is_now(dossier).status is Status.ACCEPTED


def test_a_number_that_is_not_in_the_register_is_rejected() -> None:
    dossier = waiting(match=Match.NOT_FOUND)
    decide_unopened()
    assert as_it_is_now(dossier).status is Status.REJECTED
    assert reasons(dossier) == {"number_not_found"}


def test_rejected_and_corrected_it_is_accepted() -> None:
    dossier = waiting(match=Match.NOT_FOUND)
    decide_unopened()
    found = make_dossier(Status.DRAFT).person_id
    send_again(as_it_is_now(dossier), match=Match.IDENTICAL, person_id=found)
    decide_unopened()
    assert as_it_is_now(dossier).status is Status.ACCEPTED


def test_a_number_or_phone_with_an_account_is_rejected_as_anothers() -> None:
    by_number, by_phone = waiting(), waiting()
    make_account(db.session.get_one(Person, by_number.person_id), phone="0000999011")
    make_account(phone=by_phone.phone)
    decide_unopened()
    assert as_it_is_now(by_number).status is Status.REJECTED
    assert reasons(by_number) == {"number_of_another"}
    assert reasons(by_phone) == {"phone_already_used"}


def test_an_officer_who_opens_at_the_same_moment_keeps_the_dossier(app: Flask, world: CurrentWorld) -> None:
    officer = make_officer().id
    codes = [waiting(photos=[PhotoKind.PORTRAIT]).code for _ in range(20)]
    db.close()
    together = Barrier(2)

    def decide() -> None:
        with app.app_context(), in_world(world), db.scope():
            together.wait(timeout=60)
            decide_unopened()

    def open_all() -> None:
        with app.app_context(), in_world(world):
            together.wait(timeout=60)
            for code in reversed(codes):
                with db.scope():
                    dossier = find_dossier(code)
                    assert dossier is not None
                    open_review(dossier, by=officer)

    threads = [Thread(target=decide), Thread(target=open_all)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for code in codes:
        dossier = find_dossier(code)
        assert dossier is not None
        by_officer = dossier.opened_by_id == officer
        assert dossier.status is (Status.UNDER_REVIEW if by_officer else Status.ACCEPTED)
        assert any(change.by_system for change in dossier.changes) is not by_officer
