"""Whom a submission is for: asked once for each child in a session, before the first one."""

from __future__ import annotations

from flask import session

from vssid_app.identity.access import visitor

CONFIRMED = "submits_for"
MOST_KEPT = 12


def is_confirmed_for(subject: str) -> bool:
    """Whether this session's visitor has said before that they submit for this one (an id, a code)."""
    kept = session.get(CONFIRMED, {})
    return kept.get("session") == _session_number() and subject in kept.get("for", [])


def confirm_for(subject: str) -> None:
    """Remember it for this session; another sign-in on the same browser is asked again."""
    kept = session.get(CONFIRMED, {})
    others = kept.get("for", []) if kept.get("session") == _session_number() else []
    known = [each for each in others if each != subject]
    session[CONFIRMED] = {"session": _session_number(), "for": [*known, subject][-MOST_KEPT:]}


def _session_number() -> int | None:
    who = visitor()
    return who.session.id if who else None
