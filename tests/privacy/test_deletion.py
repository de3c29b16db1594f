"""Having one's account deleted: not while somebody is at work, and not before some days to think."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from tests.support.cast import OTHER_OFFICE, make_account, make_child_of, make_officer, make_person, sign_in
from tests.support.codes import let_pass, messages, newest_code, wrong_code
from tests.support.dossiers import make_dossier
from tests.support.pages import Page, PageClient
from tests.support.statements import cost
from vssid_app.audit.models import AuditEntry
from vssid_app.audit.tags import Tag
from vssid_app.core.clock import instant, today
from vssid_app.core.extensions import db, private_files
from vssid_app.core.files import FileMissing
from vssid_app.core.world import CurrentWorld
from vssid_app.enrolment.models import Dossier
from vssid_app.enrolment.operations.deciding import reject
from vssid_app.enrolment.reasons import Reason, ReasonCode
from vssid_app.enrolment.states import Status
from vssid_app.identity.codes.models import ChallengeRow, IssuedCode
from vssid_app.identity.models import Account, LoginIdentifier, SignInSession
from vssid_app.identity.operations import open_account
from vssid_app.identity.passwords.hashing import hash_password
from vssid_app.identity.staff.roles import all_staff
from vssid_app.notifications.models import OutboxMessage
from vssid_app.notifications.operations import address_hash
from vssid_app.people.looks.models import Look, LookedPage
from vssid_app.people.models import Person, Relation
from vssid_app.privacy.models import DeletionRequest
from vssid_app.privacy.operations import MESSAGES_STAY, carry_out_due

HASH = hash_password("ba con meo vang")
PHONE, MAIL = "0000345678", "a@thuchanh.example"
PAGE = "/tai-khoan/xoa"


@pytest.fixture
def account(world: CurrentWorld) -> Account:
    person = make_person(phone=PHONE, full_name="TRẦN THỊ MẪU")
    return make_account(person, password_hash=HASH, email=MAIL, email_proven_at=instant())


@pytest.fixture
def phone(client: PageClient, account: Account, world: CurrentWorld) -> PageClient:
    return sign_in(client, account, world)


def ask(phone: PageClient) -> Page:
    page = phone.get(PAGE).submit("Gửi mã để xoá tài khoản").follow()
    return page.submit("Xác nhận", code=newest_code()).follow()


def requests() -> list[DeletionRequest]:
    db.session.rollback()
    db.session.expire_all()
    return list(db.session.scalars(select(DeletionRequest)))


def let_come(request: DeletionRequest, days: int = 0) -> None:
    """Let its day be there."""
    with db.transaction():
        db.reload(request)
        request.due_on = today() + timedelta(days=days)
    carry_out_due()
    db.session.expire_all()


def own(account: Account, status: Status) -> Dossier:
    return make_dossier(status, account_id=account.id, phone=PHONE, phone_hash=address_hash(PHONE))


def test_the_page_says_what_goes_and_what_stays(phone: PageClient) -> None:
    page = phone.get(f"{phone.get('/toi').location}ca-nhan").tap("Xoá tài khoản")
    for said in ("số điện thoại, e-mail và tin nhắn", "do cơ quan BHXH giữ theo luật", "ít nhất 10 năm"):
        assert said in page.text
    assert "Bạn có 3 ngày để đổi ý." in page.text


def test_a_code_makes_the_request_and_phone_and_email_are_told(phone: PageClient, account: Account) -> None:
    page = ask(phone)

    assert page.heading == "Tài khoản chờ xoá"
    (request,) = requests()
    assert request.code in page.text
    assert request.due_on == today() + timedelta(days=3)
    told = [message for message in messages() if message.kind == "deletion.asked"]
    assert {message.address for message in told} == {PHONE, MAIL}
    assert db.session.scalars(select(AuditEntry.tag).where(AuditEntry.actor_id == account.id)).all() == [
        Tag.DELETION_ASKED
    ]
    assert "/nguoi/" in phone.get("/toi").location, "the account goes on"


def test_without_the_right_code_nothing_is_asked_and_a_double_tap_asks_once(phone: PageClient) -> None:
    page = phone.get(PAGE).submit("Gửi mã để xoá tài khoản").follow()
    page.submit("Xác nhận", code=wrong_code())
    assert requests() == []
    page.submit("Xác nhận", code=newest_code())
    page.submit("Xác nhận", code=newest_code())
    assert len(requests()) == 1


def test_it_is_refused_while_a_dossier_is_open_with_the_way_to_it(
    phone: PageClient, account: Account
) -> None:
    dossier = own(account, Status.UNDER_REVIEW)
    page = phone.get(PAGE)
    assert f"Chưa xoá được: hồ sơ {dossier.code} đang được xử lý." in page.text
    assert page.tap("Mở hồ sơ").status == 200
    assert "Gửi mã" not in page.text
    phone.post(f"{PAGE}/bang-ma", {"csrf_token": ""})
    assert messages() == []


def test_it_can_be_taken_back(phone: PageClient, account: Account) -> None:
    page = ask(phone).submit("Giữ tài khoản").follow()
    assert "Đã rút yêu cầu." in page.text
    (request,) = requests()
    let_come(request)
    assert db.session.get_one(Account, account.id).phone == PHONE
    assert messages()[-1].kind == "deletion.taken_back"
    let_pass(minutes=1)
    ask(phone)
    assert len(requests()) == 2, "it can be asked again"


def test_a_part_that_all_visitors_play_is_not_deleted(client: PageClient, world: CurrentWorld) -> None:
    shared = sign_in(client, make_account(), world)
    assert "Vai tập này dùng chung" in shared.get(PAGE).text


def test_not_before_its_day_and_not_while_a_dossier_has_come_meanwhile(
    phone: PageClient, account: Account
) -> None:
    ask(phone)
    (request,) = requests()
    let_come(request, days=1)
    assert requests()[0].is_open
    dossier = own(account, Status.UNDER_REVIEW)
    let_come(request)
    assert requests()[0].is_open
    reject(dossier, [Reason(ReasonCode.NAME_DIFFERS)], by=make_officer().id)
    carry_out_due()
    assert not requests()[0].is_open


def test_on_its_day_contact_photos_and_access_go_and_the_decided_dossier_stays(
    phone: PageClient, account: Account
) -> None:
    decided, draft = own(account, Status.REJECTED), own(account, Status.DRAFT)
    files = [photo.file_id for dossier in (decided, draft) for photo in dossier.photos]
    number, person_id = account.id, account.person_id
    with db.transaction():
        draft.person_id = person_id
    ask(phone)
    (request,) = requests()

    let_come(request)

    closed = db.session.get_one(Account, number)
    assert (closed.phone, closed.email, closed.password_hash, closed.person_id) == (None, None, None, None)
    assert not closed.is_active
    assert "/nguoi/" not in phone.get("/toi").location
    assert db.session.scalars(select(LoginIdentifier).where(LoginIdentifier.account_id == number)).all() == []
    rows = db.session.scalars(select(SignInSession).where(SignInSession.account_id == number)).all()
    assert {(row.browser, row.device_hash, row.ended_at is None) for row in rows} == {("", "", False)}
    hashes = {address_hash(PHONE), address_hash(MAIL)}
    assert db.session.scalars(select(IssuedCode).where(IssuedCode.address_hash.in_(hashes))).all() == []
    assert set(db.session.scalars(select(ChallengeRow.address))) == {None}
    for dossier in (decided, draft):
        db.session.refresh(dossier)
        assert (dossier.phone, dossier.phone_hash, dossier.email, dossier.photos) == ("", "", None, [])
    assert (decided.status, decided.full_name is not None) == (Status.REJECTED, True)
    assert (draft.status, draft.full_name, draft.citizen_id) == (Status.WITHDRAWN, None, None)
    for file_id in files:
        with pytest.raises(FileMissing):
            private_files.get(file_id, world=request.world_id)
    assert Tag.ACCOUNT_CLOSED in db.session.scalars(select(AuditEntry.tag)).all()
    assert closed.id not in {member.id for member in all_staff()}


def test_who_looked_at_the_holder_goes_and_what_the_holder_saw_stays_without_a_name(
    app: Flask, phone: PageClient, account: Account, world: CurrentWorld
) -> None:
    holder = db.session.get_one(Person, account.person_id)
    child, guardian = make_child_of(holder), make_account()
    about_child = {"viewer_id": account.id, "subject_id": child.id, "relation": Relation.MOTHER}
    about_holder = {"viewer_id": guardian.id, "subject_id": holder.id}
    with db.transaction() as session:
        for facts in (about_child, about_holder):
            session.add(Look(page=LookedPage.CARD, day=today(), **facts))
    ask(phone)
    (request,) = requests()
    let_come(request)

    assert db.session.scalars(select(Look.subject_id)).all() == [child.id]
    of_child = sign_in(PageClient(app), make_account(child), world)
    assert "Tài khoản đã xoá (mẹ)" in of_child.get(f"/nguoi/{child.public_id}/ai-da-xem").text


def test_the_holder_is_told_and_what_was_sent_goes_some_days_later(phone: PageClient) -> None:
    ask(phone)
    (request,) = requests()
    let_come(request)
    last = messages()[-1]
    assert (last.kind, last.address in {PHONE, MAIL}) == ("deletion.done", True)
    with db.transaction():
        db.reload(request)
        request.done_at = instant() - MESSAGES_STAY
        for message in db.session.scalars(select(OutboxMessage)):
            message.created_at = request.done_at
    carry_out_due()
    assert messages() == []
    assert requests()[0].address_hashes == []


def test_afterwards_the_person_can_register_again(phone: PageClient, account: Account) -> None:
    person = db.session.get_one(Person, account.person_id)
    ask(phone)
    (request,) = requests()
    let_come(request)
    with db.transaction():
        new = open_account(
            person_id=person.id,
            user_name=person.si_number,
            citizen_id=person.citizen_id,
            phone=PHONE,
            email=None,
            email_proven=False,
            device="d",
        )
    assert new.id != request.account_id


def test_the_office_sees_it_among_its_cases(
    app: Flask, phone: PageClient, account: Account, world: CurrentWorld
) -> None:
    own(account, Status.REJECTED)
    ask(phone)
    officer, other = (
        sign_in(PageClient(app), make_officer(office=office), world) for office in ("00104", OTHER_OFFICE)
    )
    page = officer.get("/can-bo/yeu-cau-kiem-tra").tap("Xoá tài khoản")
    assert "TRẦN THỊ MẪU" in page.text
    assert "Đang chờ" in page.text
    assert "Không có yêu cầu nào" in other.get("/can-bo/xoa-tai-khoan").text


def test_the_pages_keep_to_their_number_of_statements(
    app: Flask, phone: PageClient, account: Account, world: CurrentWorld
) -> None:
    own(account, Status.REJECTED)
    counted = {path: len(cost(phone, path)) for path in (PAGE, "/tai-khoan/du-lieu")}
    officer = sign_in(PageClient(app), make_officer(), world)
    lists = []
    for n in (1, 6):
        for _n in range(n):
            make_request()
        lists.append(len(cost(officer, "/can-bo/xoa-tai-khoan")))
    assert max(counted.values()) <= 6, counted
    assert lists[0] == lists[1] <= 6


def make_request() -> None:
    holder = make_account()
    with db.transaction() as session:
        session.add(
            DeletionRequest(
                code=f"XT-TEST-{holder.id:04d}",
                challenge_id=900_000 + holder.id,
                account_id=holder.id,
                person_id=holder.person_id,
                office_code="00104",
                due_on=today(),
            )
        )
