"""A guardian makes an invitation: shown as QR code, link and digits, for ten minutes, one at a time."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask

from tests.support.care import Couple, link_of, make_couple, newest_invitation
from tests.support.cast import make_account, make_person, sign_in
from tests.support.pages import PageClient
from tests.support.registering import errors
from vssid_app.audit.models import AuditEntry
from vssid_app.audit.tags import Tag
from vssid_app.core.clock import instant
from vssid_app.core.extensions import db
from vssid_app.core.pages import show_time
from vssid_app.core.world import CurrentWorld
from vssid_app.people.invitation_rules import InvitationStatus
from vssid_app.people.invitations.tokens import link_token, short_code
from vssid_app.people.models import EndReason, Guardianship, Invitation, Relation
from vssid_app.people.operations import end_care


@pytest.fixture
def couple(app: Flask, world: CurrentWorld) -> Couple:
    return make_couple(app, world)


def test_who_sees_the_child_stands_on_its_page_and_leads_to_the_invitation(couple: Couple) -> None:
    page = couple.hers.get(couple.home).tap("Người chăm sóc")
    assert page.heading == "Ai xem được hồ sơ của con"
    assert "Trần Thị Hoa" in page.text
    assert "Bạn" in page.text
    assert "Từ 01/01/2016" in page.text
    assert "Do cơ quan BHXH ghi nhận" in page.text
    assert page.tap("Mời người chăm sóc thứ hai").heading == "Mời người chăm sóc"
    assert couple.hers.get(f"{couple.home}ca-nhan").link("Người chăm sóc") == couple.care


def test_the_relation_is_asked_at_its_field(couple: Couple) -> None:
    page = couple.hers.get(f"{couple.care}/moi").submit("Tạo mã mời")
    assert errors(page) == ["Hãy chọn Cha, Mẹ hoặc Người giám hộ khác."]


def test_it_is_shown_as_picture_digits_and_link_until_a_time(couple: Couple) -> None:
    before = instant()
    link = couple.invite()
    made = newest_invitation()
    assert timedelta(minutes=9, seconds=59) < made.expires_at - before < timedelta(minutes=10, seconds=30)
    page = couple.hers.get(f"{couple.care}/loi-moi")
    digits = short_code(made.code)
    assert f"{digits[:4]} {digits[4:]}" in page.text
    assert show_time(made.expires_at) in page.text
    assert "<svg" in page.response.text
    assert f'data-copy="http://localhost{link}"' in page.response.text
    assert show_time(made.expires_at) in couple.hers.get(couple.care).text


def test_only_hashes_are_stored_and_the_address_tells_nothing(couple: Couple) -> None:
    link = couple.invite()
    made = newest_invitation()
    stored = " ".join(str(getattr(made, column.key)) for column in Invitation.__table__.columns)
    assert link_token(made.code) not in stored
    assert short_code(made.code) not in stored
    assert len(link) == len("/moi/") + 22
    assert couple.child.public_id not in link
    assert made.code not in link


def test_a_new_one_makes_the_old_void(couple: Couple) -> None:
    old = couple.invite()
    first = newest_invitation().id
    assert couple.invite() != old
    before = db.session.get(Invitation, first)
    assert before is not None
    assert before.status is InvitationStatus.TAKEN_BACK
    assert couple.his.get(old).heading == "Lời mời này đã được rút lại"


def test_it_can_be_taken_back(couple: Couple) -> None:
    link = couple.invite()
    page = couple.hers.get(f"{couple.care}/loi-moi").submit("Rút lời mời").follow()
    assert "Đã rút lời mời" in page.text
    assert couple.his.get(link).heading == "Lời mời này đã được rút lại"
    assert couple.hers.get(f"{couple.care}/loi-moi").location == couple.care
    db.session.rollback()
    tags = [entry.tag for entry in db.session.query(AuditEntry).order_by(AuditEntry.id)]
    assert tags[-2:] == [Tag.INVITATION_MADE, Tag.INVITATION_TAKEN_BACK]


def test_what_was_accepted_is_not_taken_back_but_answered(couple: Couple) -> None:
    open_page = couple.hers
    link = couple.invite()
    page = open_page.get(f"{couple.care}/loi-moi")
    couple.accept(link)
    assert "đã có người nhận" in page.submit("Rút lời mời").follow().text
    again = open_page.get(f"{couple.care}/moi").submit("Tạo mã mời", relation="mother").follow()
    assert "Có người đã nhận lời mời trước" in again.text
    assert link_of(newest_invitation()) == link


def test_who_came_by_an_invitation_invites_nobody(couple: Couple) -> None:
    couple.share()
    page = couple.his.get(couple.care)
    assert "Bạn được mời nên không mời thêm người khác" in page.text
    assert "Mời thêm người" not in page.root.all("main")[0].text.replace("không mời thêm người", "")
    assert "chưa mời thêm" in couple.his.get(f"{couple.care}/moi").follow().text


def test_who_has_the_child_no_more_finds_no_page(couple: Couple) -> None:
    page = couple.hers.get(f"{couple.care}/moi")
    with db.transaction():
        end_care(db.session.query(Guardianship).one(), by=None, reason=EndReason.NO_LONGER_CARES)
    assert page.submit("Tạo mã mời", relation="father").status == 404
    assert db.session.query(Invitation).count() == 0


def test_ones_own_page_says_who_sees_oneself_and_invites_nobody(
    app: Flask, client: PageClient, world: CurrentWorld
) -> None:
    alone = make_person()
    sign_in(client, make_account(alone), world)
    page = client.get(f"/nguoi/{alone.public_id}/quyen")
    assert "Chỉ mình bạn xem được" in page.text
    assert client.get(f"/nguoi/{alone.public_id}/quyen/moi").status == 404


def test_an_invitation_of_another_guardian_is_not_found(couple: Couple) -> None:
    couple.share()
    other = couple.invite("guardian")
    code = newest_invitation().code
    assert other
    for action in ("rut", "xac-nhan", "khong-phai"):
        page = couple.his.get(couple.care)
        token = page.response.text.partition('name="csrf_token"')[2].partition('value="')[2].partition('"')[0]
        sent = couple.his.post(f"{couple.care}/loi-moi/{code}/{action}", data={"csrf_token": token})
        assert sent.status in {400, 404}
    assert newest_invitation().status is InvitationStatus.OPEN
    assert newest_invitation().relation is Relation.GUARDIAN
