"""Cases of a lost phone: the person stands at the counter with the identity paper."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from vssid_app.desk.account_case_form import AccountCaseForm
from vssid_app.desk.blueprint import pages
from vssid_app.enrolment.operations.lapsing import late_before
from vssid_app.enrolment.staff_access import my_number, my_offices, reviewer
from vssid_app.enrolment.staff_frame import CASES, desk_frame
from vssid_app.enrolment.staff_queries import staff_names
from vssid_app.identity.contacts import cases
from vssid_app.identity.models import Account, AccountCase, CaseDecision
from vssid_app.identity.operations import AlreadyRegistered
from vssid_app.identity.queries import account_by_id
from vssid_app.people.looks.noting import note_look
from vssid_app.people.queries import find_person


@pages.get("/can-bo/mat-so-dien-thoai")
@reviewer
def account_cases() -> ResponseReturnValue:
    """The cases that wait for somebody to come, then the decided ones."""
    found = cases.cases_of_offices(my_offices())
    late = late_before(each.opened_at for each in found if each.decided_at is None)
    return render_template("desk/account_cases.html", **desk_frame(CASES), cases=found, late_before=late)


@pages.route("/can-bo/mat-so-dien-thoai/<code>", methods=["GET", "POST"])
@reviewer
def account_case(code: str) -> ResponseReturnValue:
    """Whom the account belongs to, to be held against face and paper; the decision."""
    found = cases.case_of_office(code, my_offices())
    if found is None:
        abort(404)
    form = AccountCaseForm()
    if form.validate_on_submit() and _decide(found, CaseDecision(form.decision.data), form):
        return redirect(url_for("desk.account_case", code=found.code), 303)
    return _page(found, form)


def _decide(case: AccountCase, decision: CaseDecision, form: AccountCaseForm) -> bool:
    try:
        decided = cases.decide_account_case(case, decision, by=my_number())
    except AlreadyRegistered:
        form.refuse(form.decision, _("Số mới đang dùng cho một tài khoản khác. Mời họ xin lại bằng số khác."))
        return False
    if decided:
        flash(_("Đã xử lý yêu cầu %(code)s.", code=case.code), "done")
    else:
        flash(_("Yêu cầu này đã được xử lý trước đó."), "refused")
    return True


def _page(case: AccountCase, form: AccountCaseForm) -> str:
    cases.note_case_view(case, by=my_number())
    account = account_by_id(case.account_id)
    note_look(account.person_id if account else None, office_code=case.office_code)
    decider = case.decided_by_id
    return render_template(
        "desk/account_case.html",
        **desk_frame(CASES),
        case=case,
        account=account,
        holder=_holder(account),
        decided_by=staff_names([decider]).get(decider or 0, _("Cán bộ")),
        form=form,
    )


def _holder(account: Account | None) -> object:
    return find_person(account.person_id) if account and account.person_id else None
