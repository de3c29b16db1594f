"""Generated pictures as a telephone would take them, with one known flaw or none.

The subject is drawn, laid on a table, lit, and then spoilt the way light, hands and lenses spoil pictures.
All chance comes from the seed. Thresholds are tuned on `TUNING_SEEDS` and shown on `TEST_SEEDS`, so that the
figure is honest.
"""

import math
from dataclasses import dataclass
from io import BytesIO
from random import Random

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from tests.support.picture_subjects import card, grain, page, person, table
from vssid_app.enrolment.photo_kinds import PhotoKind
from vssid_app.enrolment.photo_rules import PhotoProblem, Place

TUNING_SEEDS = range(100_000, 101_000)
TEST_SEEDS = range(200)

# Of 200 pictures 60 are sharp; the flaws share the rest.
FLAWS: tuple[PhotoProblem | None, ...] = (
    *([None] * 6),
    *([PhotoProblem.BLURRED] * 3),
    *([PhotoProblem.DARK] * 2),
    *([PhotoProblem.BURNT] * 2),
    *([PhotoProblem.CUT] * 3),
    *([PhotoProblem.TOO_SMALL] * 2),
    *([PhotoProblem.GLARE] * 2),
)
KINDS = (PhotoKind.ID_FRONT, PhotoKind.BIRTH_CERTIFICATE, PhotoKind.ID_BACK, PhotoKind.PORTRAIT)
ONLY_OF_PAPERS = frozenset({PhotoProblem.CUT, PhotoProblem.GLARE})
CORNERS = (Place.TOP_LEFT, Place.TOP_RIGHT, Place.BOTTOM_LEFT, Place.BOTTOM_RIGHT)
EDGES = (Place.TOP, Place.RIGHT, Place.BOTTOM, Place.LEFT)


@dataclass(frozen=True)
class Taken:
    """A picture and the truth about it."""

    seed: int
    kind: PhotoKind
    flaw: PhotoProblem | None
    where: Place | None
    image: Image.Image


@dataclass(frozen=True)
class Scene:
    """A lit subject before the camera; `box` is where its paper lies in the frame."""

    image: Image.Image
    box: tuple[float, float, float, float]
    where: Place | None = None


def take(seed: int) -> Taken:
    """The picture of a seed: kind and flaw go round, everything else is chance."""
    rnd = Random(f"picture {seed}")
    flaw = FLAWS[seed % len(FLAWS)]
    kind = (
        KINDS[seed // len(FLAWS) % 3]
        if flaw in ONLY_OF_PAPERS
        else KINDS[(seed * 7 + seed // len(FLAWS)) % 4]
    )
    return take_one(rnd, kind, flaw, seed)


def take_one(rnd: Random, kind: PhotoKind, flaw: PhotoProblem | None, seed: int = 0) -> Taken:
    """A picture of this kind with this flaw."""
    size = _frame(rnd, kind, flaw)
    scene = _portrait(rnd, size) if kind is PhotoKind.PORTRAIT else _paper(rnd, kind, size, flaw)
    image, where = _spoilt(rnd, scene, flaw)
    return Taken(seed, kind, flaw, where, _as_sent(rnd, image, flaw))


def _frame(rnd: Random, kind: PhotoKind, flaw: PhotoProblem | None) -> tuple[int, int]:
    longest = rnd.randint(1040, 1480)
    if flaw is PhotoProblem.TOO_SMALL:
        longest = rnd.randint(240, 460) if kind is PhotoKind.PORTRAIT else rnd.randint(420, 960)
    shape = rnd.choice((3 / 4, 9 / 16, 0.8))
    upright = kind is PhotoKind.PORTRAIT or rnd.random() < (
        0.85 if kind is PhotoKind.BIRTH_CERTIFICATE else 0.2
    )
    return (int(longest * shape), longest) if upright else (longest, int(longest * shape))


def _portrait(rnd: Random, size: tuple[int, int]) -> Scene:
    return Scene(_lit(rnd, person(rnd, size)), (0, 0, *size))


def _paper(rnd: Random, kind: PhotoKind, size: tuple[int, int], flaw: PhotoProblem | None) -> Scene:
    draw, ratio = (page, 1.414) if kind is PhotoKind.BIRTH_CERTIFICATE else (card, 1 / 1.586)
    if flaw in {None, PhotoProblem.BLURRED} and rnd.random() < 0.08:
        # The paper alone, as a scanning app crops it; some of these make it pure white.
        sheet = draw(rnd, int(max(size) / max(ratio, 1))).convert("RGB")
        lit = _lit(rnd, sheet)
        scan = lit.point([min(255, max(0, (level - 20) * 2)) for level in range(256)] * 3)
        return Scene(scan if flaw is None and rnd.random() < 0.5 else lit, (0, 0, *sheet.size))
    fill = rnd.uniform(0.68, 0.95)
    width = int(min(size[0], size[1] / ratio) * fill)
    sheet = _tilted(rnd, draw(rnd, width))
    sheet.thumbnail((int(size[0] * 0.975), int(size[1] * 0.975)))
    place, where = _place(rnd, size, sheet.size, flaw)
    return Scene(
        _lit(rnd, _laid(rnd, size, sheet, place)),
        (*place, place[0] + sheet.width, place[1] + sheet.height),
        where,
    )


def _tilted(rnd: Random, sheet: Image.Image) -> Image.Image:
    """Turned by up to four degrees and seen a little from the side."""
    width, high = sheet.size
    lean = [rnd.uniform(0, 0.02) for _ in range(8)]
    corners = (
        -lean[0] * width, -lean[1] * high, -lean[2] * width, high * (1 + lean[3]),
        width * (1 + lean[4]), high * (1 + lean[5]), width * (1 + lean[6]), -lean[7] * high,
    )  # fmt: skip
    seen = sheet.transform(sheet.size, Image.Transform.QUAD, corners, Image.Resampling.BILINEAR)
    return seen.rotate(rnd.uniform(-4, 4), Image.Resampling.BILINEAR, expand=True)


def _place(
    rnd: Random, size: tuple[int, int], sheet: tuple[int, int], flaw: PhotoProblem | None
) -> tuple[tuple[int, int], Place | None]:
    free = (size[0] - sheet[0], size[1] - sheet[1])
    x, y = (
        max(0, int(free[axis] * rnd.uniform(0.25, 0.75))) if free[axis] > 0 else free[axis] // 2
        for axis in (0, 1)
    )
    if flaw is not PhotoProblem.CUT:
        return (x, y), None
    edge, lost = rnd.choice(EDGES), rnd.uniform(0.07, 0.3)
    if edge is Place.LEFT:
        x = -int(sheet[0] * lost)
    elif edge is Place.RIGHT:
        x = size[0] - int(sheet[0] * (1 - lost))
    elif edge is Place.TOP:
        y = -int(sheet[1] * lost)
    else:
        y = size[1] - int(sheet[1] * (1 - lost))
    return (x, y), edge


def _laid(rnd: Random, size: tuple[int, int], sheet: Image.Image, place: tuple[int, int]) -> Image.Image:
    """The sheet on a table with a soft shadow beside it."""
    scene = table(rnd, size)
    shadow = Image.new("L", size, 0)
    shift = size[0] // 150
    shadow.paste(120, (place[0] + shift, place[1] + shift), sheet.getchannel("A"))
    scene.paste((10, 8, 8), mask=shadow.filter(ImageFilter.GaussianBlur(shift)))
    scene.paste(sheet, place, sheet)
    return scene


def _lit(rnd: Random, image: Image.Image) -> Image.Image:
    """Light that falls off to one side, and a lamp that is a little yellow or blue."""
    fall = Image.linear_gradient("L").rotate(rnd.choice((0, 90, 180, 270))).resize(image.size)
    depth = rnd.uniform(0.0, 0.28)
    shaded = ImageChops.multiply(
        image, _three(fall.point([int(255 - (255 - v) * depth) for v in range(256)]))
    )
    lamp = [rnd.uniform(0.93, 1.0) for _ in range(3)]
    return shaded.point([int(v * gain) for gain in lamp for v in range(256)])


def _spoilt(rnd: Random, scene: Scene, flaw: PhotoProblem | None) -> tuple[Image.Image, Place | None]:
    if flaw is PhotoProblem.BLURRED:
        return _unsharp(rnd, scene.image), None
    if flaw is PhotoProblem.DARK:
        return _exposed(scene.image, rnd.uniform(0.015, 0.12)), None
    if flaw is PhotoProblem.BURNT:
        return _exposed(scene.image, rnd.uniform(4, 8), veil=rnd.uniform(0.04, 0.14)), None
    normal = _exposed(scene.image, rnd.uniform(0.7, 1.08))
    return _shining(rnd, normal, scene.box) if flaw is PhotoProblem.GLARE else (normal, scene.where)


def _exposed(image: Image.Image, gain: float, veil: float = 0.0) -> Image.Image:
    """More or less light, reckoned in light and not in levels; `veil` is light scattered in the lens."""
    light = [(v / 255) ** 2.2 * gain + veil for v in range(256)]
    return image.point([min(255, round(255 * level ** (1 / 2.2))) for level in light] * 3)


def _unsharp(rnd: Random, image: Image.Image) -> Image.Image:
    longest = max(image.size)
    if rnd.random() < 0.5:
        return image.filter(ImageFilter.GaussianBlur(longest * rnd.uniform(0.0035, 0.011)))
    angle, length = rnd.uniform(0, math.pi), longest * rnd.uniform(0.012, 0.032)
    for part in (2, 4, 8, 16, 32):
        shift = (round(math.cos(angle) * length / part), round(math.sin(angle) * length / part))
        image = Image.blend(image, ImageChops.offset(image, *shift), 0.5)
    return image


def _shining(
    rnd: Random, image: Image.Image, box: tuple[float, float, float, float]
) -> tuple[Image.Image, Place]:
    """A lamp mirrored in a corner of the paper: white in the core, fading outwards."""
    corner = rnd.choice(CORNERS)
    width, high = box[2] - box[0], box[3] - box[1]
    x = box[0] + width * (rnd.uniform(0.12, 0.3) if "left" in corner else rnd.uniform(0.7, 0.88))
    y = box[1] + high * (rnd.uniform(0.12, 0.3) if "top" in corner else rnd.uniform(0.7, 0.88))
    across, down = width * rnd.uniform(0.14, 0.26), high * rnd.uniform(0.14, 0.26)
    strong = rnd.uniform(1.9, 3.4)
    spot = Image.radial_gradient("L").point([min(255, int(max(0, 176 - v) * strong)) for v in range(256)])
    glow = Image.new("L", image.size, 0)
    glow.paste(spot.resize((int(across * 2), int(down * 2))), (int(x - across), int(y - down)))
    return ImageChops.add(image, _three(glow)), corner


def _as_sent(rnd: Random, image: Image.Image, flaw: PhotoProblem | None) -> Image.Image:
    """With the noise of the sensor and the losses of JPEG."""
    strength = rnd.uniform(2, 9)
    cell = 1.0
    if flaw is PhotoProblem.DARK:
        strength, cell = rnd.uniform(10, 34), rnd.choice((1.0, 2.0))
    noise = grain(rnd, image.size, (cell, cell), int(strength * 3.46))
    noisy = ImageChops.add(image, _three(noise), 1, -128)
    target = BytesIO()
    noisy.save(target, "JPEG", quality=rnd.randint(55, 94))
    sent = Image.open(target)
    sent.load()
    return sent


def _three(grey: Image.Image) -> Image.Image:
    return Image.merge("RGB", (grey, grey, grey))


def contact_sheet(pictures: list[Taken], columns: int = 8, cell: int = 220) -> Image.Image:
    """Small copies side by side, to look at what the generator makes."""
    rows = -(-len(pictures) // columns)
    sheet = Image.new("RGB", (columns * cell, rows * cell), "white")
    for number, taken in enumerate(pictures):
        small = taken.image.copy()
        small.thumbnail((cell - 8, cell - 24))
        at = (number % columns * cell, number // columns * cell)
        sheet.paste(small, at)
        ImageDraw.Draw(sheet).text(
            (at[0], at[1] + cell - 20), f"{taken.seed} {taken.flaw} {taken.where}", "black"
        )
    return sheet
