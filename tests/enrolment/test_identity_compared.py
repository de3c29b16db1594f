"""Comparing with the register: which field differs is told, what the register holds never."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from tests.support.pages import Page, PageClient
from tests.support.registering import (
    Papers,
    begin,
    dossier,
    fill,
    filled,
    known_papers,
    make_papers,
    open_step,
    save_identity,
    save_number,
)
from vssid_app.core.extensions import db
from vssid_app.enrolment.models import Match
from vssid_app.enrolment.operations.drafting import MAX_NAMED_COMPARISONS
from vssid_app.enrolment.steps import Step
from vssid_app.people.models import Person
from vssid_app.people.rules import BirthDate

pytestmark = pytest.mark.usefixtures("world")
OTHER_ID = "099090999999"


def compare(client: PageClient, papers: Papers, **typed: str) -> tuple[str, Page]:
    code = begin(client, papers.phone)
    save_number(client, code, papers.number)
    return code, save_identity(client, code, papers, **typed).follow()


def test_agreeing_in_all_leads_straight_on(client: PageClient) -> None:
    code, page = compare(client, known_papers())

    assert page.heading == "Địa chỉ liên hệ"
    assert "Khớp với hồ sơ BHXH." in page.text
    assert dossier(code).match is Match.IDENTICAL


@pytest.mark.parametrize(
    ("register", "named", "held"),
    [
        ({"full_name": "NGUYỄN VĂN KHÁC"}, "Họ và tên", "KHÁC"),
        ({"birth": BirthDate(1990, 3, 5)}, "Ngày sinh", "05/03/1990"),
        ({"sex": "female"}, "Giới tính", "Nữ"),
        ({"citizen_id": OTHER_ID}, "Số CCCD", OTHER_ID),
    ],
)
def test_the_field_that_differs_is_named_without_the_value_of_the_register(
    client: PageClient, register: dict[str, object], named: str, held: str
) -> None:
    code, page = compare(client, known_papers(**register))

    assert page.heading == f"{named} khác với hồ sơ BHXH"
    assert held not in page.response.text.replace("\u00a0", "")
    assert dossier(code).match is Match.DIFFERS


def test_a_missing_accent_differs(client: PageClient) -> None:
    _code, page = compare(client, known_papers(full_name="NGUYỄN VĂN THƯ"))

    assert page.heading == "Họ và tên khác với hồ sơ BHXH"


def test_a_year_alone_agrees_with_no_field_named_but_is_not_identical(client: PageClient) -> None:
    papers = known_papers().but(birth=("", "", "1990"))
    code, page = compare(client, papers, **{"birth-year_only": "y"})

    assert page.heading == "Thông tin chưa khớp hồ sơ BHXH"
    assert "03/05" not in page.text
    assert dossier(code).match is Match.DIFFERS


def test_a_number_that_the_register_does_not_have_is_said_and_goes_on_to_all_photos(
    client: PageClient,
) -> None:
    code, page = compare(client, make_papers())

    assert page.heading == "Chưa thấy mã số này"
    assert page.tap("Đúng rồi, đi tiếp").heading == "Địa chỉ liên hệ"
    assert dossier(code).match is Match.NOT_FOUND


def test_a_misspelt_name_is_mended_from_the_result(client: PageClient) -> None:
    papers = known_papers()
    code, page = compare(client, papers.but(full_name="NGUYỄN VĂN THƯ"))

    mended = page.tap("Sửa thông tin").submit("Tiếp tục", full_name=papers.full_name)

    assert mended.location.endswith("/dia-chi")
    assert dossier(code).match is Match.IDENTICAL


def test_another_number_is_compared_anew(client: PageClient) -> None:
    papers = known_papers()
    code, _page = compare(client, papers.but(number="9900001234"))

    save_number(client, code, papers.number)

    assert dossier(code).match is Match.IDENTICAL


def test_after_eight_comparisons_no_field_is_named(client: PageClient) -> None:
    papers = known_papers(full_name="NGUYỄN VĂN KHÁC")
    code, page = compare(client, papers)
    for guess in range(MAX_NAMED_COMPARISONS - 1):
        page = save_identity(client, code, papers.but(full_name=f"NGUYỄN VĂN {'AĂÂBCDĐ'[guess]}")).follow()
    assert page.heading == "Họ và tên khác với hồ sơ BHXH"

    page = save_identity(client, code, papers.but(full_name="NGUYỄN VĂN E")).follow()

    assert page.heading == "Thông tin chưa khớp hồ sơ BHXH"
    assert "Họ và tên khác" not in page.text


def test_saving_the_same_again_is_not_one_more_guess(client: PageClient) -> None:
    papers = known_papers(full_name="NGUYỄN VĂN KHÁC")
    code, page = compare(client, papers)

    for _again in range(MAX_NAMED_COMPARISONS + 1):
        page = save_identity(client, code, papers).follow()

    assert page.heading == "Họ và tên khác với hồ sơ BHXH"


def test_what_the_register_holds_stands_on_no_page_until_all_agrees(client: PageClient) -> None:
    papers = known_papers(
        full_name="TRẦN THỊ KHÁC", birth=BirthDate(1971, 12, 30), phone="0000987654", street="Ngõ Bí Mật"
    )
    found_by = papers.but(number=papers.citizen_id)
    code = filled(client, found_by, until=Step.ADDRESS)
    held = (papers.number, "TRẦN THỊ KHÁC", "30/12/1971", "0000987654", "Ngõ Bí Mật")
    pages = [client.get(f"/dang-ky/{code}/ket-qua"), client.get(f"/ho-so/{code}")]
    pages += [open_step(client, code, step) for step in (Step.NUMBER, Step.IDENTITY, Step.ADDRESS)]
    fill(client, code, found_by)
    pages += [open_step(client, code, Step.CHECK)]

    for page in pages:
        plain = page.response.text.replace("\u00a0", "")
        assert [value for value in held if value in plain or value in page.text] == [], page.path


def test_the_result_before_anything_was_compared_leads_to_the_next_step(client: PageClient) -> None:
    code = begin(client)

    assert client.get(f"/dang-ky/{code}/ket-qua").location == f"/dang-ky/{code}/ma-so"


def test_comparing_changes_nothing_in_the_register(client: PageClient) -> None:
    papers = known_papers(full_name="NGUYỄN VĂN KHÁC")
    compare(client, papers)

    db.session.expire_all()
    person = db.session.scalars(select(Person).where(Person.si_number == papers.number)).one()
    assert person.full_name == "NGUYỄN VĂN KHÁC"
