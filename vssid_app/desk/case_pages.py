"""Cases of ``Không phải tôi``: somebody says that the account on their number or phone is not theirs."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from vssid_app.core.text import same_name
from vssid_app.desk.blueprint import pages
from vssid_app.desk.forms import SettleForm
from vssid_app.desk.operations import note_case_view
from vssid_app.desk.queries import Case, case_of_office, cases_of_offices, holder_of
from vssid_app.enrolment.operations.cases import settle_case
from vssid_app.enrolment.operations.lapsing import late_before
from vssid_app.enrolment.staff_access import my_number, my_offices, reviewer
from vssid_app.enrolment.staff_frame import CASES, desk_frame
from vssid_app.enrolment.staff_queries import staff_names
from vssid_app.people.looks.noting import note_look


@pages.get("/can-bo/yeu-cau-kiem-tra")
@reviewer
def cases() -> ResponseReturnValue:
    """The cases that wait, then the settled ones."""
    found = cases_of_offices(my_offices())
    late = late_before(each.case.opened_at for each in found if each.case.settled_at is None)
    return render_template("desk/cases.html", **desk_frame(CASES), cases=found, late_before=late)


@pages.route("/can-bo/yeu-cau-kiem-tra/<code>", methods=["GET", "POST"])
@reviewer
def case(code: str) -> ResponseReturnValue:
    """What was said, whom the account belongs to, and the answer."""
    found = case_of_office(code, my_offices())
    if found is None:
        abort(404)
    form = SettleForm()
    if form.validate_on_submit():
        if form.sentence:
            return _settle(found, form.sentence)
        form.refuse(form.words, _("Viết câu trả lời, hoặc chọn một câu có sẵn."))
    return _page(found, form)


def _settle(found: Case, sentence: str) -> ResponseReturnValue:
    if settle_case(found.case, sentence, by=my_number()):
        flash(_("Đã trả lời yêu cầu %(code)s.", code=found.case.code), "done")
    else:
        flash(_("Một cán bộ khác đã trả lời trước. Câu của bạn chưa được gửi."), "refused")
    return redirect(url_for("desk.case", code=found.case.code), 303)


def _page(found: Case, form: SettleForm) -> str:
    holder = holder_of(found)
    note_look(holder.id if holder else None, office_code=found.dossier.office_code or "")
    note_case_view(found, holder, by=my_number())
    declared = found.dossier
    settler = found.case.settled_by_id
    return render_template(
        "desk/case.html",
        **desk_frame(CASES),
        case=found.case,
        dossier=declared,
        holder=holder,
        same_name=bool(holder and declared.full_name and same_name(declared.full_name, holder.full_name)),
        same_birth=bool(holder and declared.birth and declared.birth.agrees_with(holder.birth)),
        settled_by=staff_names([settler]).get(settler or 0, _("Cán bộ")),
        form=form,
    )
