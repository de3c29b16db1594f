"""The help page: people first, eleven short answers that end at the exact screen, nothing that costs."""

from __future__ import annotations

from datetime import date

import pytest
from flask import Flask

from tests.support.pages import PageClient
from vssid_app.core.text import show_money
from vssid_app.core.world import CurrentWorld
from vssid_app.support.answers import Answer, answers

pytestmark = pytest.mark.any_database

TODAY = date(2026, 11, 22)
MOST_WORDS = 60


@pytest.fixture
def all_answers(app: Flask, world: CurrentWorld) -> list[Answer]:
    with app.test_request_context():
        return [*answers(TODAY, practice=True), *answers(TODAY, practice=False)]


def test_the_page_shows_hotline_email_and_eleven_answers(client: PageClient) -> None:
    page = client.get("/tro-giup")
    assert page.status == 200
    assert page.heading == "Trợ giúp"
    assert "1900 9068" in page.text
    assert "trogiup@thuchanh.example" in page.text
    assert len(page.root.all("details")) == 11


def test_in_practice_the_paid_line_is_never_a_link(client: PageClient) -> None:
    page = client.get("/tro-giup")
    assert "Gọi từ ứng dụng thật" in page.text
    targets = [link.attrs.get("href", "") for link in page.root.all("a")]
    assert not [target for target in targets if target.startswith(("tel:", "mailto:"))]


def test_every_answer_leads_to_a_page_of_the_app(client: PageClient, app: Flask) -> None:
    page = client.get("/tro-giup")
    adapter = app.url_map.bind("localhost")
    for answer in page.root.all("details"):
        (link,) = answer.all("a")
        endpoint, _ = adapter.match(link.attrs["href"])
        assert endpoint in app.view_functions


def test_an_answer_has_at_most_sixty_words(all_answers: list[Answer]) -> None:
    for answer in all_answers:
        words = " ".join(map(str, answer.steps)).split()
        assert len(words) <= MOST_WORDS, f"{answer.key}: {len(words)} words"


def test_each_answer_can_be_linked_to(all_answers: list[Answer]) -> None:
    keys = [answer.key for answer in all_answers]
    assert len(set(keys)) == len(keys) / 2 == 11


@pytest.mark.parametrize(
    ("on", "says"),
    [
        (date(2021, 5, 20), 563_220),
        (date(2023, 7, 1), 680_400),
        (date(2024, 9, 1), 884_520),
        (date(2025, 7, 1), 631_800),
        (date(2026, 11, 22), 683_100),
    ],
)
def test_what_a_pupil_pays_is_that_of_the_worlds_date(
    app: Flask, world: CurrentWorld, on: date, says: int
) -> None:
    with app.test_request_context():
        cost = answers(on, practice=True)[-1]
    assert show_money(says) in cost.steps[0]


def test_before_the_first_known_amount_none_is_named(app: Flask, world: CurrentWorld) -> None:
    with app.test_request_context():
        cost = answers(date(2001, 1, 1), practice=True)[-1]
    assert cost.steps[0] == "Hỏi nhà trường mức đóng của năm nay."


def test_where_the_real_app_differs_it_is_said(client: PageClient) -> None:
    text = client.get("/tro-giup").text
    assert "Trên VssID thật: mã chỉ dùng được trong 5 phút." in text
    assert "gửi 8079" in text


def test_signs_of_fraud_are_named(client: PageClient) -> None:
    text = client.get("/tro-giup").text
    assert "Bốn dấu hiệu lừa đảo" in text
    assert "kể cả cán bộ BHXH" in text
