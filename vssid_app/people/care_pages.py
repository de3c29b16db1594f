"""``Ai xem được hồ sơ``: who has a child in care, and what they have done."""

from __future__ import annotations

from flask import render_template
from flask_babel import gettext as _

from vssid_app.core.clock import today
from vssid_app.identity.access import signed_in_visitor
from vssid_app.people.access import current_in_view, for_person
from vssid_app.people.blueprint import pages
from vssid_app.people.care_queries import all_carers_of, carers_of
from vssid_app.people.changes import changes_of
from vssid_app.people.invitations.queries import living_with_guest
from vssid_app.people.messages import guardian_words


@pages.get("/nguoi/<public_id>/quyen")
@for_person
def care(public_id: str) -> str:  # noqa: ARG001 - the access rule has fetched the person
    """Everybody who may see the child, from when until when; oneself marked; who waits to be confirmed."""
    seen, own = current_in_view(), signed_in_visitor().person_id or 0
    carers = carers_of(seen.person.id, today())
    mine = next((carer for carer in carers if carer.person.id == own), None)
    living = living_with_guest(own, seen.person.id) if mine else None
    invitation, guest = living or (None, None)
    return render_template(
        "people/care.html",
        person=seen.person,
        is_self=seen.relation is None,
        carers=carers,
        own=own,
        mine=mine,
        invitation=invitation,
        guest=guest,
        names={carer.person.id: carer.person for carer in carers},
        guardian_words=guardian_words,
    )


@pages.get("/nguoi/<public_id>/quyen/viec-da-lam")
@for_person
def care_changes(public_id: str) -> str:  # noqa: ARG001
    """What guardians and the office did for the child, the latest first."""
    person = current_in_view().person
    carers = all_carers_of(person.id)
    return render_template(
        "people/changes.html",
        person=person,
        changes=changes_of(person.id, carers, own=signed_in_visitor().account_id),
        title=_("Những việc đã làm"),
    )
