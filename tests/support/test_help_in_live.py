"""In a live installation the hotline can be called, and the operator stands beside it."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask

from tests.notifications.conftest import (  # noqa: F401 - fixtures of a live installation
    live,
    live_database,
    mail_server,
)
from tests.support.pages import PageClient


@pytest.mark.usefixtures("live_database")
def test_in_live_the_hotline_can_be_called(live: Flask, tmp_path: Path) -> None:  # noqa: F811
    page = PageClient(live).get("/tro-giup")
    targets = [link.attrs.get("href", "") for link in page.root.all("a")]
    assert "tel:19009068" in targets
    assert "https://thuchanh.example/rieng-tu" in targets
    assert "0000000001" in page.text
    assert "Gọi từ ứng dụng thật" not in page.text
