"""Offices: finding one, its names so far, and a new name from a day on."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from vssid_app.administration import words
from vssid_app.administration.blueprint import pages
from vssid_app.administration.forms import OfficeNameForm, OfficeSearchForm
from vssid_app.administration.frame import OFFICES, administrator, frame
from vssid_app.administration.operations import change_office
from vssid_app.administration.queries import offices_to_confirm
from vssid_app.agencies.changes import history_of_office, place_of_name
from vssid_app.agencies.models import InsuranceOffice
from vssid_app.agencies.queries import search_offices
from vssid_app.core.clock import today
from vssid_app.core.dated_rules import BadRow, Place, in_force
from vssid_app.identity.access import signed_in_visitor

LIST_LENGTH = 50


@pages.get("/co-quan")
@administrator
def offices() -> str:
    """What a search finds; without one, the offices whose names are to be looked over."""
    search = OfficeSearchForm(request.args)
    sought = bool("tim" in request.args and search.validate())
    found = search_offices(search.tim.value, today(), LIST_LENGTH) if sought else offices_to_confirm(today())
    return render_template(
        "administration/offices.html", **frame(OFFICES), search=search, sought=sought, offices=found
    )


@pages.route("/co-quan/<code>", methods=["GET", "POST"])
@administrator
def office(code: str) -> ResponseReturnValue:
    """An office's names; a new one is seen before it is kept."""
    rows = history_of_office(code)
    if not rows:
        abort(404)
    form = OfficeNameForm()
    place = _place_of(code, form) if form.validate_on_submit() else None
    if place is not None and form.was_seen(f"{form.name.value}|{form.day}") and request.form.get("ghi"):
        return _keep(code, form)
    before = place.earlier.name if place and place.earlier else ""
    return render_template(
        "administration/office.html",
        **frame(OFFICES),
        code=code,
        rows=rows,
        current=in_force(rows, today()) or rows[-1],
        form=form,
        change=words.rename_words(place.valid_from, form.name.value, before) if place else "",
        place=place,
        words=words,
    )


def _place_of(code: str, form: OfficeNameForm) -> Place[InsuranceOffice] | None:
    try:
        return place_of_name(code, form.day, form.reason.value)
    except BadRow as bad:
        form.refuse(form.first_day, words.dated_problem(bad.problem))
        return None


def _keep(code: str, form: OfficeNameForm) -> ResponseReturnValue:
    try:
        change_office(
            code, form.name.value, form.day, reason=form.reason.value, by=signed_in_visitor().account
        )
    except BadRow:
        flash(_("Một quản trị viên khác vừa đổi trước. Xem lại rồi làm lại."), "refused")
    else:
        flash(_("Đã ghi tên mới."), "done")
    return redirect(url_for(".office", code=code), 303)
