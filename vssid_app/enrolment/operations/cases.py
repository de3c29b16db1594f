"""``Không phải tôi``: a number or a phone has an account that its owner says is not theirs."""

from __future__ import annotations

from sqlalchemy import select

from vssid_app.audit.operations import record
from vssid_app.audit.tags import Tag
from vssid_app.core.clock import instant
from vssid_app.core.extensions import db
from vssid_app.enrolment import messages
from vssid_app.enrolment.models import Dossier, OwnershipCase, Switch
from vssid_app.enrolment.operations.drafting import new_code
from vssid_app.enrolment.queries import AUTOMATIC_OFFICER, case_of
from vssid_app.enrolment.taken import Taken


def open_case(dossier: Dossier, about: Taken) -> OwnershipCase:
    """Open a case on the desk; a second tap leads to the first."""
    with db.transaction() as session:
        db.reload(dossier)
        case = case_of(dossier)
        if case is None:
            case = OwnershipCase(code=new_code(), dossier_id=dossier.id, about=about)
            session.add(case)
            record(Tag.OWNERSHIP_CASE_OPENED, actor=None, subject=case, about=about)
            messages.send_case_opened(dossier, case)
        return case


def settle_case(case: OwnershipCase, outcome: str, *, by: int) -> bool:
    """Close a case with a sentence for the family; False when another officer has closed it already."""
    with db.transaction() as session:
        db.reload(case)
        if case.settled_at is not None:
            return False
        case.settled_at, case.settled_by_id, case.outcome = instant(), by, outcome
        record(Tag.OWNERSHIP_CASE_SETTLED, actor=by, subject=case)
        dossier = session.get_one(Dossier, case.dossier_id)
        messages.send_case_settled(dossier, case)
        return True


def set_automatic_officer(*, on: bool, by: int) -> None:
    """Turn the demo's automatic officer on or off."""
    with db.transaction() as session:
        row = session.scalars(select(Switch).where(Switch.name == AUTOMATIC_OFFICER)).one_or_none()
        if row is None:
            row = Switch(name=AUTOMATIC_OFFICER, is_on=on)
            session.add(row)
        row.is_on = on
        record(Tag.SWITCH_SET, actor=by, subject=row, name=AUTOMATIC_OFFICER, on=on)
