"""The phone in the hand: a random cookie, known here only by its keyed hash."""

from __future__ import annotations

import secrets

from flask import Flask, Response, g, request

from vssid_app.core.extensions import keyring

COOKIE = "thiet_bi"
YEAR_SECONDS = 365 * 24 * 3600
TOKEN_BYTES = 16
TOKEN_LENGTH = 22


def this_device() -> str:
    """The keyed hash of this browser's cookie; a browser without one gets it with this response."""
    token: str | None = g.get("device_token")
    if token is None:
        sent = request.cookies.get(COOKIE, "")
        known = len(sent) == TOKEN_LENGTH and sent.isascii()
        g.device_token = token = sent if known else secrets.token_urlsafe(TOKEN_BYTES)
        g.device_is_new = not known
    return keyring.fingerprint("device", token)


def known_device() -> str | None:
    """The hash of a cookie that the browser already has; None for a newcomer, who gets none by this."""
    return this_device() if request.cookies.get(COOKIE) else None


def keep_device(app: Flask, *, secure: bool) -> None:
    """Send the cookie to browsers that needed one."""

    @app.after_request
    def _set_cookie(response: Response) -> Response:
        if g.get("device_is_new"):
            response.set_cookie(
                COOKIE, g.device_token, max_age=YEAR_SECONDS, httponly=True, samesite="Lax", secure=secure
            )
        return response
