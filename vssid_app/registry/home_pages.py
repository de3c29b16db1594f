"""Home and profile of a person."""

from __future__ import annotations

from collections.abc import Sequence

from flask import abort, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from vssid_app.agencies.remembered import commune, school_name
from vssid_app.core.clock import today
from vssid_app.identity.access import signed_in, signed_in_visitor, staff_home
from vssid_app.notices.counting import unread_count
from vssid_app.notices.queries import Reader
from vssid_app.people.access import current_in_view, current_person, for_any_view, for_person
from vssid_app.people.ended import ended_lately
from vssid_app.people.messages import part_words
from vssid_app.people.queries import find_person
from vssid_app.people.seen import InView
from vssid_app.people.sight_rules import Part
from vssid_app.registry import messages
from vssid_app.registry.blueprint import pages
from vssid_app.registry.overview import overview_of
from vssid_app.registry.queries import ChildHolding, Holding, children_of, holding_of
from vssid_app.registry.records.disputes import disputes_of
from vssid_app.registry.reference import reference_on
from vssid_app.registry.share_pages import still_to_choose
from vssid_app.registry.waiting import Waiting, waiting_and_unread


@pages.get("/toi")
@signed_in
def my_home() -> ResponseReturnValue:
    """To the home of whoever is signed in: a citizen's own, or the staff's desk."""
    who = signed_in_visitor()
    if who.person_id is None:
        return redirect(url_for(staff_home(who.account)))
    person = find_person(who.person_id)
    if person is None:
        abort(404)
    return redirect(url_for(".home", public_id=person.public_id))


@pages.get("/toi/the")
@signed_in
def my_card() -> ResponseReturnValue:
    """To the card of whoever is signed in, as the icon on a phone's home screen asks for it."""
    own = signed_in_visitor().person_id
    person = find_person(own) if own is not None else None
    if person is None:
        return redirect(url_for(".my_home"))
    return redirect(url_for(".card", public_id=person.public_id))


@pages.get("/nguoi/<public_id>/")
@for_any_view
def home(public_id: str) -> str:  # noqa: ARG001 - the access rule has fetched the person
    """The card first, the one thing to do, then rows with values; for a guardian the children as well."""
    seen = current_in_view()
    reference = reference_on(today())
    sees_card = seen.sight.shows(Part.CARD)
    own = overview_of(holding_of(seen.person) if sees_card else Holding(seen.person), reference)
    children = [] if seen.relation else children_of(seen.person, today())
    waiting, unread = _waiting_and_unread(seen)
    return render_template(
        "registry/home.html",
        person=seen.person,
        sight=seen.sight,
        overview=own,
        children=[(child, overview_of(child.holding, reference)) for child in children],
        waiting=[*still_to_choose(seen), *waiting],
        unread=unread,
        # Who has others in care reads it where one changes to another person.
        ended=[] if seen.relation or children else ended_lately(seen.person.id, today()),
        words=messages,
        # Whose cards a phone may keep: of all others it drops its copies.
        kept_for=[seen.person.public_id, *_with_card(children)],
        hidden=[part_words(part) for part in seen.sight.hidden],
    )


def _waiting_and_unread(seen: InView) -> tuple[Sequence[Waiting], int]:
    """Of a child nothing waits here; whoever looks is told by the same bell on every Home."""
    who = signed_in_visitor()
    reader = Reader(who.account_id, who.person_id or 0)
    return ([], unread_count(reader)) if seen.relation else waiting_and_unread(reader)


def _with_card(children: list[ChildHolding]) -> list[str]:
    return [child.seen.person.public_id for child in children if child.seen.sight.shows(Part.CARD)]


@pages.get("/nguoi/<public_id>/ca-nhan")
@for_person
def profile(public_id: str) -> str:  # noqa: ARG001
    """What the register and the account hold of the person; numbers that identify are masked."""
    person = find_person(current_person().id)
    if person is None:
        abort(404)
    return render_template(
        "registry/profile.html",
        person=person,
        account=None if current_in_view().relation else signed_in_visitor().account,
        address=commune(person.commune_code, today()),
        school=school_name(person.school_code, today()),
        disputes=disputes_of(person.id),
        card=overview_of(holding_of(current_person()), reference_on(today())).card,
        words=messages,
    )
