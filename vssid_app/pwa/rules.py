"""What browsers say of themselves, and when it is time to offer the home screen."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import quote, urlsplit

OFFERED_FOR = timedelta(days=1)
"""How long after the activation the card page offers the home screen."""

CHROME = "com.android.chrome"
# Messenger first: it says of itself what Facebook says, and more.
_APPS = (
    ("Zalo", re.compile(r"\bZalo (?:android|iOS)/", re.IGNORECASE)),
    ("Messenger", re.compile(r"FBAN/Messenger|FB_IAB/(?:Orca|MESSENGER)", re.IGNORECASE)),
    ("Facebook", re.compile(r"\bFBAN/|\bFBAV/|\bFB_IAB/")),
)


@dataclass(frozen=True, slots=True)
class InApp:
    """A browser inside of another app: it puts nothing on a home screen and forgets who signed in."""

    name: str
    """The app, by its name."""
    is_android: bool


def in_app(user_agent: str) -> InApp | None:
    """The app on a phone that shows the page in a browser of its own; None for every real browser.

    Source: the user agents of Zalo, Facebook and Messenger on Android and iOS.
    """
    name = next((name for name, said in _APPS if said.search(user_agent)), None)
    is_android = "Android" in user_agent
    on_phone = is_android or re.search(r"\b(?:iPhone|iPad|iPod)\b", user_agent)
    return InApp(name, is_android) if name and on_phone else None


def in_chrome(url: str) -> str:
    """A link that makes Android open the address in Chrome, or where there is none as it opens others.

    Source: "Android Intents with Chrome" of Chrome's documentation.
    """
    parts = urlsplit(url)
    place = f"{parts.netloc}{parts.path}" + (f"?{parts.query}" if parts.query else "")
    otherwise = f"S.browser_fallback_url={quote(url, safe='')}"
    return f"intent://{place}#Intent;scheme={parts.scheme};package={CHROME};{otherwise};end"


def is_offered(activated_at: datetime | None, now: datetime) -> bool:
    """Whether the card, opened for the first time, offers to be kept at hand; both are machine's time."""
    return activated_at is not None and now - activated_at <= OFFERED_FOR
