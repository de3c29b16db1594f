"""Where the paper lies in a photo, which edges of the frame it runs into, and where a lamp is mirrored in it.

The paper is found the way paint spreads: from the middle of the photo over everything that changes only
gently, as light does on paper, until something steep stops it, as the rim of the paper does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from vssid_app.core.late import Image, ImageFilter
from vssid_app.enrolment.photo_measures import CLIPPED, small_copy

OUTLINE_SIDE: Final = 128
"""Long side of the copy on which the paper is looked for, in pixels."""

_GENTLE: Final = 2
"""Largest difference of neighbours on one paper, in levels: a lamp from the side makes 1, a rim 4 or more."""
_ALIKE: Final = 15
"""Largest difference, in levels, to the paper's colour where the paint starts."""
_BRIGHTER: Final = 75
"""By how much (sum of three levels) something must outshine the middle to be the paper in its stead."""
_LEAST_AREA: Final = 0.06
"""Smallest share of the photo that can be the paper."""
_RIM: Final = 2
"""Depth in pixels of the rim that counts as running out of the frame: 1.6 %."""
_GAP: Final = 3
"""Print may interrupt the paper along the rim for this many pixels."""
_TOUCHING: Final = 0.12

Pixel = tuple[int, ...]
Size = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper found in a photo; all places are shares (0 to 1) of the photo's width and height."""

    touches: tuple[float, float, float, float]
    """Longest stretch of the top, right, bottom and left rim of the photo that is paper."""
    box: tuple[float, float, float, float]
    """Left, top, right and bottom of the paper."""
    level: int
    """How bright the paper is, 0 to 255: its weakest colour."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A patch without drawing; places and area are shares of the photo."""

    x: float
    y: float
    area: float


def find_paper(image: Image.Image) -> Paper:
    """The paper in an RGB photo; when nothing tells it from the table, a paper that fills the photo."""
    copy = _without_print(image)
    pixels, size = _pixels(copy), copy.size
    in_the_middle = _spread_from(pixels, size, _brighter_half(pixels, _middle(size)))
    outshining = _outshining(pixels, size, in_the_middle.colour)
    found = outshining or in_the_middle
    return Paper(touches=_touches(found.mask, size), box=_box(found.mask, size), level=min(found.colour))


def largest_spot(image: Image.Image) -> Spot:
    """The largest patch in which all three colours are clipped; area 0 when there is none."""
    copy = small_copy(image, OUTLINE_SIDE)
    width, height = copy.size
    white = {place for place, pixel in enumerate(_pixels(copy)) if min(pixel) >= CLIPPED}
    largest = max(_patches(white, copy.size), key=len, default=None)
    if largest is None:
        return Spot(0.5, 0.5, 0.0)
    return Spot(
        x=sum(place % width for place in largest) / len(largest) / width,
        y=sum(place // width for place in largest) / len(largest) / height,
        area=len(largest) / (width * height),
    )


def _patches(places: set[int], size: Size) -> Iterator[set[int]]:
    """The places, by patches that hang together."""
    left = set(places)
    while left:
        patch = _spread({left.pop()}, size, lambda _, there: there in places)
        left -= patch
        yield patch


@dataclass(frozen=True, slots=True)
class _Area:
    mask: set[int]
    colour: Pixel


def _without_print(image: Image.Image) -> Image.Image:
    """A small copy without thin dark things: lines of print would stop the spreading as a rim does."""
    twice = small_copy(image, OUTLINE_SIDE * 2)
    closed = twice.filter(ImageFilter.MaxFilter(3)).filter(ImageFilter.MinFilter(3))
    return small_copy(closed, OUTLINE_SIDE).filter(ImageFilter.MedianFilter(3))


def _pixels(copy: Image.Image) -> list[Pixel]:
    raw = copy.convert("RGB").tobytes()
    return list(zip(raw[0::3], raw[1::3], raw[2::3], strict=True))


def _middle(size: Size) -> list[int]:
    width, height = size
    rows, columns = range(height * 3 // 10, height * 7 // 10 + 1), range(width * 3 // 10, width * 7 // 10 + 1)
    return [y * width + x for y in rows for x in columns if y < height and x < width]


def _brighter_half(pixels: Sequence[Pixel], places: list[int]) -> list[int]:
    """Without the print, which is darker than what it is printed on, and without a mirrored lamp."""
    drawn = [place for place in places if max(pixels[place]) < CLIPPED]
    usable = drawn if len(drawn) > len(places) // 4 else places
    return sorted(usable, key=lambda place: sum(pixels[place]))[len(usable) // 2 :]


def _spread_from(pixels: Sequence[Pixel], size: Size, places: list[int]) -> _Area:
    colour = tuple(
        sorted(pixels[place][channel] for place in places)[len(places) // 2] for channel in range(3)
    )
    seeds = {place for place in places if _apart(pixels[place], colour) < _ALIKE}

    def gently(here: int, there: int) -> bool:
        (red, green, blue), (red2, green2, blue2) = pixels[here], pixels[there]
        return abs(red - red2) <= _GENTLE and abs(green - green2) <= _GENTLE and abs(blue - blue2) <= _GENTLE

    return _Area(mask=_spread(seeds, size, gently), colour=colour)


def _apart(one: Pixel, other: Pixel) -> int:
    return max(abs(a - b) for a, b in zip(one, other, strict=True))


def _outshining(pixels: Sequence[Pixel], size: Size, middle: Pixel) -> _Area | None:
    """The paper when the table lies in the middle, as it does when half of a paper is out of the photo."""
    unclipped = [place for place, pixel in enumerate(pixels) if max(pixel) < CLIPPED]
    brightest = sorted(unclipped, key=lambda place: sum(pixels[place]))[len(unclipped) * 17 // 20 :]
    if len(unclipped) < len(pixels) // 3:
        return None
    area = _spread_from(pixels, size, brightest)
    if sum(area.colour) - sum(middle) < _BRIGHTER or len(area.mask) < _LEAST_AREA * len(pixels):
        return None
    # A table or wall that is brighter than the paper runs out of the photo on most sides.
    sides = sum(touch > _TOUCHING for touch in _touches(area.mask, size))
    return area if sides <= 2 else None  # noqa: PLR2004 - a corner of the photo


def _spread(seeds: Iterable[int], size: Size, may_go: Callable[[int, int], bool]) -> set[int]:
    """All places that can be reached from the seeds in single steps across and down."""
    width, height = size
    reached, todo = set(seeds), list(seeds)
    while todo:
        here = todo.pop()
        column = here % width
        left, right = (here - 1 if column else -1), (here + 1 if column < width - 1 else -1)
        for there in (left, right, here - width, here + width):
            if 0 <= there < width * height and there not in reached and may_go(here, there):
                reached.add(there)
                todo.append(there)
    return reached


def _touches(mask: set[int], size: Size) -> tuple[float, float, float, float]:
    width, height = size
    columns, rows = range(width), range(height)
    rim = range(min(_RIM, width, height))
    return (
        _longest([any(y * width + x in mask for y in rim) for x in columns]),
        _longest([any(y * width + width - 1 - x in mask for x in rim) for y in rows]),
        _longest([any((height - 1 - y) * width + x in mask for y in rim) for x in columns]),
        _longest([any(y * width + x in mask for x in rim) for y in rows]),
    )


def _longest(line: list[bool]) -> float:
    """The longest stretch of a line that is set, over small gaps, as a share of the line."""
    best = start = last = -_GAP - 2
    for place, is_set in enumerate(line):
        if not is_set:
            continue
        if place - last > _GAP + 1:
            start = place
        last = place
        best = max(best, last - start + 1)
    return max(0, best) / len(line)


def _box(mask: set[int], size: Size) -> tuple[float, float, float, float]:
    width, height = size
    if not mask:
        return (0.0, 0.0, 1.0, 1.0)
    columns, rows = {place % width for place in mask}, {place // width for place in mask}
    return (min(columns) / width, min(rows) / height, (max(columns) + 1) / width, (max(rows) + 1) / height)
