"""What can be measured on a photo: light, noise, sharpness. Numbers; what they mean is in `photo_rules`.

All of it runs on a small copy, so that a photo of any size takes the same few hundredths of a second.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Final

from vssid_app.core.late import Image, ImageChops, ImageFilter, ImageStat

SHARPNESS_SIDE: Final = 640
"""Long side of the copy on which sharpness is measured: what is blurred at this size cannot be read."""

CLIPPED: Final = 250
"""From this level (of 255) on a pixel holds no drawing any more."""

_TILES: Final = 8
_STRONGEST: Final = _TILES * _TILES // 5
_FLATTEST: Final = _TILES * _TILES // 4


@cache
def _kernel(*weights: int) -> ImageFilter.Kernel:
    # Halved and lifted to the middle, because the filter's result is a byte without a sign.
    return ImageFilter.Kernel((3, 3), weights, scale=2, offset=128)


_UNDO_HALVING: Final = 4.0
_SLOPE_ACROSS: Final = (0, 0, 0, -1, 0, 1, 0, 0, 0)
_CURVE_ACROSS: Final = (0, 0, 0, 1, -2, 1, 0, 0, 0)
_SLOPE_DOWN: Final = (0, -1, 0, 0, 0, 0, 0, 1, 0)
_CURVE_DOWN: Final = (0, 1, 0, 0, -2, 0, 0, 1, 0)

# How much white noise of variance 1 adds to the variance of a slope (1² + 1²) and of a curve (1² + 2² + 1²).
_NOISE_IN_SLOPE: Final = 2
_NOISE_IN_CURVE: Final = 6

Box = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Light:
    """Levels, 0 to 255, of a part of a photo."""

    ink: int
    """Level under which the darkest hundredth lies: the print, on a paper."""
    bright: int
    """Level over which the brightest tenth lies: the paper itself."""
    clipped: float
    """Share, 0 to 1, of pixels without drawing in grey: white ones."""
    coloured: float
    """Share, 0 to 1, of pixels without drawing in one colour or more: a burnt face loses its red first."""


@dataclass(frozen=True, slots=True)
class Sharpness:
    """How steep the edges are, whatever their contrast."""

    steepness: float
    """Curve over slope of the strongest edges, in the worse direction: 1 is sharp print, 0.2 is blurred."""
    noise: float
    """Variance of the sensor's noise on the small copy, in levels²."""


def small_copy(image: Image.Image, long_side: int) -> Image.Image:
    """The photo reduced to `long_side` pixels; a smaller one stays as it is."""
    scale = min(1.0, long_side / max(image.size))
    size = (max(1, round(image.width * scale)), max(1, round(image.height * scale)))
    return image.resize(size, Image.Resampling.BOX)


def measure_light(image: Image.Image, part: tuple[float, float, float, float]) -> Light:
    """Levels within `part` of an RGB photo: left, top, right, bottom as shares of the picture."""
    across, down = image.size
    box = (
        int(part[0] * across),
        int(part[1] * down),
        max(1, int(part[2] * across)),
        max(1, int(part[3] * down)),
    )
    inside = image.crop(box)
    counts = inside.convert("L").histogram()
    return Light(
        ink=_level_at(counts, 0.01),
        bright=_level_at(counts, 0.9),
        clipped=_share_clipped(counts),
        coloured=_share_clipped(_brightest_colour(inside).histogram()),
    )


def measure_sharpness(grey: Image.Image) -> Sharpness:
    """Steepness of the edges across and down, the worse of the two: a shaken photo is sharp along the shake.

    A step blurred with σ pixels has curve over slope of about 1 ⁄ 8σ², at any contrast, so a pale page and a
    bright card are measured alike. Noise has much curve and little slope; what flat parts have is deducted.
    """
    across = _energies(grey, _kernel(*_SLOPE_ACROSS), _kernel(*_CURVE_ACROSS))
    down = _energies(grey, _kernel(*_SLOPE_DOWN), _kernel(*_CURVE_DOWN))
    noise = min(_noise(across), _noise(down))
    return Sharpness(steepness=min(_steepness(across, noise), _steepness(down, noise)), noise=noise)


def _brightest_colour(image: Image.Image) -> Image.Image:
    red, green, blue = image.split()
    return ImageChops.lighter(red, ImageChops.lighter(green, blue))


def _share_clipped(counts: list[int]) -> float:
    return sum(counts[CLIPPED:]) / max(1, sum(counts))


def _level_at(counts: list[int], share: float) -> int:
    wanted, seen = sum(counts) * share, 0
    for level, count in enumerate(counts):
        seen += count
        if seen >= wanted:
            return level
    return len(counts) - 1


def _energies(
    grey: Image.Image, slope: ImageFilter.Kernel, curve: ImageFilter.Kernel
) -> list[tuple[float, float]]:
    """Variance of slope and of curve in each tile."""
    # The filter leaves the outermost pixels as they are.
    inside = (1, 1, max(2, grey.width - 1), max(2, grey.height - 1))
    slopes, curves = grey.filter(slope).crop(inside), grey.filter(curve).crop(inside)
    return [(_variance(slopes, box), _variance(curves, box)) for box in _tiles(slopes.size)]


def _tiles(size: tuple[int, int]) -> list[Box]:
    columns = [size[0] * part // _TILES for part in range(_TILES + 1)]
    rows = [size[1] * part // _TILES for part in range(_TILES + 1)]
    return [
        (columns[x], rows[y], max(columns[x] + 1, columns[x + 1]), max(rows[y] + 1, rows[y + 1]))
        for y in range(_TILES)
        for x in range(_TILES)
    ]


def _variance(image: Image.Image, box: Box) -> float:
    return ImageStat.Stat(image.crop(box)).var[0] * _UNDO_HALVING


def _noise(tiles: list[tuple[float, float]]) -> float:
    return sorted(curve for _, curve in tiles)[_FLATTEST] / _NOISE_IN_CURVE


def _steepness(tiles: list[tuple[float, float]], noise: float) -> float:
    strongest = sorted(tiles, reverse=True)[:_STRONGEST]
    slope = sum(tile[0] for tile in strongest) / len(strongest) - _NOISE_IN_SLOPE * noise
    curve = sum(tile[1] for tile in strongest) / len(strongest) - _NOISE_IN_CURVE * noise
    return max(0.0, curve) / max(1.0, slope)
