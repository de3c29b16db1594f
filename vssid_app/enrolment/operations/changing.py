"""The one way a dossier's state changes: by the table, as a row, on what the database holds now."""

from __future__ import annotations

from collections.abc import Sequence

from vssid_app.audit.operations import record
from vssid_app.audit.tags import Tag
from vssid_app.core.extensions import db
from vssid_app.enrolment.models import Dossier, DossierChange
from vssid_app.enrolment.reasons import Reason
from vssid_app.enrolment.states import Action, next_status


def change_status(
    dossier: Dossier,
    action: Action,
    *,
    by: int | None = None,
    by_system: bool = False,
    reasons: Sequence[Reason] = (),
    note: str = "",
) -> DossierChange:
    """Take an action inside the running transaction.

    Raises:
        NotAllowed: when the state that the dossier has now does not allow it.
    """
    db.reload(dossier)
    before = dossier.status
    dossier.status = next_status(before, action)
    change = DossierChange(
        dossier_id=dossier.id,
        action=action,
        from_status=before,
        to_status=dossier.status,
        by_id=by,
        by_system=by_system,
        reasons=[str(reason) for reason in reasons],
        note=note,
    )
    dossier.changes.append(change)
    record(Tag.DOSSIER_CHANGED, actor=by, subject=dossier, action=action, to=dossier.status)
    return change
