"""Until when a decision on custody holds: asked of who is neither father nor mother, checked at the desk."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask import redirect
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from vssid_app.core.clock import today
from vssid_app.core.date_field import DateTuple
from vssid_app.core.forms import AppForm, Choice, DateParts
from vssid_app.core.pages import show_date
from vssid_app.enrolment import flow
from vssid_app.enrolment.models import Dossier
from vssid_app.enrolment.operations import children
from vssid_app.enrolment.progress import step_page
from vssid_app.enrolment.steps import Step
from vssid_app.people.birth_rules import BirthDate
from vssid_app.people.care_rules import CustodyProblem, custody_problem, last_day_in_care
from vssid_app.policy.models import Parameter
from vssid_app.policy.queries import whole_number

WITH_END, WITHOUT_END = "yes", "no"


class UntilForm(AppForm):
    """Whether the decision names a last day, and which."""

    has_end = Choice(
        _l("Quyết định có ghi ngày hết hạn không?"),
        choices=[
            (WITHOUT_END, _l("Không ghi: đến khi con trưởng thành")),
            (WITH_END, _l("Có ghi ngày hết hạn")),
        ],
        missing=_l("Hãy xem quyết định, rồi chọn có hay không ghi ngày hết hạn."),
    )
    until = DateParts(_l("Ngày cuối cùng, nếu có ghi"), hint=_l("Ví dụ: 30 6 2028"))


def until_page(dossier: Dossier) -> ResponseReturnValue:
    """The last day of the decision, or that it names none."""
    form = UntilForm(data=_said_so_far(dossier))
    if form.validate_on_submit():
        until = day_of(form.until.data) if form.has_end.data == WITH_END else None
        if form.has_end.data == WITH_END and until is None:
            form.refuse(form.until, _("Hãy nhập ngày hết hạn ghi trên quyết định."))
        elif until and dossier.birth and (trouble := until_trouble(until, dossier.birth)):
            form.refuse(form.until, trouble)
        else:
            children.save_until(dossier, until)
            return redirect(flow.next_url(dossier), 303)
    return step_page("until", dossier, Step.UNTIL, form)


def until_trouble(until: date, child: BirthDate) -> str | None:
    """Why a day cannot be the last of custody, and what to do."""
    adult_age = whole_number(Parameter.ADULT_AGE, today())
    problem = custody_problem(until, child, today(), adult_age=adult_age)
    if problem is CustodyProblem.PAST:
        return _("Ngày này đã qua nên quyết định hết hiệu lực. Xem lại ngày, hoặc xin quyết định mới.")
    if problem is CustodyProblem.AFTER_OF_AGE:
        last = show_date(last_day_in_care(child, adult_age=adult_age))
        return _(
            "Con đủ %(age)s tuổi trước ngày này. Nhập ngày không sau %(last)s, hoặc chọn không ghi.",
            age=adult_age,
            last=last,
        )
    return None


def day_of(parts: DateTuple | None) -> date | None:
    """The day that was typed into three boxes, if one was."""
    if parts is None:
        return None
    year, month, day = parts
    return date(year, month or 1, day or 1)


def until_words(dossier: Dossier) -> str:
    """Until when, as it is read back."""
    if dossier.care_until is None:
        return _("đến khi con trưởng thành")
    return _("đến hết ngày %(day)s", day=show_date(dossier.care_until))


def _said_so_far(dossier: Dossier) -> dict[str, Any]:
    if Step.UNTIL not in dossier.saved_steps:
        return {}
    return {"has_end": WITH_END if dossier.care_until else WITHOUT_END, "until": dossier.care_until}
