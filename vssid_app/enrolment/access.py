"""Whose dossier it is: the browser that proved its phone, or the account that it led to."""

from __future__ import annotations

from typing import Any

from flask import g, redirect, session, url_for
from flask.typing import ResponseReturnValue

from vssid_app.core.access import Rule
from vssid_app.enrolment.models import Dossier
from vssid_app.enrolment.queries import find_dossier
from vssid_app.enrolment.states import Status
from vssid_app.identity.access import visitor
from vssid_app.people.looks.noting import note_look
from vssid_app.people.models import Relation
from vssid_app.people.spoken_of import NamedChild, speak_of

HELD = "held_dossiers"
MOST_HELD = 12


def hold(dossier: Dossier) -> None:
    """Remember in the signed cookie that this browser has proven a dossier's phone of now."""
    earlier = [held for held in _held().items() if held[0] != dossier.code]
    session[HELD] = [*earlier, (dossier.code, mark_of(dossier))][-MOST_HELD:]
    session.permanent = True


def _check_holder(path: dict[str, Any]) -> ResponseReturnValue | None:
    code = path["code"]
    dossier = find_dossier(code) if _may_hold(code) else None
    if dossier is None or not _holds(dossier):
        # The same for a code that exists and one that does not.
        return redirect(url_for("enrolment.find", ma=code))
    g.dossier = dossier
    if dossier.is_of_child and dossier.full_name:
        relation = Relation(dossier.relation or Relation.GUARDIAN)
        speak_of(NamedChild(dossier.full_name, relation, place=dossier.id))
        if dossier.status is Status.ACTIVE and visitor():
            # Before that it holds what was typed, about whoever the number may belong to.
            note_look(dossier.person_id, relation=relation)
    return None


def _may_hold(code: str) -> bool:
    return code in _held() or (code.isprintable() and visitor() is not None)


def _holds(dossier: Dossier) -> bool:
    who = visitor()
    own = who is not None and dossier.account_id == who.account_id
    return own or _has_proven(dossier)


def _has_proven(dossier: Dossier) -> bool:
    """Whether this browser proved the phone, it is the dossier's still, and nobody has ended that since."""
    return _held().get(dossier.code) == mark_of(dossier)


def _held() -> dict[str, str]:
    """Code and mark of what this browser has proven, the latest last."""
    # In the cookie they are pairs: of an object JSON would forget the order. Older cookies hold codes alone.
    return dict(pair for pair in session.get(HELD, []) if not isinstance(pair, str))


def mark_of(dossier: Dossier) -> str:
    """What a proof is of: the phone of now, and the round of holds."""
    return f"{dossier.phone_hash[:12]}.{dossier.hold_round}"


dossier_holder = Rule("dossier_holder", _check_holder)
"""Who proved the dossier's phone on this browser, or owns its account; others are asked for the phone."""


def current_dossier() -> Dossier:
    """The dossier that the page is about; only where ``dossier_holder`` has let in."""
    dossier: Dossier = g.dossier
    return dossier
