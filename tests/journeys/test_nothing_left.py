"""Whoever has opened everything there is and signs out leaves nothing of theirs in the browser."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress

import pytest
from playwright.sync_api import Error

from tests.architecture.targets import TABLE
from tests.journeys.kept import holds_nothing_of, keep, records, stored
from tests.journeys.phone import Phone

pytestmark = [pytest.mark.browser, pytest.mark.any_database, pytest.mark.long]

ID = re.compile("/nguoi/([^/]+)/")


def addresses(public_ids: list[str]) -> Iterator[str]:
    """Every page of the golden table that asks for nothing, or for nothing but whose it is."""
    for line in TABLE.read_text(encoding="utf-8").splitlines()[1:]:
        _endpoint, methods, path, rule, *_only = line.split(" · ")
        if "GET" not in methods.split() or rule == "public" or rule.startswith("staff:"):
            continue
        if "<" not in path:
            yield path
        elif rule.startswith("for_person") and path.count("<") == 1:
            yield from (path.replace("<public_id>", public_id) for public_id in public_ids)


def family(phone: Phone) -> dict[str, str]:
    """Names of whom the parent sees, by their ids."""
    phone.open("/toi")
    hrefs = {link.get_attribute("href") or "" for link in phone.page.locator("a[href*='/nguoi/']").all()}
    found = {}
    for public_id in {known[1] for href in hrefs if (known := ID.search(href))}:
        phone.open(f"/nguoi/{public_id}/the")
        found[public_id] = phone.page.locator(".card-name").inner_text()
    return found


def test_after_a_sign_out_nothing_is_left_of_any_page(phone: Phone) -> None:
    phone.open("/")
    phone.tap("Phụ huynh, ông bà")
    phone.tap("Đưa thẻ khi đi khám")
    name, number = keep(phone)
    own = ID.search(phone.page.url)
    assert own
    seen = family(phone)
    assert seen[own[1]] == name
    assert len(seen) > 1
    opened = 0
    for path in addresses(list(seen)):
        # A file is taken down in place of being opened.
        with suppress(Error):
            phone.open(path)
            opened += 1
    assert opened > 60
    assert "card" in records(phone)
    before = stored(phone)
    for each in seen.values():
        assert each not in before

    phone.open("/tai-khoan/thiet-bi")
    phone.tap("Đăng xuất máy này")
    phone.page.wait_for_url("**/")
    for public_id, each in seen.items():
        holds_nothing_of(phone, each, number)
        assert public_id not in stored(phone)
