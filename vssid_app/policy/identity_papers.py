"""What the identity paper is called: in May 2021 a CMND of nine digits and a CCCD of twelve both serve.

Nearly every page may name it and a law changes it once in years, so a process remembers it for some seconds.
"""

from __future__ import annotations

import time
from datetime import date

from flask_babel import gettext as _
from sqlalchemy import event
from sqlalchemy.orm import UOWTransaction

from vssid_app.core.clock import today
from vssid_app.core.db import WorldSession
from vssid_app.core.extensions import db
from vssid_app.policy.models import Parameter, PolicyValue
from vssid_app.policy.queries import UnknownParameter, flag

DIGITS_OF_OLD_CARD = 9
REMEMBER_SECONDS = 10.0
# Rooms with clocks of their own ask for different days.
REMEMBERED_DAYS = 32

_remembered: dict[tuple[str, date], tuple[float, bool]] = {}


def takes_old_cards(on: date) -> bool:
    """Whether a CMND of nine digits serves as identity paper that day, so that forms name it."""
    key = (str(db.engine.url), on)
    until, known = _remembered.get(key, (0.0, False))
    if time.monotonic() >= until:
        known = _reads_flag(on)
        if len(_remembered) >= REMEMBERED_DAYS:
            _remembered.clear()
        _remembered[key] = (time.monotonic() + REMEMBER_SECONDS, known)
    return known


def _reads_flag(on: date) -> bool:
    try:
        return flag(Parameter.LEGACY_ID_CARD_ACCEPTED, on)
    except UnknownParameter:
        # Help is there to be read before any parameter is: what is not known to serve is not named.
        return False


def identity_paper(number: str | None, on: date) -> str:
    """The paper's name: by its number (spaces are free) where that is known, else by what serves that day."""
    digits = sum(letter.isdigit() for letter in number or "")
    if digits:
        return _("CMND") if digits == DIGITS_OF_OLD_CARD else _("CCCD")
    return _("CMND hoặc CCCD") if takes_old_cards(on) else _("CCCD")


def paper_today(number: str | None = None) -> str:
    """The paper's name on the world's day."""
    return identity_paper(number, today())


def papers_today() -> str:
    """What tells at a counter who somebody is, child or adult, on the world's day."""
    is_old = takes_old_cards(today())
    return _("CMND, CCCD hoặc giấy khai sinh") if is_old else _("CCCD hoặc giấy khai sinh")


def forget_papers() -> None:
    """Ask again."""
    _remembered.clear()


@event.listens_for(WorldSession, "after_flush")
def _notice_changes(session: WorldSession, _context: UOWTransaction) -> None:
    if any(isinstance(row, PolicyValue) for row in (*session.new, *session.dirty, *session.deleted)):
        forget_papers()
