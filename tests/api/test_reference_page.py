"""The page that describes the interface to people."""

from __future__ import annotations

import pytest

from tests.support.pages import PageClient

pytestmark = pytest.mark.usefixtures("world")


def test_each_route_stands_there_with_words_and_an_example(client: PageClient) -> None:
    page = client.get("/api/v1/")
    assert page.heading == "Giao diện JSON"
    for path in ("card-checks", "qr/verify", "qr/parse", "facilities", "offices"):
        assert f"/api/v1/{path}" in page.text
    assert page.response.text.count("<pre") == 5
    assert page.tap("OpenAPI").response.mimetype == "application/json"
