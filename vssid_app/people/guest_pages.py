"""The invited one's side: the link or the digits, whose child it is, and yes."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from vssid_app.core.access import anybody
from vssid_app.core.clock import instant, today
from vssid_app.core.device import this_device
from vssid_app.core.extensions import db, keyring
from vssid_app.identity.access import sign_in_first, signed_in, signed_in_visitor, visitor
from vssid_app.identity.codes.challenge import Challenge
from vssid_app.identity.codes.code_page import challenge_here, code_step
from vssid_app.identity.codes.messages import please_wait
from vssid_app.identity.codes.operations import use
from vssid_app.identity.codes.rules import Purpose, Wait
from vssid_app.identity.forms import why_refused
from vssid_app.identity.passwords.operations import Refused, count_tries, forget_wrong, note_wrong
from vssid_app.people import care_words
from vssid_app.people.blueprint import pages
from vssid_app.people.care_forms import ShortCodeForm
from vssid_app.people.invitation_rules import InvitationProblem, InvitationStatus
from vssid_app.people.invitations import operations
from vssid_app.people.invitations.queries import (
    Invited,
    invited_by_code,
    invited_by_link,
    open_by_short_code,
)
from vssid_app.people.invitations.tokens import link_token
from vssid_app.people.inviting_pages import CONFIRM, say_confirmed
from vssid_app.people.messages import guardian_words
from vssid_app.people.models import Person, Relation
from vssid_app.people.proving import NothingToProve, ask_for_proof, is_proven
from vssid_app.people.queries import find_person, has_in_care
from vssid_app.policy.models import Parameter
from vssid_app.policy.queries import look_up, whole_number

ACCEPT = "accept:"


@pages.route("/moi", methods=["GET", "POST"])
@signed_in
def enter_code() -> ResponseReturnValue:
    """How one is invited, and the digits for who cannot scan the QR code; wrong ones make the next wait."""
    who = signed_in_visitor()
    if who.person_id is None:
        abort(404)
    form, refused = ShortCodeForm(), None
    if form.validate_on_submit():
        answer = _look_for(form.code.digits, who.account_id)
        if isinstance(answer, str):
            return redirect(url_for(".invited", token=answer), 303)
        refused = answer
        wrong = _("Không có lời mời nào với mã này, hoặc đã hết hạn. Xem lại mã trên máy người mời.")
        form.refuse(form.code, why_refused(answer, wrong))
    return render_template("people/enter_code.html", form=form, refused=refused)


def _look_for(digits: str, account_id: int) -> str | Refused:
    """The token of the invitation's link; a try counts against account and phone."""
    values = (("account", str(account_id)), ("device", this_device()))
    keys = [keyring.fingerprint(f"invitation {kind}", value) for kind, value in values]
    counted = count_tries(keys)
    if isinstance(counted, Refused):
        return counted
    found = open_by_short_code(digits)
    if found is None:
        return note_wrong(keys[0], counted)
    with db.transaction():
        forget_wrong(keys)
    return link_token(found.code)


@pages.route("/moi/<token>", methods=["GET", "POST"])
@anybody
def invited(token: str) -> ResponseReturnValue:
    """Who invites whom to what, for who is signed in; yes. Nothing of the child before that."""
    found = invited_by_link(token, today())
    if found is None:
        title, advice = care_words.unknown_invitation()
        return render_template("people/no_invitation.html", title=title, advice=advice, problem=""), 404
    who = visitor()
    if who is not None:
        return _for_guest(found, find_person(who.person_id) if who.person_id is not None else None, token)
    if request.method == "POST":
        return sign_in_first()
    return render_template("people/invited_first.html", here=url_for(".invited", token=token))


def _for_guest(found: Invited, guest: Person | None, token: str) -> ResponseReturnValue:
    if guest is not None and found.invitation.guest_id == guest.id:
        return _after(found, guest)
    look_up((Parameter.ADULT_AGE, Parameter.PARENT_AGE_GAP), today())
    problem = operations.hindrance(found, guest)
    if problem is None and guest is not None and request.method == "POST":
        return _accept(found, guest, token)
    if problem is not None:
        return _refused(problem)
    return render_template("people/invited.html", **_facts(found), here=url_for(".invited", token=token))


def _facts(found: Invited) -> dict[str, object]:
    """No more of the child than what it is called, and who asks."""
    return {
        "child": found.child,
        "inviter": found.inviter,
        "inviter_is": guardian_words(found.inviter_relation) if found.inviter_relation else "",
        "relation": guardian_words(Relation(found.invitation.relation)),
        "invitation": found.invitation,
    }


def _refused(problem: operations.Problem) -> ResponseReturnValue:
    adult = whole_number(Parameter.ADULT_AGE, today())
    title, advice = care_words.refusal(problem, adult_age=adult)
    return render_template("people/no_invitation.html", title=title, advice=advice, problem=problem)


def _after(found: Invited, guest: Person) -> ResponseReturnValue:
    """What has come of it, for who accepted it."""
    invitation = found.invitation
    if invitation.status == InvitationStatus.CONFIRMED and has_in_care(guest.id, found.child.id, today()):
        return redirect(url_for("registry.home", public_id=found.child.public_id), 303)
    waits = invitation.status == InvitationStatus.ACCEPTED and found.inviter_relation is not None
    if waits and invitation.expires_at > instant():
        here = url_for(".invited", token=link_token(invitation.code))
        return render_template("people/accepted.html", **_facts(found), here=here)
    return _refused(InvitationProblem.INVITER_GONE if waits is False else InvitationProblem.EXPIRED)


def _accept(found: Invited, guest: Person, token: str) -> ResponseReturnValue:
    account = signed_in_visitor().account
    if is_proven(account, device=this_device()):
        try:
            operations.accept(found.invitation, guest, account=account)
        except operations.CannotAccept as cannot:
            return _refused(cannot.problem)
        return redirect(url_for(".invited", token=token), 303)
    try:
        asked = ask_for_proof(account, f"{ACCEPT}{found.invitation.code}", device=this_device())
    except NothingToProve:
        return _refused(InvitationProblem.NO_PHONE)
    if isinstance(asked, Wait):
        flash(please_wait(asked), "refused")
        return redirect(url_for(".invited", token=token), 303)
    return redirect(url_for(".care_code", challenge=asked.public_id), 303)


@pages.route("/moi/ma/<challenge>", methods=["GET", "POST"])
@signed_in
def care_code(challenge: str) -> ResponseReturnValue:
    """The code by which an invitation is accepted, or who accepted it confirmed; typed right, it is done."""
    asked = challenge_here(challenge, Purpose.CARE)
    found = _of_challenge(asked)
    confirms = asked.subject.startswith(CONFIRM)
    own_page = url_for(".care", public_id=found.child.public_id)
    back = own_page if confirms else url_for(".invited", token=link_token(found.invitation.code))
    return code_step(
        asked,
        on_proven=lambda proven: _proven(proven, found, back, confirms=confirms),
        template="people/care_code.html",
        confirms=confirms,
        back_url=back,
    )


def _of_challenge(asked: Challenge) -> Invited:
    """The invitation that a code is about, for the account that asked for it."""
    who = signed_in_visitor()
    found = invited_by_code(asked.subject.partition(":")[2], today())
    if found is None or asked.account_id != who.account_id or who.person_id is None:
        abort(404)
    return found


def _proven(proven: Challenge, found: Invited, back: str, *, confirms: bool) -> ResponseReturnValue | None:
    with db.transaction():
        is_first = use(proven)
    account = signed_in_visitor().account
    guest = find_person(account.person_id) if account.person_id is not None else None
    if not is_first or guest is None:
        return redirect(back, 303)
    if confirms:
        if guest.id == found.invitation.inviter_id:
            say_confirmed(found.invitation, by=account)
        return redirect(back, 303)
    try:
        operations.accept(found.invitation, guest, account=account)
    except operations.CannotAccept as cannot:
        return _refused(cannot.problem)
    return redirect(back, 303)
