"""After ``Ghi nhận``: the code, what comes next and by when."""

from __future__ import annotations

import pytest

from tests.support.pages import PageClient
from tests.support.registering import (
    begin,
    dossier,
    filled,
    known_papers,
    make_papers,
    record,
    recorded,
    save,
    step_path,
)
from vssid_app.core.pages import show_day
from vssid_app.enrolment.steps import Step

pytestmark = pytest.mark.usefixtures("world")


def test_the_page_gives_the_code_and_the_dates(client: PageClient) -> None:
    code = recorded(client, make_papers())

    page = client.get(f"/dang-ky/{code}/xong")

    found = dossier(code)
    assert page.heading == "Đã gửi đăng ký"
    assert code in page.text
    assert found.due_on is not None
    assert found.paper_due_on is not None
    assert show_day(found.due_on).replace("\u00a0", " ") in page.text
    assert show_day(found.paper_due_on).replace("\u00a0", " ") in page.text
    assert page.tap("Theo dõi hồ sơ").heading == "Đã ghi nhận"


@pytest.mark.parametrize(
    ("way", "words"),
    [
        ("school", "Nộp cho giáo viên chủ nhiệm"),
        ("desk", "Nộp tại bộ phận Tiếp nhận hồ sơ"),
        ("post", "Gửi bưu điện tới cơ quan BHXH"),
    ],
)
def test_the_next_task_is_of_the_chosen_way(client: PageClient, way: str, words: str) -> None:
    code = filled(client, make_papers())
    save(client, code, Step.HANDOVER, handover=way, class_name="10 Mẫu 1")

    assert words in record(client, code).follow().text


def test_a_refresh_shows_the_same_and_changes_nothing(client: PageClient) -> None:
    code = recorded(client, make_papers())
    version = dossier(code).version

    first, second = (client.get(f"/dang-ky/{code}/xong").text for _refresh in range(2))

    assert first == second
    assert dossier(code).version == version


def test_an_accepted_one_leads_to_the_activation(client: PageClient) -> None:
    code = recorded(client, known_papers())

    page = client.get(f"/dang-ky/{code}/xong")

    assert page.heading == "Tài khoản đã mở"
    assert page.link("Nhập mã kích hoạt").startswith("/kich-hoat/")


def test_before_it_was_sent_the_page_leads_to_the_next_step(client: PageClient) -> None:
    code = begin(client)

    assert client.get(f"/dang-ky/{code}/xong").location == step_path(code, Step.NUMBER)
