"""One field for mã số BHXH, CCCD or card code."""

from __future__ import annotations

import pytest

from tests.support.pages import PageClient
from tests.support.registering import (
    begin,
    dossier,
    errors,
    known_papers,
    next_step,
    open_step,
    save_number,
    value_of,
)
from vssid_app.enrolment.steps import Step

pytestmark = [pytest.mark.usefixtures("world"), pytest.mark.any_database]


@pytest.mark.parametrize(
    ("typed", "si_number"),
    [
        ("9900001234", "9900001234"),
        ("990 000 1234", "9900001234"),
        ("990.000-1234", "9900001234"),
        ("９９００００１２３４", "9900001234"),
        ("HS 4 01 990 000 1234", "9900001234"),
        ("hs4019900001234", "9900001234"),
        ("TE1-01-9900001234", "9900001234"),
        ("099 090 001 234", None),
        ("000090001234", None),
    ],
)
def test_each_number_is_recognised_however_it_is_spaced(
    client: PageClient, typed: str, si_number: str | None
) -> None:
    code = begin(client)

    assert save_number(client, code, typed).status == 303

    assert dossier(code).si_number == si_number
    assert next_step(client, code) is Step.IDENTITY


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "Bạn chưa nhập số."),
        ("   ", "Bạn chưa nhập số."),
        ("99000012", "Mã số phải có 10 hoặc 12 số. Bạn đã nhập 8 số."),
        ("99000012345", "Mã số phải có 10 hoặc 12 số. Bạn đã nhập 11 số."),
        ("0990900012345", "Mã số phải có 10 hoặc 12 số. Bạn đã nhập 13 số."),
        ("000012345", "Không còn dùng CMND 9 số. Hãy nhập số CCCD 12 số."),
        ("không nhớ", "Mã số chỉ gồm chữ số. Số thẻ BHYT cũ bắt đầu bằng 2 chữ cái."),
        ("99O0001234", "Mã số chỉ gồm chữ số. Số thẻ BHYT cũ bắt đầu bằng 2 chữ cái."),
        ("HS40199000012", "Số thẻ BHYT có 2 chữ cái và 13 số. Bạn đã nhập 13 ký tự."),
        ("HS9019900001234", "Số thẻ BHYT có 2 chữ cái và 13 số. Bạn đã nhập 15 ký tự."),
    ],
)
def test_a_wrong_number_has_its_sentence_and_stays_in_the_box(
    client: PageClient, typed: str, sentence: str
) -> None:
    code = begin(client)

    page = save_number(client, code, typed)

    assert errors(page) == [sentence]
    assert value_of(page, "number") == typed.strip()
    assert page.root.all("title")[0].text.startswith("Lỗi: ")
    assert dossier(code).typed_number is None


@pytest.mark.parametrize("typed", ["0123456789", "001090001234", "HS4010123456789", "7912345678"])
def test_a_number_that_may_be_real_is_refused_in_practice(client: PageClient, typed: str) -> None:
    code = begin(client)

    assert errors(save_number(client, code, typed)) == [
        "Đây là bản tập. Đừng nhập số thật, hãy dùng số của người mẫu."
    ]
    assert dossier(code).typed_number is None


def test_the_field_is_never_filled_in_from_the_register(client: PageClient) -> None:
    papers = known_papers()
    code = begin(client, papers.phone)

    assert value_of(open_step(client, code, Step.NUMBER), "number") == ""


def test_back_shows_what_was_typed_and_it_can_be_saved_again(client: PageClient) -> None:
    code = begin(client)
    save_number(client, code, "990 000 1234")

    assert value_of(open_step(client, code, Step.NUMBER), "number") == "9900001234"
    save_number(client, code, "9900001235")

    assert dossier(code).si_number == "9900001235"


def test_a_registered_number_and_an_unknown_one_go_on_alike(client: PageClient) -> None:
    code = begin(client)
    known = save_number(client, code, known_papers().number)
    unknown = save_number(client, code, "9900001234")

    assert (known.status, known.location) == (unknown.status, unknown.location)


def test_a_citizen_id_finds_the_number_without_showing_it(client: PageClient) -> None:
    papers = known_papers()
    code = begin(client)

    page = save_number(client, code, papers.citizen_id).follow()

    assert dossier(code).si_number == papers.number
    assert papers.number not in page.response.text.replace("\u00a0", "")
