"""Working days: holidays of a year, Saturdays worked, and a change that is seen before it is kept."""

from __future__ import annotations

from contextlib import suppress

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from vssid_app.administration import benefit_words
from vssid_app.administration.blueprint import pages
from vssid_app.administration.dated_forms import DayForm
from vssid_app.administration.frame import DAYS, administrator, frame
from vssid_app.administration.operations import change_day
from vssid_app.administration.queries import Wanted, entries, names_in
from vssid_app.audit.tags import Tag
from vssid_app.core.clock import today
from vssid_app.identity.access import signed_in_visitor
from vssid_app.policy.day_changes import BadDay, check_day, special_days

FIRST_YEAR, LAST_YEAR = 2015, 2100


@pages.route("/ngay-lam-viec", methods=["GET", "POST"])
@administrator
def working_days() -> ResponseReturnValue:
    """The special days of a year, and what administrators have changed."""
    form = DayForm()
    fits = form.validate_on_submit() and _may_change(form)
    seen = f"{form.day if fits else ''}|{form.kind.data}|{form.name.data}"
    if fits and form.was_seen(seen) and request.form.get("ghi"):
        return _keep(form)
    year, (changes, _more) = _year(), entries(Wanted(tag=Tag.WORKING_DAY_SET), 1)
    names = names_in(changes)
    return render_template(
        "administration/working_days.html",
        **frame(DAYS),
        form=form,
        change=_change_words(form) if fits else "",
        year=year,
        days=special_days(year),
        changes=[(row, names.staff.get(row.actor_id or 0, "")) for row in changes],
        words=benefit_words,
        first_year=FIRST_YEAR,
        last_year=LAST_YEAR,
    )


def _may_change(form: DayForm) -> bool:
    try:
        check_day(form.day, works=form.works, reason=form.reason.value)
    except BadDay as bad:
        form.refuse(form.first_day, benefit_words.day_problem(bad.problem, works=form.works))
        return False
    return True


def _change_words(form: DayForm) -> str:
    kind = _("làm việc") if form.works else _("nghỉ")
    day = benefit_words.day_words(form.day)
    return _("%(day)s thành ngày %(kind)s: %(name)s.", day=day, kind=kind, name=form.name.value)


def _keep(form: DayForm) -> ResponseReturnValue:
    try:
        change_day(
            form.day,
            works=form.works,
            name=form.name.value,
            source=form.source.value,
            reason=form.reason.value,
            by=signed_in_visitor().account,
        )
    except BadDay:
        flash(_("Một quản trị viên khác vừa đổi trước. Xem lại rồi làm lại."), "refused")
    else:
        flash(_("Đã ghi ngày này."), "done")
    return redirect(url_for(".working_days", nam=form.day.year), 303)


def _year() -> int:
    """The year that is asked for; nonsense is this year."""
    with suppress(ValueError):
        return min(max(int(request.args.get("nam", "")[:6]), FIRST_YEAR), LAST_YEAR)
    return today().year
