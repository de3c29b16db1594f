"""Pictures that people send: opened with suspicion, stood upright, stripped and made small.

Nothing a file says about itself is believed: not its name, not its type, not its size. What comes out is
plain pixels; place, time, telephone and thumbnail that were in the file are gone.
"""

from __future__ import annotations

import struct
import threading
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib import import_module
from io import BytesIO
from typing import Any, Final

from vssid_app.core.late import Image, pillow_heif

MAX_BYTES: Final = 15 * 1024 * 1024
"""Largest file taken, in bytes: three times what a telephone of 108 MP sends."""

MAX_PIXELS: Final = 40_000_000
"""Most pixels of a picture that can only be decoded whole; RGB of this is 120 MB of memory."""

MAX_JPEG_PIXELS: Final = 110_000_000
"""Most pixels of a baseline JPEG: it is decoded at a fraction of its size. Telephones take 108 MP."""

LONG_SIDE: Final = 2000
"""Longest side of a kept picture, in pixels: small print of an A4 page is still readable."""

KEPT_BYTES: Final = 300_000
"""Most bytes of a kept picture (docs: quality, "≤ 300 KB")."""

_FORMATS: Final = ("JPEG", "PNG", "WEBP", "HEIF")
_QUALITIES: Final = (86, 78, 70, 60, 50)
_ORIENTATION: Final = 0x0112
_UPRIGHT: Final = {
    2: "FLIP_LEFT_RIGHT",
    3: "ROTATE_180",
    4: "FLIP_TOP_BOTTOM",
    5: "TRANSPOSE",
    6: "ROTATE_270",
    7: "TRANSVERSE",
    8: "ROTATE_90",
}

# What the decoders raise on broken input. Pillow and libheif promise no single class.
_DECODER_ERRORS: Final = (
    OSError,
    SyntaxError,
    ValueError,
    TypeError,
    LookupError,
    ArithmeticError,
    RuntimeError,
    EOFError,
    struct.error,
)

# A decoded picture can take 120 MB: two at a time, however many threads the server has.
_DECODING: Final = threading.BoundedSemaphore(2)


class PictureProblem(StrEnum):
    """Why a file was not taken as a picture."""

    EMPTY = "empty"
    TOO_BIG = "too_big"
    NOT_A_PICTURE = "not_a_picture"
    TRUNCATED = "truncated"
    TOO_MANY_PIXELS = "too_many_pixels"


class BadPicture(Exception):
    """The file cannot be used; `problem` says why, and the page puts it into words."""

    def __init__(self, problem: PictureProblem) -> None:
        """Keep the reason."""
        super().__init__(problem.value)
        self.problem = problem


@dataclass(frozen=True, slots=True, eq=False)
class Picture:
    """An upright picture without metadata."""

    image: Image.Image
    """RGB pixels, at most `LONG_SIDE` on the longer side."""
    width: int
    """Width as sent (after standing it upright), in pixels."""
    height: int
    """Height as sent (after standing it upright), in pixels."""

    @property
    def long_side(self) -> int:
        """Longer side as sent, in pixels."""
        return max(self.width, self.height)


def read_picture(data: bytes) -> Picture:
    """Open a JPEG, PNG, WebP or HEIC; of an animation the first frame.

    Raises `BadPicture` for everything else, for broken files and for files made to fill the memory.
    """
    if not data:
        raise BadPicture(PictureProblem.EMPTY)
    if len(data) > MAX_BYTES:
        raise BadPicture(PictureProblem.TOO_BIG)
    with _DECODING, _open(data) as opened:
        _refuse_bombs(opened)
        return _decode(opened)


def re_encode(picture: Picture) -> bytes:
    """A JPEG of at most `KEPT_BYTES` bytes and `LONG_SIDE` pixels, with nothing in it but the pixels."""
    image = picture.image
    while True:
        for quality in _QUALITIES:
            encoded = _jpeg(image, quality)
            if len(encoded) <= KEPT_BYTES:
                return encoded
        # Only noise and dense patterns come here; fewer pixels hurt them less than a still lower quality.
        image = image.resize((_smaller(image.width), _smaller(image.height)), Image.Resampling.BOX)


@cache
def _set_up() -> None:
    """Tell Pillow our limits, once it is needed."""
    # Above this it warns and above twice this it refuses; the limits here are stricter and say why.
    pillow: Any = import_module("PIL.Image")
    pillow.MAX_IMAGE_PIXELS = MAX_JPEG_PIXELS
    pillow_heif.register_heif_opener(thumbnails=False)


def _open(data: bytes) -> Image.Image:
    _set_up()
    try:
        return Image.open(BytesIO(data), formats=_FORMATS)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as bomb:
        raise BadPicture(PictureProblem.TOO_MANY_PIXELS) from bomb
    except _DECODER_ERRORS as error:
        known = _begins_like_a_picture(data)
        raise BadPicture(PictureProblem.TRUNCATED if known else PictureProblem.NOT_A_PICTURE) from error


def _begins_like_a_picture(data: bytes) -> bool:
    """Whether a file that could not be opened was once a picture: then "broken off" is the truer word."""
    if data.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")):
        return True
    webp = data[:4] == b"RIFF" and data[8:12] == b"WEBP"
    heic = data[4:8] == b"ftyp" and data[8:12] in {
        b"heic",
        b"heix",
        b"mif1",
        b"msf1",
        b"hevc",
        b"heim",
        b"heis",
    }
    return webp or heic


def _refuse_bombs(opened: Image.Image) -> None:
    """Judge by the header alone, before a single pixel is decoded."""
    pixels = opened.width * opened.height
    # A progressive JPEG is held whole in memory even when it is read at a fraction of its size.
    reducible = _is_jpeg(opened) and not opened.info.get("progressive")
    if pixels > (MAX_JPEG_PIXELS if reducible else MAX_PIXELS):
        raise BadPicture(PictureProblem.TOO_MANY_PIXELS)


def _decode(opened: Image.Image) -> Picture:
    width, height = opened.size
    try:
        turn = _UPRIGHT.get(_orientation(opened))
        small = _plain_rgb(_shrunk(opened))
        upright = small if turn is None else small.transpose(Image.Transpose[turn])
    except _DECODER_ERRORS as error:
        raise BadPicture(PictureProblem.TRUNCATED) from error
    if (upright.width > upright.height) != (width > height):
        width, height = height, width
    return Picture(image=upright, width=width, height=height)


def _orientation(opened: Image.Image) -> int:
    """The EXIF orientation, 1 where there is none or it cannot be read."""
    try:
        found = opened.getexif().get(_ORIENTATION, 1)
    except _DECODER_ERRORS:
        return 1
    return found if isinstance(found, int) else 1


def _shrunk(opened: Image.Image) -> Image.Image:
    """The decoded pixels, at most `LONG_SIDE` long."""
    scale = min(1.0, LONG_SIDE / max(opened.size))
    size = (max(1, round(opened.width * scale)), max(1, round(opened.height * scale)))
    if _is_jpeg(opened):
        # The decoder itself leaves out what the smaller picture does not need: 12 MP take 0.1 s.
        opened.draft("RGB", size)
    opened.load()
    if opened.size == size:
        return opened
    even = _eight_bits(opened)
    # Whole factors by plain averages, the rest finely: a third of the time, and letters look the same.
    return even.resize(size, Image.Resampling.BICUBIC, reducing_gap=1.0)


def _eight_bits(image: Image.Image) -> Image.Image:
    """The same picture in a mode that can be resized: palettes resolved, 16 bit grey scaled to 8."""
    if image.mode.startswith(("I", "F")):
        return image.convert("I").point(lambda level: level * (1 / 256)).convert("L")
    if image.mode in {"P", "PA", "LA", "La", "RGBa"} or "transparency" in image.info:
        return image.convert("RGBA")
    return image if image.mode in {"RGB", "RGBA", "L"} else image.convert("RGB")


def _plain_rgb(image: Image.Image) -> Image.Image:
    """A new picture with the pixels alone: what is transparent becomes white, all metadata stays behind."""
    even = _eight_bits(image)
    plain = Image.new("RGB", even.size, "white")
    plain.paste(even, mask=even.getchannel("A") if even.mode == "RGBA" else None)
    return plain


def _is_jpeg(opened: Image.Image) -> bool:
    # "MPO" is how Pillow calls the JPEG with a second, smaller picture behind it that many telephones write.
    return opened.format in {"JPEG", "MPO"}


def _jpeg(image: Image.Image, quality: int) -> bytes:
    target = BytesIO()
    image.save(target, "JPEG", quality=quality, optimize=True)
    return target.getvalue()


def _smaller(side: int) -> int:
    return max(1, side * 4 // 5)
