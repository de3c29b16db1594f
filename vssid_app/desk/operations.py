"""What the desk notes by itself."""

from __future__ import annotations

from vssid_app.audit.operations import record
from vssid_app.audit.tags import Tag
from vssid_app.core.extensions import db
from vssid_app.desk.queries import Case
from vssid_app.people.models import Person


def note_case_view(case: Case, holder: Person | None, *, by: int) -> None:
    """Note that an officer looked at a case, and at whom the account belongs to."""
    with db.transaction(keep_read=True):
        record(Tag.DOSSIER_VIEWED, actor=by, subject=case.dossier, case=case.case.code)
        if holder is not None:
            record(Tag.PERSON_VIEWED, actor=by, subject=holder, case=case.case.code)
