"""Two at the same moment: one phone wins, the other reads a sentence; nothing is granted twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from threading import Barrier, Thread

import pytest
from flask import Flask

from tests.support.care import Couple, guardianships, make_couple, newest_invitation
from tests.support.cast import make_account, make_person
from tests.support.codes import messages
from tests.support.notices import notices
from vssid_app.core.extensions import db
from vssid_app.core.world import CurrentWorld, in_world
from vssid_app.identity.models import Account
from vssid_app.people.invitation_rules import InvitationProblem, InvitationStatus
from vssid_app.people.invitations.ending import stop_care
from vssid_app.people.invitations.operations import (
    CannotAccept,
    CannotConfirm,
    InvitationOver,
    accept,
    confirm,
    invite,
    take_back,
)
from vssid_app.people.models import EndReason, Person, Relation
from vssid_app.people.operations import AlreadyEnded

REFUSALS = (CannotAccept, CannotConfirm, InvitationOver, AlreadyEnded)


@pytest.fixture
def couple(app: Flask, world: CurrentWorld) -> Couple:
    return make_couple(app, world)


def at_once(app: Flask, world: CurrentWorld, *works: Callable[[], object]) -> list[str]:
    """Do all in threads with sessions of their own; gives ``done``, or the name of each refusal."""
    ready, came = Barrier(len(works)), list[str]()

    def do(work: Callable[[], object]) -> None:
        with app.app_context(), in_world(world), db.scope():
            ready.wait(timeout=60)
            try:
                work()
            except REFUSALS as refused:
                came.append(type(refused).__name__)
            else:
                came.append("done")

    threads = [Thread(target=do, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(came)


def accepting(person: Person, account: Account) -> Callable[[], None]:
    number, account_number = person.id, account.id

    def work() -> None:
        guest, own = db.session.get_one(Person, number), db.session.get_one(Account, account_number)
        accept(newest_invitation(), guest, account=own)

    return work


def test_two_phones_accept_at_once_and_one_wins(app: Flask, world: CurrentWorld, couple: Couple) -> None:
    for _round in range(10):
        invite(couple.mother, couple.child, Relation.GUARDIAN, by=couple.her_account)
        guests = [make_person() for _each in range(3)]
        works = [accepting(guest, make_account(guest)) for guest in guests]
        db.session.rollback()
        assert at_once(app, world, *works) == ["CannotAccept", "CannotAccept", "done"]
        made = newest_invitation()
        assert made.guest_id in {guest.id for guest in guests}
        confirm(made, by=couple.her_account)
    told = Counter(message.kind for message in messages())
    assert told["care.accepted"] == told["care.granted"] == 10
    assert Counter(notice.kind for notice in notices())["care.granted"] == 10
    assert len(guardianships()) == 11


def test_the_loser_reads_that_somebody_was_faster(app: Flask, world: CurrentWorld, couple: Couple) -> None:
    guest = make_person()
    account = make_account(guest)
    page = couple.his.get(couple.invite())
    accept(newest_invitation(), guest, account=account)
    assert page.submit("Nhận lời").heading == "Lời mời này đã có người nhận"
    with pytest.raises(CannotAccept) as refused:
        accept(newest_invitation(), couple.father, account=couple.his_account)
    assert refused.value.problem is InvitationProblem.USED


def test_confirmed_from_two_tabs_is_granted_once(app: Flask, world: CurrentWorld, couple: Couple) -> None:
    couple.accept(couple.invite())
    number = couple.her_account.id
    db.session.rollback()

    def work() -> None:
        confirm(newest_invitation(), by=db.session.get_one(Account, number))

    assert at_once(app, world, work, work, work) == ["InvitationOver", "InvitationOver", "done"]
    assert len(guardianships()) == 2


def test_taken_back_while_it_is_accepted_one_of_the_two_counts(
    app: Flask, world: CurrentWorld, couple: Couple
) -> None:
    number = couple.her_account.id

    def back() -> None:
        take_back(newest_invitation(), by=db.session.get_one(Account, number))

    for _round in range(10):
        couple.invite()
        yes = accepting(couple.father, couple.his_account)
        db.session.rollback()
        came = at_once(app, world, back, yes)
        made = newest_invitation()
        won = "CannotAccept" if made.status is InvitationStatus.TAKEN_BACK else "InvitationOver"
        assert came == sorted(["done", won])
        assert (made.guest_id is None) is (made.status is InvitationStatus.TAKEN_BACK)
        if made.status is InvitationStatus.ACCEPTED:
            couple.hers.get(couple.care).submit("Không phải người này")


def test_two_invitations_at_once_leave_one_open(app: Flask, world: CurrentWorld, couple: Couple) -> None:
    mother, child, account = couple.mother.id, couple.child.id, couple.her_account.id
    db.session.rollback()

    def work() -> None:
        one, other = db.session.get_one(Person, mother), db.session.get_one(Person, child)
        invite(one, other, Relation.FATHER, by=db.session.get_one(Account, account))

    assert at_once(app, world, work, work, work) == ["done"] * 3
    assert "Đang có một lời mời" in couple.hers.get(couple.care).text


def test_ended_from_both_phones_ends_once(app: Flask, world: CurrentWorld, couple: Couple) -> None:
    couple.share()
    father, child = couple.father.id, couple.child.id

    def ending(account: int) -> Callable[[], object]:
        def work() -> None:
            one, other = db.session.get_one(Person, father), db.session.get_one(Person, child)
            by = db.session.get_one(Account, account)
            stop_care(one, other, by=by, reason=EndReason.NO_LONGER_CARES)

        return work

    works = [ending(couple.her_account.id), ending(couple.his_account.id)]
    db.session.rollback()
    assert at_once(app, world, *works) == ["AlreadyEnded", "done"]
    assert [each.ended_at is not None for each in guardianships()] == [False, True]


def test_the_inviters_care_ends_while_it_is_confirmed(
    app: Flask, world: CurrentWorld, couple: Couple
) -> None:
    couple.accept(couple.invite())
    mother, child, account = couple.mother.id, couple.child.id, couple.her_account.id
    db.session.rollback()

    def yes() -> None:
        confirm(newest_invitation(), by=db.session.get_one(Account, account))

    def leave() -> None:
        one, other = db.session.get_one(Person, mother), db.session.get_one(Person, child)
        by = db.session.get_one(Account, account)
        stop_care(one, other, by=by, reason=EndReason.NO_LONGER_CARES)

    came = at_once(app, world, yes, leave)
    granted = newest_invitation().status is InvitationStatus.CONFIRMED
    assert came == (["done", "done"] if granted else ["CannotConfirm", "done"])
    assert len(guardianships()) == (2 if granted else 1)
