"""Random lives of a family, and after each step: may each of six people see and do what they should?

The site is asked over HTTP. What it should answer is said by ``who_may.py``, which knows nothing of it.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, ExitStack
from datetime import date, timedelta
from http import HTTPStatus
from typing import Any, ClassVar

import pytest
from flask import Flask
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import select

from tests.people.who_may import WOULD_BE_GUARDIANS, Member, WhoMay
from tests.support.cast import make_account, make_officer, make_person, sign_in
from tests.support.children import hand_in, make_child
from tests.support.dossiers import make_dossier
from tests.support.insurance import make_card
from tests.support.pages import Page, PageClient
from tests.support.registering import dossier, step_path
from vssid_app.core.clock import instant
from vssid_app.core.extensions import db
from vssid_app.core.world import CurrentWorld, in_world
from vssid_app.core.worlds import set_clock
from vssid_app.enrolment.kinds import DossierKind
from vssid_app.enrolment.models import Match
from vssid_app.enrolment.states import Status
from vssid_app.enrolment.steps import PHOTOS_OF, Step
from vssid_app.identity.models import Account
from vssid_app.people.looks.models import Look
from vssid_app.people.models import Kinship, Person, Relation
from vssid_app.people.rules import BirthDate

BEGINS = date(2026, 3, 2)
BORN = date(2012, 5, 3)
ABOUT_THE_CHILD = (
    *("", "ca-nhan", "the", "the/so-lon", "the/luu.json", "the/de-in.pdf"),
    *("qua-trinh/bhyt", "thong-tin-huong/mot-lan", "so-kham/", "ai-da-xem"),
)
"""Pages and copies about a person: each opens for who may see the child, and for nobody else."""
RELATIONS = {Member.FATHER: Relation.FATHER, Member.MOTHER: Relation.MOTHER}

Stage = Callable[[], AbstractContextManager[CurrentWorld]]


class Lives(RuleBasedStateMachine):
    """One family; each example begins on a fresh copy of the database."""

    app: ClassVar[Flask]
    stage: ClassVar[Stage]

    def __init__(self) -> None:
        super().__init__()
        self.outside = ExitStack()
        self.world = self.outside.enter_context(type(self).stage())
        self.inside = ExitStack()
        self.model = WhoMay(BORN, BEGINS)
        self._stand_on(BEGINS)
        persons = {who: make_person(full_name=f"TRẦN MẪU {who.upper()}") for who in WOULD_BE_GUARDIANS}
        child = make_child(birth=BirthDate.on(BORN), full_name="TRẦN MẪU CON")
        make_card(child)
        with db.transaction() as session:
            kin = {"parent_id": persons[Member.FATHER].id, "child_id": child.id}
            session.add(Kinship(relation=Relation.FATHER, **kin))
        accounts = {who: make_account(person) for who, person in persons.items()}
        accounts[Member.OFFICER] = make_officer()
        # Rows do not outlive a move of the clock: their numbers do.
        self.child_id, self.child_path = child.id, f"/nguoi/{child.public_id}/"
        self.person_ids = {who: person.id for who, person in persons.items()}
        self.homes = {who: f"/nguoi/{person.public_id}/" for who, person in persons.items()}
        self.account_ids = {who: account.id for who, account in accounts.items()}
        self.phones = {who: self._phone(account) for who, account in accounts.items()}
        self.waiting: dict[str, Member] = {}
        self.looked: set[tuple[int, date]] = set()

    def teardown(self) -> None:
        """All who were let in stand in the list, and nobody else."""
        try:
            db.session.rollback()
            rows = db.session.execute(select(Look.viewer_id, Look.day)).all()
            assert {(viewer, day) for viewer, day in rows} == self.looked
        finally:
            self.inside.close()
            self.outside.close()

    # --- what happens ---

    @rule(who=st.sampled_from(WOULD_BE_GUARDIANS))
    def add(self, who: Member) -> None:
        """Somebody hands in a registration of the child; the register knows the father alone."""
        if who in self.waiting.values():
            return
        code = self._filled_in(who)
        answer = hand_in_as(self.phones[who], code)
        status = self._status(code)
        if not self.model.can_be_granted(who):
            assert status is Status.DRAFT, answer
        elif who is Member.FATHER and not self.model.guardians:
            assert status is Status.ACTIVE, answer
            self.model.grant(who)
        else:
            assert status is Status.RECORDED, answer
            self.waiting[code] = who

    @precondition(lambda self: self.waiting)
    @rule(data=st.data())
    def accept(self, data: st.DataObject) -> None:
        """The officer says yes."""
        code = data.draw(st.sampled_from(sorted(self.waiting)))
        who = self.waiting[code]
        page = self._open_as_officer(code)
        page.submit("Chấp nhận hồ sơ", **{"phe-duyet-paper": "y"})
        if self.model.can_be_granted(who):
            assert self._status(code) is Status.ACTIVE
            self.model.grant(who)
            del self.waiting[code]
        else:
            assert self._status(code) is Status.UNDER_REVIEW

    @rule(days=st.sampled_from([1, 30, 200, 420, 800]))
    def age(self, days: int) -> None:
        """Time goes by."""
        self._stand_on(self.model.today + timedelta(days=days))

    # --- what must hold after each step ---

    @invariant()
    def each_sees_what_they_may(self) -> None:
        """Every page about the child, for each of the six; a stranger's answer is that of a child unknown."""
        for who, phone in self.phones.items():
            answers = {path: self._ask(who, phone, path) for path in ABOUT_THE_CHILD}
            expected: dict[str, int] = dict.fromkeys(ABOUT_THE_CHILD, 200 if self.model.sees(who) else 404)
            assert answers == expected, f"{who} on {self.model.today}, guardians {self.model.guardians}"

    @invariant()
    def each_finds_whom_they_may_see(self) -> None:
        """Home and the switcher name the child to its guardians, and to nobody else."""
        for who in WOULD_BE_GUARDIANS:
            for path in ("/doi-nguoi", self.homes[who]):
                with self.app.app_context():
                    page = self.phones[who].raw.get(path).text
                assert (self.child_path in page) is self.model.sees(who), f"{who} on {path}"

    # --- how it is done ---

    def _ask(self, who: Member, phone: PageClient, path: str) -> int:
        with self.app.app_context():
            answer = phone.raw.get(self.child_path + path)
            answer.get_data()
            answer.close()
        if answer.status_code < HTTPStatus.BAD_REQUEST and who is not Member.CHILD:
            self.looked.add((self.account_ids[who], self.model.today))
        return answer.status_code

    def _filled_in(self, who: Member) -> str:
        """The dossier of a child, all but handed in, as the steps leave it."""
        child = db.session.get_one(Person, self.child_id)
        account = db.session.get_one(Account, self.account_ids[who])
        relation = RELATIONS.get(who, Relation.GUARDIAN)
        given: dict[str, Any] = {
            "kind": DossierKind.CHILD,
            "challenge_id": None,
            "guardian_id": account.person_id,
            "account_id": account.id,
            "relation": relation,
            "phone": account.phone,
            "person_id": child.id,
            "si_number": child.si_number,
            "typed_number": child.si_number,
            "full_name": child.full_name,
            "birth": child.birth,
            "sex": child.sex,
            "citizen_id": None,
            "citizen_id_hash": None,
            "citizen_id_issued_on": None,
            "beside_another": bool(self.model.guardians - {who}),
            "saved_steps": {step: instant().isoformat() for step in Step},
            "match": Match.IDENTICAL,
        }
        return make_dossier(Status.DRAFT, photos=PHOTOS_OF[DossierKind.CHILD], **given).code

    def _open_as_officer(self, code: str) -> Page:
        page = self.phones[Member.OFFICER].get(f"/can-bo/ho-so/{code}")
        self.looked.add((self.account_ids[Member.OFFICER], self.model.today))
        return page

    def _status(self, code: str) -> Status:
        db.session.rollback()
        db.session.expire_all()
        return Status(dossier(code).status)

    def _phone(self, account: Account) -> PageClient:
        return sign_in(PageClient(self.app), account, self.world)

    def _stand_on(self, day: date) -> None:
        db.close()
        self.inside.close()
        self.world = set_clock(self.world, day)
        db.close()
        self.app.extensions["world_finder"].forget()
        self.inside.enter_context(in_world(self.world))
        self.model.today = day


def hand_in_as(phone: PageClient, code: str) -> str:
    """Tick, and send; says what came of it."""
    page = phone.get(step_path(code, Step.CHECK))
    if page.status != HTTPStatus.OK:
        return page.location
    return hand_in(phone, code).text


def live(demo_app: Flask, stages: Stage, examples: int, steps: int, *, always_the_same: bool) -> None:
    """Walk so many random lives of so many steps."""

    class Here(Lives):
        app, stage = demo_app, staticmethod(stages)

    chosen = settings(
        max_examples=examples,
        stateful_step_count=steps,
        derandomize=always_the_same,
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(Here, settings=chosen)


def test_each_sees_and_does_what_they_may(demo_app: Flask, stages: Stage) -> None:
    live(demo_app, stages, 3, 7, always_the_same=True)


@pytest.mark.long
def test_each_sees_and_does_what_they_may_in_many_lives(demo_app: Flask, stages: Stage) -> None:
    live(demo_app, stages, 60, 14, always_the_same=False)
