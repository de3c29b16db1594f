"""Portraits to practise with: a friendly drawn figure before a plain wall. Nobody's face."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from typing import Final

from vssid_app.core.late import Image, ImageDraw
from vssid_app.enrolment.sample_papers import INK, PAPER, typeface

SIZE: Final = (1200, 1600)
"""Width and height of a portrait, in pixels."""

_FINE: Final = 2
"""Drawn at twice the size and reduced, so that round edges are smooth."""

# Tints and colours of the look; no blue, which belongs to real documents.
_WALLS: Final = ("#E1EFEA", "#FAEADF", "#F5E8F2", "#EEF1DC", "#F2EDE3")
_SHIRTS: Final = ("#0E5A50", "#8A4420", "#6A3A63", "#55631B", "#5A8F84")
_SKINS: Final = (("#EFC9A6", "#DDAF8A"), ("#E3B48D", "#CD9A72"), ("#D29C74", "#B9835C"))
"""Skin in the light, and in the shadow under the chin."""
_HAIRS: Final = ("#241C19", "#33261F", "#1D2421")
_LIPS: Final = "#B4574A"
_BLUSH: Final = "#E39B82"
_GLASSES_IN: Final = 4
"""One figure of this many wears glasses."""

LABEL: Final = "ẢNH MẪU – TẬP HUẤN"
_GIRL: Final = "Nữ"

# Parts of the head's outline, in degrees clockwise from the right, that hair fills down to a straight line.
_FRINGES: Final = (
    ((176, 296), (276, 364)),
    ((184, 262), (244, 368)),
    ((196, 344),),
)


@dataclass(frozen=True, slots=True)
class _Figure:
    wall: str
    shirt: str
    skin: str
    shadow: str
    hair: str
    long_hair: bool
    fringe: int
    glasses: bool


def draw_portrait(rnd: Random, sex: str, width: int) -> Image.Image:
    """A figure chosen by `rnd`, RGB, 3 to 4; long hair for `Nữ`, so that it agrees with the papers."""
    figure = _choose(rnd, sex)
    wide = Image.new("RGB", (width * _FINE, width * 4 // 3 * _FINE), figure.wall)
    pen = _Pen(wide)
    _draw_body(pen, figure)
    _draw_head(pen, figure)
    _draw_face(pen, figure)
    return wide.reduce(_FINE)


def label_portrait(image: Image.Image) -> None:
    """Say on a portrait of `SIZE` that it is a specimen."""
    draw, middle = ImageDraw.Draw(image), (SIZE[0] / 2, SIZE[1] - 92)
    draw.rounded_rectangle((middle[0] - 330, middle[1] - 46, middle[0] + 330, middle[1] + 46), 46, PAPER)
    draw.text(middle, LABEL, INK, typeface(48, 600), anchor="mm")


def _choose(rnd: Random, sex: str) -> _Figure:
    skin, shadow = rnd.choice(_SKINS)
    return _Figure(
        wall=rnd.choice(_WALLS),
        shirt=rnd.choice(_SHIRTS),
        skin=skin,
        shadow=shadow,
        hair=rnd.choice(_HAIRS),
        long_hair=sex == _GIRL,
        fringe=rnd.randrange(len(_FRINGES)),
        glasses=rnd.randrange(_GLASSES_IN) == 0,
    )


class _Pen:
    """Draws in hundredths of the width, measured from the middle of the picture."""

    def __init__(self, image: Image.Image) -> None:
        self._draw = ImageDraw.Draw(image)
        self._scale = image.width / 100

    def oval(self, x: float, y: float, wide: float, high: float, colour: str) -> None:
        self._draw.ellipse(self._box(x, y, wide, high), colour)

    def rounded(self, x: float, y: float, wide: float, high: float, radius: float, colour: str) -> None:
        self._draw.rounded_rectangle(self._box(x, y, wide, high), radius * self._scale, colour)

    def ring(self, x: float, y: float, wide: float, high: float, colour: str) -> None:
        self._draw.ellipse(self._box(x, y, wide, high), None, colour, self._width(0.9))

    def bow(self, x: float, y: float, wide: float, high: float, angles: tuple[int, int], colour: str) -> None:
        self._draw.arc(self._box(x, y, wide, high), *angles, colour, self._width(0.9))

    def slice(
        self, x: float, y: float, wide: float, high: float, angles: tuple[int, int], colour: str
    ) -> None:
        self._draw.chord(self._box(x, y, wide, high), *angles, colour)

    def shape(self, points: tuple[tuple[float, float], ...], colour: str) -> None:
        self._draw.polygon([(self._across(x), y * self._scale) for x, y in points], colour)

    def stroke(self, start: tuple[float, float], end: tuple[float, float], colour: str) -> None:
        ends = [(self._across(x), y * self._scale) for x, y in (start, end)]
        self._draw.line(ends, colour, self._width(0.9))

    def _box(self, x: float, y: float, wide: float, high: float) -> tuple[float, float, float, float]:
        left, top = self._across(x - wide / 2), (y - high / 2) * self._scale
        return (left, top, left + wide * self._scale, top + high * self._scale)

    def _across(self, x: float) -> float:
        return (50 + x) * self._scale

    def _width(self, units: float) -> int:
        return round(units * self._scale)


def _draw_body(pen: _Pen, figure: _Figure) -> None:
    if figure.long_hair:
        pen.rounded(0, 70, 52, 62, 22, figure.hair)
    pen.rounded(0, 134, 84, 80, 30, figure.shirt)
    pen.rounded(0, 88, 17, 26, 8, figure.shadow)
    pen.slice(0, 95, 24, 22, (0, 180), figure.shadow)
    for side in (-1, 1):
        pen.shape(((side * 8, 92), (side * 19, 97), (side * 10, 112), (0, 104)), PAPER)


def _draw_head(pen: _Pen, figure: _Figure) -> None:
    pen.oval(0, 52, 47, 52, figure.hair)
    for side in (-1, 1):
        pen.oval(side * 20.5, 62, 8, 11, figure.skin)
    pen.oval(0, 61, 41, 52, figure.skin)
    for angles in _FRINGES[figure.fringe]:
        pen.slice(0, 52, 47, 52, angles, figure.hair)


def _draw_face(pen: _Pen, figure: _Figure) -> None:
    for side in (-1, 1):
        pen.oval(side * 12.5, 71, 6, 4, _BLUSH)
        pen.oval(side * 8.6, 62, 5.4, 4.4, "#FFFFFF")
        pen.oval(side * 8.6, 62, 3.4, 4.2, INK)
        pen.oval(side * 8.6 + 0.7, 61.2, 1, 1, "#FFFFFF")
        pen.bow(side * 8.6, 58.4, 9, 5, (205, 335), figure.hair)
        if figure.glasses:
            pen.ring(side * 8.8, 62, 13, 11, INK)
    if figure.glasses:
        pen.stroke((-2.4, 61.4), (2.4, 61.4), INK)
    pen.bow(0.2, 67.2, 4.6, 4, (25, 155), figure.shadow)
    pen.slice(0, 74, 12, 8, (10, 170), _LIPS)
