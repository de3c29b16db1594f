"""The inviter's side: the relation, the QR code, and the word on who accepted."""

from __future__ import annotations

from flask import abort, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from vssid_app.core.clock import today
from vssid_app.core.device import this_device
from vssid_app.core.qr import qr_of
from vssid_app.core.settings import Settings
from vssid_app.identity.access import signed_in_visitor
from vssid_app.identity.codes.messages import please_wait
from vssid_app.identity.codes.rules import Wait
from vssid_app.identity.models import Account
from vssid_app.people.access import current_person, for_person
from vssid_app.people.blueprint import pages
from vssid_app.people.care_forms import InviteForm
from vssid_app.people.care_queries import Carer, carer_of
from vssid_app.people.invitations import operations
from vssid_app.people.invitations.queries import living_with_guest, own_invitation
from vssid_app.people.invitations.tokens import link_token, short_code
from vssid_app.people.messages import guardian_words
from vssid_app.people.models import Invitation, Person, Relation
from vssid_app.people.proving import NothingToProve, ask_for_proof, is_proven
from vssid_app.people.queries import find_person

CONFIRM = "confirm:"


@pages.route("/nguoi/<public_id>/quyen/moi", methods=["GET", "POST"])
@for_person
def invite(public_id: str) -> ResponseReturnValue:
    """What the one to be invited is to the child; then the QR code."""
    own = _own_care()
    if not own.can_invite:
        flash(_("Bạn được mời nên chưa mời thêm người khác được."), "refused")
        return redirect(_care_url(public_id), 303)
    form = InviteForm()
    if form.validate_on_submit():
        try:
            operations.invite(
                own.person, _child(), Relation(form.relation.data), by=signed_in_visitor().account
            )
        except operations.SomebodyWaits:
            flash(_("Có người đã nhận lời mời trước. Xác nhận hoặc từ chối người đó đã."), "refused")
            return redirect(_care_url(public_id), 303)
        except operations.MayNotInvite:
            abort(404)
        return redirect(url_for(".invitation", public_id=public_id), 303)
    return render_template("people/invite.html", form=form, person=current_person())


@pages.get("/nguoi/<public_id>/quyen/loi-moi")
@for_person
def invitation(public_id: str) -> ResponseReturnValue:
    """The QR code, the link and the digits of the invitation that is open, and until when."""
    found = living_with_guest(signed_in_visitor().person_id or 0, current_person().id)
    if found is None or found[1] is not None:
        return redirect(_care_url(public_id))
    living = found[0]
    link = _site() + url_for(".invited", token=link_token(living.code))
    digits = short_code(living.code)
    return render_template(
        "people/invitation.html",
        person=current_person(),
        invitation=living,
        link=link,
        qr=qr_of(link, _("Mã QR của lời mời")),
        digits=f"{digits[:4]} {digits[4:]}",
        relation=guardian_words(Relation(living.relation)),
    )


@pages.post("/nguoi/<public_id>/quyen/loi-moi/<code>/rut")
@for_person
def take_back(public_id: str, code: str) -> ResponseReturnValue:
    """Nobody can accept it any more."""
    try:
        operations.take_back(_own_invitation(code), by=signed_in_visitor().account)
    except operations.InvitationOver:
        flash(_("Lời mời này đã có người nhận hoặc đã xong. Xem lại bên dưới."), "refused")
    else:
        flash(_("Đã rút lời mời. Mã QR và mã số không dùng được nữa."), "done")
    return redirect(_care_url(public_id), 303)


@pages.post("/nguoi/<public_id>/quyen/loi-moi/<code>/xac-nhan")
@for_person
def confirm(public_id: str, code: str) -> ResponseReturnValue:
    """It is the right one: after a code, where none was answered lately."""
    found, account = _own_invitation(code), signed_in_visitor().account
    if is_proven(account, device=this_device()):
        say_confirmed(found, by=account)
        return redirect(_care_url(public_id), 303)
    try:
        asked = ask_for_proof(account, f"{CONFIRM}{found.code}", device=this_device())
    except NothingToProve:
        flash(_("Tài khoản chưa có số điện thoại để gửi mã. Thêm số điện thoại trước."), "refused")
        return redirect(_care_url(public_id), 303)
    if isinstance(asked, Wait):
        flash(please_wait(asked), "refused")
        return redirect(_care_url(public_id), 303)
    return redirect(url_for(".care_code", challenge=asked.public_id), 303)


@pages.post("/nguoi/<public_id>/quyen/loi-moi/<code>/khong-phai")
@for_person
def refuse(public_id: str, code: str) -> ResponseReturnValue:
    """It is somebody else."""
    try:
        operations.refuse(_own_invitation(code), by=signed_in_visitor().account)
    except operations.InvitationOver:
        flash(_("Lời mời này đã xong. Xem lại bên dưới."), "refused")
    else:
        flash(_("Đã từ chối. Người đó không xem được gì của con."), "done")
    return redirect(_care_url(public_id), 303)


def say_confirmed(invitation: Invitation, *, by: Account) -> None:
    """Confirm, and have the next page say what has come of it."""
    try:
        operations.confirm(invitation, by=by)
    except operations.InvitationOver:
        flash(_("Lời mời này đã xong. Xem lại bên dưới."), "refused")
    except operations.CannotConfirm:
        flash(
            _("Chưa thêm được người này. Lời mời đã quá hạn hoặc hai bên đã thay đổi. Hãy mời lại."),
            "refused",
        )
    else:
        flash(_("Đã xác nhận. Từ nay người đó xem và làm thay được cho con."), "done")


def _own_care() -> Carer:
    """A 404 for whose page it is, and for who has the child no more."""
    own = carer_of(signed_in_visitor().person_id or 0, current_person().id, today())
    if own is None:
        abort(404)
    return own


def _own_invitation(code: str) -> Invitation:
    found = own_invitation(signed_in_visitor().person_id or 0, current_person().id, code)
    if found is None:
        abort(404)
    return found


def _child() -> Person:
    child = find_person(current_person().id)
    if child is None:
        abort(404)
    return child


def _site() -> str:
    settings: Settings = current_app.extensions["settings"]
    return settings.public_url or request.host_url.rstrip("/")


def _care_url(public_id: str) -> str:
    return url_for(".care", public_id=public_id)
