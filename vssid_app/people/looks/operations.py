"""Writing down who looked, and forgetting it in time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import delete, select

from vssid_app.core.clock import today
from vssid_app.core.extensions import db
from vssid_app.people.looks.models import Look, LookedPage
from vssid_app.people.models import Relation
from vssid_app.policy.models import Parameter
from vssid_app.policy.queries import whole_number

BATCH = 1000


@dataclass(frozen=True, slots=True)
class Seen:
    """What is to be written: see ``Look``."""

    viewer_id: int
    subject_id: int
    page: LookedPage
    day: date
    changed: bool
    relation: Relation | None
    office_code: str


def write_looks(looks: Sequence[Seen]) -> None:
    """Write them in one transaction; what another process has written already stays one row.

    Raises:
        Busy: at once, when somebody else writes; nothing is written then.
    """
    with db.transaction(wait=False):
        # Another process may note the same at this moment: what is not there cannot be locked.
        db.alone(*{f"looks at {each.subject_id}" for each in looks})
        for each in looks:
            _write(each)


def _write(seen: Seen) -> None:
    found = select(Look).where(
        Look.subject_id == seen.subject_id,
        Look.day == seen.day,
        Look.viewer_id == seen.viewer_id,
        Look.page == seen.page,
    )
    row = db.session.scalars(found).one_or_none()
    if row is None:
        db.session.add(
            Look(
                viewer_id=seen.viewer_id,
                subject_id=seen.subject_id,
                page=seen.page,
                day=seen.day,
                changed=seen.changed,
                relation=seen.relation,
                office_code=seen.office_code,
            )
        )
    elif seen.changed:
        row.changed = True


def forget_looks_at(person_id: int) -> None:
    """Delete who looked at somebody whose account is deleted; joins the caller's transaction."""
    db.session.execute(delete(Look).where(Look.subject_id == person_id))


def delete_old_looks() -> bool:
    """Delete what is older than the parameter ``look_retention_days`` says; whether there may be more."""
    first_kept = today() - timedelta(days=whole_number(Parameter.LOOK_RETENTION_DAYS, today()))
    old = list(db.session.scalars(select(Look.id).where(Look.day < first_kept).limit(BATCH)))
    if old:
        with db.transaction():
            db.session.execute(delete(Look).where(Look.id.in_(old)))
    return len(old) == BATCH
