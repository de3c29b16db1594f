"""Notices as pages show them: by day, each with whom it is about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from urllib.parse import urlsplit, urlunsplit

from vssid_app.notices.queries import About
from vssid_app.notices.words import day_of, day_words, preview, time_of, topic_icon
from vssid_app.notifications.models import AppNotice
from vssid_app.notifications.way_rules import topic_of

LED_BY = "thong-bao"
"""In the address that a notice leads to: its key, so that a page that is gone can still say what was told."""


@dataclass(frozen=True, slots=True)
class Shown:
    """One notice."""

    key: str
    title: str
    text: str
    preview: str
    icon: str
    day: str
    time: str
    name: str
    """Whom it is about, where the reader has others; empty for oneself."""
    is_unread: bool


@dataclass(frozen=True, slots=True)
class Day:
    """The notices of one day, the newest first."""

    words: str
    notices: tuple[Shown, ...]


def by_day(notices: Sequence[AppNotice], people: Sequence[About], own_id: int) -> list[Day]:
    """Notices in their order, under the day on which each was told."""
    names = {about.person_id: about.name for about in people if about.person_id != own_id}
    days = groupby(notices, key=lambda notice: day_of(notice.told_at))
    return [
        Day(day_words(day), tuple(shown(each, names.get(each.person_id, "")) for each in of_day))
        for day, of_day in days
    ]


def shown(notice: AppNotice, name: str = "") -> Shown:
    """A notice, ready for a page."""
    return Shown(
        key=notice.key,
        title=notice.title,
        text=notice.text,
        preview=preview(notice.text),
        icon=topic_icon(topic_of(notice.kind)),
        day=day_words(day_of(notice.told_at)),
        time=time_of(notice.told_at),
        name=name,
        is_unread=notice.read_at is None,
    )


def leads_to(notice: AppNotice) -> str:
    """The path of the screen that a notice leads to, with the notice's key; empty without one."""
    if not notice.link:
        return ""
    parts = urlsplit(notice.link)
    query = "&".join(filter(None, (parts.query, f"{LED_BY}={notice.key}")))
    return urlunsplit(parts._replace(query=query))
