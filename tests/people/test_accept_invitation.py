"""The other phone accepts: after the sign-in, by the rule of the births, with a code; each refusal."""

from __future__ import annotations

import pytest
from flask import Flask

from tests.support.care import (
    Couple,
    let_minutes_pass,
    link_of,
    make_couple,
    newest_invitation,
    proven,
)
from tests.support.cast import make_account, make_officer, make_person, sign_in
from tests.support.codes import let_pass, messages, newest_code
from tests.support.pages import PageClient
from tests.support.registering import errors
from vssid_app.core.clock import today
from vssid_app.core.extensions import db
from vssid_app.core.world import CurrentWorld
from vssid_app.identity.models import Role
from vssid_app.people.invitation_rules import InvitationStatus
from vssid_app.people.invitations.tokens import short_code
from vssid_app.people.models import EndReason, Guardianship, Person
from vssid_app.people.operations import end_care
from vssid_app.people.queries import has_in_care
from vssid_app.people.rules import BirthDate


@pytest.fixture
def couple(app: Flask, world: CurrentWorld) -> Couple:
    return make_couple(app, world)


def phone_of(app: Flask, world: CurrentWorld, person: Person) -> PageClient:
    return sign_in(PageClient(app), make_account(person), world)


def test_nothing_of_it_is_said_before_a_sign_in_which_leads_back(app: Flask, couple: Couple) -> None:
    link = couple.invite()
    stranger = PageClient(app)
    page = stranger.get(link)
    assert page.heading == "Bạn được mời chăm sóc một người con"
    for secret in ("Minh Anh", "Hoa", couple.child.si_number):
        assert secret not in page.response.text
    assert "đăng ký tài khoản của riêng bạn trước" in page.text
    phone = couple.father.phone
    code_page = page.tap("Đăng nhập để xem lời mời").tap("Bằng mã").submit(user=phone).follow()
    assert code_page.submit("Xác nhận", code=newest_code()).follow().path.endswith(link)


def test_the_page_says_who_invites_to_whom_and_no_more(couple: Couple) -> None:
    page = couple.his.get(couple.invite())
    assert page.heading == "Nhận lời chăm sóc Minh Anh?"
    assert "Thị Hoa (mẹ)" in page.text
    assert "Cha của Minh Anh" in page.text
    for secret in (couple.child.si_number, "2015", couple.child.public_id, couple.mother.public_id):
        assert secret not in page.response.text


def test_yes_takes_a_code_and_grants_nothing_yet(couple: Couple) -> None:
    link = couple.invite()
    asked = couple.his.get(link).submit("Nhận lời").follow()
    assert asked.heading == "Nhập mã để nhận lời"
    assert newest_invitation().status is InvitationStatus.OPEN
    code = newest_code()
    page = asked.submit("Xác nhận", code=code).follow()
    assert page.heading == "Đã nhận lời, chờ xác nhận"
    assert not has_in_care(couple.father.id, couple.child.id, today())
    assert couple.his.get(couple.home).status == 404
    told = messages()[-1]
    assert (told.kind, told.link) == ("care.accepted", couple.care)
    assert told.address == couple.mother.phone
    assert "Lê Văn Nam nhận lời chăm sóc Minh Anh" in told.text
    # A second tap on the same code leads to the same page and changes nothing.
    assert asked.submit("Xác nhận", code=code).follow().heading == "Đã nhận lời, chờ xác nhận"
    assert len([each for each in messages() if each.kind == "care.accepted"]) == 1


def test_who_has_just_answered_a_code_is_not_asked_again(app: Flask, couple: Couple) -> None:
    link = couple.invite()
    his = PageClient(app)
    sign_in_page = his.get(link).tap("Đăng nhập để xem lời mời").tap("Bằng mã")
    sign_in_page.submit(user=couple.father.phone).follow().submit("Xác nhận", code=newest_code())
    page = his.get(link).submit("Nhận lời").follow()
    assert page.heading == "Đã nhận lời, chờ xác nhận"


def test_a_proof_of_half_an_hour_ago_is_too_old(app: Flask, couple: Couple) -> None:
    his = PageClient(app)
    page = his.get("/dang-nhap").tap("Bằng mã").submit(user=couple.father.phone).follow()
    page.submit("Xác nhận", code=newest_code())
    let_pass(minutes=31)
    assert his.get(couple.invite()).submit("Nhận lời").follow().heading == "Nhập mã để nhận lời"


def test_the_digits_lead_to_the_same_invitation(couple: Couple) -> None:
    link = couple.invite()
    digits = short_code(newest_invitation().code)
    page = couple.his.get("/moi").submit("Tiếp tục", code=f"{digits[:4]} {digits[4:]}")
    assert page.location == link


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "Nhập 8 số ở dưới mã QR"),
        ("1234", "Bạn đã nhập 4 số"),
        ("abcdefgh", "Mã mời chỉ có số"),
        ("00000000", "Không có lời mời nào với mã này"),
    ],
)
def test_wrong_digits_are_answered_at_the_field(couple: Couple, typed: str, said: str) -> None:
    page = couple.his.get("/moi").submit("Tiếp tục", code=typed)
    assert said in errors(page)[0]
    assert f'value="{typed}"' in page.response.text


def test_guessing_digits_has_to_wait(couple: Couple) -> None:
    couple.invite()
    for _try in range(6):
        page = couple.his.get("/moi").submit("Tiếp tục", code="00000000")
    assert "Nhập lại được sau" in page.text
    digits = short_code(newest_invitation().code)
    assert couple.his.get("/moi").submit("Tiếp tục", code=digits).status == 200


def test_a_link_of_nobody_is_a_404_that_says_what_to_do(couple: Couple) -> None:
    page = couple.his.get("/moi/" + "a" * 22)
    assert page.status == 404
    assert page.heading == "Không có lời mời này"


def test_after_ten_minutes_it_is_over(couple: Couple) -> None:
    link = couple.invite()
    page = couple.his.get(link)
    let_minutes_pass(10)
    assert page.submit("Nhận lời").heading == "Lời mời này đã hết hạn"
    assert couple.his.get(link).heading == "Lời mời này đã hết hạn"
    digits = short_code(newest_invitation().code)
    assert "hết hạn" in errors(couple.his.get("/moi").submit("Tiếp tục", code=digits))[0]
    assert "Đang có một lời mời" not in couple.hers.get(couple.care).text


def test_it_may_run_out_while_the_code_is_typed(couple: Couple) -> None:
    asked = couple.his.get(couple.invite()).submit("Nhận lời").follow()
    let_minutes_pass(10)
    assert asked.submit("Xác nhận", code=newest_code()).heading == "Lời mời này đã hết hạn"
    assert newest_invitation().guest_id is None


def test_it_is_used_once(app: Flask, world: CurrentWorld, couple: Couple) -> None:
    link = couple.invite()
    couple.accept(link)
    other = phone_of(app, world, make_person(birth=BirthDate(1985, 1, 1)))
    assert other.get(link).heading == "Lời mời này đã có người nhận"
    couple.confirm()
    assert other.get(link).heading == "Lời mời này đã có người nhận"
    assert couple.his.get(link).location == couple.home


def test_the_inviter_cannot_accept_the_own_one(couple: Couple) -> None:
    link = couple.invite()
    assert couple.hers.get(link).heading == "Đây là lời mời của bạn"


def test_who_has_the_child_already_need_not_accept(couple: Couple) -> None:
    couple.share()
    link = couple.invite("guardian")
    assert couple.his.get(link).heading == "Bạn đã chăm sóc con rồi"


@pytest.mark.parametrize("role", [Role.OFFICER, Role.ADMIN])
def test_staff_cannot_accept_and_learn_nothing(
    app: Flask, world: CurrentWorld, couple: Couple, role: Role
) -> None:
    link = couple.invite()
    officer = sign_in(PageClient(app), make_officer(role=role), world)
    page = officer.get(link)
    assert page.heading == "Lời mời này dành cho phụ huynh"
    assert "Minh Anh" not in page.text
    assert officer.get("/moi").status == 404


@pytest.mark.parametrize(
    ("born", "relation", "said"),
    [
        (BirthDate(2014, 1, 2), "guardian", "phải đủ 18 tuổi"),
        (BirthDate(2016, 1, 2), "guardian", "phải đủ 18 tuổi"),
        (BirthDate(2004, 1, 2), "father", "quá gần nhau"),
    ],
)
def test_the_births_have_to_fit(
    app: Flask, world: CurrentWorld, couple: Couple, born: BirthDate, relation: str, said: str
) -> None:
    link = couple.invite(relation)
    page = phone_of(app, world, make_person(birth=born)).get(link)
    assert page.heading == "Chưa nhận lời được"
    assert said in page.text


def test_who_is_younger_than_the_child_cannot(app: Flask, world: CurrentWorld) -> None:
    year = today().year
    couple = make_couple(app, world, birth=BirthDate(year - 18, 12, 31))
    guest = make_person(birth=BirthDate(year - 10, 1, 1))
    page = phone_of(app, world, guest).get(couple.invite("guardian"))
    assert page.heading == "Chưa nhận lời được"


def test_the_child_itself_cannot(app: Flask, world: CurrentWorld, couple: Couple) -> None:
    link = couple.invite()
    assert phone_of(app, world, couple.child).get(link).heading == "Lời mời này là về bạn"


def test_it_is_void_once_the_inviters_own_care_has_ended(couple: Couple) -> None:
    link = couple.invite()
    page = couple.his.get(link)
    with db.transaction():
        end_care(db.session.query(Guardianship).one(), by=None, reason=EndReason.NO_LONGER_CARES)
    assert page.submit("Nhận lời").heading == "Lời mời này không còn hiệu lực"
    assert couple.his.get(link).heading == "Lời mời này không còn hiệu lực"


def test_without_phone_or_email_no_code_can_be_sent(app: Flask, world: CurrentWorld, couple: Couple) -> None:
    guest = make_person(phone=None)
    account = make_account(guest)
    with db.transaction():
        db.reload(account)
        account.phone = None
    his = sign_in(PageClient(app), account, world)
    page = his.get(couple.invite()).submit("Nhận lời")
    assert page.heading == "Tài khoản chưa có số điện thoại"
    assert page.link("Thêm số điện thoại") == "/tai-khoan/dien-thoai"


def test_a_code_of_somebody_else_opens_nothing(app: Flask, world: CurrentWorld, couple: Couple) -> None:
    asked = couple.his.get(couple.invite()).submit("Nhận lời").location
    other = phone_of(app, world, make_person())
    assert other.get(asked).status == 404
    assert proven(couple.his.get(link_of(newest_invitation())).submit("Nhận lời")).status == 200
