"""The office that receives the dossier."""

from __future__ import annotations

import pytest

from tests.support.cast import OFFICE, OTHER_OFFICE
from tests.support.pages import PageClient
from tests.support.registering import dossier, errors, filled, known_papers, open_step, save, value_of
from vssid_app.enrolment.steps import Step

pytestmark = pytest.mark.usefixtures("world")


@pytest.fixture
def code(client: PageClient) -> str:
    return filled(client, known_papers(), until=Step.OFFICE)


def test_the_office_of_the_address_is_preselected_and_taken_at_one_tap(client: PageClient, code: str) -> None:
    page = open_step(client, code, Step.OFFICE)

    assert value_of(page, "place") == OFFICE
    assert "BHXH cơ sở Long Biên" in page.text
    assert "Cổng TTĐT của BHXH VN" in page.text
    assert page.submit("Tiếp tục").location == f"/dang-ky/{code}/cach-nop"


@pytest.mark.parametrize("words", ["gia lam", "Gia Lâm", "bhxh gia lam"])
def test_another_office_is_found_without_accents_and_chosen(
    client: PageClient, code: str, words: str
) -> None:
    page = open_step(client, code, Step.OFFICE).submit("Tìm", query=words)
    assert "BHXH cơ sở Gia Lâm" in page.text
    assert dossier(code).office_code == OFFICE

    page.submit("Tiếp tục", place=OTHER_OFFICE)

    assert dossier(code).office_code == OTHER_OFFICE


@pytest.mark.parametrize("place", ["", "99999", "00104 ", "00104\x00", "x" * 10_000])
def test_an_office_that_does_not_exist_is_not_taken(client: PageClient, code: str, place: str) -> None:
    page = save(client, code, Step.OFFICE, place=place)

    assert errors(page) == ["Hãy gõ vài chữ, bấm Tìm, rồi chọn một nơi."]
    assert dossier(code).office_code == OFFICE


def test_a_search_that_finds_nothing_keeps_the_chosen_office(client: PageClient, code: str) -> None:
    page = open_step(client, code, Step.OFFICE).submit("Tìm", query="khong co noi nay")

    assert errors(page) == ["Không thấy nơi này. Gõ ít chữ hơn, không cần dấu."]
    assert value_of(page, "place") == OFFICE


def test_a_changed_address_does_not_change_an_office_that_was_chosen(client: PageClient, code: str) -> None:
    save(client, code, Step.OFFICE, place=OTHER_OFFICE)

    save(client, code, Step.ADDRESS, street="Số 2 ngõ Mẫu")

    assert dossier(code).office_code == OTHER_OFFICE
