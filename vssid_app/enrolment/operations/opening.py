"""Opening the account that an accepted dossier leads to."""

from __future__ import annotations

from enum import StrEnum

from sqlalchemy import select

from vssid_app.core.extensions import db
from vssid_app.enrolment.models import Dossier
from vssid_app.enrolment.operations.changing import change_status
from vssid_app.enrolment.states import Action, Status
from vssid_app.identity.models import Account
from vssid_app.identity.operations import AlreadyRegistered, open_account
from vssid_app.people.queries import find_person


class Obstacle(StrEnum):
    """Why no account can be opened, or no care of a child be given."""

    NOT_IN_REGISTER = "not_in_register"
    ALREADY_REGISTERED = "already_registered"
    NO_PAPER = "no_paper"
    CHILD_HAS_ACCOUNT = "child_has_account"
    ALREADY_IN_CARE = "already_in_care"
    CUSTODY_OVER = "custody_over"
    AGES_DO_NOT_FIT = "ages_do_not_fit"


class CannotOpen(Exception):
    """The dossier cannot be accepted; ``obstacle`` says why."""

    def __init__(self, obstacle: Obstacle) -> None:
        super().__init__(obstacle)
        self.obstacle = obstacle


def open_account_of(dossier: Dossier) -> Account:
    """Open the account of the register's person, inside the running transaction.

    Raises:
        CannotOpen: when the register has no such person, or number or phone have an account already.
    """
    person = find_person(dossier.person_id) if dossier.person_id else None
    if person is None:
        raise CannotOpen(Obstacle.NOT_IN_REGISTER)
    try:
        account = open_account(
            person_id=person.id,
            user_name=person.si_number,
            citizen_id=dossier.citizen_id,
            phone=dossier.phone,
            email=dossier.email,
            email_proven=dossier.email_proven_at is not None,
            device=dossier.device_hash,
        )
    except AlreadyRegistered:
        raise CannotOpen(Obstacle.ALREADY_REGISTERED) from None
    dossier.account_id = account.id
    return account


def note_activation(account: Account) -> None:
    """Called with each activation of an account, inside its transaction: the dossier is at its end."""
    waiting = select(Dossier).where(Dossier.account_id == account.id, Dossier.status == Status.ACCEPTED)
    for dossier in db.session.scalars(waiting):
        change_status(dossier, Action.ACTIVATE)
