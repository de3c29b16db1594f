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

HELD = "dossiers"
PROVEN = "dossier_phones"
MOST_HELD = 12


def hold(dossier: Dossier) -> None:
    """Remember in the signed cookie that this browser proved the phone that a dossier has now."""
    held = [code for code in session.get(HELD, []) if code != dossier.code]
    session[HELD] = [*held, dossier.code][-MOST_HELD:]
    marks = session.get(PROVEN, {}) | {dossier.code: _mark_of_phone(dossier)}
    session[PROVEN] = {code: marks[code] for code in session[HELD] if code in marks}
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
    return code in session.get(HELD, []) or (code.isprintable() and visitor() is not None)


def _holds(dossier: Dossier) -> bool:
    who = visitor()
    own = who is not None and dossier.account_id == who.account_id
    return own or _has_proven(dossier)


def _has_proven(dossier: Dossier) -> bool:
    """Whether this browser proved the phone, and it is the dossier's still: a lost one opens nothing."""
    now = _mark_of_phone(dossier)
    return dossier.code in session.get(HELD, []) and session.get(PROVEN, {}).get(dossier.code, now) == now


def _mark_of_phone(dossier: Dossier) -> str:
    return dossier.phone_hash[:12]


dossier_holder = Rule("dossier_holder", _check_holder)
"""Who proved the dossier's phone on this browser, or owns its account; others are asked for the phone."""


def current_dossier() -> Dossier:
    """The dossier that the page is about; only where ``dossier_holder`` has let in."""
    dossier: Dossier = g.dossier
    return dossier
