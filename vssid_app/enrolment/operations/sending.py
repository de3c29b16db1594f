"""``Ghi nhận``: the family hands the dossier over, for the first time or mended; or takes it back."""

from __future__ import annotations

from enum import StrEnum

from vssid_app.agencies.queries import office
from vssid_app.core.clock import instant, today
from vssid_app.core.extensions import db
from vssid_app.enrolment import messages
from vssid_app.enrolment.models import Dossier, Match
from vssid_app.enrolment.operations.changing import change_status
from vssid_app.enrolment.operations.children import agrees_with_register, end_with_care, give_care
from vssid_app.enrolment.operations.opening import CannotOpen, open_account_of
from vssid_app.enrolment.operations.proving import refuse_unproven
from vssid_app.enrolment.queries import editable_steps, missing_steps, taken, unmended
from vssid_app.enrolment.states import Action, Status
from vssid_app.enrolment.steps import Step
from vssid_app.people.models import Specimen
from vssid_app.policy.models import Parameter
from vssid_app.policy.queries import deadline, deadline_in_days, flag, whole_number


class NotComplete(Exception):
    """Something is still missing; ``what`` says which kind."""

    def __init__(self, what: Missing) -> None:
        super().__init__(what)
        self.what = what


class Missing(StrEnum):
    """Why a dossier cannot be handed over."""

    STEPS = "steps"
    UNMENDED = "unmended"
    TAKEN = "taken"
    OFFICE = "office"
    CONSENT = "consent"
    """The child is old enough to be asked, and has not agreed."""


def hand_over(dossier: Dossier, *, device: str) -> None:
    """Record the dossier; where the rule of the day allows it and all agrees, it is accepted at once.

    Handing over a second time (a double tap, a second tab) changes nothing. ``device`` has proven the phone.

    Raises:
        NotProven: when it has not done so lately.
        NotComplete: when a step is missing, an asked thing is not mended, number or phone are taken, or the
            office has closed.
    """
    with db.transaction():
        db.reload(dossier)
        if dossier.status not in {Status.DRAFT, Status.SUPPLEMENT_ASKED, Status.REJECTED}:
            return
        refuse_unproven(dossier, device)
        # Two dossiers for one number: the second is asked whether it is taken when the first is done.
        db.alone(f"hand over {dossier.si_number or dossier.code}")
        _refuse_incomplete(dossier)
        again = dossier.status is not Status.DRAFT
        change_status(dossier, Action.RESUBMIT if again else Action.RECORD)
        _set_dates(dossier)
        _mark_specimen(dossier)
        if _may_be_decided_on_line(dossier) and _accepted_on_line(dossier):
            return
        messages.send_recorded(dossier, again=again)


def withdraw(dossier: Dossier, *, device: str) -> None:
    """Take the dossier back before it is decided.

    Raises:
        NotAllowed: after the decision.
        NotProven: when this device has not proven the phone lately.
    """
    with db.transaction():
        db.reload(dossier)
        if dossier.can(Action.WITHDRAW):
            refuse_unproven(dossier, device)
        change_status(dossier, Action.WITHDRAW)
        messages.send_withdrawn(dossier)


def child_is_asked(dossier: Dossier) -> bool:
    """Whether the child has to agree as well. Source: parameter ``child_consent_age``, in force today."""
    if not dossier.is_of_child or dossier.birth is None:
        return False
    on = today()
    return dossier.birth.age_on(on) >= whole_number(Parameter.CHILD_CONSENT_AGE, on)


def _refuse_incomplete(dossier: Dossier) -> None:
    if missing_steps(dossier):
        raise NotComplete(Missing.UNMENDED if unmended(dossier) else Missing.STEPS)
    if taken(dossier):
        raise NotComplete(Missing.TAKEN)
    if child_is_asked(dossier) and dossier.child_consent_at is None:
        raise NotComplete(Missing.CONSENT)
    if Step.OFFICE in editable_steps(dossier) and office(dossier.office_code or "", today()) is None:
        # Closed since it was chosen. Who only mends something else stays with the officers of that office.
        raise NotComplete(Missing.OFFICE)


def _set_dates(dossier: Dossier) -> None:
    dossier.consent_at = dossier.recorded_at = instant()
    dossier.opened_at = dossier.opened_by_id = None
    day = today()
    dossier.due_on = deadline(day, whole_number(Parameter.DECISION_WORKING_DAYS, day))
    if dossier.paper_received_at is None:
        dossier.paper_due_on = deadline_in_days(day, whole_number(Parameter.SIGNED_PAPER_DAYS, day))


def _mark_specimen(dossier: Dossier) -> None:
    """Lent papers that were handed in are used: the list offers fresh ones."""
    specimen = db.session.get(Specimen, dossier.specimen_id) if dossier.specimen_id else None
    if specimen is not None and specimen.used_at is None and specimen.citizen_id == dossier.citizen_id:
        specimen.used_at = instant()


def _may_be_decided_on_line(dossier: Dossier) -> bool:
    flagged = any(photo.kept_anyway for photo in dossier.photos)
    rule = Parameter.ONLINE_CHILD_DECISION if dossier.is_of_child else Parameter.ONLINE_DECISION
    agrees = agrees_with_register(dossier) if dossier.is_of_child else dossier.match is Match.IDENTICAL
    # Where another guardian has the child already, somebody has to look.
    alone = not dossier.beside_another
    return dossier.status is Status.RECORDED and agrees and alone and not flagged and flag(rule, today())


def _accepted_on_line(dossier: Dossier) -> bool:
    try:
        account = None if dossier.is_of_child else open_account_of(dossier)
        if account is None:
            give_care(dossier, by=None)
    except CannotOpen:
        return False
    change_status(dossier, Action.ACCEPT_ONLINE, by_system=True)
    dossier.decided_on_line = True
    if account is None:
        end_with_care(dossier)
    else:
        messages.send_accepted(dossier, account)
    return True
