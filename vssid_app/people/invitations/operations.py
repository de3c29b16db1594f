"""Inviting a second guardian: made, accepted, and granted only once its maker confirms who accepted."""

from __future__ import annotations

from datetime import timedelta

from vssid_app.audit.operations import record
from vssid_app.audit.tags import Tag
from vssid_app.core.clock import instant, today
from vssid_app.core.extensions import db
from vssid_app.identity.models import Account
from vssid_app.identity.queries import account_by_id
from vssid_app.people.care_queries import Carer, carer_of
from vssid_app.people.care_rules import CareProblem
from vssid_app.people.invitation_rules import (
    InvitationAction,
    InvitationOver,
    InvitationProblem,
    InvitationStatus,
    next_status,
)
from vssid_app.people.invitations import messages
from vssid_app.people.invitations.queries import (
    Invited,
    invited_by_code,
    living_invitation,
    open_by_short_code,
)
from vssid_app.people.invitations.tokens import link_hash, link_token, new_code, short_code, short_hash
from vssid_app.people.models import Guardianship, Invitation, Person, Relation
from vssid_app.people.operations import AlreadyInCare, CannotCare, Grant, grant_care, problem_between
from vssid_app.people.queries import find_person, has_in_care
from vssid_app.policy.models import Parameter
from vssid_app.policy.queries import whole_number

Problem = InvitationProblem | CareProblem
TAGS = {
    InvitationStatus.ACCEPTED: Tag.INVITATION_ACCEPTED,
    InvitationStatus.CONFIRMED: Tag.INVITATION_CONFIRMED,
    InvitationStatus.REFUSED: Tag.INVITATION_REFUSED,
    InvitationStatus.TAKEN_BACK: Tag.INVITATION_TAKEN_BACK,
    InvitationStatus.VOID: Tag.INVITATION_VOID,
}


class MayNotInvite(Exception):
    """The child is not in this care, or the care itself came by an invitation."""


class SomebodyWaits(Exception):
    """Somebody has accepted the last invitation: that is to be answered first."""


class CannotAccept(Exception):
    """Not this invitation, or not by this one; ``problem`` says why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem)
        self.problem = problem


class CannotConfirm(Exception):
    """The two cannot have the child together any more: the invitation is void."""


def invite(inviter: Person, child: Person, relation: Relation, *, by: Account) -> Invitation:
    """Make an invitation for ten minutes; an earlier one that nobody has accepted is void with it.

    Source: parameter ``invitation_minutes`` of the policy, in force today.

    Raises:
        MayNotInvite: when the inviter has not this child, or came by an invitation too.
        SomebodyWaits: when the last one is accepted and waits for the inviter's word.
    """
    with db.transaction() as session:
        _alone_with(child)
        if _inviting(inviter.id, child.id) is None:
            raise MayNotInvite
        _end_last(inviter.id, child.id, by=by)
        code = _free_code()
        minutes = whole_number(Parameter.INVITATION_MINUTES, today())
        made = Invitation(
            code=code,
            link_hash=link_hash(link_token(code)),
            short_hash=short_hash(short_code(code)),
            child_id=child.id,
            inviter_id=inviter.id,
            relation=relation,
            expires_at=instant() + timedelta(minutes=minutes),
        )
        session.add(made)
        record(Tag.INVITATION_MADE, actor=by.id, subject=made, relation=relation)
        return made


def take_back(invitation: Invitation, *, by: Account) -> None:
    """Let nobody accept it any more.

    Raises:
        InvitationOver: when somebody has, or it has ended.
    """
    with db.transaction():
        _alone_with(find_person(invitation.child_id))
        _change(invitation, InvitationAction.TAKE_BACK, by=by.id)


def hindrance(invited: Invited, guest: Person | None) -> Problem | None:
    """Why somebody cannot accept an invitation now; ``guest`` None is an account without a person."""
    invitation = invited.invitation
    if guest is None:
        return InvitationProblem.STAFF
    if guest.id == invitation.inviter_id:
        return InvitationProblem.OWN
    return _state_problem(invited) or _guest_problem(invited, guest)


def _state_problem(invited: Invited) -> InvitationProblem | None:
    invitation = invited.invitation
    if invitation.status == InvitationStatus.TAKEN_BACK:
        return InvitationProblem.TAKEN_BACK
    if invitation.status == InvitationStatus.VOID or invited.inviter_relation is None:
        return InvitationProblem.INVITER_GONE
    if invitation.status != InvitationStatus.OPEN:
        return InvitationProblem.USED
    return InvitationProblem.EXPIRED if invitation.expires_at <= instant() else None


def _guest_problem(invited: Invited, guest: Person) -> Problem | None:
    child = invited.child
    if guest.id == child.id:
        return InvitationProblem.IS_CHILD
    if has_in_care(guest.id, child.id, today()):
        return InvitationProblem.HAS_IT
    return problem_between(guest, child.birth, Relation(invited.invitation.relation))


def accept(invitation: Invitation, guest: Person, *, account: Account) -> None:
    """Say yes; nothing is granted yet, the inviter is asked whether this is the right one.

    A second tap of the same one changes nothing.

    Raises:
        CannotAccept: when it is over, or not for this one.
    """
    with db.transaction():
        _alone_with(find_person(invitation.child_id))
        db.reload(invitation)
        if invitation.status == InvitationStatus.ACCEPTED and invitation.guest_id == guest.id:
            return
        invited = invited_by_code(invitation.code, today())
        problem = hindrance(invited, guest) if invited else InvitationProblem.TAKEN_BACK
        if invited is not None and problem is None:
            days = whole_number(Parameter.INVITATION_CONFIRM_DAYS, today())
            _change(invitation, InvitationAction.ACCEPT, by=account.id)
            invitation.guest_id, invitation.guest_account_id = guest.id, account.id
            invitation.accepted_at = instant()
            invitation.expires_at = invitation.accepted_at + timedelta(days=days)
            messages.send_accepted(invited, guest)
    if problem is not None:
        raise CannotAccept(problem)


def confirm(invitation: Invitation, *, by: Account) -> Guardianship:
    """Say that who accepted is the right one: from now on both have the child in care.

    It ends with the inviter's own care at the latest.

    Raises:
        InvitationOver: when nobody waits for it any more.
        CannotConfirm: when the two cannot have the child together any more; it is void then.
    """
    with db.transaction():
        child = find_person(invitation.child_id)
        _alone_with(child)
        db.reload(invitation)
        # Asked first: what is over already is not made void.
        next_status(InvitationStatus(invitation.status), InvitationAction.CONFIRM)
        held = _grant(invitation, child, by=by) if child is not None else None
        if held is None:
            _change(invitation, InvitationAction.CANCEL, by=by.id)
        else:
            _change(invitation, InvitationAction.CONFIRM, by=by.id)
            invitation.guardianship_id = held.id
            messages.send_granted(invitation)
    if held is None:
        raise CannotConfirm
    return held


def _grant(invitation: Invitation, child: Person, *, by: Account) -> Guardianship | None:
    own = _inviting(invitation.inviter_id, child.id)
    account = account_by_id(invitation.guest_account_id)
    guest = find_person(invitation.guest_id) if invitation.guest_id else None
    is_theirs = account is not None and guest is not None and account.person_id == guest.id
    if own is None or guest is None or not is_theirs or invitation.expires_at <= instant():
        return None
    proof = f"invitation {invitation.code}"
    try:
        held = grant_care(
            guest, child, Grant(Relation(invitation.relation), proof, invitation.code), by=by.id
        )
    except (AlreadyInCare, CannotCare):
        return None
    days = [day for day in (held.valid_to, own.held.valid_to) if day is not None]
    held.valid_to = min(days, default=None)
    return held


def refuse(invitation: Invitation, *, by: Account) -> None:
    """Say that who accepted is not the one that was meant.

    Raises:
        InvitationOver: when nobody waits for it any more.
    """
    with db.transaction():
        _alone_with(find_person(invitation.child_id))
        _change(invitation, InvitationAction.REFUSE, by=by.id)
        messages.send_refused(invitation)


def _inviting(inviter_id: int, child_id: int) -> Carer | None:
    """The inviter's care of the child, if it holds and may be shared."""
    own = carer_of(inviter_id, child_id, today())
    return own if own and own.can_invite else None


def _alone_with(child: Person | None) -> None:
    """Before any row is locked, as in ``grant_care``: all that is done about one child goes one by one."""
    if child is not None:
        db.alone(f"care of {child.si_number}")


def _end_last(inviter_id: int, child_id: int, *, by: Account) -> None:
    last = living_invitation(inviter_id, child_id)
    if last is None:
        return
    db.reload(last)
    waits = last.status == InvitationStatus.ACCEPTED
    if waits and last.expires_at > instant():
        raise SomebodyWaits
    _change(last, InvitationAction.CANCEL if waits else InvitationAction.TAKE_BACK, by=by.id)
    # Before the new one, which may not be there beside it.
    db.session.flush()


def _free_code() -> str:
    """One whose short code leads to no other invitation while both are open."""
    db.alone("short codes of invitations")
    code = new_code()
    while open_by_short_code(short_code(code)) is not None:
        code = new_code()
    return code


def _change(invitation: Invitation, action: InvitationAction, *, by: int) -> None:
    """The one way its state changes.

    Raises:
        InvitationOver: when it cannot any more.
    """
    db.reload(invitation)
    after = next_status(InvitationStatus(invitation.status), action)
    invitation.status = after
    if after is not InvitationStatus.ACCEPTED:
        invitation.ended_at = instant()
    record(TAGS[after], actor=by, subject=invitation)


__all__ = [
    "CannotAccept",
    "CannotConfirm",
    "InvitationOver",
    "MayNotInvite",
    "Problem",
    "SomebodyWaits",
    "accept",
    "confirm",
    "hindrance",
    "invite",
    "refuse",
    "take_back",
]
