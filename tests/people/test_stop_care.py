"""``Gỡ quyền``: a guardian ends whom they invited, or gives up; the rest is the office's."""

from __future__ import annotations

import pytest
from flask import Flask

from tests.support.care import Couple, make_couple
from tests.support.codes import messages
from tests.support.registering import errors
from vssid_app.core.clock import today
from vssid_app.core.extensions import db
from vssid_app.core.world import CurrentWorld
from vssid_app.people.invitations.ending import MayNotEnd, stop_care
from vssid_app.people.models import EndReason, Guardianship
from vssid_app.people.operations import AlreadyEnded
from vssid_app.people.queries import has_in_care


@pytest.fixture
def couple(app: Flask, world: CurrentWorld) -> Couple:
    made = make_couple(app, world)
    made.share()
    return made


def end_page(couple: Couple, *, of_father: bool) -> str:
    person = couple.father if of_father else couple.mother
    return f"{couple.care}/{person.public_id}/go"


def test_the_first_ends_the_second_at_once_with_a_reason(couple: Couple) -> None:
    open_on_his_phone = couple.his.get(f"{couple.home}the")
    assert open_on_his_phone.status == 200
    page = couple.hers.get(couple.care).tap("Gỡ quyền")
    assert page.heading == "Gỡ quyền của Lê Văn Nam?"
    assert errors(page.submit("Gỡ quyền")) == ["Hãy chọn một lý do."]
    done = page.submit("Gỡ quyền", reason="no_longer_cares").follow()
    assert "Đã gỡ quyền" in done.text
    assert "Lê Văn Nam" not in done.text.replace("Đã gỡ quyền. Văn Nam", "")
    for path in ("", "the", "quyen", "quyen/viec-da-lam", "the/ban-sao"):
        assert couple.his.get(couple.home + path).status == 404, path
    assert "Bạn không còn chăm sóc Minh Anh" in couple.his.get("/toi").follow().text
    told = messages()[-1]
    assert (told.kind, told.address) == ("care.ended", couple.father.phone)
    held = db.session.query(Guardianship).filter_by(guardian_id=couple.father.id).one()
    assert (held.ended_by_id, held.end_reason) == (couple.her_account.id, EndReason.NO_LONGER_CARES)


def test_the_second_gives_up_and_the_first_is_told(couple: Couple) -> None:
    page = couple.his.get(couple.care).tap("Thôi chăm sóc")
    assert page.heading == "Thôi chăm sóc Minh Anh?"
    assert "Người đó muốn thôi" not in page.text
    done = page.submit("Thôi chăm sóc", reason="no_longer_cares").follow()
    assert "Bạn đã thôi chăm sóc Minh Anh" in done.text
    assert couple.his.get(couple.home).status == 404
    told = messages()[-1]
    assert (told.kind, told.address) == ("care.given_up", couple.mother.phone)
    assert "Lê Văn Nam đã thôi chăm sóc Minh Anh" in told.text


def test_what_the_office_granted_only_the_office_ends(couple: Couple) -> None:
    page = couple.his.get(couple.care)
    assert "Do cơ quan BHXH ghi nhận. Muốn gỡ, mang giấy tờ của con tới cơ quan BHXH" in page.text
    assert couple.his.get(end_page(couple, of_father=False)).status == 404
    with pytest.raises(MayNotEnd):
        stop_care(couple.mother, couple.child, by=couple.his_account, reason=EndReason.WRONG_PERSON)
    assert has_in_care(couple.mother.id, couple.child.id, today())


def test_the_last_one_is_warned(couple: Couple) -> None:
    warned = "Ngoài bạn không còn ai xem được hồ sơ này"
    assert warned not in couple.hers.get(end_page(couple, of_father=False)).text
    couple.hers.get(end_page(couple, of_father=True)).submit("Gỡ quyền", reason="wrong_person")
    assert warned in couple.hers.get(end_page(couple, of_father=False)).text


def test_ended_twice_says_so(couple: Couple) -> None:
    page = couple.hers.get(end_page(couple, of_father=True))
    stop_care(couple.father, couple.child, by=couple.his_account, reason=EndReason.NO_LONGER_CARES)
    assert page.submit("Gỡ quyền", reason="wrong_person").status == 404
    with pytest.raises(AlreadyEnded):
        stop_care(couple.father, couple.child, by=couple.her_account, reason=EndReason.WRONG_PERSON)
    assert [message.kind for message in messages()].count("care.given_up") == 1


def test_who_has_the_child_no_more_ends_nobody(couple: Couple) -> None:
    stop_care(couple.mother, couple.child, by=couple.her_account, reason=EndReason.NO_LONGER_CARES)
    with pytest.raises(MayNotEnd):
        stop_care(couple.father, couple.child, by=couple.her_account, reason=EndReason.WRONG_PERSON)
    assert "Theo lời mời của người chăm sóc trước" in couple.his.get(couple.care).text


def test_who_was_ended_can_be_invited_again(couple: Couple) -> None:
    couple.hers.get(end_page(couple, of_father=True)).submit("Gỡ quyền", reason="wrong_person")
    couple.share()
    assert couple.his.get(couple.home).status == 200
