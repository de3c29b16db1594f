"""Only the inviter's word grants it: confirmed, refused, or void by what happened meanwhile."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from flask import Flask

from tests.support.care import Couple, guardianships, let_minutes_pass, make_couple, newest_invitation
from tests.support.codes import messages
from vssid_app.core.clock import instant, today
from vssid_app.core.extensions import db
from vssid_app.core.world import CurrentWorld
from vssid_app.people.invitation_rules import InvitationStatus
from vssid_app.people.invitations.operations import CannotConfirm, InvitationOver, confirm
from vssid_app.people.models import EndReason, Guardianship, Person, Relation
from vssid_app.people.operations import Grant, end_care, grant_care
from vssid_app.people.queries import has_in_care


@pytest.fixture
def couple(app: Flask, world: CurrentWorld) -> Couple:
    return make_couple(app, world)


@pytest.fixture
def waiting(couple: Couple) -> Couple:
    couple.accept(couple.invite())
    return couple


def held(guardian: Person) -> Guardianship:
    return next(each for each in guardianships() if each.guardian_id == guardian.id)


def test_home_and_the_page_name_who_accepted(waiting: Couple) -> None:
    home = waiting.hers.get("/toi").follow()
    assert "Lê Văn Nam đã nhận lời chăm sóc Minh Anh" in home.text
    page = home.tap("Xem và xác nhận")
    assert "Lê Văn Nam đã nhận lời là cha của Minh Anh" in page.text
    assert "Mời người chăm sóc thứ hai" not in page.text


def test_confirmed_both_have_the_child_with_the_invitation_as_proof(waiting: Couple) -> None:
    asked = waiting.hers.get(waiting.care).submit("Đúng, cho xem").follow()
    assert asked.heading == "Nhập mã để xác nhận", "her phone is proven before she lets somebody in"
    assert "Đã xác nhận" in waiting.confirm().text
    code = newest_invitation().code
    granted = held(waiting.father)
    assert (granted.proof, granted.granted_by) == (f"invitation {code}", code)
    assert granted.relation is Relation.FATHER
    assert granted.valid_from == today()
    assert newest_invitation().guardianship_id == granted.id
    assert waiting.his.get(f"{waiting.home}the").status == 200
    told = messages()[-1]
    assert (told.kind, told.address, told.link) == ("care.granted", waiting.father.phone, waiting.home)
    assert "Theo lời mời của Trần Thị Hoa" in waiting.his.get(waiting.care).text
    assert "Bạn mời và đã xác nhận" in waiting.hers.get(waiting.care).text


def test_confirmed_twice_is_granted_once(waiting: Couple) -> None:
    page = waiting.hers.get(waiting.care)
    waiting.confirm()
    assert "Lời mời này đã xong" in page.submit("Đúng, cho xem").follow().text
    assert len(guardianships()) == 2


def test_refused_nothing_is_granted_and_the_other_is_told(waiting: Couple) -> None:
    page = waiting.hers.get(waiting.care).submit("Không phải người này").follow()
    assert "Đã từ chối" in page.text
    assert page.link("Mời người chăm sóc thứ hai")
    assert not has_in_care(waiting.father.id, waiting.child.id, today())
    assert messages()[-1].kind == "care.refused"
    assert messages()[-1].address == waiting.father.phone
    assert "Minh Anh" not in messages()[-1].text
    with pytest.raises(InvitationOver):
        confirm(newest_invitation(), by=waiting.her_account)


def test_after_three_days_it_is_too_late(waiting: Couple) -> None:
    left = newest_invitation().expires_at - instant()
    assert timedelta(days=2, hours=23) < left <= timedelta(days=3)
    page = waiting.hers.get(waiting.care)
    let_minutes_pass(3 * 24 * 60)
    assert "Lê Văn Nam đã nhận lời" not in waiting.hers.get("/toi").follow().text
    with pytest.raises(CannotConfirm):
        confirm(newest_invitation(), by=waiting.her_account)
    assert newest_invitation().status is InvitationStatus.VOID
    assert page.heading


def test_it_is_void_when_the_inviters_care_has_ended(waiting: Couple) -> None:
    hers = held(waiting.mother)
    with db.transaction():
        end_care(hers, by=None, reason=EndReason.NO_LONGER_CARES)
    assert waiting.hers.get(waiting.care).status == 404
    with pytest.raises(CannotConfirm):
        confirm(newest_invitation(), by=waiting.her_account)
    assert not has_in_care(waiting.father.id, waiting.child.id, today())


def test_it_is_void_when_the_office_was_faster(waiting: Couple) -> None:
    with db.transaction():
        grant = Grant(Relation.FATHER, "birth_certificate", "TH-0000-0001")
        grant_care(waiting.father, waiting.child, grant, by=None)
    assert "Chưa thêm được người này" in waiting.confirm().text
    assert newest_invitation().status is InvitationStatus.VOID
    assert len(guardianships()) == 2


def test_it_is_void_when_the_others_account_is_closed(waiting: Couple) -> None:
    with db.transaction():
        db.reload(waiting.his_account)
        waiting.his_account.disabled_at = instant()
    with pytest.raises(CannotConfirm):
        confirm(newest_invitation(), by=waiting.her_account)


def test_it_lasts_no_longer_than_the_inviters_own_care(app: Flask, world: CurrentWorld) -> None:
    until = today() + timedelta(days=40)
    couple = make_couple(app, world, until=until)
    couple.share()
    assert held(couple.father).valid_to == until


def test_it_ends_when_the_child_comes_of_age(waiting: Couple) -> None:
    waiting.confirm()
    assert held(waiting.father).valid_to == date(2033, 5, 2)


def test_each_sees_what_the_other_did(waiting: Couple) -> None:
    waiting.confirm()
    hers = waiting.hers.get(waiting.care).tap("Những việc đã làm").text
    assert "Nhận lời mời chăm sóc Cha – Lê Văn Nam" in hers
    assert "Thêm người chăm sóc: Cha – Lê Văn Nam Bạn" in hers
    his = waiting.his.get(waiting.care).tap("Những việc đã làm").text
    assert "Thêm người chăm sóc: Cha – Lê Văn Nam Mẹ – Trần Thị Hoa" in his
    assert "Nhận lời mời chăm sóc Bạn" in his
