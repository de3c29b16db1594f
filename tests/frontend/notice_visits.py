"""Notices as a guardian reads them, and what one has led to that is gone."""

from __future__ import annotations

from collections.abc import Iterator

from flask import Flask

from tests.frontend.visit import Visit, visit_of
from tests.support.cast import make_account, make_child_of, make_person, sign_in
from tests.support.insurance import make_card
from tests.support.notices import tell_of
from tests.support.pages import PageClient
from vssid_app.core.world import current_world
from vssid_app.notices.queries import PAGE

LONG = "Tài khoản của bạn vừa đăng nhập trên máy mới (Samsung Internet trên Android) lúc 09:41, 05/09/2026. "


def pages_of_notices(app: Flask, *, all_views: bool) -> Iterator[Visit]:
    """More than a page of them, of oneself and children; the bell; a screen that is gone; no way at all."""
    guardian = make_person(full_name="NGUYỄN THỊ MẪU LAN")
    account, client = make_account(guardian), PageClient(app)
    children = [make_child_of(guardian, full_name=f"NGUYỄN MẪU {name}") for name in ("HOÀNG YẾN", "BÌNH")]
    make_card(children[0])
    for n in range(PAGE + 1):
        child = [None, *children][n % 3]
        told = tell_of(account, child, text=LONG * (1 + n % 3))
    sign_in(client, account, current_world()).get("/thong-bao").submit(action=told.key)
    yield visit_of("notices.listing, many", "/thong-bao", client)
    yield visit_of("errors 404, told", f"/khong-co?thong-bao={told.key}", client)
    yield visit_of("registry.home, unread", f"/nguoi/{children[0].public_id}/", client)
    if not all_views:
        return
    yield visit_of("notices.listing, of a child", f"/thong-bao?nguoi={children[0].public_id}", client)
    yield visit_of("registry.home, unread large", f"/nguoi/{guardian.public_id}/", client, large=True)
    lone = sign_in(PageClient(app), make_account(phone=None), current_world())
    yield visit_of("notices.ways, none", "/thong-bao/cach-nhan", lone)
