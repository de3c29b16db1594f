"""Pictures to practise with: a torn card, and a paper that shows what is right; both are nobody's."""

from __future__ import annotations

from io import BytesIO
from typing import Final

from vssid_app.core.late import Image, ImageDraw, ImageFont, fontpkg
from vssid_app.service_requests.kinds import PhotoKind

_SIZE: Final = (1200, 900)
_TABLE: Final = "#4B4037"
_PAPER: Final = "#F6F1E6"
_INK: Final = "#565A52"
_LINE: Final = "#C9C0AE"
_SAMPLE: Final = "#A5191B"
_CARD: Final = (150, 190, 1050, 710)
_SHEET: Final = (330, 60, 870, 840)
_QUALITY: Final = 84


def draw_sample(kind: PhotoKind) -> bytes:
    """A JPEG of the sample of a kind, marked as one."""
    image = Image.new("RGB", _SIZE, _TABLE)
    draw = ImageDraw.Draw(image)
    if kind is PhotoKind.DAMAGE:
        _torn_card(draw)
    else:
        _sheet(draw)
    draw.text((600, 780 if kind is PhotoKind.DAMAGE else 640), "MẪU", _SAMPLE, _font(90), anchor="mm")
    target = BytesIO()
    image.save(target, "JPEG", quality=_QUALITY)
    return target.getvalue()


def _torn_card(draw: ImageDraw.ImageDraw) -> None:
    left, top, right, bottom = _CARD
    draw.rounded_rectangle(_CARD, 28, _PAPER)
    draw.text((left + 50, top + 40), "THẺ BẢO HIỂM Y TẾ", _INK, _font(54))
    for row, width in enumerate((560, 420, 620, 380)):
        y = top + 160 + row * 76
        draw.rectangle((left + 50, y, left + 50 + width, y + 22), _LINE)
    # Torn through, with a corner gone and water over the print.
    tear = [(right - 330, top), (right - 280, top + 190), (right - 340, top + 350), (right - 270, bottom)]
    draw.line(tear, _TABLE, 18, joint="curve")
    draw.polygon(
        [(right, bottom), (right - 210, bottom), (right - 150, bottom - 90), (right, bottom - 160)], _TABLE
    )
    draw.ellipse((left + 120, top + 250, left + 430, top + 440), "#E6DCC6")


def _sheet(draw: ImageDraw.ImageDraw) -> None:
    left, top, right, _bottom = _SHEET
    draw.rectangle(_SHEET, _PAPER)
    draw.text(((left + right) // 2, top + 80), "GIẤY KHAI SINH", _INK, _font(46), anchor="mm")
    for row in range(9):
        y = top + 160 + row * 58
        draw.rectangle((left + 50, y, right - 50 - row % 3 * 90, y + 18), _LINE)


def _font(size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(fontpkg.path("be-vietnam-pro", 600), size)
