"""What the identity paper is called: in May 2021 a CMND of nine digits and a CCCD of twelve both serve."""

from __future__ import annotations

from datetime import date

from flask_babel import gettext as _

from vssid_app.policy.models import Parameter
from vssid_app.policy.queries import flag

DIGITS_OF_OLD_CARD = 9


def takes_old_cards(on: date) -> bool:
    """Whether a CMND of nine digits serves as identity paper that day, so that forms name it."""
    return flag(Parameter.LEGACY_ID_CARD_ACCEPTED, on)


def identity_paper(number: str | None, on: date) -> str:
    """The paper's name: by its number (spaces are free) where that is known, else by what serves that day."""
    digits = sum(letter.isdigit() for letter in number or "")
    if digits:
        return _("CMND") if digits == DIGITS_OF_OLD_CARD else _("CCCD")
    return _("CMND hoặc CCCD") if takes_old_cards(on) else _("CCCD")
