"""Giving somebody the care of a child, and ending it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from vssid_app.audit.operations import record
from vssid_app.audit.tags import Tag
from vssid_app.core.clock import instant, today
from vssid_app.core.extensions import db
from vssid_app.people.birth_rules import BirthDate
from vssid_app.people.care_rules import CareProblem, care_problem, last_day_in_care
from vssid_app.people.models import EndReason, Guardianship, Person, Relation
from vssid_app.people.queries import find_person
from vssid_app.people.spans import in_care_until
from vssid_app.policy.models import Parameter
from vssid_app.policy.queries import whole_number


class AlreadyInCare(Exception):
    """The guardian has this child already."""


class CustodyOver(Exception):
    """The last day of the decision on custody has passed."""


class AlreadyEnded(Exception):
    """The guardianship was ended before."""


class CannotCare(Exception):
    """The births of the two do not allow it; ``problem`` says why."""

    def __init__(self, problem: CareProblem) -> None:
        super().__init__(problem)
        self.problem = problem


@dataclass(frozen=True, slots=True)
class Grant:
    """What a guardianship rests on: the relation, the paper that proves it, the code of the decision."""

    relation: Relation
    proof: str
    granted_by: str
    until: date | None = None
    """The last day that a decision on custody names; None: until the child comes of age."""


def grant_care(guardian: Person, child: Person, grant: Grant, *, by: int | None) -> Guardianship:
    """Let somebody see and act for a child until it comes of age, or a day before; joins the transaction.

    From today on, or from the day on which custody ends that was granted before: a new decision renews it.

    Raises:
        AlreadyInCare: when it may already, for as long or longer.
        CannotCare: when one is too old or too young for it.
        CustodyOver: when the decision's last day has passed.
    """
    on = today()
    # Whoever grants the same child at the same moment comes after this one, and sees it.
    db.alone(f"care of {child.si_number}")
    of_age_eve = last_day_in_care(child.birth, adult_age=whole_number(Parameter.ADULT_AGE, on))
    last_day = min(grant.until or of_age_eve, of_age_eve)
    if last_day < on and grant.until is not None:
        raise CustodyOver
    held_until = in_care_until(guardian.id, child.id, on)
    if held_until is not None and held_until >= last_day:
        raise AlreadyInCare
    problem = problem_between(guardian, child.birth, grant.relation)
    if problem:
        raise CannotCare(problem)
    held = Guardianship(
        guardian_id=guardian.id,
        child_id=child.id,
        relation=grant.relation,
        proof=grant.proof,
        valid_from=on if held_until is None else held_until + timedelta(days=1),
        valid_to=last_day,
        granted_by=grant.granted_by,
    )
    db.session.add(held)
    db.session.flush()
    record(Tag.GUARDIANSHIP_GRANTED, actor=by, subject=held, relation=grant.relation, proof=grant.proof)
    return held


def end_care(held: Guardianship, *, by: int | None, reason: EndReason) -> None:
    """End a guardianship at once; joins the caller's transaction. Who may is the caller's question.

    Raises:
        AlreadyEnded: when somebody has done so before.
    """
    child = find_person(held.child_id)
    if child is not None:
        # As ``grant_care``: whoever counts the guardians of the child at this moment comes before or after.
        db.alone(f"care of {child.si_number}")
    db.reload(held)
    if held.ended_at is not None:
        raise AlreadyEnded
    held.ended_at, held.ended_by_id, held.end_reason = instant(), by, reason
    record(Tag.GUARDIANSHIP_ENDED, actor=by, subject=held, reason=reason)


def problem_between(guardian: Person, child: BirthDate, relation: Relation) -> CareProblem | None:
    """Why somebody and who is born then cannot be guardian and child today, by the parameters in force."""
    on = today()
    gap = 0 if relation is Relation.GUARDIAN else whole_number(Parameter.PARENT_AGE_GAP, on)
    adult = whole_number(Parameter.ADULT_AGE, on)
    return care_problem(guardian.birth, child, on, adult_age=adult, years_between=gap)
