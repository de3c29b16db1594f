"""Finding dossiers, and what each still needs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import joinedload, selectinload
from sqlalchemy.sql.base import ExecutableOption

from vssid_app.core.clock import today
from vssid_app.core.extensions import db
from vssid_app.core.text import fold
from vssid_app.enrolment.family import known_family
from vssid_app.enrolment.kinds import DossierKind
from vssid_app.enrolment.models import Dossier, DossierPhoto, Match, OwnershipCase, Switch
from vssid_app.enrolment.photo_kinds import CARD_BACKS, CARD_FRONTS, OF_GUARDIAN, PhotoKind
from vssid_app.enrolment.reasons import Reason, ReasonCode
from vssid_app.enrolment.states import WAITING_FOR_OFFICE, Action, Status
from vssid_app.enrolment.steps import (
    PHOTO_OF_STEP,
    PHOTO_STEPS,
    Step,
    photos_asked,
    photos_of_child,
    steps_for,
)
from vssid_app.enrolment.taken import Taken
from vssid_app.notifications.operations import address_hash
from vssid_app.people.models import Relation
from vssid_app.people.queries import person_and_accounts
from vssid_app.people.rules import IdentityField
from vssid_app.people.spans import in_care_until
from vssid_app.policy.models import Parameter
from vssid_app.policy.queries import flag, whole_number

AUTOMATIC_OFFICER = "automatic_officer"
EXERCISE = "exercise "
"""How the browsers begin that the demo's own dossiers came from: they are for who practises at the desk."""
QUEUE_LENGTH = 200
MOST_OPEN = 20
_KEPT = "cards_of_guardians"


def find_dossier(
    code: str, *, loading: Sequence[ExecutableOption] = (), locked: bool = False
) -> Dossier | None:
    """The dossier of a code, with its photos and changes, or as ``loading`` says.

    ``locked``: for an operation that begins by reading it, where the database locks rows, until its end.
    """
    # Few photos: they come with the dossier.
    loading = loading or (joinedload(Dossier.photos), selectinload(Dossier.changes))
    found = select(Dossier).where(Dossier.code == code).options(*loading)
    if locked:
        found = found.with_for_update(of=Dossier)
    return db.session.scalars(found).unique().one_or_none()


def dossier_of_phone(code: str, phone: str) -> Dossier | None:
    """The dossier of a code that was begun with this phone: one question, whatever of the two is wrong."""
    return db.session.scalars(
        select(Dossier)
        .where(Dossier.code == code, Dossier.phone_hash == address_hash(phone))
        .options(selectinload(Dossier.changes))
    ).one_or_none()


def dossier_of_challenge(challenge_id: int) -> Dossier | None:
    """The dossier that a proof of the phone began."""
    return db.session.scalars(select(Dossier).where(Dossier.challenge_id == challenge_id)).one_or_none()


def dossiers_of_account(account_id: int) -> Sequence[Dossier]:
    """The dossiers that led to an account."""
    return db.session.scalars(select(Dossier).where(Dossier.account_id == account_id)).all()


def wants_children(account_id: int) -> bool:
    """Whether the dossier that led to an account was begun in order to register children next."""
    found = select(Dossier.id).where(Dossier.account_id == account_id, Dossier.for_children.is_(True))
    return db.session.scalar(found.limit(1)) is not None


def accepted_children(account_id: int) -> Sequence[tuple[int, Relation]]:
    """The children whose care dossiers of an account have granted, with what was said of the relation."""
    found = select(Dossier.person_id, Dossier.relation).where(
        Dossier.account_id == account_id,
        Dossier.kind == DossierKind.CHILD,
        Dossier.status == Status.ACTIVE,
    )
    rows = db.session.execute(found.order_by(Dossier.id))
    return [(child, Relation(relation or Relation.GUARDIAN)) for child, relation in rows if child is not None]


def photos_needed(dossier: Dossier) -> frozenset[PhotoKind]:
    """Which photos the dossier must bring: by its match and the world's date, and any that were asked for."""
    return _photos_asked(dossier) | {reason.photo for reason in open_reasons(dossier) if reason.photo}


def _photos_asked(dossier: Dossier) -> frozenset[PhotoKind]:
    if dossier.is_of_child:
        is_parent = dossier.relation is not Relation.GUARDIAN
        # What this dossier has already is its own affair, whether the office has another besides or not.
        own = {photo.kind for photo in dossier.photos}
        kept = frozenset() if own >= OF_GUARDIAN else frozenset(kept_of_guardian(dossier))
        return photos_of_child(is_parent=is_parent, kept=kept - own)
    return photos_asked(
        identical=dossier.match is Match.IDENTICAL,
        always_both_sides=flag(Parameter.PHOTO_SIDES_ALWAYS, today()),
    )


def kept_of_guardian(dossier: Dossier) -> dict[PhotoKind, DossierPhoto]:
    """The sides of the guardian's card that were accepted with an earlier dossier and are not deleted yet."""
    return kept_cards_of(dossier.guardian_id) if dossier.guardian_id is not None else {}


def kept_cards_of(guardian_id: int) -> dict[PhotoKind, DossierPhoto]:
    """The same for a guardian; asked once in a transaction, since a page asks for its steps many times."""
    known = db.session.info.get(_KEPT)
    now = db.session.get_transaction()
    if known is None or now is None or known[0] != (guardian_id, now):
        found = _ask_kept(guardian_id)
        known = db.session.info[_KEPT] = ((guardian_id, db.session.get_transaction()), found)
    kept: dict[PhotoKind, DossierPhoto] = known[1]
    return kept


def _ask_kept(guardian_id: int) -> dict[PhotoKind, DossierPhoto]:
    own_card = and_(Dossier.kind == DossierKind.SELF, Dossier.person_id == guardian_id)
    with_child = and_(Dossier.kind == DossierKind.CHILD, Dossier.guardian_id == guardian_id)
    found = (
        select(DossierPhoto)
        .join(Dossier, Dossier.id == DossierPhoto.dossier_id)
        .where(
            or_(own_card, with_child),
            Dossier.status.in_([Status.ACCEPTED, Status.ACTIVE]),
            DossierPhoto.kind.in_([*CARD_FRONTS, *CARD_BACKS]),
            or_(DossierPhoto.problem.is_(None), DossierPhoto.kept_anyway.is_(True)),
        )
        .order_by(DossierPhoto.id)
    )
    return {
        PhotoKind.GUARDIAN_FRONT if photo.kind in CARD_FRONTS else PhotoKind.GUARDIAN_BACK: photo
        for photo in db.session.scalars(found)
    }


def steps_of(dossier: Dossier) -> tuple[Step, ...]:
    """The steps of this dossier, in order."""
    return steps_for(photos_needed(dossier), dossier.kind)


def open_reasons(dossier: Dossier) -> list[Reason]:
    """What the office asked for last, while the family still has to answer."""
    if dossier.status not in {Status.SUPPLEMENT_ASKED, Status.REJECTED}:
        return []
    asked = [c for c in dossier.changes if c.action in {Action.ASK_SUPPLEMENT, Action.REJECT}]
    return asked[-1].asked if asked else []


def asked_at(dossier: Dossier) -> datetime | None:
    """When the office asked last."""
    asked = [c for c in dossier.changes if c.action in {Action.ASK_SUPPLEMENT, Action.REJECT}]
    return asked[-1].at if asked else None


def editable_steps(dossier: Dossier) -> frozenset[Step]:
    """Which steps may be changed now: all of a draft or a rejected one, of a supplement what was asked."""
    if dossier.status in {Status.DRAFT, Status.REJECTED}:
        return frozenset(steps_of(dossier))
    if dossier.status is Status.SUPPLEMENT_ASKED:
        return frozenset(reason.step for reason in open_reasons(dossier) if reason.step)
    return frozenset()


def is_done(dossier: Dossier, step: Step) -> bool:
    """Whether a step holds all it needs; one that the office asked for must be done after it was asked."""
    if step in PHOTO_OF_STEP:
        photo = dossier.photo(PHOTO_OF_STEP[step])
        return photo is not None and photo.is_usable and not is_refused(dossier, photo)
    saved = dossier.saved_steps.get(step)
    if step is Step.UNTIL and saved is None:
        # Handed in before it was asked: the officer reads it from the decision, as nobody asks the family.
        return dossier.status not in {Status.DRAFT, Status.REJECTED}
    return saved is not None and not _is_asked_anew(dossier, step, datetime.fromisoformat(saved))


def is_refused(dossier: Dossier, photo: DossierPhoto) -> bool:
    """Whether the office has seen this picture and asks for another one."""
    return _is_asked_anew(dossier, PHOTO_STEPS[PhotoKind(photo.kind)], photo.taken_at)


def _is_asked_anew(dossier: Dossier, step: Step, done_at: datetime) -> bool:
    asked = asked_at(dossier)
    named = step in {reason.step for reason in open_reasons(dossier)}
    return named and asked is not None and done_at <= asked


def missing_steps(dossier: Dossier) -> list[Step]:
    """The steps before the check that are not done yet, in order."""
    return [step for step in steps_of(dossier) if step is not Step.CHECK and not is_done(dossier, step)]


def unmended(dossier: Dossier) -> list[Reason]:
    """Reasons of the office that the family has not answered yet."""
    return [
        reason
        for reason in open_reasons(dossier)
        if reason.step is not None and not is_done(dossier, reason.step)
    ]


def taken(dossier: Dossier) -> Taken | None:
    """Whether an account exists for the phone, or for the number.

    Of the number it is told only to who gave the holder's full name and birth date with it: until then a
    registered and an unregistered number go on alike.
    """
    if dossier.is_of_child:
        return _child_taken(dossier)
    person, of_person, of_phone = person_and_accounts(dossier.person_id, dossier.phone)
    if of_phone not in {None, dossier.account_id}:
        return Taken.PHONE
    # A year alone "agrees" with the day, but is too easily guessed to be told anything for it.
    if person is None or IdentityField.FULL_NAME in dossier.differences or dossier.birth != person.birth:
        return None
    return Taken.NUMBER if of_person not in {None, dossier.account_id} else None


def _child_taken(dossier: Dossier) -> Taken | None:
    """Whether the child has an account of its own, or a guardian already; told to who knows it well."""
    if dossier.guardian_id is None or dossier.person_id is None:
        return None
    family = known_family(dossier)
    if family.is_in_care and is_settled(dossier.guardian_id, dossier.person_id):
        return Taken.OWN_CHILD
    person = family.child
    if person is None or IdentityField.FULL_NAME in dossier.differences or dossier.birth != person.birth:
        return None
    if family.account_of_child is not None:
        return Taken.NUMBER
    if not dossier.beside_another and family.others_caring:
        return Taken.OTHER_GUARDIAN
    return None


def is_settled(guardian_id: int, child_id: int) -> bool:
    """Whether somebody has a child in care and need not register it: custody that ends soon is renewed.

    Source: parameter ``care_end_notice_days``, in force today.
    """
    soon = today() + timedelta(days=whole_number(Parameter.CARE_END_NOTICE_DAYS, today()))
    until = in_care_until(guardian_id, child_id, today())
    return until is not None and until > soon


def drafts_of_children(guardian_id: int) -> Sequence[Dossier]:
    """A guardian's dossiers of children that are not at their end, the newest first."""
    found = select(Dossier).where(
        Dossier.kind == DossierKind.CHILD,
        Dossier.guardian_id == guardian_id,
        Dossier.status.not_in([Status.ACTIVE, Status.WITHDRAWN]),
    )
    return db.session.scalars(found.order_by(Dossier.id.desc()).limit(MOST_OPEN)).all()


def lacks_only_paper(reasons: Iterable[Reason]) -> bool:
    """Whether nothing but the signed paper is asked for: then there is no step to mend."""
    return all(reason.code is ReasonCode.SIGNED_PAPER_MISSING for reason in reasons)


def queue(offices: frozenset[str], statuses: Iterable[Status], search: str = "") -> Sequence[Dossier]:
    """The dossiers of these offices in these states, the most urgent first; ``""`` among offices is all.

    ``search`` is a code, or words of a name without accents.
    """
    found = (
        select(Dossier)
        .where(Dossier.status.in_(list(statuses)), *(_fits(word) for word in fold(search).split()))
        .order_by(Dossier.due_on, Dossier.recorded_at, Dossier.id)
        .limit(QUEUE_LENGTH)
        .options(selectinload(Dossier.photos))
    )
    if "" not in offices:
        found = found.where(Dossier.office_code.in_(offices))
    return db.session.scalars(found).all()


def _fits(word: str) -> ColumnElement[bool]:
    """A word of a search: part of the name without accents, or of the code with or without its hyphens."""
    bare = func.replace(func.lower(Dossier.code), "-", "")
    return or_(
        Dossier.name_folded.contains(word, autoescape=True),
        bare.contains(word.replace("-", ""), autoescape=True),
    )


def unopened_since(moment: datetime) -> Sequence[Dossier]:
    """Dossiers that were recorded before a moment and that nobody has opened; none of the exercises."""
    return db.session.scalars(
        select(Dossier)
        .where(
            Dossier.status.in_(list(WAITING_FOR_OFFICE)),
            Dossier.opened_at.is_(None),
            ~Dossier.device_hash.startswith(EXERCISE),
            Dossier.recorded_at < moment,
        )
        .order_by(Dossier.recorded_at)
        .limit(20)
        .options(selectinload(Dossier.photos))
    ).all()


def automatic_officer_is_on() -> bool:
    """Whether the demo's automatic officer decides what nobody opens."""
    return on_unless_switched(db.session.scalar(select(Switch.is_on).where(Switch.name == AUTOMATIC_OFFICER)))


def on_unless_switched(is_on: bool | None) -> bool:  # noqa: FBT001 - the one value of a switch's row
    """A switch that nobody has touched is on."""
    return is_on is not False


def open_cases() -> Sequence[OwnershipCase]:
    """Cases of ``Không phải tôi`` that wait for a decision."""
    return db.session.scalars(
        select(OwnershipCase).where(OwnershipCase.settled_at.is_(None)).order_by(OwnershipCase.id)
    ).all()


def find_case(code: str) -> OwnershipCase | None:
    """The case of a code."""
    return db.session.scalars(select(OwnershipCase).where(OwnershipCase.code == code)).one_or_none()


def case_of(dossier: Dossier) -> OwnershipCase | None:
    """The case that was opened from a dossier."""
    return db.session.scalars(
        select(OwnershipCase).where(OwnershipCase.dossier_id == dossier.id)
    ).one_or_none()
