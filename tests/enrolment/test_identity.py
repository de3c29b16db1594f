"""Who the person says to be."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from flask import Flask
from werkzeug.datastructures import MultiDict

from tests.support.pages import Page, PageClient
from tests.support.registering import (
    Papers,
    begin,
    date_boxes,
    dossier,
    errors,
    known_papers,
    make_papers,
    next_step,
    open_step,
    save_identity,
    save_number,
    value_of,
)
from vssid_app.core.clock import instant, today
from vssid_app.core.extensions import db
from vssid_app.core.world import CurrentWorld, in_world
from vssid_app.enrolment.forms import IdentityForm, PrepareForm
from vssid_app.enrolment.papers import needed
from vssid_app.enrolment.steps import Step
from vssid_app.people.rules import BirthDate, Sex

pytestmark = [pytest.mark.usefixtures("world"), pytest.mark.any_database]
WARNING = "Số CCCD không hợp với ngày sinh hoặc giới tính."


@pytest.fixture
def in_may_2021(app: Flask, world: CurrentWorld) -> Iterator[None]:
    """A request on the day of the letter, when the old identity card was still good."""
    back = (datetime(2021, 5, 13, 5, tzinfo=UTC) - instant()).total_seconds()
    with in_world(replace(world, clock_offset=int(back))), app.test_request_context():
        db.close()
        yield


@pytest.mark.usefixtures("in_may_2021")
def test_while_the_old_card_is_good_it_is_named_where_it_is_asked_for() -> None:
    form = IdentityForm(formdata=MultiDict({"citizen_id": "09976543"}))
    assert not form.validate()
    assert form.citizen_id.label.text == "Số CMND hoặc CCCD"
    assert form.citizen_id.hint == "CMND có 9 số, CCCD có 12 số"
    assert form.citizen_id.errors == ["Số CMND có 9 số, số CCCD có 12 số. Bạn đã nhập 8 số."]
    assert form.issued_on.label.text == "Ngày cấp"
    assert "CMND" in PrepareForm().has_citizen_id.label.text
    papers = needed({"has_citizen_id": "yes", "who": "self", "school": ""}, today()).papers
    assert "CMND hoặc CCCD mặt sau" in [paper.name for paper in papers]


def test_today_no_screen_names_the_old_card(client: PageClient) -> None:
    page = open_step(client, at_identity(client, make_papers()), Step.IDENTITY)
    assert "Số CCCD 12 số trên thẻ" in page.text
    assert "CMND" not in page.text


def at_identity(client: PageClient, papers: Papers) -> str:
    code = begin(client, papers.phone)
    save_number(client, code, papers.number)
    return code


def typed(client: PageClient, **other: str) -> tuple[str, Page]:
    papers = make_papers()
    code = at_identity(client, papers)
    return code, open_step(client, code, Step.IDENTITY).submit("Tiếp tục", **{**papers.identity, **other})


def test_the_name_is_kept_in_capitals_with_its_accents(client: PageClient) -> None:
    code, done = typed(client, full_name="  Nguyễn  Thị Thử ")

    assert done.status == 303
    assert dossier(code).full_name == "NGUYỄN THỊ THỬ"
    assert dossier(code).name_folded == "nguyen thi thu"


@pytest.mark.parametrize("name", ["Y Thử H’Mẫu", "Nguyễn-Lê Thử", "Ê Ban Thử", "ĐẶNG THỬ ĐỨC"])
def test_names_of_all_peoples_are_taken(client: PageClient, name: str) -> None:
    _code, done = typed(client, full_name=name)

    assert done.status == 303


def test_a_name_typed_in_parts_is_kept_composed(client: PageClient) -> None:
    code, _done = typed(client, full_name="Nguyê\u0303n Thu\u031b\u0309")

    assert dossier(code).full_name == "NGUYỄN THỬ"


def test_nothing_typed_is_said_at_each_field_in_order(client: PageClient) -> None:
    papers = make_papers()
    code = at_identity(client, papers)

    page = open_step(client, code, Step.IDENTITY).submit("Tiếp tục")

    assert errors(page) == [
        "Bạn chưa nhập họ và tên.",
        "Bạn chưa nhập ngày sinh.",
        "Hãy chọn Nam hoặc Nữ.",
        "Bạn chưa nhập số CCCD.",
        "Bạn chưa nhập ngày cấp.",
        "Bạn chưa nhập nơi cấp.",
    ]


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("Thử", "Hãy nhập đủ họ và tên."),
        ("Nguyễn Thử 2", "Họ và tên chỉ gồm chữ cái và dấu cách."),
        ("Nguyễn @ Thử", "Họ và tên chỉ gồm chữ cái và dấu cách."),
        ("<script>alert(1)</script>", "Họ và tên chỉ gồm chữ cái và dấu cách."),
        ("Nguyễn Thử 0912345678", "Đây là bản tập. Đừng ghi số giấy tờ hay số điện thoại thật"),
        ("A" * 101, "Ô này dài nhất 100 ký tự. Bạn đã nhập 101 ký tự."),
    ],
)
def test_a_wrong_name_has_its_sentence(client: PageClient, name: str, sentence: str) -> None:
    code, page = typed(client, full_name=name)

    assert errors(page)[0].startswith(sentence)
    assert dossier(code).full_name is None
    assert "<script>alert" not in page.response.text


@pytest.mark.parametrize(
    ("birth", "sentence"),
    [
        (("29", "2", "2009"), "Tháng 2/2009 chỉ có 28 ngày."),
        (("31", "4", "2009"), "Tháng 4/2009 chỉ có 30 ngày."),
        (("3", "15", "2009"), "Tháng sinh phải từ 1 đến 12."),
        (("32", "1", "2009"), "Ngày sinh phải từ 1 đến 31."),
        (("0", "1", "2009"), "Ngày sinh phải từ 1 đến 31."),
        (("3", "5", "09"), "Năm sinh phải có 4 số, ví dụ 2015."),
        (("3", "5", "1066"), "Năm sinh quá xa. Xem lại 4 số của năm."),
        (("3", "", "2009"), "Bạn chưa nhập tháng sinh."),
        (("3", "5", "hai nghìn"), "Năm sinh chỉ gồm chữ số."),
        (("-3", "5", "2009\x00"), "Năm sinh chỉ gồm chữ số."),
        (("3", "5", "9" * 10_000), "Năm sinh phải có 4 số, ví dụ 2015."),
    ],
)
def test_a_wrong_birth_date_has_its_sentence_and_stays_in_the_boxes(
    client: PageClient, birth: tuple[str, str, str], sentence: str
) -> None:
    code, page = typed(client, **date_boxes("birth", *birth))

    assert sentence in errors(page)[0]
    assert value_of(page, "birth-month") == birth[1]
    assert dossier(code).birth is None


def test_a_birth_date_to_come_is_refused(client: PageClient) -> None:
    _code, page = typed(client, **date_boxes("birth", "1", "1", str(date.today().year + 1)))  # noqa: DTZ011

    assert errors(page)[0].startswith("Ngày sinh không thể sau ngày")


def test_the_leap_day_of_a_leap_year_is_a_birth_date(client: PageClient) -> None:
    code, _page = typed(client, **date_boxes("birth", "29", "2", "2008"), doubts_seen="birth_date")

    assert dossier(code).birth == BirthDate(2008, 2, 29)


def test_who_remembers_only_the_year_gives_the_year(client: PageClient) -> None:
    code, done = typed(client, **date_boxes("birth", "", "", "1990"), **{"birth-year_only": "y"})

    assert done.status == 303
    assert dossier(code).birth == BirthDate(1990)


@pytest.mark.parametrize(
    ("number", "sentence"),
    [
        ("09909000123", "Số CCCD có 12 số. Bạn đã nhập 11 số."),
        ("9900001234", "Số CCCD có 12 số. Bạn đã nhập 10 số."),
        ("000012345", "Số CCCD có 12 số. Bạn đã nhập 9 số."),
        ("HS4019900001234", "Số CCCD có 12 số."),
        ("001090001234", "Đây là bản tập. Đừng nhập số thật, hãy dùng số của người mẫu."),
    ],
)
def test_a_wrong_citizen_id_has_its_sentence(client: PageClient, number: str, sentence: str) -> None:
    code, page = typed(client, citizen_id=number)

    assert errors(page)[0].startswith(sentence)
    assert dossier(code).citizen_id is None


@pytest.mark.parametrize(
    "against", [{"sex": "female"}, date_boxes("birth", "3", "5", "1991"), {"citizen_id": "099190001234"}]
)
def test_a_citizen_id_against_birth_date_or_sex_warns_once_and_then_lets_go_on(
    client: PageClient, against: dict[str, str]
) -> None:
    code, page = typed(client, **against)

    assert WARNING in page.text
    assert errors(page) == []
    assert dossier(code).full_name is None

    assert page.submit("Tiếp tục").status == 303
    assert dossier(code).full_name == "NGUYỄN VĂN THỬ"


def test_another_contradiction_than_the_one_seen_warns_again(client: PageClient) -> None:
    _code, page = typed(client, sex="female")

    again = page.submit("Tiếp tục", **date_boxes("birth", "3", "5", "1991"))

    assert WARNING in again.text


def test_agreeing_numbers_do_not_warn(client: PageClient) -> None:
    code, done = typed(client)

    assert done.status == 303
    assert dossier(code).sex is Sex.MALE


@pytest.mark.parametrize(
    ("issued", "sentence"),
    [
        (("3", "5", "1989"), "Ngày cấp không thể trước ngày sinh. Xem lại mặt sau thẻ."),
        (("3", "15", "2021"), "Tháng cấp phải từ 1 đến 12."),
        (("1", "1", "2999"), "Ngày cấp không thể sau ngày"),
    ],
)
def test_a_wrong_day_of_issue_has_its_sentence(
    client: PageClient, issued: tuple[str, str, str], sentence: str
) -> None:
    _code, page = typed(client, **date_boxes("issued_on", *issued))

    assert errors(page)[0].startswith(sentence)


def test_the_fields_are_never_filled_in_from_the_register(client: PageClient) -> None:
    papers = known_papers()
    code = at_identity(client, papers)

    page = open_step(client, code, Step.IDENTITY)

    for name in (*papers.identity, "street"):
        if name != "street":
            assert value_of(page, name) == "", name
    assert papers.full_name not in page.text
    assert papers.citizen_id not in page.response.text


def test_back_shows_what_was_typed_and_saving_again_loses_nothing(client: PageClient) -> None:
    papers = make_papers()
    code = at_identity(client, papers)
    save_identity(client, code, papers)

    page = open_step(client, code, Step.IDENTITY)
    assert {name: value_of(page, name) for name in papers.identity} == papers.identity
    page.submit("Tiếp tục", full_name="NGUYỄN VĂN MẪU")

    found = dossier(code)
    assert (found.full_name, found.citizen_id, found.birth) == (
        "NGUYỄN VĂN MẪU",
        papers.citizen_id,
        BirthDate(1990, 5, 3),
    )
    assert next_step(client, code) is Step.ADDRESS
