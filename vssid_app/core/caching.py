"""What answers say to those that keep them."""

from __future__ import annotations

from flask import Response


def vary_by(response: Response, header: str) -> None:
    """Say that the answer depends on a header of the request.

    The library's own set parses and writes all of ``Vary`` for each name: a fortieth of a page.
    """
    said = response.headers.get("Vary")
    if said is None:
        response.headers.add("Vary", header)
    elif header.lower() not in said.lower().split(", "):
        response.headers["Vary"] = f"{said}, {header}"
