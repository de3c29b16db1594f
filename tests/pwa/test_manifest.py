"""The manifest: its fields, and that everything it names is there as it says."""

from __future__ import annotations

import json
from io import BytesIO
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from PIL import Image

from tests.support.cast import make_account, make_officer, make_person, sign_in
from tests.support.pages import PageClient
from vssid_app.core.world import CurrentWorld

pytestmark = [pytest.mark.any_database, pytest.mark.usefixtures("world")]

ADDRESS = "/manifest.webmanifest"


@pytest.fixture
def site(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture
def manifest(site: FlaskClient) -> dict[str, Any]:
    answer = site.get(ADDRESS)
    assert answer.status_code == 200
    assert answer.mimetype == "application/manifest+json"
    read: dict[str, Any] = json.loads(answer.data)
    return read


def test_it_names_the_site_and_where_it_begins(manifest: dict[str, Any]) -> None:
    fields = ("id", "name", "short_name", "lang", "start_url", "scope", "display")
    assert [manifest[field] for field in fields] == [
        "/",
        "Thực hành VssID",
        "Thực hành",
        "vi",
        "/",
        "/",
        "standalone",
    ]


def test_anybody_may_keep_it_and_nothing_personal_comes_with_it(site: FlaskClient) -> None:
    answer = site.get(ADDRESS, headers={"Accept-Encoding": "gzip"})
    assert answer.headers["Cache-Control"] == "public, max-age=86400"
    assert answer.content_encoding == "gzip"
    assert len(answer.data) <= 1024
    assert "Set-Cookie" not in answer.headers
    assert site.get(ADDRESS, headers={"If-None-Match": answer.headers["ETag"]}).status_code == 304


def test_every_picture_has_the_size_that_is_said(site: FlaskClient, manifest: dict[str, Any]) -> None:
    shortcut_icons = [icon for shortcut in manifest["shortcuts"] for icon in shortcut["icons"]]
    for said in (*manifest["icons"], *manifest["screenshots"], *shortcut_icons):
        answer = site.get(said["src"])
        assert (answer.status_code, answer.mimetype) == (200, said["type"]), said["src"]
        if said["type"] == "image/png":
            with Image.open(BytesIO(answer.data)) as picture:
                assert f"{picture.width}x{picture.height}" == said["sizes"]
        answer.close()


def test_both_sizes_are_there_plain_and_maskable(manifest: dict[str, Any]) -> None:
    drawn = {(icon.get("purpose"), icon["sizes"]) for icon in manifest["icons"]}
    assert drawn >= {(kind, f"{side}x{side}") for kind in ("any", "maskable") for side in (192, 512)}


def test_screens_are_for_a_phone_and_have_words(manifest: dict[str, Any]) -> None:
    assert len(manifest["screenshots"]) >= 2
    assert all(screen["form_factor"] == "narrow" and screen["label"] for screen in manifest["screenshots"])


def test_a_maskable_icon_fills_its_square(site: FlaskClient) -> None:
    for name in ("maskable-192", "maskable-512", "apple-touch-icon"):
        answer = site.get(f"/static/app/{name}.png")
        with Image.open(BytesIO(answer.data)) as picture:
            side = picture.width - 1
            corners = {
                picture.convert("RGBA").getpixel(at) for at in ((0, 0), (0, side), (side, 0), (side, side))
            }
        answer.close()
        assert corners == {(0x0E, 0x5A, 0x50, 255)}, name


def test_pages_name_manifest_icon_and_colours(client: PageClient) -> None:
    page = client.get("/tro-giup")
    links = {link.attrs["rel"]: link.attrs["href"] for link in page.root.all("link")}
    assert links["manifest"] == ADDRESS
    with client.raw.get(links["apple-touch-icon"]) as answer:
        assert answer.status_code == 200
    metas = [meta.attrs for meta in page.root.all("meta") if meta.attrs.get("name") == "theme-color"]
    assert [meta["content"] for meta in metas] == ["#faf7f1", "#111513"]


def test_the_short_cuts_lead_on(client: PageClient, world: CurrentWorld, manifest: dict[str, Any]) -> None:
    ways = {shortcut["name"]: shortcut["url"] for shortcut in manifest["shortcuts"]}
    assert client.get(ways["Theo dõi hồ sơ"]).status == 200
    assert client.get(ways["Thẻ BHYT"]).location == "/dang-nhap?tiep=/toi/the"
    person = make_person()
    sign_in(client, make_account(person), world)
    assert client.get(ways["Thẻ BHYT"]).location == f"/nguoi/{person.public_id}/the"


def test_staff_have_no_card_and_come_to_their_desk(client: PageClient, world: CurrentWorld) -> None:
    sign_in(client, make_officer(), world)
    assert client.get("/toi/the").location == "/toi"


def test_the_page_on_the_home_screen_knows_both_kinds_of_phone(client: PageClient) -> None:
    page = client.get("/tro-giup").tap("Thêm vào màn hình chính Mở nhanh như một ứng dụng")
    assert page.heading == "Thêm vào màn hình chính"
    assert "Thêm vào MH chính" in page.text
    assert "Điện thoại Android" in page.text
