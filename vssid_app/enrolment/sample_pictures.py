"""Photos to practise with, good or with one known flaw, as if taken of a specimen on a table."""

from __future__ import annotations

from io import BytesIO
from random import Random
from typing import Final

from vssid_app.core.late import Image, ImageChops, ImageDraw, ImageFilter
from vssid_app.enrolment.photo_kinds import PhotoKind
from vssid_app.enrolment.photo_rules import PhotoProblem
from vssid_app.enrolment.sample_papers import PaperFacts, draw_paper
from vssid_app.enrolment.sample_portraits import SIZE, draw_portrait, label_portrait

__all__ = ["PaperFacts", "draw_sample", "flaws_of"]

_TABLES: Final = ("#3A423D", "#4B4037", "#47413F", "#3F4438")
_LYING: Final = (1600, 1200)
_UPRIGHT: Final = (1200, 1600)
_TILT: Final = 1.6
"""Largest tilt of a paper, in degrees: laid down by hand, not by ruler."""
_SHADE: Final = "#151815"
_FACE_ON_CARD: Final = 283
"""Width of the face in the window of the card, in pixels."""
_QUALITY: Final = 84

_ONLY_OF_PAPERS: Final = frozenset({PhotoProblem.CUT, PhotoProblem.GLARE})


def flaws_of(kind: PhotoKind) -> tuple[PhotoProblem, ...]:
    """The flaws a sample of this kind can have: a portrait has no edges to cut and nothing that shines."""
    return tuple(
        flaw for flaw in PhotoProblem if kind is not PhotoKind.PORTRAIT or flaw not in _ONLY_OF_PAPERS
    )


def draw_sample(kind: PhotoKind, papers: PaperFacts, flaw: PhotoProblem | None = None) -> bytes:
    """A JPEG that `photo_rules.judge` finds good, or spoilt by this flaw; the same for the same arguments.

    Raises `ValueError` for a flaw that is not among `flaws_of(kind)`.
    """
    if flaw is not None and flaw not in flaws_of(kind):
        raise ValueError(f"{kind} has no sample that is {flaw}")
    scene = _portrait(papers) if kind is PhotoKind.PORTRAIT else _on_a_table(kind, papers, flaw)
    return _jpeg(_spoilt(scene, flaw))


def _portrait(papers: PaperFacts) -> Image.Image:
    portrait = _face(papers, SIZE[0])
    label_portrait(portrait)
    return portrait


def _face(papers: PaperFacts, width: int) -> Image.Image:
    """The same face on the portrait and on the card."""
    return draw_portrait(Random(f"face {papers.seed}"), papers.sex, width)


def _on_a_table(kind: PhotoKind, papers: PaperFacts, flaw: PhotoProblem | None) -> Image.Image:
    rnd = Random(f"{kind} {papers.seed}")
    paper = draw_paper(kind, papers, _face(papers, _FACE_ON_CARD))
    size = _LYING if paper.width > paper.height else _UPRIGHT
    sheet, outline = _turned(paper, rnd.uniform(-_TILT, _TILT))
    left, top = (size[0] - sheet.width) // 2, (size[1] - sheet.height) // 2
    if flaw is PhotoProblem.CUT:
        # The lower edge is out of the photo, as when the telephone is held too near.
        top = size[1] - sheet.height * 4 // 5
    scene = Image.new("RGB", size, rnd.choice(_TABLES))
    scene.paste(_SHADE, mask=_shadow(size, (left, top), paper.size))
    scene.paste(sheet, (left, top), outline)
    return ImageChops.multiply(scene, _lamp(size))


def _turned(paper: Image.Image, angle: float) -> tuple[Image.Image, Image.Image]:
    """The paper laid down at an angle, and its outline; the outline at half the size, which nobody sees."""
    sheet = paper.convert("RGB").rotate(angle, Image.Resampling.BILINEAR, expand=True)
    outline = paper.getchannel("A").reduce(2).rotate(angle, Image.Resampling.BILINEAR, expand=True)
    return sheet, outline.resize(sheet.size, Image.Resampling.BILINEAR)


def _shadow(size: tuple[int, int], place: tuple[int, int], paper: tuple[int, int]) -> Image.Image:
    """Where the paper keeps the light from the table; drawn small, because soft things need few pixels."""
    small = Image.new("L", (size[0] // 8, size[1] // 8), 0)
    left, top = place[0] // 8 + 2, place[1] // 8 + 3
    ImageDraw.Draw(small).rounded_rectangle((left, top, left + paper[0] // 8, top + paper[1] // 8), 5, 190)
    return small.filter(ImageFilter.GaussianBlur(2)).resize(size, Image.Resampling.BILINEAR)


def _lamp(size: tuple[int, int]) -> Image.Image:
    """Light that falls off a little towards the lower edge, and is a little warm."""
    fall = Image.linear_gradient("L").resize((1, 256))
    falls = [fall.point([int(full - level * 0.09) for level in range(256)]) for full in (255, 252, 246)]
    return Image.merge("RGB", falls).resize(size, Image.Resampling.BILINEAR)


def _spoilt(image: Image.Image, flaw: PhotoProblem | None) -> Image.Image:
    if flaw is PhotoProblem.TOO_SMALL:
        return image.reduce(5)
    if flaw is PhotoProblem.BLURRED:
        # Softened at half the size, which looks the same and takes a quarter of the time.
        half = image.reduce(2).filter(ImageFilter.GaussianBlur(5))
        return half.resize(image.size, Image.Resampling.BILINEAR)
    if flaw is PhotoProblem.DARK:
        return _exposed(image, gain=0.05, veil=0)
    if flaw is PhotoProblem.BURNT:
        return _exposed(image, gain=6, veil=0.13)
    return _shining(image) if flaw is PhotoProblem.GLARE else image


def _exposed(image: Image.Image, *, gain: float, veil: float) -> Image.Image:
    """More or less light, reckoned in light and not in levels; `veil` is light scattered in the lens."""
    light = ((level / 255) ** 2.2 * gain + veil for level in range(256))
    return image.point([min(255, round(255 * amount ** (1 / 2.2))) for amount in light] * 3)


def _shining(image: Image.Image) -> Image.Image:
    """A lamp mirrored in the upper right corner of the paper."""
    reach = (image.width // 4, image.height // 4)
    spot = Image.radial_gradient("L").point([min(255, max(0, 176 - level) * 2) for level in range(256)])
    glow = Image.new("L", image.size, 0)
    glow.paste(
        spot.resize((reach[0] * 2, reach[1] * 2)),
        (image.width * 3 // 4 - reach[0], image.height * 3 // 10 - reach[1]),
    )
    return ImageChops.add(image, Image.merge("RGB", (glow, glow, glow)))


def _jpeg(image: Image.Image) -> bytes:
    target = BytesIO()
    image.save(target, "JPEG", quality=_QUALITY)
    return target.getvalue()
