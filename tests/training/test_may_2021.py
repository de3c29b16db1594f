"""A demo that stands in May 2021 behaves as in the letter."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from flask import Flask
from sqlalchemy import select

from tests.support import cast
from tests.support.codes import newest_code
from tests.support.pages import PageClient
from tests.support.registering import begin, dossier, open_step, record, save, take_sample
from vssid_app.agencies.queries import commune
from vssid_app.core.clock import today
from vssid_app.core.extensions import db
from vssid_app.core.world import CurrentWorld, WorldKind, in_world
from vssid_app.core.worlds import make_world, set_clock
from vssid_app.enrolment.operations.deciding import accept, open_review, receive_paper
from vssid_app.enrolment.photo_kinds import PhotoKind
from vssid_app.enrolment.states import Status
from vssid_app.enrolment.steps import Step
from vssid_app.enrolment.words import photo_word
from vssid_app.identity.contacts.messages import case_asked
from vssid_app.identity.models import AccountCase
from vssid_app.people.models import Person, Specimen
from vssid_app.training.operations import seed_demo_world

DAY = date(2021, 5, 13)


@pytest.fixture
def in_2021(app: Flask) -> Iterator[CurrentWorld]:
    """The demo's world moved to the day of the letter, before its people are made."""
    with app.app_context():
        moved = set_clock(make_world(WorldKind.DEMO), DAY)
        db.close()
        app.extensions["world_finder"].forget()
        with in_world(moved):
            seed_demo_world()
            yield moved
            db.close()
    app.extensions["world_finder"].forget()


def test_the_people_live_in_the_wards_of_that_day(in_2021: CurrentWorld) -> None:
    assert today() == DAY
    for person in db.session.scalars(select(Person).limit(40)):
        assert person.commune_code is not None
        place = commune(person.commune_code, today())
        assert place is not None
        assert place.district == "Quận Long Biên"
        assert person.street.endswith(place.commune.removeprefix("Phường "))


def test_registering_brings_all_photos_and_waits_for_the_paper(
    in_2021: CurrentWorld, client: PageClient
) -> None:
    specimen = db.session.scalars(select(Specimen).where(Specimen.kind == "identical")).first()
    assert specimen is not None
    code = _fill_in(client, specimen)
    assert record(client, code).location == f"/dang-ky/{code}/xong"

    waiting = client.get(f"/ho-so/{code}")
    assert waiting.heading == "Đã ghi nhận"
    assert "BHXH quận Long Biên" in waiting.text

    officer = cast.make_officer()
    open_review(dossier(code), by=officer.id)
    receive_paper(dossier(code), by=officer.id)
    accept(dossier(code), by=officer.id)
    activate = client.get(f"/ho-so/{code}").tap("Nhập mã kích hoạt")
    assert "20/05" in activate.text
    password = activate.submit("Xác nhận", code=newest_code()).follow()
    home = password.submit("Đặt mật khẩu", password="bay con chim xanh 27").follow()
    assert home.status == 200
    assert dossier(code).status is Status.ACTIVE


def test_the_old_identity_card_is_accepted_then_and_not_today(
    in_2021: CurrentWorld, client: PageClient
) -> None:
    code = begin(client)
    assert "CMND (9 số) hoặc CCCD (12 số)" in open_step(client, code, Step.NUMBER).text
    assert save(client, code, Step.NUMBER, number="099 123 456").status == 303
    assert "mang CMND hoặc CCCD tới" in client.get("/mat-so-dien-thoai").text


def test_the_paper_is_called_by_its_number_on_every_page(in_2021: CurrentWorld, client: PageClient) -> None:
    specimen = db.session.scalars(select(Specimen).where(Specimen.kind == "identical")).first()
    assert specimen is not None
    code = _fill_in(client, specimen)
    for number, named, other in (("099123456", "CMND", "CCCD"), ("099123456789", "CCCD", "CMND")):
        with db.transaction():
            found = dossier(code)
            db.reload(found)
            found.citizen_id = number
        assert f"{named} mặt trước" in open_step(client, code, Step.ID_FRONT).text
        check = open_step(client, code, Step.CHECK).text
        assert f"Số {named}" in check
        assert f"{named} mặt sau" in check
        assert f"{other} mặt sau" not in check


def test_help_counters_staff_and_messages_name_both_papers(
    in_2021: CurrentWorld, client: PageClient, app: Flask
) -> None:
    person = db.session.scalars(select(Person).where(Person.citizen_id.is_not(None))).first()
    assert person is not None
    help_page = client.get("/tro-giup").text
    for words in ("nhập số CMND hoặc CCCD", "Mang CMND, CCCD hoặc giấy khai sinh", "CMND hoặc CCCD để xem"):
        assert words in help_page
    assert "Mã số BHXH, CMND, CCCD hoặc số điện thoại" in client.get("/dang-nhap").text
    sign_in = client.get("/dang-nhap/mat-khau")
    assert "Mã số BHXH, số CMND, CCCD hoặc số điện thoại" in sign_in.text
    assert "CMND có 9, CCCD có 12" in sign_in.submit("Đăng nhập", user="12345", password="x").text
    assert "đối chiếu với CMND, CCCD hoặc giấy khai sinh" in client.get("/xac-minh").text
    officer = cast.sign_in(PageClient(app), cast.make_officer(), in_2021)
    assert "mang CMND hoặc CCCD tới" in officer.get("/can-bo/mat-so-dien-thoai").text
    assert photo_word(PhotoKind.GUARDIAN_FRONT) == "CMND hoặc CCCD người giám hộ, mặt trước"
    case = AccountCase(code="TK-TEST-0001", new_phone="0000345678")
    assert "mang CMND hoặc CCCD tới" in case_asked(case, "BHXH quận Long Biên").text


def test_who_has_an_old_identity_card_reads_its_name_on_profile_and_desk(
    in_2021: CurrentWorld, client: PageClient, app: Flask
) -> None:
    old = cast.make_person(citizen_id="099123456", si_number="9999999901")
    new = cast.make_person(citizen_id="099080123456", si_number="9999999902")
    for person, named, other in ((old, "Số CMND", "Số CCCD"), (new, "Số CCCD", "Số CMND")):
        visitor = cast.sign_in(PageClient(app), cast.make_account(person), in_2021)
        page = visitor.get(f"/nguoi/{person.public_id}/ca-nhan").text
        assert named in page
        assert other not in page


def test_the_live_world_has_no_clock_to_move() -> None:
    with pytest.raises(ValueError, match="live"):
        set_clock(CurrentWorld(1, WorldKind.LIVE, 0), DAY)


def _fill_in(client: PageClient, specimen: Specimen) -> str:
    """All steps with ``Điền giúp tôi``; an identical match needs both sides of the paper as well."""
    client.get("/nguoi-mau").submit(action=f"/nguoi-mau/{specimen.public_id}")
    code = begin(client, specimen.phone)
    for step in (Step.NUMBER, Step.IDENTITY, Step.ADDRESS):
        page = client.get(f"/dang-ky/{code}/{step}?dien=1")
        assert page.submit("Tiếp tục").status == 303
    assert "Quận Long Biên" in client.get(f"/dang-ky/{code}/{Step.ADDRESS}").text
    for kind in (PhotoKind.PORTRAIT, PhotoKind.ID_FRONT, PhotoKind.ID_BACK):
        take_sample(client, code, kind)
    assert "BHXH quận Long Biên" in open_step(client, code, Step.OFFICE).text
    assert save(client, code, Step.OFFICE).status == 303
    assert save(client, code, Step.HANDOVER, handover="desk").status == 303
    return code
