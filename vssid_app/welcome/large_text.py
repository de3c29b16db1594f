"""Large text: a wish of the browser, kept in a cookie, so that it holds before anybody signs in."""

from __future__ import annotations

from flask import Response, request

COOKIE = "co_chu"
LARGE = "lon"
YEAR_SECONDS = 365 * 24 * 3600


def wants_large_text() -> bool:
    """Whether this browser asked for large text."""
    return request.cookies.get(COOKIE) == LARGE


def turn_over(response: Response, *, secure: bool) -> None:
    """Ask for large text from now on, or no longer."""
    if wants_large_text():
        response.delete_cookie(COOKIE)
    else:
        response.set_cookie(COOKIE, LARGE, max_age=YEAR_SECONDS, httponly=True, samesite="Lax", secure=secure)
