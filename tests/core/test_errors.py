"""What went wrong is said in words, with what to do; never a stack trace, never a blank page."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest
from flask import Flask
from sqlalchemy.exc import OperationalError

from tests.support.pages import PageClient
from vssid_app.core.access import anybody
from vssid_app.core.db import Database
from vssid_app.core.device import COOKIE
from vssid_app.core.extensions import db
from vssid_app.core.world import CurrentWorld


@pytest.fixture
def served(app: Flask) -> Iterator[PageClient]:
    """A phone whose app answers as it does when it is run: errors become pages."""
    app.testing = False
    yield PageClient(app)
    app.testing = True


def test_a_page_that_does_not_exist_leads_back(client: PageClient) -> None:
    page = client.get("/khong-co")
    assert page.status == 404
    assert page.heading == "Không có trang này"
    assert any(link.attrs.get("href") == "/" for link in page.root.all("a"))


def test_a_wrong_way_of_asking_says_so(client: PageClient) -> None:
    page = client.post("/tro-giup")
    assert page.status in {400, 405}
    assert client.raw.delete("/tro-giup").status_code in {400, 405}


@pytest.mark.parametrize(
    ("action", "page"),
    [
        ("/hop-thu/da-doc", "/hop-thu"),
        ("/thong-bao/da-doc", "/thong-bao"),
        ("/nguoi/abc/dich-vu/ve/612a/bat-dau", "/nguoi/abc/dich-vu/ve/612a"),
        ("/nguoi/abc/dich-vu/ve/doi-noi-kham/bat-dau", "/nguoi/abc/dich-vu/ve/doi-noi-kham"),
        ("/nguoi/abc/dich-vu/TH-1/anh-the/mau", "/nguoi/abc/dich-vu/TH-1/anh-the"),
        ("/can-bo/dich-vu/buu-dien/ghi", "/can-bo/dich-vu/buu-dien"),
        ("/nguoi/a%0d%0ab/dich-vu/ve/612a/bat-dau", "/nguoi/a%0D%0Ab/dich-vu/ve/612a"),
    ],
)
def test_an_address_that_is_only_sent_to_leads_back_to_its_page(
    client: PageClient, action: str, page: str
) -> None:
    assert client.get(action).location == page
    assert client.raw.head(action).location == page
    assert client.raw.delete(action).status_code in {400, 405}


def test_an_address_under_no_page_says_so(client: PageClient) -> None:
    assert client.get("/co-chu").status == 405


def test_a_form_without_its_token_says_how_to_go_on(client: PageClient) -> None:
    page = client.post("/hop-thu/da-doc")
    assert page.status == 400
    assert page.heading == "Trang này đã cũ"
    assert "tải lại trang" in page.text


def test_a_file_that_is_too_large_says_how_large_it_may_be(client: PageClient) -> None:
    answer = client.raw.post(
        "/hop-thu/da-doc",
        data=b"x" * (22 * 1024 * 1024),
        content_type="application/x-www-form-urlencoded",
    )
    assert answer.status_code == 413
    assert "15 MB" in answer.text.replace("\u00a0", " ")


def test_a_mistake_of_ours_is_a_page_and_a_log_entry(
    app: Flask, served: PageClient, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail() -> str:
        raise ZeroDivisionError("a mistake")

    monkeypatch.setitem(app.view_functions, "support.help", anybody(fail))
    page = served.get("/tro-giup")
    assert page.status == 500
    assert page.heading == "Có lỗi ở phía chúng tôi"
    assert "ZeroDivisionError" not in page.text


def test_a_database_that_is_down_is_a_page_all_the_same(
    served: PageClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_database: Database) -> object:
        raise OperationalError("SELECT 1", {}, Exception("disk I/O error"))

    served.raw.set_cookie(COOKIE, "a" * 22)
    assert served.get("/hop-thu").status == 200
    monkeypatch.setattr(Database, "session", property(fail))
    page = served.get("/hop-thu")
    assert page.status == 500
    assert page.heading == "Có lỗi ở phía chúng tôi"


def test_before_the_world_has_been_made_it_says_wait(
    app: Flask, world: CurrentWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    db.close()
    with db.engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM worlds")
    # The finder remembers the world for a second.
    late = time.monotonic() + 60
    monkeypatch.setattr(time, "monotonic", lambda: late)
    answer = app.test_client().get("/tro-giup")
    assert answer.status_code == 503
    assert "đang khởi động" in answer.text
