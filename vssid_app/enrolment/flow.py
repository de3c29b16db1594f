"""Where a dossier leads next."""

from __future__ import annotations

from flask import url_for

from vssid_app.enrolment.models import Dossier
from vssid_app.enrolment.queries import missing_steps, taken, wants_children
from vssid_app.enrolment.states import WAITING_FOR_FAMILY, Status
from vssid_app.enrolment.steps import Step
from vssid_app.identity.models import Account


def step_url(dossier: Dossier, step: Step) -> str:
    """The page of a step."""
    return url_for("enrolment.step", code=dossier.code, step=step)


def after_activation(account: Account) -> str | None:
    """Whoever registered in order to register children is led straight on to it."""
    return url_for("enrolment.add_my_child") if wants_children(account.id) else None


def next_url(dossier: Dossier) -> str:
    """The first step that is not done, the check when all are; the fork where an account exists already."""
    if dossier.status not in WAITING_FOR_FAMILY:
        return url_for("enrolment.tracking", code=dossier.code)
    if taken(dossier):
        return url_for("enrolment.taken_fork", code=dossier.code)
    missing = missing_steps(dossier)
    if dossier.status is Status.SUPPLEMENT_ASKED and not missing:
        return step_url(dossier, Step.CHECK)
    return step_url(dossier, missing[0] if missing else Step.CHECK)
