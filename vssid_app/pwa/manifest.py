"""The manifest: what a phone needs to know to keep the site as an app.

Source of the fields: W3C, Web Application Manifest; sizes as Chrome's criteria for installing want them.
"""

from __future__ import annotations

from flask import url_for
from flask_babel import gettext as _

from vssid_app.core.assets import asset

PAPER = "#faf7f1"
"""The ground of the light scheme (``--paper``); a page itself says the dark one."""
ICON_SIDES = (192, 512)
SCREEN = "360x640"

Field = str | list[str] | list[dict[str, object]]


def manifest() -> dict[str, Field]:
    """The manifest's fields. ``id`` never changes: by it a phone knows that it has the app already."""
    return {
        "id": "/",
        "name": _("Thực hành VssID"),
        "short_name": _("Thực hành"),
        "description": _("Tập đăng ký và dùng thẻ BHYT điện tử. Không phải ứng dụng của BHXH Việt Nam."),
        "lang": "vi",
        "dir": "ltr",
        "start_url": url_for("welcome.start"),
        "scope": "/",
        "display": "standalone",
        "background_color": PAPER,
        "theme_color": PAPER,
        "categories": ["education"],
        "icons": _icons(),
        "screenshots": [
            _screen("home", _("Trang chính với thẻ BHYT")),
            _screen("start", _("Trang đầu: xem thử ngay với một vai")),
        ],
        "shortcuts": [
            _shortcut(_("Thẻ BHYT"), "registry.my_card"),
            _shortcut(_("Theo dõi hồ sơ"), "enrolment.find"),
        ],
    }


def _icons() -> list[dict[str, object]]:
    drawn: dict[str, object] = {"src": asset("mark.svg"), "sizes": "any", "type": "image/svg+xml"}
    plain = [_icon(f"icon-{side}.png", side, "any") for side in ICON_SIDES]
    return [*plain, *(_icon(f"maskable-{side}.png", side, "maskable") for side in ICON_SIDES), drawn]


def _icon(name: str, side: int, purpose: str) -> dict[str, object]:
    return {"src": _file(name), "sizes": f"{side}x{side}", "type": "image/png", "purpose": purpose}


def _screen(name: str, label: str) -> dict[str, object]:
    src = _file(f"screen-{name}.png")
    return {"src": src, "sizes": SCREEN, "type": "image/png", "form_factor": "narrow", "label": label}


def _shortcut(name: str, endpoint: str) -> dict[str, object]:
    return {"name": name, "url": url_for(endpoint), "icons": [_icon("icon-192.png", 192, "any")]}


def _file(name: str) -> str:
    return url_for("static", filename=f"app/{name}")
