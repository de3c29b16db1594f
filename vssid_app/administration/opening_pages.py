"""Offices that open or close from a day on."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from vssid_app.administration import office_words
from vssid_app.administration.blueprint import pages
from vssid_app.administration.dated_forms import CloseOfficeForm, NewOfficeForm
from vssid_app.administration.frame import OFFICES, administrator, frame
from vssid_app.administration.operations import add_office, end_office
from vssid_app.administration.queries import waiting_at
from vssid_app.agencies.changes import history_of_office
from vssid_app.agencies.openings import BadOffice, NewOffice, OfficeProblem, check_new_office, last_row
from vssid_app.agencies.queries import provinces
from vssid_app.core.clock import today
from vssid_app.core.dated_rules import in_force
from vssid_app.identity.access import signed_in_visitor


@pages.route("/co-quan/them", methods=["GET", "POST"])
@administrator
def new_office() -> ResponseReturnValue:
    """An office that begins; it is seen before it is kept."""
    form = NewOfficeForm()
    form.province.choices = [("", _("Chọn")), *((row.code, row.name) for row in provinces(today()))]
    new = _typed_office(form) if form.validate_on_submit() else None
    if new is not None and form.was_seen(str(new)) and request.form.get("ghi"):
        return _keep_new(new, form.reason.value)
    return render_template(
        "administration/new_office.html", **frame(OFFICES), form=form, new=new, words=office_words
    )


def _typed_office(form: NewOfficeForm) -> NewOffice | None:
    new = NewOffice(
        code=form.code.value,
        name=form.name.value,
        province_code=str(form.province.data),
        district_code=form.district.value,
        first_day=form.day,
    )
    try:
        check_new_office(new, form.reason.value)
    except BadOffice as bad:
        wrong = {
            OfficeProblem.BAD_CODE: form.code,
            OfficeProblem.EXISTS: form.code,
            OfficeProblem.UNKNOWN_DISTRICT: form.district,
        }.get(bad.problem, form.first_day)
        form.refuse(wrong, office_words.problem(bad.problem))
        return None
    return new


def _keep_new(new: NewOffice, reason: str) -> ResponseReturnValue:
    try:
        add_office(new, reason=reason, by=signed_in_visitor().account)
    except BadOffice as bad:
        flash(office_words.problem(bad.problem), "refused")
        return redirect(url_for(".new_office"), 303)
    flash(_("Đã thêm cơ quan."), "done")
    return redirect(url_for(".office", code=new.code), 303)


@pages.route("/co-quan/<code>/dong", methods=["GET", "POST"])
@administrator
def close_office(code: str) -> ResponseReturnValue:
    """The last day of an office; what waits there is told before it is kept."""
    rows = history_of_office(code)
    if not rows:
        abort(404)
    form = CloseOfficeForm()
    row = None
    if form.validate_on_submit():
        try:
            row = last_row(code, form.day, form.reason.value)
        except BadOffice as bad:
            form.refuse(form.first_day, office_words.problem(bad.problem))
    if row is not None and form.was_seen(str(form.day)) and request.form.get("ghi"):
        return _keep_end(code, form)
    return render_template(
        "administration/close_office.html",
        **frame(OFFICES),
        form=form,
        code=code,
        current=in_force(rows, today()) or rows[-1],
        row=row,
        waiting=waiting_at(code),
        words=office_words,
    )


def _keep_end(code: str, form: CloseOfficeForm) -> ResponseReturnValue:
    try:
        end_office(code, form.day, reason=form.reason.value, by=signed_in_visitor().account)
    except BadOffice as bad:
        flash(office_words.problem(bad.problem), "refused")
    else:
        flash(_("Đã ghi ngày đóng."), "done")
    return redirect(url_for(".office", code=code), 303)
