"""What is in front of the camera in generated pictures: papers, people, tables; invented, no two alike."""

from functools import lru_cache
from random import Random

import fontpkg
from PIL import Image, ImageDraw, ImageFilter, ImageFont, ImageOps

Colour = tuple[int, int, int]

CARD_COLOURS: tuple[Colour, ...] = ((228, 236, 222), (240, 231, 208), (220, 230, 238), (244, 240, 236))
PAGE_COLOURS: tuple[Colour, ...] = ((246, 246, 244), (243, 235, 214), (245, 226, 221), (236, 224, 192))
WORDS = (
    "Họ và tên",
    "Ngày sinh",
    "NGUYỄN MẪU AN",
    "Giới tính",
    "05/09/2009",
    "TRẦN THỊ MẪU",
    "Quê quán",
    "Nơi cư trú",
)


@lru_cache(maxsize=64)
def font(size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(fontpkg.path("be-vietnam-pro", 500), size)


def grain(rnd: Random, size: tuple[int, int], cell: tuple[float, float], deep: int = 255) -> Image.Image:
    """Grey texture with cells of about `cell` pixels; `deep` is the spread of its levels."""
    columns, rows = max(2, int(size[0] / cell[0])), max(2, int(size[1] / cell[1]))
    fine = Image.frombytes("L", (columns, rows), rnd.randbytes(columns * rows))
    grown = fine.resize(size, Image.Resampling.BICUBIC)
    return grown.point([128 + (level - 128) * deep // 255 for level in range(256)])


def tinted(grey: Image.Image, dark: Colour, light: Colour) -> Image.Image:
    return ImageOps.colorize(grey, dark, light)


def wood(rnd: Random, size: tuple[int, int]) -> Image.Image:
    dark, light = rnd.choice(
        (((70, 42, 24), (150, 104, 66)), ((120, 84, 52), (200, 164, 120)), ((38, 28, 22), (84, 66, 52)))
    )
    return tinted(grain(rnd, size, (260, 5), 230), dark, light)


def cloth(rnd: Random, size: tuple[int, int]) -> Image.Image:
    shade = rnd.choice(((44, 70, 110), (120, 40, 50), (66, 92, 70), (96, 96, 100), (40, 40, 46)))
    light = tuple(min(255, level + 50) for level in shade)
    return tinted(grain(rnd, size, (3, 3), 220), shade, (light[0], light[1], light[2]))


def desk(rnd: Random, size: tuple[int, int]) -> Image.Image:
    level = rnd.randint(30, 150)
    return tinted(
        grain(rnd, size, (90, 70), 120), (level, level, level), (level + 24, level + 22, level + 18)
    )


def light_table(rnd: Random, size: tuple[int, int]) -> Image.Image:
    level = rnd.randint(165, 195)
    return tinted(
        grain(rnd, size, (120, 90), 120), (level - 8, level - 10, level - 14), (level + 8, level + 5, level)
    )


def tiles(rnd: Random, size: tuple[int, int]) -> Image.Image:
    floor = tinted(grain(rnd, size, (40, 40), 140), (140, 124, 108), (188, 172, 152))
    draw, step, start = ImageDraw.Draw(floor), size[0] // rnd.randint(2, 4), rnd.randint(20, 200)
    for place in range(start, max(size), step):
        draw.line((place, 0, place + 30, size[1]), (96, 88, 80), 7)
        draw.line((0, place, size[0], place - 20), (96, 88, 80), 7)
    return floor


def flowers(rnd: Random, size: tuple[int, int]) -> Image.Image:
    sheet = Image.new("RGB", size, rnd.choice(((60, 110, 120), (150, 60, 70), (196, 176, 130))))
    draw = ImageDraw.Draw(sheet)
    for _ in range(90):
        x, y, radius = rnd.randint(0, size[0]), rnd.randint(0, size[1]), rnd.randint(10, 50)
        draw.ellipse(
            (x, y, x + radius, y + radius), (rnd.randint(60, 200), rnd.randint(40, 170), rnd.randint(40, 150))
        )
    return sheet


TABLES = (wood, wood, cloth, cloth, desk, light_table, tiles, flowers)


def table(rnd: Random, size: tuple[int, int]) -> Image.Image:
    return rnd.choice(TABLES)(rnd, size)


def _line_of_words(
    draw: ImageDraw.ImageDraw, rnd: Random, at: tuple[float, float], high: float, ink: Colour
) -> None:
    draw.text(at, rnd.choice(WORDS), ink, font(max(6, int(high))))


def card(rnd: Random, width: int) -> Image.Image:
    """An invented card of the size of a bank card, rounded, with a portrait box and lines of print."""
    high, ink = int(width / 1.586), (rnd.randint(20, 60), rnd.randint(20, 50), rnd.randint(20, 60))
    paper = Image.new("RGB", (width, high), rnd.choice(CARD_COLOURS))
    draw, unit = ImageDraw.Draw(paper), width / 100
    if rnd.random() < 0.6:
        for wave in range(0, width * 2, int(5 * unit)):
            draw.arc((wave - width, -high, wave, high * 2), 300, 60, (206, 214, 202), max(1, width // 700))
    _card_side(rnd, draw, unit, ink)
    return _rounded(paper, int(3 * unit))


def _card_side(rnd: Random, draw: ImageDraw.ImageDraw, unit: float, ink: Colour) -> None:
    front = rnd.random() < 0.6
    left = 34 if front else 8
    if front:
        skin = rnd.choice(((206, 176, 150), (176, 140, 116)))
        draw.rectangle((5 * unit, 20 * unit, 28 * unit, 52 * unit), (226, 232, 236))
        draw.ellipse((11 * unit, 25 * unit, 22 * unit, 39 * unit), skin)
        draw.pieslice((8 * unit, 40 * unit, 25 * unit, 66 * unit), 180, 360, (60, 66, 90))
    else:
        draw.rectangle((60 * unit, 8 * unit, 90 * unit, 24 * unit), (196, 168, 96))
    for row in range(7):
        high = unit * (5 if row == 0 else rnd.choice((2.6, 3.2, 3.8)))
        _line_of_words(draw, rnd, (left * unit, (6 + row * 7.6) * unit), high, ink)
    for x in range(12):
        for y in range(12):
            if rnd.random() < 0.5:
                draw.rectangle(((84 + x) * unit, (44 + y) * unit, (85 + x) * unit, (45 + y) * unit), ink)


def _rounded(paper: Image.Image, radius: int) -> Image.Image:
    mask = Image.new("L", paper.size, 0)
    ImageDraw.Draw(mask).rounded_rectangle((0, 0, paper.width - 1, paper.height - 1), radius, 255)
    paper.putalpha(mask)
    return paper


def page(rnd: Random, width: int) -> Image.Image:
    """An invented A4 certificate with a frame, a heading and lines filled in by hand or by machine."""
    paper = Image.new("RGB", (width, int(width * 1.414)), rnd.choice(PAGE_COLOURS))
    draw, unit = ImageDraw.Draw(paper), width / 100
    if rnd.random() < 0.7:
        colour = rnd.choice(((150, 60, 50), (90, 90, 90), (60, 110, 90)))
        draw.rectangle(
            (4 * unit, 4 * unit, 96 * unit, 137 * unit), outline=colour, width=max(2, int(unit * 0.8))
        )
    draw.text((30 * unit, 14 * unit), "GIẤY MẪU", (150, 40, 34), font(max(6, int(7 * unit))))
    for row in range(rnd.randint(9, 15)):
        top = (30 + row * 6.8) * unit
        _line_of_words(draw, rnd, (9 * unit, top), 2.4 * unit, (40, 40, 40))
        _line_of_words(draw, rnd, (36 * unit, top), rnd.choice((2.4, 3.2)) * unit, (30, 30, 80))
        draw.line(
            (35 * unit, top + 3.8 * unit, 90 * unit, top + 3.8 * unit), (150, 150, 150), max(1, int(unit / 8))
        )
    if rnd.random() < 0.6:
        draw.ellipse((62 * unit, 112 * unit, 82 * unit, 132 * unit), outline=(196, 60, 60), width=int(unit))
    paper.putalpha(255)
    return paper


def person(rnd: Random, size: tuple[int, int]) -> Image.Image:
    """A head and shoulders before a plain wall: soft skin, hair of fine strands, a collar. Nobody's face."""
    wall = rnd.choice(((244, 244, 244), (232, 236, 240), (120, 160, 205), (210, 206, 198), (90, 96, 100)))
    image = Image.new("RGB", size, wall)
    unit, middle = size[1] / 100, size[0] / 2
    shirt = rnd.choice(((240, 240, 238), (52, 62, 88), (150, 60, 60), (30, 30, 34)))
    skin = rnd.choice(((226, 190, 162), (198, 156, 128), (164, 122, 98)))
    draw = ImageDraw.Draw(image)
    draw.ellipse((middle - 38 * unit, 70 * unit, middle + 38 * unit, 150 * unit), shirt)
    draw.rectangle((middle - 8 * unit, 60 * unit, middle + 8 * unit, 76 * unit), skin)
    draw.ellipse((middle - 18 * unit, 22 * unit, middle + 18 * unit, 70 * unit), skin)
    draw.polygon(
        (middle - 9 * unit, 74 * unit, middle + 9 * unit, 74 * unit, middle, 86 * unit), (250, 250, 250)
    )
    shade = ImageOps.invert(Image.linear_gradient("L").rotate(90).resize(size)).point(
        [190 + v // 4 for v in range(256)]
    )
    image = Image.composite(image, Image.new("RGB", size, (20, 12, 10)), shade).filter(
        ImageFilter.GaussianBlur(unit / 4)
    )
    _hair(rnd, image, unit)
    _features(ImageDraw.Draw(image), unit, middle)
    return image


def _hair(rnd: Random, image: Image.Image, unit: float) -> None:
    strands = tinted(grain(rnd, image.size, (2.4, 60), 255), (14, 12, 12), (74, 60, 52))
    mask, middle = Image.new("L", image.size, 0), image.width / 2
    draw = ImageDraw.Draw(mask)
    draw.ellipse((middle - 20 * unit, 16 * unit, middle + 20 * unit, 56 * unit), 255)
    draw.ellipse((middle - 16 * unit, 31 * unit, middle + 16 * unit, 70 * unit), 0)
    for _ in range(60):
        x, top = middle + rnd.uniform(-20, 20) * unit, rnd.uniform(17, 32) * unit
        draw.line((x, top, x + rnd.uniform(-3, 3) * unit, top + rnd.uniform(3, 9) * unit), 255, 2)
    image.paste(strands, mask=mask)


def _features(draw: ImageDraw.ImageDraw, unit: float, middle: float) -> None:
    for side in (-1, 1):
        x = middle + side * 7 * unit
        draw.ellipse((x - 3.2 * unit, 43 * unit, x + 3.2 * unit, 46 * unit), (238, 232, 228))
        draw.ellipse((x - 1.4 * unit, 43 * unit, x + 1.4 * unit, 46 * unit), (34, 24, 20))
        draw.line(
            (x - 3.6 * unit, 40.5 * unit, x + 3.6 * unit, 40 * unit), (44, 34, 30), max(1, int(unit * 0.8))
        )
    draw.arc(
        (middle - 2 * unit, 48 * unit, middle + 2 * unit, 54 * unit),
        20,
        160,
        (150, 106, 88),
        max(1, int(unit / 3)),
    )
    draw.ellipse((middle - 5 * unit, 58 * unit, middle + 5 * unit, 60.5 * unit), (168, 92, 88))
