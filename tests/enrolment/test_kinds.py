"""Choosing who registers."""

from __future__ import annotations

import pytest

from tests.support.pages import PageClient
from tests.support.registering import errors

pytestmark = pytest.mark.usefixtures("world")


def test_the_three_kinds_stand_there_with_a_person_chosen(client: PageClient) -> None:
    page = client.get("/dang-ky")

    assert [label in page.text for label in ("Cá nhân", "Đơn vị", "Tổ chức I-VAN")] == [True] * 3
    assert page.submit("Tiếp").location == "/dang-ky/chuan-bi"


@pytest.mark.parametrize("kind", ["unit", "provider"])
def test_the_other_kinds_are_explained_and_lead_nowhere(client: PageClient, kind: str) -> None:
    page = client.get("/dang-ky").submit("Tiếp", kind=kind)

    assert page.status == 200
    assert errors(page) == ["Loại này không tập ở đây. Hãy chọn Cá nhân."]


@pytest.mark.parametrize("kind", ["", "nobody", "person\x00", "person" * 2000])
def test_an_answer_that_was_not_offered_is_refused_in_words(client: PageClient, kind: str) -> None:
    page = client.get("/dang-ky").submit("Tiếp", kind=kind)

    assert page.status == 200
    assert len(errors(page)) == 1
