"""The home screen in a real browser: nothing of the manifest or the site is in the way of installing."""

from __future__ import annotations

import pytest

from tests.journeys.phone import Phone

pytestmark = [pytest.mark.browser, pytest.mark.any_database]

INCOGNITO = "in-incognito"
"""Chromium of a test has no profile to install into; nothing else may be in the way."""


def test_chromium_could_install_the_site(phone: Phone) -> None:
    phone.open("/")
    chrome = phone.page.context.new_cdp_session(phone.page)
    read = chrome.send("Page.getAppManifest")
    assert read["url"].endswith("/manifest.webmanifest")
    assert read["errors"] == []
    found = chrome.send("Page.getInstallabilityErrors")["installabilityErrors"]
    assert {error["errorId"] for error in found} <= {INCOGNITO}
