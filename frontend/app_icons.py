"""Draw the icons of the installed site from the app mark: ``python frontend/app_icons.py`` from the root."""

from io import BytesIO
from pathlib import Path

import typst
from PIL import Image

MARK = Path("frontend/images/mark.svg")
FOLDER = Path("static/app")
GROUND = '<rect width="32" height="32" rx="8" fill="#0e5a50"/>'
# Of a maskable icon only a circle of 40 % of its side is sure to be seen (W3C, Web Application Manifest);
# the mark's outermost point, the rim of its dot, is 18.4 of 32 from the middle.
SAFE = 0.69
# iOS rounds the corners by itself and cuts off nothing else.
ON_IOS = 0.86
ICONS = {"icon-192": (192, None), "icon-512": (512, None)}
MASKABLE = {"maskable-192": (192, SAFE), "maskable-512": (512, SAFE), "apple-touch-icon": (180, ON_IOS)}
SCREENS = {"start": "docs/pictures/start.png", "home": "docs/pictures/home.png"}


def drawing(scale: float | None) -> str:
    """The mark as it is, or made smaller on a ground that fills the square."""
    mark = MARK.read_text(encoding="utf-8")
    if scale is None:
        return mark
    start = mark.index(GROUND)
    head, inside = mark[:start], mark[start + len(GROUND) : mark.rindex("</svg>")]
    shift = 16 * (1 - scale)
    ground = GROUND.replace(' rx="8"', "")
    moved = f'<g transform="translate({shift:g} {shift:g}) scale({scale:g})">{inside}</g>'
    return f"{head}{ground}{moved}</svg>"


def picture(side: int, scale: float | None) -> Image.Image:
    """The drawing with a side of so many pixels."""
    data = drawing(scale).replace("\\", "\\\\").replace('"', '\\"')
    page = (
        f"#set page(width: {side}pt, height: {side}pt, margin: 0pt, fill: none)\n"
        f'#image(bytes("{data}"), format: "svg", width: {side}pt)'
    )
    made = typst.compile(page.encode(), format="png", ppi=72)
    assert isinstance(made, bytes)  # noqa: S101 - one page is never a list of pages
    return Image.open(BytesIO(made))


def draw() -> None:
    """Write the icons, and the screens that are shown before installing, with as few colours as they need."""
    FOLDER.mkdir(exist_ok=True)
    for name, (side, scale) in ICONS.items():
        picture(side, scale).quantize(64, Image.Quantize.FASTOCTREE).save(
            FOLDER / f"{name}.png", optimize=True
        )
    for name, (side, scale) in MASKABLE.items():
        picture(side, scale).convert("RGB").quantize(32).save(FOLDER / f"{name}.png", optimize=True)
    for name, path in SCREENS.items():
        Image.open(path).convert("RGB").quantize(128).save(FOLDER / f"screen-{name}.png", optimize=True)


if __name__ == "__main__":
    draw()
