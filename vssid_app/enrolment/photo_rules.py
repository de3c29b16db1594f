"""Whether an officer will be able to use a photo; if not, the one thing to cure first.

The thresholds were set on generated pictures with other seeds than the tests use, in the widest gap between
good and spoilt ones. In doubt a photo is good: an officer sees it anyway, and the wrongly refused give up.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from vssid_app.core.late import Image
from vssid_app.core.pictures import Picture
from vssid_app.enrolment.paper_outline import Paper, Spot, find_paper, largest_spot
from vssid_app.enrolment.photo_kinds import PhotoKind
from vssid_app.enrolment.photo_measures import (
    SHARPNESS_SIDE,
    Light,
    Sharpness,
    measure_light,
    measure_sharpness,
    small_copy,
)


class PhotoProblem(StrEnum):
    """What is wrong with a photo, in the order of what to cure first: in the dark nothing can be judged."""

    TOO_SMALL = "too_small"
    DARK = "dark"
    BURNT = "burnt"
    BLURRED = "blurred"
    CUT = "cut"
    GLARE = "glare"


class Place(StrEnum):
    """The edge of the photo that cuts a paper, or the corner of the paper in which a lamp is mirrored."""

    TOP = "top"
    RIGHT = "right"
    BOTTOM = "bottom"
    LEFT = "left"
    TOP_LEFT = "top_left"
    TOP_RIGHT = "top_right"
    BOTTOM_LEFT = "bottom_left"
    BOTTOM_RIGHT = "bottom_right"
    MIDDLE = "middle"


@dataclass(frozen=True, slots=True)
class Measures:
    """What was measured, for the log and for the bench."""

    long_side: int
    light: Light
    sharpness: Sharpness
    paper: Paper | None
    """None for a portrait."""
    spot: Spot | None
    """None for a portrait."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """The judgement on one photo."""

    problem: PhotoProblem | None
    where: Place | None
    """The edge for `CUT`, the corner for `GLARE`, else None."""
    measures: Measures

    @property
    def is_good(self) -> bool:
        """Whether there is nothing to cure."""
        return self.problem is None


@dataclass(frozen=True, slots=True)
class _Limits:
    """Where good ends, for papers or for portraits."""

    long_side: int
    """Fewer pixels are too small."""
    bright: int
    """A brightest tenth under this level is dark."""
    clipped: float
    """A larger share of white is burnt …"""
    coloured: float
    """… as is a larger share that has lost a colour …"""
    ink: int
    """… unless something as dark as this is left: a scanned page is white as well, but its print is black."""
    steepness: float
    """Edges less steep are blurred."""
    part: tuple[float, float, float, float]
    """The part of the photo whose light counts: left, top, right, bottom as shares."""


# Papers: small print needs 1000 px and steep edges. Good pages begin at level 136, dark ones end at 100.
# A warm paper may well lose its red in good light, and nothing is lost with it.
_PAPER: Final = _Limits(
    long_side=1000,
    bright=112,
    clipped=0.25,
    coloured=1.0,
    ink=85,
    steepness=0.38,
    part=(0.125, 0.125, 0.875, 0.875),
)
# Portraits: a face needs fewer pixels and has softer edges than print; skin is darker than paper; the wall
# behind it may be white, so only the middle, where the face is, is looked at.
_PORTRAIT: Final = _Limits(
    long_side=480, bright=80, clipped=0.2, coloured=0.3, ink=60, steepness=0.3, part=(0.3, 0.2, 0.7, 0.65)
)

NOISE_OF_A_DARK_ROOM: Final = 60.0
"""Noise, in levels², that no lit photo has: the telephone made it brighter, but there was no light."""
STILL_DIM: Final = 150
"""A photo at least this bright is not called dark, however much noise it has."""
CUT_STRETCH: Final = 0.12
"""Share of an edge of the photo that must be paper before the paper is called cut: a corner may touch."""
FULL_STRETCH: Final = 0.5
"""Paper along this much of all four edges fills the photo: a scan, or a card held close, and not cut."""
GLARE_AREA: Final = 0.005
"""Share of the photo: a smaller white spot covers no line of print."""
WHITE_PAPER: Final = 238
"""On a paper as bright as this a spot cannot be told from the paper."""
CORNER_BEGINS: Final = 0.08
"""Nearer to the middle of the paper than this (share of its width and height) a spot lies in the middle."""


def judge(picture: Picture | Image.Image, kind: PhotoKind) -> Verdict:
    """Measure a photo and name the one problem to cure first, or none."""
    limits = _PORTRAIT if kind is PhotoKind.PORTRAIT else _PAPER
    measures = _measure(picture, limits, look_for_paper=kind is not PhotoKind.PORTRAIT)
    for problem, found in _CHECKS:
        if found(measures, limits):
            return Verdict(problem=problem, where=_where(problem, measures), measures=measures)
    return Verdict(problem=None, where=None, measures=measures)


def _measure(picture: Picture | Image.Image, limits: _Limits, *, look_for_paper: bool) -> Measures:
    image = picture.image if isinstance(picture, Picture) else picture.convert("RGB")
    copy = small_copy(image, SHARPNESS_SIDE)
    return Measures(
        long_side=picture.long_side if isinstance(picture, Picture) else max(picture.size),
        light=measure_light(copy, limits.part),
        sharpness=measure_sharpness(copy.convert("L")),
        paper=find_paper(image) if look_for_paper else None,
        spot=largest_spot(image) if look_for_paper else None,
    )


def _is_small(measures: Measures, limits: _Limits) -> bool:
    return measures.long_side < limits.long_side


def _is_dark(measures: Measures, limits: _Limits) -> bool:
    noisy = measures.sharpness.noise > NOISE_OF_A_DARK_ROOM
    # A small bright paper on a dark table is not dark, though most of the photo is.
    lit = (
        measures.light.bright if measures.paper is None else max(measures.light.bright, measures.paper.level)
    )
    return lit < (STILL_DIM if noisy else limits.bright)


def _is_burnt(measures: Measures, limits: _Limits) -> bool:
    light = measures.light
    lost = light.clipped > limits.clipped or light.coloured > limits.coloured
    return lost and light.ink > limits.ink


def _is_blurred(measures: Measures, limits: _Limits) -> bool:
    return measures.sharpness.steepness < limits.steepness


def _is_cut(measures: Measures, _limits: _Limits) -> bool:
    if measures.paper is None or min(measures.paper.touches) > FULL_STRETCH:
        return False
    return max(measures.paper.touches) > CUT_STRETCH


def _has_glare(measures: Measures, _limits: _Limits) -> bool:
    paper, spot = measures.paper, measures.spot
    if paper is None or spot is None or paper.level >= WHITE_PAPER:
        return False
    left, top, right, bottom = paper.box
    return spot.area > GLARE_AREA and left <= spot.x <= right and top <= spot.y <= bottom


_CHECKS: Final[tuple[tuple[PhotoProblem, Callable[[Measures, _Limits], bool]], ...]] = (
    (PhotoProblem.TOO_SMALL, _is_small),
    (PhotoProblem.DARK, _is_dark),
    (PhotoProblem.BURNT, _is_burnt),
    (PhotoProblem.BLURRED, _is_blurred),
    (PhotoProblem.CUT, _is_cut),
    (PhotoProblem.GLARE, _has_glare),
)


def _where(problem: PhotoProblem, measures: Measures) -> Place | None:
    if problem is PhotoProblem.CUT and measures.paper is not None:
        touches = measures.paper.touches
        return (Place.TOP, Place.RIGHT, Place.BOTTOM, Place.LEFT)[touches.index(max(touches))]
    if problem is PhotoProblem.GLARE and measures.paper is not None and measures.spot is not None:
        return _corner(measures.spot, measures.paper)
    return None


def _corner(spot: Spot, paper: Paper) -> Place:
    left, top, right, bottom = paper.box
    across = (spot.x - left) / (right - left) - 0.5
    down = (spot.y - top) / (bottom - top) - 0.5
    if max(abs(across), abs(down)) < CORNER_BEGINS:
        return Place.MIDDLE
    if down < 0:
        return Place.TOP_LEFT if across < 0 else Place.TOP_RIGHT
    return Place.BOTTOM_LEFT if across < 0 else Place.BOTTOM_RIGHT
