"""Until when somebody has the care of a child: for renewing it; it lets nobody in.

Whether a guardianship holds today is ``queries.holds_on``'s to say.
"""

from __future__ import annotations

from datetime import date

from sqlalchemy import or_, select

from vssid_app.core.extensions import db
from vssid_app.people.models import Guardianship


def in_care_until(guardian_id: int, child_id: int, on: date) -> date | None:
    """The last day of the care that somebody has of a child on a day, or will have; None without any.

    ``date.max`` where no last day was named.
    """
    held = select(Guardianship).where(
        Guardianship.guardian_id == guardian_id,
        Guardianship.child_id == child_id,
        Guardianship.ended_at.is_(None),
        or_(Guardianship.valid_to.is_(None), Guardianship.valid_to >= on),
    )
    return max((each.valid_to or date.max for each in db.session.scalars(held)), default=None)
