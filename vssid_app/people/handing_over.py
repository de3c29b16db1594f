"""A child takes its affairs into its own hands: from its own account on it decides what guardians see.

Nobody is cut off silently. The account leaves everything as it was, asks the child, and tells the guardians
until when; the answer, or the day that was named, narrows what they see. In the same way a grown person lets
a guardian of the past go on looking, and takes that back.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select

from vssid_app.audit.operations import record
from vssid_app.audit.tags import Tag
from vssid_app.core.clock import instant, today
from vssid_app.core.extensions import db
from vssid_app.identity.models import Account
from vssid_app.identity.queries import accounts_of_persons
from vssid_app.identity.telling import tell
from vssid_app.people import care_messages
from vssid_app.people.care_rules import last_day_in_care
from vssid_app.people.models import HandOver, Person, Relation, Share
from vssid_app.people.queries import find_person, guardians_of
from vssid_app.people.seen import AnyPerson
from vssid_app.people.sight_rules import Part, parts_as_text, parts_of
from vssid_app.policy.models import Parameter
from vssid_app.policy.queries import whole_number


@dataclass(frozen=True, slots=True)
class Viewer:
    """Somebody whom a person may let see something: a guardian of today, or of the last day of care."""

    person: Person
    relation: Relation
    parts: frozenset[Part]
    """What is shared with them now, beside what who has the care sees anyway."""


def is_of_age(person: AnyPerson) -> bool:
    """Whether nobody has the care of somebody of this birth any more. Source: parameter ``adult_age``."""
    return today() > _last_day(person)


def viewers_of(person: AnyPerson) -> list[Viewer]:
    """Whom a person may share with, in the order in which they came."""
    shares = {share.viewer_id: parts_of(share.parts) for share in _in_force(person.id)}
    day = min(today(), _last_day(person))
    return [
        Viewer(guardian, relation, shares.get(guardian.id, frozenset()))
        for guardian, relation in guardians_of(person.id, day)
    ]


def guardians_shown(child: AnyPerson, part: Part) -> list[int]:
    """The guardians (their numbers) who see a part today since a child that decides for itself shares it."""
    over = hand_over_of(child.id)
    if over is None or is_of_age(child) or (over.answered_at is None and over.default_on > today()):
        return []
    return [viewer.person.id for viewer in viewers_of(child) if part in viewer.parts]


def hand_over_of(child_id: int) -> HandOver | None:
    """The hand-over of a child, if it has an account of its own."""
    return db.session.scalars(select(HandOver).where(HandOver.child_id == child_id)).one_or_none()


def begin_hand_over(account: Account) -> None:
    """Called with each activation of an account, inside its transaction: guardians stay, and are told."""
    child = find_person(account.person_id) if account.person_id is not None else None
    if child is None:
        return
    db.alone(f"care of {child.si_number}")
    guardians = guardians_of(child.id, today())
    if not guardians or hand_over_of(child.id) is not None:
        return
    days = whole_number(Parameter.HAND_OVER_ANSWER_DAYS, today())
    over = HandOver(child_id=child.id, begun_on=today(), default_on=today() + timedelta(days=days))
    db.session.add(over)
    record(Tag.HAND_OVER_BEGUN, actor=account.id, subject=over)
    for guardian in accounts_of_persons([person.id for person, _relation in guardians]):
        tell(guardian, care_messages.hand_over_begun(child, over.default_on))


def choose_shares(child: AnyPerson, chosen: Mapping[int, frozenset[Part]], *, by: int) -> None:
    """Let each guardian see what is chosen, by number of the person; the first answer ends their acting.

    Of a grown person it is a consent, which lets somebody in by itself; of one in care a choice beside what
    guardians see anyway. Who is no guardian of the person is passed over.
    """
    with db.transaction():
        db.alone(f"care of {child.si_number}")
        grown = is_of_age(child)
        if not grown:
            _answer(child, by=by)
        changed = [
            viewer.person.id
            for viewer in viewers_of(child)
            if viewer.person.id in chosen
            and _share(child, viewer, chosen[viewer.person.id], grown=grown, by=by)
        ]
        for account in accounts_of_persons(changed):
            parts = chosen[account.person_id or 0]
            tell(account, care_messages.shares_chosen(child, parts, grown=grown))


def give_back(person_id: int) -> None:
    """Who closes the account while in care is in the guardians' hands again; joins the transaction."""
    over = hand_over_of(person_id)
    if over is not None:
        db.session.delete(over)
    for share in _in_force(person_id):
        share.ended_at = instant()
        record(Tag.SHARE_ENDED, actor=None, subject=share)


def _answer(child: AnyPerson, *, by: int) -> None:
    over = hand_over_of(child.id)
    if over is None:
        over = HandOver(child_id=child.id, begun_on=today(), default_on=today())
        db.session.add(over)
    else:
        db.reload(over)
    if over.answered_at is None:
        over.answered_at = instant()
        record(Tag.HAND_OVER_ANSWERED, actor=by, subject=over)


def _share(child: AnyPerson, viewer: Viewer, parts: frozenset[Part], *, grown: bool, by: int) -> bool:
    """Put one choice in the place of the one before; whether it was a change, or the first answer."""
    before = next((share for share in _in_force(child.id) if share.viewer_id == viewer.person.id), None)
    same = before is not None and parts_of(before.parts) == parts and before.by_consent == grown
    if same or (before is None and grown and not parts):
        return False
    if before is not None:
        before.ended_at = instant()
        record(Tag.SHARE_ENDED, actor=by, subject=before)
        # One in force at a time, by the database's own index: the old one first.
        db.session.flush()
    if parts or not grown:
        share = Share(
            viewer_id=viewer.person.id,
            owner_id=child.id,
            relation=viewer.relation,
            parts=parts_as_text(parts),
            by_consent=grown,
        )
        db.session.add(share)
        record(Tag.SHARE_CHOSEN, actor=by, subject=share, parts=share.parts)
    return True


def _in_force(owner_id: int) -> list[Share]:
    found = select(Share).where(Share.owner_id == owner_id, Share.ended_at.is_(None)).order_by(Share.id)
    return list(db.session.scalars(found))


def _last_day(person: AnyPerson) -> date:
    return last_day_in_care(person.birth, adult_age=whole_number(Parameter.ADULT_AGE, today()))
