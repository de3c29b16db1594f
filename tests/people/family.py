"""A family on the site: what can happen to it, and what the site answers each of six people after it.

The site is asked over HTTP. What it should answer is said by ``who_may.py``, which knows nothing of it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, ExitStack
from datetime import date
from http import HTTPStatus

from flask import Flask
from sqlalchemy import select

from tests.people.who_may import ACTS, ANY, CARD, WOULD_BE_GUARDIANS, Member, WhoMay
from tests.support.cast import make_account, make_officer, make_person, sign_in
from tests.support.children import make_child
from tests.support.insurance import make_card
from tests.support.notices import tell_of
from tests.support.pages import PageClient
from vssid_app.core.extensions import db
from vssid_app.core.world import CurrentWorld, in_world
from vssid_app.core.worlds import set_clock
from vssid_app.identity.models import Account
from vssid_app.notices.counting import unread_count
from vssid_app.notices.queries import Reader, find_notice, people_told_of
from vssid_app.people.looks.models import Look
from vssid_app.people.models import Kinship, Relation
from vssid_app.people.rules import BirthDate

BEGINS = date(2026, 3, 2)
BORN = date(2012, 5, 3)
ABOUT_THE_CHILD = {
    "": ANY,
    "ca-nhan": ACTS,
    **dict.fromkeys(("the", "the/so-lon", "the/luu.json", "the/de-in.pdf"), CARD),
    "qua-trinh/bhyt": "participation",
    "thong-tin-huong/mot-lan": "benefits",
    "so-kham/": "visits",
    "ai-da-xem": ACTS,
    "quyen": ACTS,
}
"""Pages and copies about a person, with what each asks for."""
ONE_OF_EACH = {
    path: ABOUT_THE_CHILD[path]
    for path in ("", "ca-nhan", "the/luu.json", "qua-trinh/bhyt", "thong-tin-huong/mot-lan", "so-kham/")
}
"""A page for each thing that can be asked for; the others ask the same rule."""
PARTS = ("participation", "benefits", "visits", "services")
TOLD = {"care.own_account": ANY, "card.ends": CARD, "service.receive": "services"}
"""Kinds of notices about a person, with what each asks for."""
RELATIONS = {Member.FATHER: Relation.FATHER, Member.MOTHER: Relation.MOTHER}

Stage = Callable[[], AbstractContextManager[CurrentWorld]]


class Family:
    """One family, on a fresh copy of the database, in step with what ``WhoMay`` says of it."""

    def __init__(self, app: Flask, stage: Stage, asks: Mapping[str, str] = ABOUT_THE_CHILD) -> None:
        self.app, self.asks = app, asks
        self.outside = ExitStack()
        self.world = self.outside.enter_context(stage())
        self.inside = ExitStack()
        self.model = WhoMay(BORN, BEGINS)
        self.stand_on(BEGINS)
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
        self.news = {
            (who, need): tell_of(accounts[who], child, kind=kind).key
            for who in persons
            for kind, need in TOLD.items()
        }
        self.homes = {who: f"/nguoi/{person.public_id}/" for who, person in persons.items()}
        self.account_ids = {who: account.id for who, account in accounts.items()}
        self.phones = {who: self.phone_of(account) for who, account in accounts.items()}
        self.public_ids = {who: person.public_id for who, person in persons.items()}
        self.waiting: dict[str, Member] = {}
        self.links: dict[Member, str] = {}
        self.looked: set[tuple[int, date]] = set()

    def close(self) -> None:
        """Leave the database."""
        self.inside.close()
        self.outside.close()

    def compare_looks(self) -> None:
        """All who were let in stand in the list of who looked, and nobody else."""
        db.session.rollback()
        rows = db.session.execute(select(Look.viewer_id, Look.day)).all()
        assert {(viewer, day) for viewer, day in rows} == self.looked

    # --- what must hold after each step ---

    def check(self) -> None:
        """All of it."""
        self.each_sees_what_they_may()
        self.each_finds_whom_they_may_see()
        self.each_reads_of_whom_they_may_see()

    def each_sees_what_they_may(self) -> None:
        """Every page about the child, for each of the six; a stranger's answer is that of a child unknown."""
        for who, phone in self.phones.items():
            answers = {path: self._ask(who, phone, path) for path in self.asks}
            expected = {path: 200 if self.model.sees(who, need) else 404 for path, need in self.asks.items()}
            assert answers == expected, f"{who} on {self.model.today}, guardians {self.model.guardians}"

    def each_finds_whom_they_may_see(self) -> None:
        """Home and the switcher name the child to its guardians, and to nobody else."""
        for who in WOULD_BE_GUARDIANS:
            for path in ("/doi-nguoi", self.homes[who]):
                with self.app.app_context():
                    page = self.phones[who].raw.get(path).text
                assert (self.child_path in page) is self.model.sees(who), f"{who} on {path}"

    def each_reads_of_whom_they_may_see(self) -> None:
        """What they were told of the child; and the bell of Home counts what the list has."""
        db.session.rollback()
        for who in WOULD_BE_GUARDIANS:
            reader = Reader(self.account_ids[who], self.person_ids[who])
            for need in TOLD.values():
                is_read = find_notice(reader, self.news[who, need]) is not None
                assert is_read is self.model.sees(who, need), f"{who} of {need} on {self.model.today}"
            assert unread_count(reader) == sum(about.unread for about in people_told_of(reader))

    # --- how it is done ---

    def _ask(self, who: Member, phone: PageClient, path: str) -> int:
        with self.app.app_context():
            answer = phone.raw.get(self.child_path + path)
            answer.get_data()
            answer.close()
        if answer.status_code < HTTPStatus.BAD_REQUEST:
            self.saw(who)
        return answer.status_code

    def saw(self, who: Member) -> None:
        if who is not Member.CHILD:
            self.looked.add((self.account_ids[who], self.model.today))

    def phone_of(self, account: Account) -> PageClient:
        return sign_in(PageClient(self.app), account, self.world)

    def stand_on(self, day: date) -> None:
        db.close()
        self.inside.close()
        self.world = set_clock(self.world, day)
        db.close()
        self.app.extensions["world_finder"].forget()
        self.inside.enter_context(in_world(self.world))
        self.model.today = day
