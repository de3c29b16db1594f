"""Pictures as people send them: what is taken, what is refused and why, what is left of them."""

import random
import struct
import zipfile
import zlib
from io import BytesIO

import pytest
from PIL import Image
from PIL.TiffImagePlugin import IFDRational

from vssid_app.core.pictures import (
    KEPT_BYTES,
    LONG_SIDE,
    MAX_BYTES,
    BadPicture,
    Picture,
    PictureProblem,
    re_encode,
    read_picture,
)

TOP, BOTTOM = (200, 30, 30), (30, 30, 200)


def two_halves(width: int = 400, height: int = 300) -> Image.Image:
    """Red above blue: enough to see how a picture was turned."""
    image = Image.new("RGB", (width, height), TOP)
    image.paste(BOTTOM, (0, height // 2, width, height))
    return image


def encoded(image: Image.Image, kind: str = "JPEG", **options: object) -> bytes:
    target = BytesIO()
    image.save(target, kind, **options)
    return target.getvalue()


def noise(width: int, height: int, seed: int = 1) -> Image.Image:
    return Image.frombytes("RGB", (width, height), random.Random(seed).randbytes(width * height * 3))


def problem_of(data: bytes) -> PictureProblem:
    with pytest.raises(BadPicture) as refused:
        read_picture(data)
    return refused.value.problem


def near(found: object, wanted: tuple[int, int, int]) -> bool:
    assert isinstance(found, tuple)
    return all(abs(a - b) < 12 for a, b in zip(found, wanted, strict=True))


def header_of_a_png(width: int, height: int) -> bytes:
    """A PNG of any claimed size in a few bytes."""

    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    claim = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    pixels = zlib.compress(bytes(1000))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", claim) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "HEIF"])
def test_each_kind_that_telephones_write_is_read(kind: str) -> None:
    picture = read_picture(encoded(two_halves(), kind))
    assert (picture.width, picture.height, picture.image.mode) == (400, 300, "RGB")
    assert near(picture.image.getpixel((200, 20)), TOP)


@pytest.mark.parametrize("mode", ["1", "L", "P", "CMYK", "YCbCr"])
def test_every_mode_becomes_rgb(mode: str) -> None:
    kind = "JPEG" if mode in {"CMYK", "YCbCr"} else "PNG"
    picture = read_picture(encoded(two_halves().convert(mode), kind))
    assert picture.image.mode == "RGB"


def test_sixteen_bits_of_grey_keep_their_brightness() -> None:
    grey = Image.new("I;16", (50, 50), 0x8000)
    assert near(read_picture(encoded(grey, "PNG")).image.getpixel((5, 5)), (128, 128, 128))


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_what_is_transparent_becomes_white(kind: str) -> None:
    clear = Image.new("RGBA", (2400, 60), (0, 0, 0, 0))
    assert read_picture(encoded(clear, kind)).image.getpixel((5, 5)) == (255, 255, 255)


def test_a_transparent_palette_colour_becomes_white() -> None:
    palette = Image.new("P", (60, 60), 0)
    palette.putpalette([10, 20, 30] * 256)
    assert read_picture(encoded(palette, "PNG", transparency=0)).image.getpixel((5, 5)) == (255, 255, 255)


@pytest.mark.parametrize(
    ("orientation", "first_corner", "size"),
    [(1, TOP, (400, 300)), (3, BOTTOM, (400, 300)), (6, BOTTOM, (300, 400)), (8, TOP, (300, 400))],
)
def test_the_picture_stands_upright(
    orientation: int, first_corner: tuple[int, int, int], size: tuple[int, int]
) -> None:
    exif = Image.Exif()
    exif[0x0112] = orientation
    picture = read_picture(encoded(two_halves(), exif=exif))
    assert (picture.width, picture.height) == picture.image.size == size
    assert near(picture.image.getpixel((5, 5)), first_corner)


def test_nothing_but_pixels_is_left() -> None:
    exif = Image.Exif()
    exif[0x010F] = "Maker of telephones"
    exif.get_ifd(0x8825)[2] = (IFDRational(21), IFDRational(2), IFDRational(3))
    sent = encoded(two_halves(), exif=exif, comment=b"kept secret", icc_profile=b"profile" * 20)
    assert b"Maker of telephones" in sent
    kept = re_encode(read_picture(sent))
    left = Image.open(BytesIO(kept))
    assert not left.getexif()
    assert set(left.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
    assert b"Maker" not in kept
    assert b"secret" not in kept


@pytest.mark.parametrize("kind", ["WEBP", "PNG"])
def test_of_an_animation_the_first_frame_is_taken(kind: str) -> None:
    frames = [Image.new("RGB", (80, 60), colour) for colour in (TOP, BOTTOM)]
    picture = read_picture(encoded(frames[0], kind, save_all=True, append_images=frames[1:]))
    assert near(picture.image.getpixel((40, 30)), TOP)


def test_a_jpeg_with_a_second_picture_behind_it_is_a_jpeg() -> None:
    sent = encoded(two_halves(3000, 2000), "MPO", save_all=True, append_images=[two_halves(300, 200)])
    picture = read_picture(sent)
    assert (picture.width, picture.image.width) == (3000, LONG_SIDE)


def test_no_bytes_are_called_empty() -> None:
    assert problem_of(b"") is PictureProblem.EMPTY


def test_twenty_megabytes_are_too_big() -> None:
    assert problem_of(b"\xff\xd8\xff" + bytes(20 * 1024 * 1024)) is PictureProblem.TOO_BIG


def test_the_limit_itself_is_not_too_big() -> None:
    sent = encoded(two_halves())
    assert read_picture(sent + bytes(MAX_BYTES - len(sent))).width == 400


def zipped() -> bytes:
    target = BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("anh.jpg", encoded(two_halves()))
    return target.getvalue()


@pytest.mark.parametrize(
    "data",
    [
        b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\n",
        b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
        b"<!doctype html><html><script>alert(1)</script></html>",
        zipped(),
        encoded(two_halves(), "GIF"),
        encoded(two_halves(), "TIFF"),
        encoded(two_halves(), "BMP"),
        b"\x00" * 500,
        b"a",
        random.Random(3).randbytes(5000),
    ],
    ids=["pdf", "svg", "html", "zip", "gif", "tiff", "bmp", "zeros", "one byte", "chance"],
)
def test_what_is_not_a_picture_of_the_four_kinds_is_refused(data: bytes) -> None:
    assert problem_of(data) is PictureProblem.NOT_A_PICTURE


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "HEIF"])
@pytest.mark.parametrize("share", [0.02, 0.5, 0.9])
def test_a_file_that_breaks_off_is_called_truncated(kind: str, share: float) -> None:
    sent = encoded(noise(300, 200), kind)
    assert problem_of(sent[: int(len(sent) * share)]) is PictureProblem.TRUNCATED


@pytest.mark.parametrize("size", [(7000, 7000), (50_000, 50_000), (2_000_000, 30)])
def test_a_png_that_claims_too_many_pixels_is_refused_unread(size: tuple[int, int]) -> None:
    assert problem_of(header_of_a_png(*size)) is PictureProblem.TOO_MANY_PIXELS


def test_a_real_bomb_is_refused() -> None:
    bomb = encoded(Image.new("1", (12_000, 10_000)), "PNG")
    assert len(bomb) < 50_000
    assert problem_of(bomb) is PictureProblem.TOO_MANY_PIXELS


def test_a_jpeg_of_108_megapixels_is_read_at_a_fraction() -> None:
    picture = read_picture(encoded(Image.new("L", (12_000, 9000), 90), quality=30))
    assert (picture.width, picture.height) == (12_000, 9000)
    assert picture.image.size == (2000, 1500)


def test_a_progressive_jpeg_of_that_size_is_a_bomb() -> None:
    sent = encoded(Image.new("L", (12_000, 4000), 90), quality=30, progressive=True)
    assert problem_of(sent) is PictureProblem.TOO_MANY_PIXELS


def test_a_jpeg_larger_than_any_telephone_takes_is_a_bomb() -> None:
    sent = encoded(Image.new("L", (11_000, 11_000), 90), quality=30)
    assert problem_of(sent) is PictureProblem.TOO_MANY_PIXELS


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "HEIF"])
def test_broken_bytes_are_refused_and_never_crash(kind: str) -> None:
    sent, chance = encoded(noise(120, 90), kind), random.Random(7)
    for _ in range(150):
        broken = bytearray(sent)
        for _ in range(chance.randint(1, 12)):
            broken[chance.randrange(min(len(broken), 600))] = chance.randrange(256)
        try:
            read_picture(bytes(broken))
        except BadPicture:
            continue


@pytest.mark.parametrize("size", [(4000, 3000), (3000, 4000), (300, 200), (6000, 20), (1, 1)])
def test_a_kept_picture_is_small_and_keeps_its_shape(size: tuple[int, int]) -> None:
    picture = read_picture(encoded(two_halves(*size)))
    kept = Image.open(BytesIO(re_encode(picture)))
    assert max(kept.size) == min(LONG_SIDE, max(size))
    assert kept.width * size[1] == pytest.approx(kept.height * size[0], rel=0.15)


def test_even_pure_noise_is_kept_within_the_limit() -> None:
    kept = re_encode(Picture(image=noise(2000, 2000), width=2000, height=2000))
    assert len(kept) <= KEPT_BYTES


def test_the_same_picture_is_kept_as_the_same_bytes() -> None:
    sent = encoded(noise(500, 400))
    assert re_encode(read_picture(sent)) == re_encode(read_picture(sent))
