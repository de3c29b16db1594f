"""``Gỡ quyền``: ending the care of whom one invited, or giving up the own; asked once, with a reason."""

from __future__ import annotations

from collections.abc import Sequence

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from vssid_app.core.clock import today
from vssid_app.identity.access import signed_in_visitor
from vssid_app.people.access import current_in_view, current_person, for_person
from vssid_app.people.blueprint import pages
from vssid_app.people.care_forms import EndForm
from vssid_app.people.care_queries import Carer, carers_of
from vssid_app.people.invitations.ending import MayNotEnd, stop_care
from vssid_app.people.messages import guardian_words
from vssid_app.people.models import EndReason, Person
from vssid_app.people.operations import AlreadyEnded
from vssid_app.people.queries import find_person


@pages.route("/nguoi/<public_id>/quyen/<guardian>/go", methods=["GET", "POST"])
@for_person
def end_care(public_id: str, guardian: str) -> ResponseReturnValue:
    """Who, what it means, why; then it is over at once."""
    who = signed_in_visitor()
    carers = carers_of(current_person().id, today())
    carer = _to_be_ended(guardian, carers, who.person_id)
    own = carer.person.id == who.person_id
    form = EndForm(own=own)
    if form.validate_on_submit():
        _end(carer, EndReason(form.reason.data), own=own)
        if not own:
            return redirect(url_for(".care", public_id=public_id), 303)
        return redirect(url_for(".care", public_id=carer.person.public_id), 303)
    return render_template(
        "people/end_care.html",
        form=form,
        person=current_person(),
        carer=carer,
        own=own,
        is_last=len(carers) == 1,
        relation=guardian_words(carer.relation),
    )


def _to_be_ended(guardian: str, carers: Sequence[Carer], viewer: int | None) -> Carer:
    """The care that the page is about; a 404 where it is the office's to end."""
    if current_in_view().relation is None or viewer is None:
        abort(404)
    meant = (carer for carer in carers if carer.person.public_id == guardian)
    found = next((carer for carer in meant if carer.can_be_ended_by(viewer)), None)
    if found is None:
        abort(404)
    return found


def _end(carer: Carer, reason: EndReason, *, own: bool) -> None:
    child = _child()
    try:
        stop_care(carer.person, child, by=signed_in_visitor().account, reason=reason)
    except (AlreadyEnded, MayNotEnd):
        flash(_("Quyền này đã được gỡ hoặc đã thay đổi. Xem lại bên dưới."), "refused")
        return
    name = child.short_name
    if own:
        flash(_("Bạn đã thôi chăm sóc %(name)s.", name=name), "done")
        return
    who = carer.person.short_name
    flash(_("Đã gỡ quyền. %(who)s không xem được hồ sơ của %(name)s nữa.", who=who, name=name), "done")


def _child() -> Person:
    child = find_person(current_person().id)
    if child is None:
        abort(404)
    return child
