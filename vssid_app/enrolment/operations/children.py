"""A guardian registers a child: beginning, the steps of its own, and what acceptance leads to."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select

from vssid_app.agencies.queries import office_for_commune, office_for_school
from vssid_app.audit.operations import record
from vssid_app.audit.tags import Tag
from vssid_app.core.clock import instant, today
from vssid_app.core.extensions import db
from vssid_app.core.text import fold
from vssid_app.enrolment import messages
from vssid_app.enrolment.kinds import DossierKind
from vssid_app.enrolment.models import Dossier, Match
from vssid_app.enrolment.operations.changing import change_status
from vssid_app.enrolment.operations.drafting import NotEditable, new_code, open_step
from vssid_app.enrolment.operations.opening import CannotOpen, Obstacle
from vssid_app.enrolment.queries import taken
from vssid_app.enrolment.states import WAITING_FOR_FAMILY, Action, Status
from vssid_app.enrolment.steps import Step
from vssid_app.enrolment.taken import Taken
from vssid_app.identity.models import Account
from vssid_app.notifications.operations import address_hash
from vssid_app.people.models import Person, Relation
from vssid_app.people.operations import AlreadyInCare, CannotCare, CustodyOver, Grant, grant_care
from vssid_app.people.queries import find_person, registered_relation

PROOF = {
    Relation.FATHER: "birth_certificate",
    Relation.MOTHER: "birth_certificate",
    Relation.GUARDIAN: "guardianship_decision",
}


class NoPhone(Exception):
    """The guardian's account has no phone, which the answer would be sent to."""


def begin_child(account: Account, guardian: Person, *, device: str) -> Dossier:
    """Begin a dossier of a child; one that is still empty is gone on with, however often it is tapped.

    Contact and address are the guardian's own: nobody types what is known.

    Raises:
        NoPhone: when the account has none.
    """
    if not account.phone:
        raise NoPhone
    with db.transaction() as session:
        db.alone(f"begin child {account.id}")
        empty = _empty_draft(guardian.id)
        if empty is not None:
            return empty
        dossier = _new_dossier(account, guardian, account.phone, device)
        session.add(dossier)
        session.flush()
        record(Tag.DOSSIER_STARTED, actor=account.id, subject=dossier)
        return dossier


def _empty_draft(guardian_id: int) -> Dossier | None:
    found = select(Dossier).where(
        Dossier.kind == DossierKind.CHILD,
        Dossier.guardian_id == guardian_id,
        Dossier.status == Status.DRAFT,
        Dossier.relation.is_(None),
        Dossier.typed_number.is_(None),
        Dossier.full_name.is_(None),
    )
    return db.session.scalars(found.order_by(Dossier.id.desc()).limit(1)).first()


def _new_dossier(account: Account, guardian: Person, phone: str, device: str) -> Dossier:
    knows_address = bool(guardian.commune_code and guardian.street)
    return Dossier(
        code=new_code(),
        kind=DossierKind.CHILD,
        status=Status.DRAFT,
        device_hash=device,
        account_id=account.id,
        guardian_id=guardian.id,
        phone=phone,
        phone_hash=address_hash(phone),
        email=account.email,
        email_proven_at=account.email_proven_at,
        commune_code=guardian.commune_code if knows_address else None,
        street=guardian.street if knows_address else None,
        saved_steps={Step.ADDRESS: instant().isoformat()} if knows_address else {},
        differences=[],
        changes=[],
        photos=[],
    )


def save_relation(dossier: Dossier, relation: Relation) -> None:
    """Keep what the guardian is to the child."""
    with db.transaction():
        open_step(dossier, Step.RELATION)
        dossier.relation = relation


def save_until(dossier: Dossier, until: date | None) -> None:
    """Keep the last day that the decision on custody names, or that it names none."""
    with db.transaction():
        open_step(dossier, Step.UNTIL)
        dossier.care_until = until


def save_school(dossier: Dossier, school_code: str | None, class_name: str) -> None:
    """Keep school and class; the school's office is preselected, else that of the address."""
    with db.transaction():
        open_step(dossier, Step.SCHOOL)
        if dossier.school_code != school_code or dossier.office_code is None:
            dossier.office_code = _office_of(school_code, dossier.commune_code)
        dossier.school_code, dossier.class_name = school_code, class_name


def _office_of(school_code: str | None, commune_code: str | None) -> str | None:
    on = today()
    place = office_for_school(school_code, on) if school_code else None
    if place is None and commune_code:
        place = office_for_commune(commune_code, on)
    return place.code if place else None


def ask_beside_another(dossier: Dossier) -> None:
    """Go on although another guardian has the child: the office decides, with the papers in hand."""
    with db.transaction():
        db.reload(dossier)
        if dossier.status not in WAITING_FOR_FAMILY:
            raise NotEditable
        if taken(dossier) is Taken.OTHER_GUARDIAN:
            dossier.beside_another = True


def give_care(dossier: Dossier, *, by: int | None) -> Person:
    """Let the guardian see and act for the child of an accepted dossier; joins the caller's transaction.

    Raises:
        CannotOpen: when the register has no such child, it has an account, or the guardian has it already
            or cannot have it.
    """
    child = find_person(dossier.person_id) if dossier.person_id else None
    guardian = find_person(dossier.guardian_id) if dossier.guardian_id else None
    if child is None or guardian is None or dossier.relation is None:
        raise CannotOpen(Obstacle.NOT_IN_REGISTER)
    if taken(dossier) is Taken.NUMBER:
        raise CannotOpen(Obstacle.CHILD_HAS_ACCOUNT)
    relation = Relation(dossier.relation)
    until = dossier.care_until if relation is Relation.GUARDIAN else None
    try:
        grant_care(guardian, child, Grant(relation, PROOF[relation], dossier.code, until), by=by)
    except CustodyOver:
        raise CannotOpen(Obstacle.CUSTODY_OVER) from None
    except AlreadyInCare:
        raise CannotOpen(Obstacle.ALREADY_IN_CARE) from None
    except CannotCare:
        raise CannotOpen(Obstacle.AGES_DO_NOT_FIT) from None
    return child


def end_with_care(dossier: Dossier) -> None:
    """Tell the guardian, and end the dossier: nothing is left to activate; joins the caller's transaction."""
    change_status(dossier, Action.ACTIVATE, by_system=True)
    messages.send_child_accepted(dossier)


def note_child_consent(dossier: Dossier) -> None:
    """Keep that the child agreed, before the guardian's phone may have to be proven."""
    with db.transaction():
        db.reload(dossier)
        if dossier.status in WAITING_FOR_FAMILY and dossier.child_consent_at is None:
            dossier.child_consent_at = instant()


def agrees_with_register(dossier: Dossier) -> bool:
    """Whether the register knows this child, as this one's child, in this class.

    Source: product, "Decide": a child is decided on line when register, guardianship and class agree.
    """
    if dossier.match is not Match.IDENTICAL or dossier.person_id is None or dossier.guardian_id is None:
        return False
    child = find_person(dossier.person_id)
    known = registered_relation(dossier.guardian_id, dossier.person_id)
    return child is not None and known == dossier.relation and is_in_class(dossier, child)


def is_in_class(dossier: Dossier, child: Person) -> bool:
    """Whether school and class are those that the register has of the child, however they are spelt."""
    same_school = (dossier.school_code or None) == (child.school_code or None)
    return same_school and fold(dossier.class_name) == fold(child.class_name)
