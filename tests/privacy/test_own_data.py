"""Taking all of one's data along: after being asked again, everything that is one's own and nothing else."""

from __future__ import annotations

import json
from datetime import timedelta
from io import BytesIO
from zipfile import ZipFile

import pytest
from flask import Flask
from sqlalchemy import inspect, select

from tests.support.cast import make_account, make_officer, make_person, sign_in
from tests.support.codes import challenges, messages, newest_code
from tests.support.dossiers import make_dossier
from tests.support.insurance import make_card, make_period
from tests.support.pages import Page, PageClient
from vssid_app.app import OWN_DATA
from vssid_app.audit.models import AuditEntry
from vssid_app.audit.tags import Tag
from vssid_app.core.clock import instant, today
from vssid_app.core.db import Base, WorldScoped
from vssid_app.core.extensions import db
from vssid_app.core.world import CurrentWorld
from vssid_app.enrolment.models import Dossier
from vssid_app.enrolment.operations.deciding import open_review
from vssid_app.enrolment.states import Status
from vssid_app.identity.models import Account
from vssid_app.identity.own_data import Told, needs_no_word
from vssid_app.identity.passwords.hashing import hash_password
from vssid_app.notifications.operations import address_hash
from vssid_app.people.looks.models import Look, LookedPage
from vssid_app.people.models import Person, Relation
from vssid_app.privacy import confirmed

PASSWORD = "ba con meo vang"
HASH = hash_password(PASSWORD)
PHONE = "0000345678"
# Tables about a person that are in no part, with the reason.
NOT_TOLD = {
    "StaffRole": "staff have no person",
    "RecoveryCode": "staff have no person",
    "IssuedCode": "that a code was sent is told with its challenge",
}


@pytest.fixture
def account(world: CurrentWorld) -> Account:
    return make_account(make_person(phone=PHONE, full_name="TRẦN THỊ MẪU"), password_hash=HASH)


@pytest.fixture
def phone(client: PageClient, account: Account, world: CurrentWorld) -> PageClient:
    return sign_in(client, account, world)


@pytest.fixture
def own(account: Account) -> Dossier:
    """The dossier that led to the account; an officer has looked at it."""
    dossier = make_dossier(Status.ACTIVE, account_id=account.id, full_name="TRẦN THỊ MẪU")
    open_review(dossier, by=make_officer(name="Lê Thử Huy").id)
    return dossier


def unlocked(client: PageClient) -> Page:
    return client.get("/tai-khoan/du-lieu").submit("Tiếp tục", password=PASSWORD).follow()


def unpacked(page: Page) -> dict[str, bytes]:
    assert page.status == 200, page.text
    data = page.response.data
    page.response.close()
    with ZipFile(BytesIO(data)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def test_with_the_password_everything_comes_in_one_file(
    phone: PageClient, account: Account, own: Dossier
) -> None:
    person = db.session.get_one(Person, account.person_id)
    make_card(person)
    make_period(person, "2020-09", None)

    page = unlocked(phone).submit("Tải tệp ZIP")
    files = unpacked(page)

    assert page.response.headers["Cache-Control"] == "no-store"
    assert page.response.headers["Content-Disposition"] == "attachment; filename=du-lieu-cua-toi.zip"
    assert all(name.isascii() for name in files)
    assert "TRẦN THỊ MẪU".encode() in files["ca-nhan.json"]
    told = {name: json.loads(content) for name, content in files.items() if name.endswith(".json")}
    assert told["tai-khoan.json"]["Tài khoản"][0]["Điện thoại"] == PHONE
    assert len(told["bao-hiem.json"]["Thẻ BHYT"]) == 1
    assert told["bao-hiem.json"]["Quá trình tham gia"][0]["Từ tháng"] == "2020-09"
    (dossier,) = told["ho-so-dang-ky.json"]["Hồ sơ đăng ký"]
    assert dossier["Trạng thái"] == "Tài khoản đã dùng được"
    assert dossier["Các bước"][0]["Sang trạng thái"] == "Đã ghi nhận"
    assert files[f"ho-so/{own.code}/to-khai-mau-01.pdf"].startswith(b"%PDF")
    assert files[f"ho-so/{own.code}/id_front.jpg"].startswith(b"\xff\xd8")
    seen = [entry for entry in told["nhat-ky.json"]["Nhật ký"] if entry["Việc"] == "Xem hồ sơ"]
    assert [entry["Ai làm"] for entry in seen] == ["Cán bộ Lê Thử Huy"]


def test_who_looked_and_at_whom_one_looked_is_in_it(phone: PageClient, account: Account) -> None:
    mine, other = db.session.get_one(Person, account.person_id), make_person(full_name="LÊ MẪU CON")
    mother = make_account(make_person(full_name="TRẦN THỊ MẸ"))
    looked = (
        (mother, mine, Relation.MOTHER),
        (account, other, Relation.FATHER),
        (mother, other, Relation.MOTHER),
    )
    with db.transaction() as session:
        for viewer, subject, relation in looked:
            page, day = LookedPage.CARD, today()
            session.add(
                Look(viewer_id=viewer.id, subject_id=subject.id, page=page, day=day, relation=relation)
            )
    files = unpacked(unlocked(phone).submit("Tải tệp ZIP"))
    told = json.loads(files["ca-nhan.json"])["Ai đã xem hồ sơ"]
    assert [(row.get("Ai xem"), row.get("Bạn xem hồ sơ của"), row["Trang"]) for row in told] == [
        ("TRẦN THỊ MẸ", None, "Thẻ BHYT"),
        (None, "LÊ MẪU CON", "Thẻ BHYT"),
    ]


def test_it_is_logged_and_told(phone: PageClient, account: Account) -> None:
    unpacked(unlocked(phone).submit("Tải tệp ZIP"))

    assert messages()[-1].address == PHONE
    assert "Dữ liệu của bạn vừa được tải về" in messages()[-1].text
    entry = db.session.scalars(select(AuditEntry).where(AuditEntry.tag == Tag.OWN_DATA_TAKEN)).one()
    assert entry.actor_id == account.id


def test_a_code_to_the_phone_does_as_well(phone: PageClient) -> None:
    page = phone.get("/tai-khoan/du-lieu").submit("Không nhớ mật khẩu").follow()
    assert messages()[-1].address == PHONE
    assert unpacked(page.submit("Xác nhận", code=newest_code()).follow().submit("Tải tệp ZIP"))
    assert challenges()[-1].used_at is not None


def test_nothing_comes_without_being_asked_again(
    phone: PageClient, account: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = phone.get("/tai-khoan/du-lieu")
    assert "Mật khẩu chưa đúng." in page.submit("Tiếp tục", password="sai roi ban oi").text
    ready = unlocked(phone)
    monkeypatch.setattr(confirmed, "LIFE", timedelta(seconds=-1))
    assert "Đã quá 10 phút." in ready.submit("Tải tệp ZIP").follow().text
    assert db.session.scalars(select(AuditEntry).where(AuditEntry.tag == Tag.OWN_DATA_TAKEN)).all() == []


def test_what_somebody_else_did_with_the_number_is_not_in_it(
    phone: PageClient, account: Account, own: Dossier, world: CurrentWorld
) -> None:
    foreign = make_dossier(Status.RECORDED, person_id=account.person_id, street="Ngõ của người khác")
    earlier = make_dossier(
        Status.REJECTED, person_id=account.person_id, phone=PHONE, phone_hash=address_hash(PHONE)
    )
    make_account(make_person(full_name="NGUYỄN VĂN KHÁC"), email="khac@thuchanh.example")

    files = unpacked(unlocked(phone).submit("Tải tệp ZIP"))

    everything = b"".join(files.values()).decode(errors="replace")
    assert own.code in everything
    assert earlier.code in everything
    for foreign_word in (foreign.code, foreign.phone, "Ngõ của người khác", "KHÁC", "khac@"):
        assert foreign_word not in everything


def test_staff_have_no_data_of_a_person(app: Flask, world: CurrentWorld) -> None:
    officer = sign_in(PageClient(app), make_officer(), world)
    assert officer.get("/tai-khoan/du-lieu").status == 404
    assert officer.get("/tai-khoan/xoa").status == 404


def all_told() -> list[Told]:
    return [each for part in OWN_DATA for told in part.told for each in (told, *told.inside)]


def about_people() -> set[type[WorldScoped]]:
    """The models that name a person or an account, or what in its turn names one."""
    models = {
        Base.metadata.tables[str(mapper.local_table)]: mapper.class_
        for mapper in Base.registry.mappers
        if issubclass(mapper.class_, WorldScoped)
    }
    found = {table for table in models if table.name in {"persons", "accounts"}}
    named = {"person_id", "account_id", "guardian_id", "dossier_id"}
    found |= {table for table in models if named & set(table.columns.keys())}
    while True:
        more = {table for table in models if {key.column.table for key in table.foreign_keys} & found}
        if more <= found:
            return {models[table] for table in found}
        found |= more


def test_every_table_about_a_person_is_told_or_it_is_said_why_not() -> None:
    told = {each.model.__name__ for each in all_told()}
    about = {model.__name__ for model in about_people()}
    assert len(about) > 15
    assert about - told - set(NOT_TOLD) == set(), "tell it in its package's own_data.py, or say here why not"
    assert set(NOT_TOLD) & told == set(), "it is told by now: take it off the list"


def test_every_column_has_a_word_or_it_is_said_why_not() -> None:
    silent = [
        f"{told.model.__name__}.{name}"
        for told in all_told()
        for name in inspect(told.model).columns.keys()  # noqa: SIM118 - a collection of columns, not a dict
        if name not in told.words and name not in told.left_out and not needs_no_word(name, told.model)
    ]
    assert silent == [], "give it a word in own_data.py, or leave it out with the reason"
    for told in all_told():
        assert set(told.words) | set(told.left_out) <= set(inspect(told.model).columns.keys())


def test_a_proof_is_of_its_account_alone(app: Flask, phone: PageClient, world: CurrentWorld) -> None:
    unlocked(phone)
    other = make_account(password_hash=HASH, activated_at=instant())
    sign_in(phone, other, world)
    assert "Tải tệp ZIP" not in phone.get("/tai-khoan/du-lieu").text
