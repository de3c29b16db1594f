"""Staff: the list, a new one, and what can be changed of one."""

from __future__ import annotations

from collections.abc import Callable

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from vssid_app.administration import words
from vssid_app.administration.blueprint import pages
from vssid_app.administration.forms import NO_OFFICE, RoleForm, StaffForm
from vssid_app.administration.frame import STAFF, administrator, frame, my_number
from vssid_app.administration.queries import names_of_offices
from vssid_app.identity.models import Account, Role
from vssid_app.identity.queries import find_staff
from vssid_app.identity.staff import operations
from vssid_app.identity.staff.operations import Credentials, StaffProblem, StaffRefused
from vssid_app.identity.staff.roles import all_staff, give_role, readmit_staff, take_role


@pages.get("/can-bo")
@administrator
def staff() -> str:
    """Everybody who works here, by user name."""
    found = all_staff()
    return render_template(
        "administration/staff.html",
        **frame(STAFF),
        staff=found,
        offices=names_of_offices({role.office_code for each in found for role in each.roles}),
        words=words,
    )


@pages.route("/can-bo/them", methods=["GET", "POST"])
@administrator
def add_staff() -> ResponseReturnValue:
    """A new member of staff; the answer shows the one-time password, once."""
    form = StaffForm()
    if form.validate_on_submit():
        begun = _add(form)
        if begun is not None:
            return _show_once(begun)
    return render_template("administration/add_staff.html", **frame(STAFF), form=form)


def _add(form: StaffForm) -> Credentials | None:
    if form.lacks_office:
        form.refuse(form.office, NO_OFFICE)
        return None
    code = form.office.value if form.role_chosen is Role.OFFICER else ""
    try:
        return operations.add_staff(form.user.value, form.name.value, form.role_chosen, code, by=my_number())
    except StaffRefused as refused:
        wrong = form.office if refused.problem is StaffProblem.UNKNOWN_OFFICE else form.user
        form.refuse(wrong, words.staff_problem(refused.problem))
        return None


@pages.get("/can-bo/<user>")
@administrator
def member(user: str) -> str:
    """One member of staff: roles, and what can be done."""
    return _member_page(_of(user), RoleForm())


@pages.post("/can-bo/<user>/vai")
@administrator
def give(user: str) -> ResponseReturnValue:
    """One role more."""
    account, form = _of(user), RoleForm()
    if form.validate_on_submit():
        if form.lacks_office:
            form.refuse(form.office, NO_OFFICE)
            return _member_page(account, form)
        try:
            give_role(user, form.role_chosen, form.office.value, by=my_number())
        except StaffRefused as refused:
            form.refuse(form.office, words.staff_problem(refused.problem))
        else:
            flash(_("Đã thêm vai cho %(user)s.", user=user), "done")
            return redirect(url_for(".member", user=user), 303)
    return _member_page(account, form)


@pages.post("/can-bo/<user>/bo-vai")
@administrator
def take(user: str) -> ResponseReturnValue:
    """One role less."""
    _of(user)
    role, code = request.form.get("role", ""), request.form.get("office", "")
    if role not in set(Role):
        flash(_("Chọn vai cần bỏ."), "refused")
        return redirect(url_for(".member", user=user), 303)
    return _do(
        user, lambda: take_role(user, Role(role), code, by=my_number()), _("Đã bỏ vai, có hiệu lực ngay.")
    )


@pages.post("/can-bo/<user>/khoa")
@administrator
def disable(user: str) -> ResponseReturnValue:
    """Out at once, on all machines."""
    _of(user)
    return _do(
        user,
        lambda: operations.disable_staff(user, by=my_number()),
        _("Đã khoá %(user)s, mọi máy đã thoát.", user=user),
    )


@pages.post("/can-bo/<user>/dat-lai")
@administrator
def reset(user: str) -> ResponseReturnValue:
    """Begin anew with a lost phone or password: the answer shows the one-time password, once."""
    _of(user)
    return _begin_anew(user, lambda: operations.reset_second_factor(user, by=my_number()))


@pages.post("/can-bo/<user>/mo-lai")
@administrator
def readmit(user: str) -> ResponseReturnValue:
    """Let somebody who was taken out come back, beginning anew."""
    _of(user)
    return _begin_anew(user, lambda: readmit_staff(user, by=my_number()))


def _of(user: str) -> Account:
    account = find_staff(user)
    if account is None:
        abort(404)
    return account


def _do(user: str, operation: Callable[[], None], done: str) -> ResponseReturnValue:
    try:
        operation()
    except StaffRefused as refused:
        flash(words.staff_problem(refused.problem), "refused")
    else:
        flash(done, "done")
    return redirect(url_for(".member", user=user), 303)


def _begin_anew(user: str, operation: Callable[[], Credentials]) -> ResponseReturnValue:
    try:
        return _show_once(operation())
    except StaffRefused as refused:
        flash(words.staff_problem(refused.problem), "refused")
        return redirect(url_for(".member", user=user), 303)


def _show_once(begun: Credentials) -> str:
    return render_template("administration/credentials.html", **frame(STAFF), begun=begun)


def _member_page(account: Account, form: RoleForm) -> str:
    return render_template(
        "administration/member.html",
        **frame(STAFF),
        account=account,
        offices=names_of_offices({role.office_code for role in account.roles}),
        is_me=account.id == my_number(),
        is_part=account.password_hash is None,
        words=words,
        form=form,
    )
