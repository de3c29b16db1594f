"""Public pages read ahead: a browser may fetch one before its link is tapped, so that it opens at once.

Fetched only, never run: a page that nobody has opened asks for nothing and costs a cheap phone no memory.
The rules come by a header, so that the policy against inline scripts stands. Source: WICG, Speculation Rules.
"""

from __future__ import annotations

from flask import Response, url_for

MEDIA_TYPE = "application/speculationrules+json"
READ_AHEAD = ("welcome.start", "support.help", "pwa.home_screen")
"""Endpoints of pages that are the same for everybody and change nothing when they are asked for."""


def rules() -> dict[str, object]:
    """What may be fetched, and when: the browser's own judgement of a link that is about to be tapped."""
    addresses = [url_for(endpoint) for endpoint in READ_AHEAD]
    return {"prefetch": [{"where": {"href_matches": addresses}, "eagerness": "moderate"}]}


def offer(response: Response, rules_url: str) -> None:
    """Name the rules to the browser that gets this page."""
    response.headers["Speculation-Rules"] = f'"{rules_url}"'
