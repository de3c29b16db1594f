"""Taking a photo: what is sent is judged in words, and what cannot be used is not kept."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from io import BytesIO
from random import Random
from typing import Any

import pytest
from PIL import Image

from tests.support.pages import PageClient
from tests.support.pictures import take_one
from tests.support.registering import (
    dossier,
    errors,
    filled,
    make_papers,
    open_step,
    rows,
    send_photo,
    step_path,
    take_sample,
    token_of,
)
from vssid_app.enrolment.models import DossierPhoto
from vssid_app.enrolment.operations.photos import photo_bytes
from vssid_app.enrolment.photo_kinds import PhotoKind
from vssid_app.enrolment.photo_rules import PhotoProblem
from vssid_app.enrolment.steps import Step

pytestmark = [pytest.mark.usefixtures("world"), pytest.mark.any_database]
NO_PICTURE = "Tệp này không phải ảnh. Hãy chọn ảnh JPEG, PNG, WebP hoặc HEIC."
BROKEN = "Ảnh bị hỏng, thiếu một phần. Hãy chụp lại."
LATITUDE = b"21 degrees of a real home"


@pytest.fixture
def code(client: PageClient) -> str:
    return filled(client, make_papers(), until=Step.PORTRAIT)


def photo_of(kind: PhotoKind, flaw: PhotoProblem | None = None, **saved: Any) -> bytes:
    target = BytesIO()
    take_one(Random("2"), kind, flaw).image.save(target, **{"format": "JPEG", "quality": 90, **saved})
    return target.getvalue()


def bomb() -> bytes:
    """A PNG of 900 megapixels in a hundred bytes."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    header = struct.pack(">IIBBBBB", 30_000, 30_000, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\x00" * 99))


def with_place() -> bytes:
    """A good portrait that says where it was taken."""
    exif = Image.Exif()
    exif.get_ifd(0x8825)[0x1B] = LATITUDE
    exif[0x010F] = "A telephone"
    return photo_of(PhotoKind.PORTRAIT, exif=exif)


def bad_files() -> Iterator[object]:
    svg = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
    yield pytest.param(b"%PDF-1.7\n1 0 obj", "anh.jpg", NO_PICTURE, id="a PDF renamed")
    yield pytest.param(svg, "anh.svg", NO_PICTURE, id="an SVG")
    yield pytest.param(b"<!doctype html><script>alert(1)</script>", "anh.png", NO_PICTURE, id="HTML")
    yield pytest.param(b"GIF89a" + b"\x00" * 200, "anh.gif", NO_PICTURE, id="a GIF")
    yield pytest.param(b"MZ" + b"\x90" * 200, "anh.jpg", NO_PICTURE, id="a program")
    yield pytest.param(b"", "anh.jpg", "Tệp này trống. Hãy chụp lại hoặc chọn ảnh khác.", id="0 bytes")
    yield pytest.param(bomb(), "anh.png", "Ảnh quá lớn. Hãy chụp lại ở cỡ nhỏ hơn.", id="a pixel bomb")
    whole = photo_of(PhotoKind.PORTRAIT)
    yield pytest.param(whole[: len(whole) // 2], "anh.jpg", BROKEN, id="half a photo")
    yield pytest.param(whole[:30], "anh.jpg", BROKEN, id="the head of a photo")


@pytest.mark.parametrize(("data", "name", "sentence"), list(bad_files()))
def test_a_bad_file_has_its_sentence_and_nothing_is_kept(
    client: PageClient, code: str, data: bytes, name: str, sentence: str
) -> None:
    page = send_photo(client, code, PhotoKind.PORTRAIT, data, name)

    assert page.status == 200
    assert errors(page) == [sentence]
    assert page.root.all("title")[0].text.startswith("Lỗi: ")
    assert rows(DossierPhoto) == 0


def test_a_photo_of_20_mb_has_its_sentence_and_nothing_is_kept(client: PageClient, code: str) -> None:
    page = send_photo(client, code, PhotoKind.PORTRAIT, photo_of(PhotoKind.PORTRAIT) + b"\x00" * 20_000_000)

    assert errors(page) == ["Ảnh lớn hơn 15 MB. Hãy chụp lại ở cỡ nhỏ hơn."]
    assert rows(DossierPhoto) == 0


def test_what_is_larger_than_any_photo_is_refused_before_it_is_read(client: PageClient, code: str) -> None:
    page = send_photo(client, code, PhotoKind.PORTRAIT, b"\xff\xd8\xff" + b"\x00" * 23_000_000)

    assert page.status == 413
    assert "Ảnh lớn nhất là 15 MB." in page.text


def test_sending_without_a_photo_says_what_to_do(client: PageClient, code: str) -> None:
    token = token_of(client)

    page = client.post(step_path(code, Step.PORTRAIT), {"csrf_token": token})

    assert errors(page) == ["Bạn chưa chọn ảnh. Hãy chụp hoặc chọn ảnh rồi gửi."]


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_a_good_photo_is_taken_in_each_format(client: PageClient, code: str, form: str) -> None:
    done = send_photo(client, code, PhotoKind.PORTRAIT, photo_of(PhotoKind.PORTRAIT, format=form))

    page = done.follow()
    assert "Ảnh rõ" in page.text
    assert page.link("Dùng ảnh này") == step_path(code, Step.ID_FRONT)


@pytest.mark.parametrize(
    ("kind", "flaw", "words"),
    [
        (PhotoKind.PORTRAIT, PhotoProblem.BLURRED, "Ảnh bị mờ"),
        (PhotoKind.PORTRAIT, PhotoProblem.DARK, "Ảnh quá tối"),
        (PhotoKind.PORTRAIT, PhotoProblem.BURNT, "Ảnh quá sáng"),
        (PhotoKind.PORTRAIT, PhotoProblem.TOO_SMALL, "Ảnh quá nhỏ"),
        (PhotoKind.ID_FRONT, PhotoProblem.CUT, "Ảnh bị cắt mất mép trên"),
        (PhotoKind.ID_FRONT, PhotoProblem.GLARE, "Ảnh bị loá ở góc"),
    ],
)
def test_a_flaw_is_said_with_its_cure(
    client: PageClient, kind: PhotoKind, flaw: PhotoProblem, words: str
) -> None:
    code = filled(client, make_papers(), until=Step.PORTRAIT if kind is PhotoKind.PORTRAIT else Step.ID_FRONT)

    page = send_photo(client, code, kind, photo_of(kind, flaw)).follow()

    assert words in page.text
    assert "rồi chụp lại." in page.text or "ảnh gốc chưa thu nhỏ" in page.text
    assert "Dùng ảnh này" not in [a.text for a in page.root.all("a")]


def test_a_photo_with_the_place_of_a_home_is_kept_without_it(client: PageClient, code: str) -> None:
    sent = with_place()
    assert LATITUDE in sent

    send_photo(client, code, PhotoKind.PORTRAIT, sent)

    kept = photo_bytes(dossier(code).photos[0])
    assert LATITUDE not in kept
    assert b"Exif" not in kept
    assert dict(Image.open(BytesIO(kept)).getexif()) == {}


def test_a_photo_can_be_taken_again(client: PageClient, code: str) -> None:
    send_photo(client, code, PhotoKind.PORTRAIT, photo_of(PhotoKind.PORTRAIT, PhotoProblem.BLURRED))
    send_photo(client, code, PhotoKind.PORTRAIT, photo_of(PhotoKind.PORTRAIT))

    photos = dossier(code).photos
    assert [photo.problem for photo in photos] == [None]


def test_a_bad_file_after_a_good_photo_leaves_the_good_one(client: PageClient, code: str) -> None:
    send_photo(client, code, PhotoKind.PORTRAIT, photo_of(PhotoKind.PORTRAIT))
    kept = dossier(code).photos[0].file_id

    send_photo(client, code, PhotoKind.PORTRAIT, b"%PDF-1.7")

    assert [photo.file_id for photo in dossier(code).photos] == [kept]


@pytest.mark.parametrize("flaw", ["cut", "glare", "khong-co", "x" * 3000])
def test_a_flaw_that_a_portrait_cannot_have_gives_the_good_sample(
    client: PageClient, code: str, flaw: str
) -> None:
    take_sample(client, code, PhotoKind.PORTRAIT, flaw)

    assert dossier(code).photos[0].problem is None


def test_the_family_sees_its_photo_and_no_browser_keeps_it(client: PageClient, code: str) -> None:
    take_sample(client, code, PhotoKind.PORTRAIT)

    answer = client.get(f"/dang-ky/{code}/anh/portrait").response

    assert answer.mimetype == "image/jpeg"
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.data == photo_bytes(dossier(code).photos[0])


@pytest.mark.parametrize("kind", ["id_back", "birth_certificate", "khong-co", "%00"])
def test_a_photo_that_was_not_taken_is_not_found(client: PageClient, code: str, kind: str) -> None:
    assert client.get(f"/dang-ky/{code}/anh/{kind}").status == 404


def test_with_no_good_light_one_can_go_on_later(client: PageClient, code: str) -> None:
    page = open_step(client, code, Step.PORTRAIT).tap("Lưu và làm tiếp sau")

    assert page.link("Làm tiếp") == step_path(code, Step.PORTRAIT)
