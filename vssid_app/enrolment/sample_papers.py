"""Specimen papers to practise with: clearly invented, like no real document, with data to compare.

The words are printed on the picture in Vietnamese whatever language the pages have, as on a paper.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from vssid_app.core.late import Image, ImageDraw, ImageFont, fontpkg
from vssid_app.enrolment.photo_kinds import CARD_BACKS, CARD_FRONTS, PhotoKind

Colour = str
Rows = Sequence[tuple[str, str]]

# Paper, ink and clay of the look (docs: look, colour tokens); a little darker than white, as a lit paper is.
PAPER: Final[Colour] = "#F3EBD8"
NO_PAPER: Final[Colour] = PAPER + "00"
"""Beyond the rim of a paper: clear, but of its colour, so that turning mixes no other colour into the rim."""
PAPER_DEEP: Final[Colour] = "#EADFC6"
INK: Final[Colour] = "#1D2421"
INK_SOFT: Final[Colour] = "#565A52"
CLAY: Final[Colour] = "#8A4420"
FRAME: Final[Colour] = "#C49A76"
LINE: Final[Colour] = "#C9BDA4"

SPECIMEN: Final = "GIẤY TỜ MẪU – TẬP HUẤN"
NO_VALUE: Final = "Giấy tờ tự vẽ để tập huấn, không có giá trị"
NOTHING: Final = "–"

CARD_SIZE: Final = (1400, 883)
"""The proportions of a bank card, in pixels."""
PAGE_SIZE: Final = (1044, 1476)
"""The proportions of A4, in pixels."""
_RIM: Final = 4
"""Clear pixels around a paper, so that its turned rim is smooth."""


@dataclass(frozen=True, slots=True)
class PaperFacts:
    """What the papers of an invented person say, ready to print."""

    full_name: str
    birth_date: str
    sex: str
    number: str
    issued_on: str
    issued_at: str
    address: str
    seed: int
    """Chooses face, table and tilt; the same facts and seed give the same picture."""
    guardian: str = ""
    """Of a child's papers: whom they name as father, mother or guardian."""


def draw_paper(kind: PhotoKind, facts: PaperFacts, face: Image.Image) -> Image.Image:
    """The paper alone, RGBA, with transparent corners; `face` is shown on the front of the card."""
    if kind in CARD_FRONTS:
        return _card_front(facts, face)
    if kind in CARD_BACKS:
        return _card_back(facts)
    title = "QUYẾT ĐỊNH GIÁM HỘ" if kind is PhotoKind.GUARDIANSHIP else "GIẤY KHAI SINH"
    return _page(title, facts)


@lru_cache(maxsize=64)
def typeface(size: int, weight: int = 500) -> ImageFont.FreeTypeFont:
    """Be Vietnam Pro, which has every Vietnamese letter, in pixels and weight (100 to 900)."""
    return ImageFont.truetype(fontpkg.path("be-vietnam-pro", weight), size)


def _card_front(facts: PaperFacts, face: Image.Image) -> Image.Image:
    paper, draw = _blank_card()
    _heading(draw, CARD_SIZE[0], 44, "Thẻ căn cước giả lập · Mặt trước")
    window = (1040, 216, 1328, 600)
    draw.rectangle(window, PAPER_DEEP, FRAME, 3)
    paper.paste(face.resize((283, 379), Image.Resampling.BOX), (window[0] + 3, window[1] + 3))
    rows = (
        ("Số", facts.number),
        ("Họ và tên", facts.full_name),
        ("Ngày sinh", facts.birth_date),
        ("Giới tính", facts.sex),
        ("Nơi cư trú", facts.address),
    )
    _print_rows(draw, rows, _Block(left=72, top=212, right=1000, step=92, value=320, size=38))
    return _with_tear_line(paper, draw, 776)


def _card_back(facts: PaperFacts) -> Image.Image:
    paper, draw = _blank_card()
    _heading(draw, CARD_SIZE[0], 44, "Thẻ căn cước giả lập · Mặt sau")
    rows = (
        ("Số", facts.number),
        ("Họ và tên", facts.full_name),
        ("Ngày cấp", facts.issued_on),
        ("Nơi cấp", facts.issued_at),
    )
    _print_rows(draw, rows, _Block(left=72, top=224, right=1060, step=104, value=320, size=38))
    _seal(draw, (1208, 400), 116)
    return _with_tear_line(paper, draw, 776)


def _page(title: str, facts: PaperFacts) -> Image.Image:
    width, height = PAGE_SIZE
    paper = Image.new("RGBA", PAGE_SIZE, NO_PAPER)
    draw = ImageDraw.Draw(paper)
    draw.rectangle((_RIM, _RIM, width - _RIM - 1, height - _RIM - 1), PAPER)
    draw.rectangle((34, 34, width - 35, height - 35), outline=FRAME, width=5)
    draw.rectangle((48, 48, width - 49, height - 49), outline=FRAME, width=2)
    _centred(draw, width, 116, SPECIMEN, typeface(46, 700), INK)
    _centred(draw, width, 196, title, typeface(64, 700), CLAY)
    rows = (
        ("Họ, chữ đệm, tên", facts.full_name),
        ("Ngày sinh", facts.birth_date),
        ("Giới tính", facts.sex),
        ("Số định danh", facts.number),
        ("Nơi cư trú", facts.address),
        ("Ngày đăng ký", facts.issued_on),
        ("Nơi đăng ký", facts.issued_at),
        *((("Cha, mẹ, giám hộ", facts.guardian),) if facts.guardian else ()),
    )
    _print_rows(draw, rows, _Block(left=104, top=348, right=width - 104, step=99, value=318, size=36))
    _seal(draw, (width - 222, height - 240), 100)
    _tear(draw, (70, height - 116, width - 70))
    _centred(draw, width, height - 104, NO_VALUE, typeface(27), INK_SOFT)
    return paper


@dataclass(frozen=True, slots=True)
class _Block:
    """Where rows of label and value stand, in pixels."""

    left: int
    top: int
    right: int
    step: int
    value: int
    """From the left of the labels to the left of the values."""
    size: int


def _blank_card() -> tuple[Image.Image, ImageDraw.ImageDraw]:
    width, height = CARD_SIZE
    paper = Image.new("RGBA", CARD_SIZE, NO_PAPER)
    draw = ImageDraw.Draw(paper)
    draw.rounded_rectangle((_RIM, _RIM, width - _RIM - 1, height - _RIM - 1), 46, PAPER)
    draw.rounded_rectangle((20, 20, width - 21, height - 21), 34, None, FRAME, 3)
    return paper, draw


def _heading(draw: ImageDraw.ImageDraw, width: int, top: int, title: str) -> None:
    _centred(draw, width, top, SPECIMEN, typeface(60, 700), CLAY)
    _centred(draw, width, top + 86, title, typeface(34, 600), INK)


def _print_rows(draw: ImageDraw.ImageDraw, rows: Rows, block: _Block) -> None:
    """Label and value on a dotted line; a long value goes on over a second line."""
    top = block.top
    for label, value in rows:
        draw.text((block.left, top + 6), label, INK_SOFT, typeface(block.size * 4 // 5))
        lines = list(
            _wrapped(value or NOTHING, typeface(block.size, 600), block.right - block.left - block.value)
        )
        for number, line in enumerate(lines):
            draw.text(
                (block.left + block.value, top + number * block.size * 4 // 3),
                line,
                INK,
                typeface(block.size, 600),
            )
        top += (len(lines) - 1) * block.size * 4 // 3
        _dotted(draw, block.left, block.right, top + block.size * 5 // 3)
        top += block.step


def _wrapped(text: str, font: ImageFont.FreeTypeFont, width: int) -> Iterator[str]:
    """At most two lines of whole words; what does not fit into them is left out with a sign."""
    line = ""
    words = text.split()
    for number, word in enumerate(words):
        longer = f"{line} {word}".strip()
        if line and font.getlength(longer) > width:
            yield line
            rest = " ".join(words[number:])
            yield _shortened(rest, font, width)
            return
        line = longer
    yield _shortened(line, font, width)


def _shortened(line: str, font: ImageFont.FreeTypeFont, width: int) -> str:
    if font.getlength(line) <= width:
        return line
    while line and font.getlength(f"{line}…") > width:
        line = line[:-1]
    return f"{line.rstrip()}…"


def _centred(
    draw: ImageDraw.ImageDraw, width: int, top: int, text: str, font: ImageFont.FreeTypeFont, colour: Colour
) -> None:
    draw.text((width / 2, top), text, colour, font, anchor="ma")


def _dotted(draw: ImageDraw.ImageDraw, left: int, right: int, top: int) -> None:
    for place in range(left, right, 9):
        draw.rectangle((place, top, place + 3, top + 2), LINE)


def _with_tear_line(paper: Image.Image, draw: ImageDraw.ImageDraw, top: int) -> Image.Image:
    """The one ornament of the look: a dashed line between two half-round notches."""
    width = paper.width
    for middle in (0, width):
        draw.ellipse((middle - 22, top - 22, middle + 22, top + 22), NO_PAPER)
    _tear(draw, (40, top, width - 40))
    _centred(draw, width, top + 24, NO_VALUE, typeface(29), INK_SOFT)
    return paper


def _tear(draw: ImageDraw.ImageDraw, line: tuple[int, int, int]) -> None:
    left, top, right = line
    for place in range(left, right, 26):
        draw.rectangle((place, top - 1, min(right, place + 14), top + 2), FRAME)


def _seal(draw: ImageDraw.ImageDraw, middle: tuple[int, int], radius: int) -> None:
    """Two rings and the word `MẪU`: a stamp that no office has."""
    x, y = middle
    for ring, width in ((radius, 6), (radius - 16, 2)):
        draw.ellipse((x - ring, y - ring, x + ring, y + ring), outline=CLAY, width=width)
    draw.text(middle, "MẪU", CLAY, typeface(radius // 2, 700), anchor="mm")
