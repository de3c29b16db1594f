"""Libraries that a process of the site may never need: each is loaded when something of it is first used.

All that is put off stands here and nowhere else, so that it is seen for what it is: a matter of the seconds
that site, worker and every command take to start, never a way around a cycle of imports. Types are known as
if they were imported plainly.

What the whole start takes is in ``bench/README.md``.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

__all__ = [
    "Image",
    "ImageChops",
    "ImageDraw",
    "ImageFilter",
    "ImageFont",
    "ImageStat",
    "fontpkg",
    "phonenumbers",
    "pillow_heif",
    "segno",
    "typst",
    "zxcvbn",
]


class LateModule:
    """Stands for a module, which is imported when something of it is asked for."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __getattr__(self, attribute: str) -> Any:
        # Also a module that another thread is just importing is waited for: only whole ones are given out.
        return getattr(import_module(self._name), attribute)


if TYPE_CHECKING:
    import fontpkg
    import phonenumbers
    import pillow_heif
    import segno
    import typst
    import zxcvbn
    from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageFont, ImageStat
else:
    # Pictures: photos that people send, samples, the card as a picture.
    Image = LateModule("PIL.Image")
    ImageChops = LateModule("PIL.ImageChops")
    ImageDraw = LateModule("PIL.ImageDraw")
    ImageFilter = LateModule("PIL.ImageFilter")
    ImageFont = LateModule("PIL.ImageFont")
    ImageStat = LateModule("PIL.ImageStat")
    pillow_heif = LateModule("pillow_heif")
    # Papers set in type, and their font.
    typst = LateModule("typst")
    fontpkg = LateModule("fontpkg")
    # QR codes.
    segno = LateModule("segno")
    # The world's ranges of telephone numbers; how easily a new password is guessed.
    phonenumbers = LateModule("phonenumbers")
    zxcvbn = LateModule("zxcvbn")
