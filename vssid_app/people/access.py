"""Pages about a person: the person stands in the address, and fetching is checking."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import abort, current_app, g
from flask.typing import ResponseReturnValue

from vssid_app.core.access import Rule, rule_of
from vssid_app.core.clock import today
from vssid_app.identity.access import sign_in_first, visitor
from vssid_app.people.looks.noting import note_look
from vssid_app.people.seen import InView, SeenPerson
from vssid_app.people.sight_rules import Part, Sight
from vssid_app.people.visible import visible_person


def _rule(name: str, lets_in: Callable[[Sight], bool]) -> Rule:
    def check(path: dict[str, Any]) -> ResponseReturnValue | None:
        who = visitor()
        if who is None:
            return sign_in_first()
        if who.person_id is None:
            abort(404)
        found = visible_person(who.person_id, path["public_id"], today())
        if found is None or not lets_in(found.sight):
            abort(404)
        g.in_view = found
        if found.relation is not None:
            note_look(found.person.id, relation=found.relation)
        return None

    _CONDITIONS[name] = lets_in
    return Rule(name, check)


_CONDITIONS: dict[str, Callable[[Sight], bool]] = {}

for_person = _rule("for_person", lambda sight: sight.acts)
"""Oneself or a child in one's care today for whom one acts; anybody else is a 404."""

for_any_view = _rule("for_person:any", lambda _sight: True)
"""The same, and whoever a person lets see something of it: for the page that says what is seen."""


def _part(part: Part) -> Rule:
    return _rule(f"for_person:{part}", lambda sight: sight.shows(part))


_OF_PART = {part: _part(part) for part in Part}


def for_person_part(part: Part) -> Rule:
    """Oneself, a child for whom one acts, and whoever lets one see this part; anybody else is a 404."""
    return _OF_PART[part]


def opens(endpoint: str, seen: InView) -> bool:
    """Whether a page about a person would let in who sees that person so."""
    rule = rule_of(current_app, endpoint)
    lets_in = _CONDITIONS.get(rule.name) if rule else None
    return lets_in is not None and lets_in(seen.sight)


def current_in_view() -> InView:
    """The person that the page is about, as the viewer sees them; only where a rule from here let in."""
    found: InView = g.in_view
    return found


def current_person() -> SeenPerson:
    """The person that the page is about; only where a rule of this module has let in."""
    return current_in_view().person


def in_view_or_none() -> InView | None:
    """The person that the page is about, as the viewer sees them, if it is about one."""
    found: InView | None = g.get("in_view")
    return found
