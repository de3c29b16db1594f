"""Whose pages these are, said to the phone: it keeps what is that account's and drops what was another's.

Pages that are not public say it twice: in a meta element to their scripts, and in a header to the service
worker, which must know without reading pages that somebody else is signed in, or nobody.
"""

from __future__ import annotations

from flask import Flask, Response, current_app, g, request

from vssid_app.core.access import rule_of
from vssid_app.core.extensions import keyring
from vssid_app.core.world import world_or_none
from vssid_app.identity.access import visitor

HEADER = "X-Account-Mark"
NOBODY = "none"
MARK_LENGTH = 22
PAGE = "text/html"


def account_mark() -> str | None:
    """An opaque value of the signed-in account, always the same; None for nobody, and on public pages.

    Public pages look the same for everybody, whoever is signed in.
    """
    if _is_public():
        return None
    who = visitor()
    if who is None:
        return None
    # The page says it, then its header.
    account_id, mark = g.get("account_mark", (None, ""))
    if account_id != who.account_id:
        mark = keyring.fingerprint("vault", str(who.account_id))[:MARK_LENGTH]
        g.account_mark = who.account_id, mark
    return str(mark)


def mark_pages(app: Flask) -> None:
    """Put the header on every page that depends on who asks."""

    @app.after_request
    def _mark(response: Response) -> Response:
        # A page that failed may have no database to ask; a redirect shows nothing.
        shown = response.mimetype == PAGE and response.status_code in {200, 404} and not _is_public()
        # Refused before its world was found, a request cannot tell who asks: it must not say "nobody".
        if shown and world_or_none() is not None:
            response.headers.add(HEADER, account_mark() or NOBODY)
        return response


def _is_public() -> bool:
    rule = rule_of(current_app, request.endpoint) if request.endpoint else None
    return rule is None or rule.is_public
