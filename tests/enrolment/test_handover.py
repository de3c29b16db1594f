"""How the signed paper gets to the office."""

from __future__ import annotations

import pytest

from tests.support.pages import PageClient
from tests.support.registering import (
    begin,
    dossier,
    errors,
    fill,
    filled,
    known_papers,
    open_step,
    save,
    value_of,
)
from vssid_app.enrolment.models import Handover
from vssid_app.enrolment.steps import Step

pytestmark = [pytest.mark.usefixtures("world"), pytest.mark.any_database]


@pytest.fixture
def code(client: PageClient) -> str:
    return filled(client, known_papers(), until=Step.HANDOVER)


@pytest.mark.parametrize(
    ("way", "words"),
    [
        ("school", "Nhà trường nộp giúp, lớp 10 Mẫu 1"),
        ("desk", "Tự nộp tại cơ quan BHXH"),
        ("post", "Gửi bưu điện"),
    ],
)
def test_each_way_is_kept_and_read_back(client: PageClient, code: str, way: str, words: str) -> None:
    done = save(client, code, Step.HANDOVER, handover=way, class_name="10 Mẫu 1")

    assert dossier(code).handover is Handover(way)
    assert words in done.follow().text


def test_the_school_needs_the_class(client: PageClient, code: str) -> None:
    page = save(client, code, Step.HANDOVER, handover="school", class_name="")

    assert errors(page) == ["Nhà trường cần biết lớp của bạn. Ví dụ: 10 Mẫu 1."]
    assert dossier(code).handover is None


def test_a_class_is_not_kept_where_no_school_hands_in(client: PageClient, code: str) -> None:
    save(client, code, Step.HANDOVER, handover="desk", class_name="10 Mẫu 1")

    assert dossier(code).class_name == ""


@pytest.mark.parametrize("way", ["", "bus", "SCHOOL", "x" * 10_000])
def test_a_way_that_was_not_offered_is_not_taken(client: PageClient, code: str, way: str) -> None:
    page = save(client, code, Step.HANDOVER, handover=way)

    assert len(errors(page)) == 1
    assert dossier(code).handover is None


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("lớp của 0912345678", "Đây là bản tập. Đừng ghi số giấy tờ hay số điện thoại thật ở đây."),
        ("a" * 31, "Ô này dài nhất 30 ký tự. Bạn đã nhập 31 ký tự."),
    ],
)
def test_a_wrong_class_has_its_sentence(client: PageClient, code: str, name: str, sentence: str) -> None:
    page = save(client, code, Step.HANDOVER, handover="school", class_name=name)

    assert errors(page) == [sentence]


def test_who_named_a_school_hands_in_through_it_by_default(client: PageClient) -> None:
    client.get("/dang-ky/chuan-bi").submit(has_citizen_id="yes", who="self", school="thcs ai mo")
    code = begin(client)
    fill(client, code, known_papers(), until=Step.HANDOVER)

    assert value_of(open_step(client, code, Step.HANDOVER), "handover") == "school"


def test_others_hand_in_themselves_by_default(client: PageClient, code: str) -> None:
    assert value_of(open_step(client, code, Step.HANDOVER), "handover") == "desk"
