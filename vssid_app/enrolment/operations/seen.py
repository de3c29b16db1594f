"""Deciding on what was on the officer's screen, not on what the family sent meanwhile."""

from __future__ import annotations

from collections.abc import Callable

from vssid_app.core.extensions import db
from vssid_app.enrolment.models import Dossier


class SentAgain(Exception):
    """The family has sent the dossier anew since the officer opened it."""


def seen_mark(dossier: Dossier) -> str:
    """What a decision says of the dossier that it was taken on: the moment of its last sending."""
    return dossier.recorded_at.isoformat() if dossier.recorded_at else ""


def decide_as_seen(dossier: Dossier, mark: str, decide: Callable[[], None]) -> None:
    """Decide, if the dossier is still the one that was seen.

    Raises:
        SentAgain: when it was sent anew; and whatever the decision raises.
    """
    with db.transaction():
        db.reload(dossier)
        if seen_mark(dossier) != mark:
            raise SentAgain
        decide()
