"""Deciding: one row a decision, its message with it, and nothing of it when it cannot be."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from tests.support.cast import make_account, make_officer
from tests.support.dossiers import as_it_is_now, make_dossier
from vssid_app.core.extensions import db
from vssid_app.enrolment import words
from vssid_app.enrolment.findings import Decision, suggest
from vssid_app.enrolment.models import Dossier, Match
from vssid_app.enrolment.operations.deciding import accept, ask_supplement, open_review, reject
from vssid_app.enrolment.operations.opening import CannotOpen, Obstacle
from vssid_app.enrolment.operations.seen import SentAgain, decide_as_seen, seen_mark
from vssid_app.enrolment.photo_kinds import PhotoKind
from vssid_app.enrolment.photo_rules import PhotoProblem
from vssid_app.enrolment.queries import editable_steps, open_reasons
from vssid_app.enrolment.reasons import ABOUT_A_PHOTO, Reason, ReasonCode
from vssid_app.enrolment.staff_words import last_sentence
from vssid_app.enrolment.states import Action, NotAllowed, Status
from vssid_app.enrolment.steps import PHOTO_STEPS, Step
from vssid_app.identity.models import Account
from vssid_app.notifications.models import OutboxMessage
from vssid_app.people.models import Person

ALL_REASONS = [
    *(Reason(code, kind) for code in ReasonCode if code in ABOUT_A_PHOTO for kind in PHOTO_STEPS),
    *(Reason(code) for code in ReasonCode if code not in ABOUT_A_PHOTO),
]

pytestmark = pytest.mark.usefixtures("world")


def messages() -> list[OutboxMessage]:
    return list(db.session.scalars(select(OutboxMessage).order_by(OutboxMessage.id)))


def person_of(dossier: Dossier) -> Person:
    return db.session.get_one(Person, dossier.person_id)


def test_accepting_opens_the_account_and_sends_the_activation_code() -> None:
    officer = make_officer()
    dossier = make_dossier(Status.UNDER_REVIEW, paper=True)
    accept(dossier, by=officer.id)
    account = db.session.get_one(Account, dossier.account_id)
    assert account.person_id == dossier.person_id
    assert account.user_name == person_of(dossier).si_number
    assert [message.kind for message in messages()] == ["dossier.accepted"]
    assert last_sentence(dossier).startswith("Lê Thử Huy đã chấp nhận lúc ")


@pytest.mark.parametrize(
    ("obstacle", "facts"),
    [
        (Obstacle.NO_PAPER, {"paper": False}),
        (Obstacle.NOT_IN_REGISTER, {"paper": True, "match": Match.NOT_FOUND}),
    ],
)
def test_what_cannot_be_accepted_stays_as_it_is(obstacle: Obstacle, facts: dict[str, object]) -> None:
    dossier = make_dossier(Status.UNDER_REVIEW, **facts)  # type: ignore[arg-type]
    with pytest.raises(CannotOpen) as cannot:
        accept(dossier, by=make_officer().id)
    assert cannot.value.obstacle is obstacle
    assert as_it_is_now(dossier).status is Status.UNDER_REVIEW
    assert not messages()
    assert dossier.account_id is None


def test_a_number_with_an_account_cannot_be_accepted() -> None:
    dossier = make_dossier(Status.UNDER_REVIEW, paper=True)
    make_account(person_of(dossier), phone="0000999001")
    with pytest.raises(CannotOpen) as cannot:
        accept(dossier, by=make_officer().id)
    assert cannot.value.obstacle is Obstacle.ALREADY_REGISTERED
    assert as_it_is_now(dossier).status is Status.UNDER_REVIEW


def test_a_phone_with_an_account_cannot_be_accepted() -> None:
    dossier = make_dossier(Status.UNDER_REVIEW, paper=True)
    make_account(phone=dossier.phone)
    with pytest.raises(CannotOpen) as cannot:
        accept(dossier, by=make_officer().id)
    assert cannot.value.obstacle is Obstacle.ALREADY_REGISTERED


def test_reasons_and_note_are_kept_with_the_change() -> None:
    officer = make_officer()
    dossier = make_dossier(Status.UNDER_REVIEW)
    asked = [Reason(ReasonCode.PHOTO_GLARE, PhotoKind.ID_BACK), Reason(ReasonCode.NAME_DIFFERS)]
    ask_supplement(dossier, asked, by=officer.id, note="Xem lại chữ đệm")
    change = as_it_is_now(dossier).changes[-1]
    assert (change.action, change.by_id, change.note) == (
        Action.ASK_SUPPLEMENT,
        officer.id,
        "Xem lại chữ đệm",
    )
    assert change.asked == asked == open_reasons(dossier)


@pytest.mark.parametrize("reason", ALL_REASONS, ids=str)
def test_each_reason_has_its_text_its_cure_and_its_step(reason: Reason) -> None:
    told = words.told(reason)
    assert told.what.endswith(".")
    assert told.cure.endswith(".")
    assert words.reason_word(reason)
    assert Reason.parse(str(reason)) == reason
    # Nothing in the form mends what is another's, a phone or a child; all others lead to an exact step.
    of_another = {ReasonCode.PHONE_ALREADY_USED, ReasonCode.CHILD_IN_OTHER_CARE}
    assert isinstance(reason.step, Step) is (reason.code not in of_another)


@pytest.mark.parametrize("reason", [reason for reason in ALL_REASONS if reason.step], ids=str)
def test_a_supplement_opens_the_step_of_its_reason_and_no_other(reason: Reason) -> None:
    dossier = make_dossier(Status.UNDER_REVIEW)
    ask_supplement(dossier, [reason], by=None)
    assert editable_steps(dossier) == {reason.step}
    (message,) = messages()
    assert words.told(reason).what in message.text
    assert "Các phần khác giữ nguyên." in message.text


def test_a_rejection_opens_all_steps_and_says_why() -> None:
    dossier = make_dossier(Status.UNDER_REVIEW)
    reject(dossier, [Reason(ReasonCode.NUMBER_NOT_FOUND)], by=make_officer().id)
    assert Step.NUMBER in editable_steps(dossier)
    assert len(editable_steps(dossier)) > 1
    assert "Không tìm thấy mã số này." in messages()[0].text


def test_the_second_officer_is_told_of_the_first_and_takes_nothing_over() -> None:
    first, second = make_officer(), make_officer(name="Phạm Thử Lan")
    dossier = make_dossier()
    assert open_review(dossier, by=first.id) is None
    assert open_review(dossier, by=second.id) == first.id
    assert as_it_is_now(dossier).opened_by_id == first.id
    assert [change.action for change in dossier.changes].count(Action.OPEN_REVIEW) == 1


def test_a_decision_does_not_hold_for_what_was_sent_meanwhile() -> None:
    officer = make_officer().id
    dossier = make_dossier(Status.UNDER_REVIEW, paper=True)
    with pytest.raises(SentAgain):
        decide_as_seen(dossier, "2026-01-01T00:00:00+00:00", lambda: accept(dossier, by=officer))
    assert as_it_is_now(dossier).status is Status.UNDER_REVIEW
    decide_as_seen(dossier, seen_mark(dossier), lambda: accept(dossier, by=officer))
    assert as_it_is_now(dossier).status is Status.ACCEPTED


def test_a_second_decision_is_refused_and_leaves_no_message() -> None:
    dossier = make_dossier(Status.UNDER_REVIEW, paper=True)
    accept(dossier, by=make_officer().id)
    with pytest.raises(NotAllowed):
        reject(dossier, [Reason(ReasonCode.NAME_DIFFERS)], by=make_officer().id)
    assert as_it_is_now(dossier).status is Status.ACCEPTED
    assert len(messages()) == 1


def test_a_supplement_is_suggested_where_something_can_be_mended() -> None:
    bad = {PhotoKind.ID_BACK: PhotoProblem.BLURRED}
    dossier = make_dossier(Status.UNDER_REVIEW, Match.DIFFERS, bad=bad)
    likely = suggest(dossier)
    assert likely.decision is Decision.SUPPLEMENT
    assert {str(reason) for reason in likely.reasons} == {"photo_blurred:id_back", "name_differs"}
    assert suggest(make_dossier(Status.UNDER_REVIEW, Match.NOT_FOUND)).reasons == (
        Reason(ReasonCode.NUMBER_NOT_FOUND),
    )


def test_a_missing_side_is_suggested_where_it_is_needed() -> None:
    dossier = make_dossier(Status.UNDER_REVIEW, Match.DIFFERS, differing=[], photos=[PhotoKind.PORTRAIT])
    assert {str(reason) for reason in suggest(dossier).reasons} == {
        "side_missing:id_front",
        "side_missing:id_back",
    }


def test_accepting_is_suggested_where_all_agrees() -> None:
    assert suggest(make_dossier(Status.UNDER_REVIEW)).decision is Decision.ACCEPT


def test_rejecting_is_suggested_where_the_number_has_an_account() -> None:
    dossier = make_dossier(Status.UNDER_REVIEW)
    make_account(person_of(dossier), phone="0000999002")
    likely = suggest(dossier)
    assert likely.decision is Decision.REJECT
    assert likely.reasons == (Reason(ReasonCode.NUMBER_OF_ANOTHER),)
