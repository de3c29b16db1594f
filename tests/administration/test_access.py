"""Who finds these pages: administrators of the whole installation, nobody else."""

from __future__ import annotations

import pytest
from flask import Flask

from tests.support.cast import make_account, make_officer, sign_in
from tests.support.pages import PageClient
from vssid_app.core.world import CurrentWorld
from vssid_app.identity.models import Role
from vssid_app.training.operations import seed_demo_world

pytestmark = pytest.mark.any_database

PAGES = [
    "/quan-tri",
    "/quan-tri/can-bo",
    "/quan-tri/can-bo/them",
    "/quan-tri/tham-so",
    "/quan-tri/tham-so/base_salary",
    "/quan-tri/co-quan",
    "/quan-tri/co-quan/00104",
    "/quan-tri/co-quan/00104/dong",
    "/quan-tri/co-quan/them",
    "/quan-tri/muc-huong",
    "/quan-tri/muc-huong/ma/HS",
    "/quan-tri/muc-huong/muc/4",
    "/quan-tri/ngay-lam-viec",
    "/quan-tri/nhat-ky",
]


@pytest.mark.parametrize("path", PAGES)
def test_an_administrator_gets_in(path: str, admin: PageClient) -> None:
    page = admin.get(path)
    assert page.status == 200
    assert page.response.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("path", PAGES)
def test_for_everybody_else_it_is_not_there(path: str, app: Flask, world: CurrentWorld) -> None:
    for other in (make_officer(), make_officer(role=Role.ADMIN), make_account()):
        assert sign_in(PageClient(app), other, world).get(path).status == 404
    assert PageClient(app).get(path).location == "/can-bo/dang-nhap"


def test_in_the_demo_one_tap_leads_here(client: PageClient, world: CurrentWorld) -> None:
    seed_demo_world()
    page = client.get("/").submit(action="/vai/quan-tri").follow()
    assert page.heading == "Quản trị"
    assert "Bản dùng thử là của chung." in page.text
    for part in ("Cán bộ", "Tham số", "Cơ quan", "Mức hưởng", "Ngày làm việc", "Tin gửi đi", "Nhật ký"):
        assert page.tap(part).status == 200


def test_a_form_without_its_token_changes_nothing(admin: PageClient) -> None:
    assert admin.post("/quan-tri/can-bo/them", {"user": "canbo.thu"}).status == 400
