"""A mother with a child, and a father on another phone whom she may invite."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from flask import Flask
from sqlalchemy import select

from tests.support.cast import make_account, make_child_of, make_person, sign_in
from tests.support.codes import newest_code
from tests.support.pages import Page, PageClient
from vssid_app.core.extensions import db
from vssid_app.core.world import CurrentWorld
from vssid_app.identity.models import Account
from vssid_app.people.invitations.tokens import link_token
from vssid_app.people.models import Guardianship, Invitation, Person, Relation
from vssid_app.people.rules import BirthDate, Sex


@dataclass(frozen=True)
class Couple:
    """Both signed in, each on a phone of their own."""

    mother: Person
    father: Person
    child: Person
    hers: PageClient
    his: PageClient
    her_account: Account
    his_account: Account

    @property
    def care(self) -> str:
        """The page of who may see the child."""
        return f"/nguoi/{self.child.public_id}/quyen"

    @property
    def home(self) -> str:
        """The child's home."""
        return f"/nguoi/{self.child.public_id}/"

    def invite(self, relation: str = "father") -> str:
        """Make an invitation on her phone; gives the path of its link."""
        page = self.hers.get(f"{self.care}/moi").submit("Tạo mã mời", relation=relation)
        assert page.status == 303, page.text
        return link_of(newest_invitation())

    def accept(self, link: str) -> Page:
        """Say yes on his phone, with the code where it is asked for."""
        return proven(self.his.get(link).submit("Nhận lời"))

    def confirm(self) -> Page:
        """Say on her phone that it is the right one."""
        return proven(self.hers.get(self.care).submit("Đúng, cho xem"))

    def share(self) -> None:
        """All of it."""
        self.accept(self.invite())
        assert "Đã xác nhận" in self.confirm().text


def make_couple(app: Flask, world: CurrentWorld, **child: Any) -> Couple:
    """The child is in the mother's care, as the office has recorded it."""
    mother = make_person(full_name="TRẦN THỊ HOA", sex=Sex.FEMALE, birth=BirthDate(1990, 5, 3))
    father = make_person(full_name="LÊ VĂN NAM", birth=BirthDate(1988, 2, 1))
    made = make_child_of(mother, **{"full_name": "LÊ MINH ANH", **child})
    with db.transaction() as session:
        held = select(Guardianship).where(Guardianship.child_id == made.id)
        session.scalars(held).one().relation = Relation.MOTHER
    her_account, his_account = make_account(mother), make_account(father)
    hers, his = PageClient(app), PageClient(app)
    sign_in(hers, her_account, world)
    sign_in(his, his_account, world)
    return Couple(mother, father, made, hers, his, her_account, his_account)


def proven(answer: Page) -> Page:
    """Answer the code if one is asked for, and go where it leads."""
    if answer.status == 303 and "/moi/ma/" in answer.location:
        answer = answer.follow().submit("Xác nhận", code=newest_code())
    return answer.follow() if answer.status == 303 else answer


def newest_invitation() -> Invitation:
    """The last that was made."""
    db.session.rollback()
    db.session.expire_all()
    return db.session.scalars(select(Invitation).order_by(Invitation.id.desc()).limit(1)).one()


def guardianships() -> list[Guardianship]:
    """All of the world, the oldest first, as they are now."""
    db.session.rollback()
    db.session.expire_all()
    return list(db.session.scalars(select(Guardianship).order_by(Guardianship.id)))


def link_of(invitation: Invitation) -> str:
    """The path of an invitation's link."""
    return f"/moi/{link_token(invitation.code)}"


def let_minutes_pass(minutes: float) -> None:
    """Let time pass for the newest invitation."""
    made = newest_invitation()
    with db.transaction():
        made.expires_at -= timedelta(minutes=minutes)
