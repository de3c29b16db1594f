"""Who has the care of a child, found by the child's number, and ending it by a decision."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from vssid_app.agencies.remembered import office_code_for_commune
from vssid_app.core.clock import today
from vssid_app.desk.blueprint import pages
from vssid_app.desk.care_forms import EndCareForm, FindChildForm
from vssid_app.desk.queries import newest_dossier_office
from vssid_app.enrolment.staff_access import my_number, my_offices, reviewer
from vssid_app.enrolment.staff_frame import CARE, desk_frame
from vssid_app.people.care_desk import (
    Held,
    end_by_office,
    guardianships_of,
    note_care_view,
    person_of_address,
)
from vssid_app.people.looks.noting import note_look
from vssid_app.people.messages import end_words, guardian_words
from vssid_app.people.models import EndReason, Person
from vssid_app.people.operations import AlreadyEnded
from vssid_app.people.queries import find_by_citizen_id, find_by_si_number


@pages.route("/can-bo/cham-soc", methods=["GET", "POST"])
@reviewer
def find_care() -> ResponseReturnValue:
    """Find a child by its number, which is sent and never part of an address."""
    form = FindChildForm()
    if form.validate_on_submit():
        number = form.recognised
        found = (
            find_by_citizen_id(number.value)
            if form.is_identity
            else find_by_si_number(number.si_number or "")
        )
        if found is not None and _office_of(found) is not None:
            return redirect(url_for(".care", public_id=found.public_id), 303)
        form.refuse(form.number, _("Không có mã số này ở cơ quan của bạn. Xem lại từng số."))
    return render_template("desk/find_care.html", **desk_frame(CARE), form=form)


@pages.route("/can-bo/cham-soc/<public_id>", methods=["GET", "POST"])
@reviewer
def care(public_id: str) -> ResponseReturnValue:
    """Everybody who has or had the child in care; ending one of them, with a coded reason."""
    child = person_of_address(public_id)
    office = _office_of(child) if child else None
    if child is None or office is None:
        abort(404)
    note_look(child.id, office_code=office)
    held = guardianships_of(child.id)
    form = EndCareForm(held=held)
    if form.validate_on_submit():
        chosen = next(each for each in held if str(each.row.id) == form.guardian.data)
        _end(child, chosen, form)
        return redirect(url_for(".care", public_id=public_id), 303)
    note_care_view(child, by=my_number())
    return render_template(
        "desk/care.html",
        **desk_frame(CARE),
        form=form,
        child=child,
        held=held,
        guardian_words=guardian_words,
        end_words=end_words,
    )


def _end(child: Person, held: Held, form: EndCareForm) -> None:
    reason = EndReason(form.reason.data)
    try:
        end_by_office(child, held, reason=reason, note=form.note.value, by=my_number())
    except AlreadyEnded:
        flash(_("Quyền này vừa được người khác chấm dứt. Lần này không ghi gì thêm."), "refused")
    else:
        flash(_("Đã chấm dứt. Người đó và người chăm sóc khác đã nhận tin báo."), "done")


def _office_of(child: Person) -> str | None:
    """The office whose matter a child is, if it is the officer's: by its dossier, else by where it lives.

    A child of whom neither is known is everybody's matter: ``""``.
    """
    office = newest_dossier_office(child.id) or office_code_for_commune(child.commune_code, today())
    mine = my_offices()
    return office if "" in mine or office in mine or not office else None
