"""The contact address: a commune found without accents, then house and street."""

from __future__ import annotations

import pytest

from tests.support.cast import OFFICE
from tests.support.pages import Page, PageClient
from tests.support.registering import (
    COMMUNE,
    dossier,
    errors,
    filled,
    make_papers,
    next_step,
    open_step,
    save,
    value_of,
)
from vssid_app.enrolment.steps import Step

pytestmark = [pytest.mark.usefixtures("world"), pytest.mark.any_database]


@pytest.fixture
def code(client: PageClient) -> str:
    return filled(client, make_papers(), until=Step.ADDRESS)


def search(client: PageClient, code: str, words: str, **typed: str) -> Page:
    return open_step(client, code, Step.ADDRESS).submit("Tìm", query=words, **typed)


def offered(page: Page) -> list[str]:
    radios = [e for e in page.root.all("input") if e.attrs.get("name") == "place"]
    return [radio.attrs["value"] for radio in radios]


@pytest.mark.parametrize("words", ["bo de", "Bồ Đề", "phuong bo de ha noi", "BỒ  đề"])
def test_a_commune_is_found_with_and_without_accents(client: PageClient, code: str, words: str) -> None:
    page = search(client, code, words)

    assert COMMUNE in offered(page)
    assert "Phường Bồ Đề, Thành phố Hà Nội" in page.text
    assert errors(page) == []


def test_a_name_of_before_july_2025_finds_what_it_became(client: PageClient, code: str) -> None:
    assert COMMUNE in offered(search(client, code, "ngoc lam"))


def test_searching_keeps_the_street_and_saves_nothing(client: PageClient, code: str) -> None:
    page = search(client, code, "bo de", street="Số 1 ngõ Mẫu")

    assert value_of(page, "street") == "Số 1 ngõ Mẫu"
    assert dossier(code).street is None


def test_a_found_commune_is_chosen_and_leads_on(client: PageClient, code: str) -> None:
    page = search(client, code, "bo de", street="Số 1 ngõ Mẫu")

    assert page.submit("Tiếp tục", place=COMMUNE).status == 303
    assert (dossier(code).commune_code, dossier(code).street) == (COMMUNE, "Số 1 ngõ Mẫu")
    assert next_step(client, code) is Step.PORTRAIT


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("long bien", "Chọn một nơi. Đây là những nơi tìm thấy theo chữ bạn vừa gõ."),
        ("khong co noi nay", "Không thấy nơi này. Gõ ít chữ hơn, không cần dấu."),
    ],
)
def test_words_typed_without_a_search_do_not_leave_the_place_before_them_standing(
    client: PageClient, code: str, words: str, sentence: str
) -> None:
    save(client, code, Step.ADDRESS, place=COMMUNE, street="Số 1 ngõ Mẫu")
    page = open_step(client, code, Step.ADDRESS).submit("Tiếp tục", query=words, street="Số 2 ngõ Mẫu")
    assert errors(page) == [sentence]
    assert value_of(page, "place") == COMMUNE
    assert dossier(code).street == "Số 1 ngõ Mẫu"
    # Whoever has seen what was found, and goes on, means the place that is chosen.
    assert page.submit("Tiếp tục").status == 303
    assert (dossier(code).commune_code, dossier(code).street) == (COMMUNE, "Số 2 ngõ Mẫu")


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("", "Bạn chưa gõ gì để tìm. Ví dụ: bo de."),
        ("khong co noi nay", "Không thấy nơi này. Gõ ít chữ hơn, không cần dấu."),
        ("%", "Không thấy nơi này. Gõ ít chữ hơn, không cần dấu."),
        ("a" * 10_000, "Không thấy nơi này. Gõ ít chữ hơn, không cần dấu."),
    ],
)
def test_a_search_that_finds_nothing_says_what_to_do(
    client: PageClient, code: str, words: str, sentence: str
) -> None:
    assert errors(search(client, code, words)) == [sentence]


def test_a_search_that_finds_nothing_keeps_the_chosen_commune(client: PageClient, code: str) -> None:
    save(client, code, Step.ADDRESS, place=COMMUNE, street="Số 1 ngõ Mẫu")

    page = search(client, code, "khong co noi nay")

    assert errors(page) == ["Không thấy nơi này. Gõ ít chữ hơn, không cần dấu."]
    assert value_of(page, "place") == COMMUNE


@pytest.mark.parametrize("place", ["", "99999", "00104\x00", "x" * 10_000, "' OR 1=1 --"])
def test_a_commune_that_does_not_exist_is_not_taken(client: PageClient, code: str, place: str) -> None:
    page = save(client, code, Step.ADDRESS, place=place, street="Số 1 ngõ Mẫu")

    assert errors(page) == ["Hãy gõ vài chữ, bấm Tìm, rồi chọn một nơi."]
    assert dossier(code).commune_code is None


def test_a_commune_that_was_merged_away_is_not_taken(client: PageClient, code: str) -> None:
    assert errors(save(client, code, Step.ADDRESS, place="00139", street="Số 1 ngõ Mẫu"))


@pytest.mark.parametrize(
    ("street", "sentence"),
    [
        ("", "Bạn chưa nhập số nhà, đường hoặc tổ."),
        ("a" * 151, "Ô này dài nhất 150 ký tự. Bạn đã nhập 151 ký tự."),
        ("Số 1, gọi 0912 345 678", "Đây là bản tập. Đừng ghi số giấy tờ hay số điện thoại thật ở đây."),
        ("001 090 001 234", "Đây là bản tập. Đừng ghi số giấy tờ hay số điện thoại thật ở đây."),
    ],
)
def test_a_wrong_street_has_its_sentence_and_keeps_the_commune(
    client: PageClient, code: str, street: str, sentence: str
) -> None:
    page = save(client, code, Step.ADDRESS, place=COMMUNE, street=street)

    assert errors(page) == [sentence]
    assert value_of(page, "place") == COMMUNE
    assert dossier(code).street is None


def test_the_office_of_the_address_is_chosen_beforehand(client: PageClient, code: str) -> None:
    save(client, code, Step.ADDRESS, place=COMMUNE, street="Số 1 ngõ Mẫu")

    assert dossier(code).office_code == OFFICE


def test_back_shows_the_address_and_saving_again_loses_nothing(client: PageClient, code: str) -> None:
    save(client, code, Step.ADDRESS, place=COMMUNE, street="Số 1 ngõ Mẫu")

    page = open_step(client, code, Step.ADDRESS)
    assert (value_of(page, "place"), value_of(page, "street")) == (COMMUNE, "Số 1 ngõ Mẫu")
    page.submit("Tiếp tục", street="Số 2 ngõ Mẫu")

    assert (dossier(code).commune_code, dossier(code).street) == (COMMUNE, "Số 2 ngõ Mẫu")
