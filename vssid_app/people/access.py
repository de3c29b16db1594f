"""Pages about a person: the person stands in the address, and fetching is checking."""

from __future__ import annotations

from typing import Any

from flask import abort, g
from flask.typing import ResponseReturnValue

from vssid_app.core.access import Rule
from vssid_app.core.clock import today
from vssid_app.identity.access import sign_in_first, visitor
from vssid_app.people.looks.noting import note_look
from vssid_app.people.seen import InView, SeenPerson
from vssid_app.people.visible import visible_person


def _check_person(path: dict[str, Any]) -> ResponseReturnValue | None:
    who = visitor()
    if who is None:
        return sign_in_first()
    if who.person_id is None:
        abort(404)
    found = visible_person(who.person_id, path["public_id"], today())
    if found is None:
        abort(404)
    g.in_view = found
    if found.relation is not None:
        note_look(found.person.id, relation=found.relation)
    return None


for_person = Rule("for_person", _check_person)
"""Oneself or a child in one's care today; anybody else is a 404."""


def current_in_view() -> InView:
    """The person that the page is about, as the viewer sees them; only where ``for_person`` has let in."""
    found: InView = g.in_view
    return found


def current_person() -> SeenPerson:
    """The person that the page is about; only where ``for_person`` has let in."""
    return current_in_view().person


def in_view_or_none() -> InView | None:
    """The person that the page is about, as the viewer sees them, if it is about one."""
    found: InView | None = g.get("in_view")
    return found
