"""Built files over the line: as small as the browser can read them, and kept by it for ever.

`frontend/build` puts a `.br` and a `.gz` beside each file: nothing is compressed while somebody waits.
"""

from __future__ import annotations

import mimetypes
import re
from collections.abc import Mapping
from pathlib import Path

from flask import Flask, Response, abort, request
from werkzeug.security import safe_join

YEAR_SECONDS = 365 * 24 * 3600
DAY_SECONDS = 24 * 3600
BUILT = "build/"
_MARK = re.compile(r"\.([0-9a-f]{10})\.\w+$")
"""The mark of its content in the name of a built file: another content is another name."""

SUFFIXES: Mapping[str, str] = {"br": ".br", "gzip": ".gz"}
"""Codings, the smaller first, with the ending of their files."""

# The tables of systems differ, and a browser refuses a script of the wrong type (nosniff).
_TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml", ".json": "application/json"}


def serve_static(app: Flask) -> None:
    """Answer /static/build/… with the compressed sibling of a file; pictures as Flask does, kept for a day.

    Call it before the access guard, which puts its rule on the view.
    """
    folder = str(app.static_folder)
    # Not in every system's table.
    mimetypes.add_type("image/webp", ".webp")

    def static(filename: str) -> Response:
        return _built(folder, filename) if filename.startswith(BUILT) else _picture(app, filename)

    app.view_functions["static"] = static


def _picture(app: Flask, name: str) -> Response:
    response = app.send_static_file(name)
    # Their names stay when they are drawn anew.
    response.headers["Cache-Control"] = f"public, max-age={DAY_SECONDS}"
    return response


def _built(folder: str, name: str) -> Response:
    plain = _find(folder, name)
    if plain is None:
        abort(404)
    coding = _coding_for(folder, name)
    sent = _find(folder, name + SUFFIXES[coding]) if coding else plain
    # Read whole: these files are small, and a file left open by an unread answer is a leak.
    response = Response((sent or plain).read_bytes(), mimetype=_type_of(plain))
    if coding:
        response.content_encoding = coding
    response.vary.add("Accept-Encoding")
    _let_be_kept(response, name, coding)
    response.make_conditional(request)
    return response


def _coding_for(folder: str, name: str) -> str | None:
    """The coding that the client likes best and the build has; None sends the file as it is."""
    wanted = request.accept_encodings
    usable = [c for c, end in SUFFIXES.items() if wanted.quality(c) > 0 and _find(folder, name + end)]
    # max keeps the first of equals, which is the smaller file.
    return max(usable, key=wanted.quality, default=None)


def _let_be_kept(response: Response, name: str, coding: str | None) -> None:
    mark = _MARK.search(name)
    if mark is None:
        response.add_etag()
        response.headers["Cache-Control"] = "no-cache"
        return
    # Each coding is a representation of its own: a tag shared by them would mix up a cache.
    response.set_etag(f"{mark[1]}-{coding or 'plain'}")
    response.headers["Cache-Control"] = f"public, max-age={YEAR_SECONDS}, immutable"


def _find(folder: str, name: str) -> Path | None:
    path = safe_join(folder, name)
    return Path(path) if path and Path(path).is_file() else None


def _type_of(path: Path) -> str:
    return _TYPES.get(path.suffix) or mimetypes.guess_type(path.name)[0] or "application/octet-stream"
