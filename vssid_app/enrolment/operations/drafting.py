"""Filling in a dossier: each step is saved by itself, and can be saved again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from vssid_app.agencies.queries import office_for_commune, office_for_school
from vssid_app.audit.operations import record
from vssid_app.audit.tags import Tag
from vssid_app.core.clock import instant, today
from vssid_app.core.extensions import db
from vssid_app.core.public_codes import new_public_code
from vssid_app.core.text import fold
from vssid_app.enrolment import queries
from vssid_app.enrolment.models import Dossier, Handover, Match
from vssid_app.enrolment.states import Status
from vssid_app.enrolment.steps import Step
from vssid_app.identity.codes.challenge import Challenge
from vssid_app.identity.codes.operations import use
from vssid_app.notifications.operations import address_hash
from vssid_app.people.queries import citizen_id_hash, find_by_citizen_id, find_by_si_number
from vssid_app.people.rules import (
    BirthDate,
    IdentityFacts,
    NumberKind,
    RecognisedNumber,
    Sex,
    differing_fields,
)

# Whoever tries names against a number learns nothing more after so many comparisons.
MAX_NAMED_COMPARISONS = 8


class NotEditable(Exception):
    """The dossier's state does not let this step be changed."""


@dataclass(frozen=True, slots=True)
class Beginning:
    """What was answered before the phone was proven."""

    email: str | None
    specimen_id: int | None
    school_code: str | None
    class_name: str
    for_children: bool = False


@dataclass(frozen=True, slots=True)
class DeclaredIdentity:
    """The identity step as it was filled in."""

    full_name: str
    birth: BirthDate
    sex: Sex
    citizen_id: str | None
    """None for a child without an identity number."""
    issued_on: date | None = None
    issued_at: str | None = None


def begin_dossier(challenge: Challenge, start: Beginning) -> Dossier | None:
    """Begin a dossier with a proven phone; the same proof leads to the same dossier. None without proof."""
    with db.transaction() as session:
        if not use(challenge):
            return queries.dossier_of_challenge(challenge.id)
        phone = challenge.address or ""
        dossier = Dossier(
            code=new_code(),
            challenge_id=challenge.id,
            status=Status.DRAFT,
            device_hash=challenge.device_hash,
            phone=phone,
            phone_hash=address_hash(phone),
            email=start.email,
            specimen_id=start.specimen_id,
            school_code=start.school_code,
            class_name=start.class_name,
            for_children=start.for_children,
            saved_steps={},
            differences=[],
            changes=[],
            photos=[],
        )
        session.add(dossier)
        record(Tag.DOSSIER_STARTED, actor=None, subject=dossier)
        return dossier


def new_code() -> str:
    """A dossier's code: ``TH-7K3M-Q9XA``."""
    return new_public_code("TH")


def prove_email(dossier: Dossier, challenge: Challenge) -> None:
    """Note that the email's code was typed: from now on the activation code may go there too."""
    with db.transaction():
        if use(challenge) and challenge.address == dossier.email:
            db.reload(dossier)
            dossier.email_proven_at = instant()


def drop_email(dossier: Dossier) -> None:
    """Go on without an email that could not be proven."""
    with db.transaction():
        db.reload(dossier)
        dossier.email = None


def save_number(dossier: Dossier, number: RecognisedNumber) -> None:
    """Keep the number that the person is found by."""
    with db.transaction():
        open_step(dossier, Step.NUMBER)
        before = declared_identity(dossier)
        dossier.typed_number = number.value
        dossier.si_number = number.si_number
        # Another child, another guardian to know of.
        dossier.beside_another = False
        if number.kind in {NumberKind.CITIZEN_ID, NumberKind.LEGACY_ID_CARD}:
            _keep_citizen_id(dossier, number.value)
            found = find_by_citizen_id(number.value)
            dossier.si_number = found.si_number if found else None
        _compare(dossier, before)


def save_identity(dossier: Dossier, declared: DeclaredIdentity) -> None:
    """Keep who the person says to be, and compare with the register."""
    with db.transaction():
        open_step(dossier, Step.IDENTITY)
        before = declared_identity(dossier)
        dossier.full_name = declared.full_name
        dossier.name_folded = fold(declared.full_name)
        dossier.birth = declared.birth
        dossier.sex = declared.sex
        _keep_citizen_id(dossier, declared.citizen_id)
        # Said of the one whom the dossier named before.
        dossier.child_consent_at = None
        dossier.citizen_id_issued_on = declared.issued_on
        dossier.citizen_id_issued_at = declared.issued_at
        _compare(dossier, before)


def save_address(dossier: Dossier, commune_code: str, street: str) -> None:
    """Keep the contact address; the office that serves it is preselected."""
    with db.transaction():
        open_step(dossier, Step.ADDRESS)
        dossier.commune_code, dossier.street = commune_code, street
        if dossier.office_code is None:
            school = office_for_school(dossier.school_code, today()) if dossier.school_code else None
            office = school or office_for_commune(commune_code, today())
            dossier.office_code = office.code if office else None


def save_office(dossier: Dossier, office_code: str) -> None:
    """Keep the office that receives the dossier."""
    with db.transaction():
        open_step(dossier, Step.OFFICE)
        dossier.office_code = office_code


def save_handover(dossier: Dossier, handover: Handover, class_name: str) -> None:
    """Keep how the signed paper gets there; a school needs to know the class."""
    with db.transaction():
        open_step(dossier, Step.HANDOVER)
        dossier.handover = handover
        dossier.class_name = class_name


def open_step(dossier: Dossier, step: Step) -> None:
    """Make sure that the step may be changed now, and note that it was saved."""
    db.reload(dossier)
    if step not in queries.editable_steps(dossier):
        raise NotEditable(step)
    dossier.saved_steps = {**dossier.saved_steps, step: instant().isoformat()}


def _keep_citizen_id(dossier: Dossier, citizen_id: str | None) -> None:
    dossier.citizen_id = citizen_id
    dossier.citizen_id_hash = citizen_id_hash(citizen_id) if citizen_id else None


def _compare(dossier: Dossier, before: IdentityFacts | None) -> None:
    """Compare with the register once both steps are there. Only which fields differ is kept.

    Saving what was said ``before`` once more (a double tap, Back) is no further guess.
    """
    declared = declared_identity(dossier)
    if declared is None:
        return
    person = find_by_si_number(dossier.si_number) if dossier.si_number else None
    dossier.person_id = person.id if person else None
    dossier.comparisons += declared != before
    if person is None:
        dossier.match, dossier.differences = Match.NOT_FOUND, []
        return
    differing = differing_fields(declared, person.identity)
    # A year alone agrees with a whole date, but is not enough to decide by.
    vague = declared.birth != person.birth
    dossier.match = Match.DIFFERS if differing or vague else Match.IDENTICAL
    dossier.differences = [str(field) for field in differing]


def declared_identity(dossier: Dossier) -> IdentityFacts | None:
    """What the dossier says of the person; None until number and identity are both there."""
    if dossier.full_name is None or dossier.birth is None or dossier.typed_number is None:
        return None
    return IdentityFacts(
        full_name=dossier.full_name,
        birth=dossier.birth,
        sex=dossier.sex,
        si_number=dossier.si_number,
        citizen_id=dossier.citizen_id,
    )
