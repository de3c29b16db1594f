"""The card as a picture, to keep and to print."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO

import pytest
import zxingcpp
from PIL import Image
from pypdf import PdfReader

from tests.support.cast import make_account, make_person, sign_in
from tests.support.insurance import make_card
from tests.support.pages import Page, PageClient
from vssid_app.core.clock import today
from vssid_app.core.world import CurrentWorld
from vssid_app.people.models import Person
from vssid_app.people.rules import BirthDate
from vssid_app.registry.card_qr import QrKind, parse_qr

pytestmark = pytest.mark.any_database

LONG_NAME = "CÔNG TẰNG TÔN NỮ HOÀNG THỊ NGỌC PHƯƠNG UYÊN KHUÊ MINH TRUYỄN"
MARK = "MẪU – KHÔNG CÓ GIÁ TRỊ"


@pytest.fixture
def holder(client: PageClient, world: CurrentWorld) -> Person:
    person = make_person(full_name=LONG_NAME, birth=BirthDate(2009, 9, 5))
    sign_in(client, make_account(person), world)
    return person


def path(person: Person, last: str) -> str:
    return f"/nguoi/{person.public_id}/the/{last}"


def picture_of(client: PageClient, person: Person, side: str) -> Image.Image:
    answer = client.get(path(person, f"{side}.png")).response
    assert answer.mimetype == "image/png"
    assert answer.headers["Cache-Control"] == "no-store"
    return Image.open(BytesIO(answer.data)).convert("RGBA").convert("L")


def alternatives(page: Page) -> str:
    return " ".join(picture.attrs["alt"] for picture in page.root.all("img"))


def test_the_page_shows_both_sides_and_says_until_when(client: PageClient, holder: Person) -> None:
    make_card(holder)
    page = client.get(path(holder, "hinh-anh"))
    assert page.heading == "Hình ảnh thẻ BHYT"
    assert LONG_NAME in alternatives(page)  # in the words for who cannot see the picture
    assert "Thẻ còn hạn đến" in page.text
    assert len(page.root.all("img")) == 2


@pytest.mark.parametrize("side", ["front", "back"])
def test_each_side_has_the_shape_of_a_card_and_few_bytes(
    client: PageClient, holder: Person, side: str
) -> None:
    make_card(holder)
    picture = picture_of(client, holder, side)
    assert picture.width / picture.height == pytest.approx(85.6 / 53.98, rel=0.01)
    assert len(client.get(path(holder, f"{side}.png")).response.data) < 70_000


def test_the_code_on_the_picture_can_be_scanned(client: PageClient, holder: Person) -> None:
    make_card(holder)
    flat = picture_of(client, holder, "front")
    found = zxingcpp.read_barcodes(flat)
    assert [parse_qr(code.text).kind for code in found] == [QrKind.OWN]


def test_a_card_that_opens_no_door_has_no_code_and_says_so(client: PageClient, holder: Person) -> None:
    make_card(holder, valid_to=today() - timedelta(days=3))
    assert not zxingcpp.read_barcodes(picture_of(client, holder, "front"))
    assert "ảnh này không có mã QR" in client.get(path(holder, "hinh-anh")).text


def test_the_sheet_to_print_carries_all_words_and_the_mark_of_practice(
    client: PageClient, holder: Person
) -> None:
    make_card(holder)
    answer = client.get(path(holder, "de-in.pdf")).response
    sheet = PdfReader(BytesIO(answer.data))
    words = " ".join(sheet.pages[0].extract_text().split())
    assert len(sheet.pages) == 1
    for part in ("TRUYỄN", "05/09/2009", MARK, "Không phải thẻ do BHXH Việt Nam in"):
        assert part in words, words
    assert answer.headers["Content-Disposition"] == "attachment; filename=the-bhyt-de-in.pdf"


def test_the_card_prints_what_stands_on_it_even_where_the_register_differs(
    client: PageClient, holder: Person
) -> None:
    make_card(holder, printed_name="CÔNG TẰNG UYÊN")
    assert "CÔNG TẰNG UYÊN" in alternatives(client.get(path(holder, "hinh-anh")))


@pytest.mark.parametrize("last", ["hinh-anh", "front.png", "back.png", "de-in.pdf"])
def test_who_has_no_card_has_no_picture_of_it(client: PageClient, holder: Person, last: str) -> None:
    assert client.get(path(holder, last)).status == 404
