"""Three questions, and the list of papers that follows."""

from __future__ import annotations

import pytest

from tests.support.pages import Page, PageClient
from tests.support.registering import errors, value_of
from vssid_app.training.operations import refill_specimens
from vssid_app.training.queries import list_of_specimens

pytestmark = [pytest.mark.usefixtures("world"), pytest.mark.any_database]


def answer(client: PageClient, **given: str) -> Page:
    typed = {"has_citizen_id": "yes", "who": "self", "school": "", **given}
    return client.get("/dang-ky/chuan-bi").submit(**typed)


def test_nothing_answered_is_said_at_each_question(client: PageClient) -> None:
    page = client.get("/dang-ky/chuan-bi").submit()

    assert errors(page) == ["Hãy chọn Đã có hoặc Chưa có.", "Hãy chọn ai đang đăng ký."]


def test_the_answers_give_the_list_of_papers_and_stay_after_a_refresh(client: PageClient) -> None:
    page = answer(client).follow()

    for paper in ("Thẻ BHYT hoặc mã số BHXH", "Ảnh chân dung", "CCCD mặt trước", "CCCD mặt sau"):
        assert paper in page.text
    again = client.get("/dang-ky/chuan-bi")
    assert value_of(again, "has_citizen_id") == "yes"
    assert "CCCD mặt sau" in again.text


def test_who_has_no_identity_paper_is_told_that_a_guardian_registers(client: PageClient) -> None:
    page = answer(client, has_citizen_id="no").follow()

    assert "cha, mẹ hoặc người giám hộ đăng ký cho bạn" in page.text
    assert "CCCD mặt sau" not in page.text


def test_a_guardian_is_told_to_register_themselves_first(client: PageClient) -> None:
    assert "Đăng ký cho bạn trước" in answer(client, who="guardian").follow().text


def test_a_school_is_found_without_accents(client: PageClient) -> None:
    assert answer(client, school="thcs ai mo").status == 303

    assert value_of(client.get("/dang-ky/chuan-bi"), "school") == "THCS Ái Mộ"


def test_several_schools_are_offered_and_one_is_chosen(client: PageClient) -> None:
    page = answer(client, school="ai mo")

    assert "Hãy chọn một trường bên dưới." in errors(page)[0]
    assert page.submit(school_code="thcs-ai-mo").status == 303
    assert value_of(client.get("/dang-ky/chuan-bi"), "school") == "THCS Ái Mộ"


@pytest.mark.parametrize("school", ["khong co truong nay", "%", "_", "' OR 1=1 --", "a" * 199])
def test_a_school_that_is_not_there_says_what_to_do(client: PageClient, school: str) -> None:
    assert errors(answer(client, school=school)) == ["Không thấy trường này. Gõ ít chữ hơn, hoặc để trống."]


def test_a_school_code_that_was_not_offered_is_not_taken(client: PageClient) -> None:
    page = answer(client, school="khong co truong nay", school_code="thcs-ai-mo")

    assert page.status == 200
    assert errors(page)


def test_lent_papers_fill_in_the_answers(client: PageClient) -> None:
    refill_specimens()
    specimen = list_of_specimens()[0]
    client.get("/nguoi-mau").submit(action=specimen.public_id)

    page = client.get("/dang-ky/chuan-bi?dien=1")

    assert value_of(page, "has_citizen_id") == "yes"
    assert value_of(page, "who") == "self"
    assert "CCCD mặt trước" in page.text


def test_without_lent_papers_nothing_is_filled_in(client: PageClient) -> None:
    assert value_of(client.get("/dang-ky/chuan-bi?dien=1"), "who") == ""
