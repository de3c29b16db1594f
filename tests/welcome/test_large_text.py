"""Large text: before anybody signs in, on every page, without a script."""

from __future__ import annotations

import pytest

from tests.support.pages import PageClient
from vssid_app.core.world import CurrentWorld


def test_one_tap_enlarges_and_one_more_takes_it_back(client: PageClient, world: CurrentWorld) -> None:
    page = client.get("/nguoi-mau")
    assert page.root.all("html")[0].attrs.get("class", "") == ""
    page = client.get("/").submit(action="/co-chu").follow()
    assert page.root.all("html")[0].attrs["class"] == "large"
    assert client.get("/nguoi-mau").root.all("html")[0].attrs["class"] == "large"
    page = page.submit(action="/co-chu").follow()
    assert "class" not in page.root.all("html")[0].attrs


def test_it_comes_back_to_the_page_it_was_pressed_on(client: PageClient, world: CurrentWorld) -> None:
    page = client.get("/khong-co-trang-nay")
    assert page.submit(action="/co-chu").location == "/khong-co-trang-nay"


@pytest.mark.parametrize(
    "away", ["https://a.example/", "//a.example", "/\\a.example", "javascript:x", "/a\nb"]
)
def test_it_never_leads_away_from_the_site(away: str, client: PageClient, world: CurrentWorld) -> None:
    token = client.get("/").form(action="/co-chu").all("input")[0].attrs["value"]
    answer = client.raw.post("/co-chu", query_string={"tiep": away}, data={"csrf_token": token})
    assert answer.headers["Location"] == "/"
