"""Parameters: what holds today, what held before, and a new value from a day on."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from vssid_app.administration import words
from vssid_app.administration.blueprint import pages
from vssid_app.administration.forms import ParameterForm, parameter_form
from vssid_app.administration.frame import PARAMETERS, administrator, frame
from vssid_app.administration.operations import change_parameter
from vssid_app.administration.queries import all_values
from vssid_app.core.clock import today
from vssid_app.core.dated_rules import BadRow, Place, in_force
from vssid_app.identity.access import signed_in_visitor
from vssid_app.policy.changes import history_of, place_of_value
from vssid_app.policy.models import Parameter, PolicyValue
from vssid_app.policy.operations import sources_of_data_files


@pages.get("/tham-so")
@administrator
def parameters() -> str:
    """Each parameter with its value of today and the next one that is known."""
    values = all_values()
    day = today()
    lines = [
        (
            name,
            in_force(values[name], day),
            next((row for row in values[name] if row.valid_from > day), None),
        )
        for name in Parameter
    ]
    return render_template("administration/parameters.html", **frame(PARAMETERS), lines=lines, words=words)


@pages.route("/tham-so/<name>", methods=["GET", "POST"])
@administrator
def parameter(name: str) -> ResponseReturnValue:
    """A parameter's values; a new one is seen before it is kept."""
    rows = history_of(Parameter(name)) if name in set(Parameter) else ()
    if not rows:
        abort(404)
    form = parameter_form(rows[0].unit)
    place = _place_of(Parameter(name), form) if form.validate_on_submit() else None
    if place is not None and form.was_seen(f"{form.kept}|{form.day}") and request.form.get("ghi"):
        return _keep(Parameter(name), form)
    return render_template(
        "administration/parameter.html",
        **frame(PARAMETERS),
        name=Parameter(name),
        rows=rows,
        current=in_force(rows, today()),
        from_files=sources_of_data_files(),
        form=form,
        change=words.change_words(place, words.value_words(form.unit, form.kept)) if place else "",
        place=place,
        words=words,
    )


def _place_of(name: Parameter, form: ParameterForm) -> Place[PolicyValue] | None:
    try:
        return place_of_value(name, form.day, form.reason.value)
    except BadRow as bad:
        form.refuse(form.first_day, words.dated_problem(bad.problem))
        return None


def _keep(name: Parameter, form: ParameterForm) -> ResponseReturnValue:
    try:
        change_parameter(
            name,
            form.kept,
            form.day,
            source=form.source.value,
            reason=form.reason.value,
            by=signed_in_visitor().account,
        )
    except BadRow:
        flash(_("Một quản trị viên khác vừa đổi trước. Xem lại rồi làm lại."), "refused")
    else:
        flash(_("Đã ghi giá trị mới."), "done")
    return redirect(url_for(".parameter", name=name), 303)
