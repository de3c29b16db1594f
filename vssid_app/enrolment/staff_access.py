"""Which dossiers the signed-in officer may open, and who else has one open."""

from __future__ import annotations

from flask import abort

from vssid_app.core.clock import instant
from vssid_app.enrolment.models import Dossier
from vssid_app.enrolment.operations.deciding import LOOKING
from vssid_app.enrolment.staff_queries import dossier_of_office
from vssid_app.enrolment.states import Status
from vssid_app.identity.access import Permission, signed_in_visitor, staff
from vssid_app.people.looks.noting import note_look

reviewer = staff(Permission.REVIEW_DOSSIERS)
"""Officers; the queries keep each to the own offices."""


def my_offices() -> frozenset[str]:
    """Codes of the officer's offices; ``""`` stands for all."""
    return signed_in_visitor().offices_where(Permission.REVIEW_DOSSIERS)


def my_number() -> int:
    """Number of the officer's account, as it stands in the log."""
    return signed_in_visitor().account_id


def own_dossier(code: str) -> Dossier:
    """The dossier of an address; one of another office is a 404, like one that does not exist."""
    dossier = dossier_of_office(code, my_offices())
    if dossier is None:
        abort(404)
    note_dossier_look(dossier)
    return dossier


def note_dossier_look(dossier: Dossier) -> None:
    """Have the person of a dossier, as the register knows it, read that the office looked."""
    note_look(dossier.person_id, office_code=dossier.office_code or "")


def who_looks(dossier: Dossier) -> int | None:
    """Another officer who opened an undecided dossier less than ten minutes ago."""
    if dossier.status is not Status.UNDER_REVIEW or dossier.opened_at is None:
        return None
    recently = instant() - dossier.opened_at < LOOKING
    return dossier.opened_by_id if recently and dossier.opened_by_id != my_number() else None
