"""Changes of dated rows, written down.

The rows are shared by all worlds and the log is of one: its subject is the administrator's account, and the
facts say which row.
"""

from __future__ import annotations

from datetime import date

from vssid_app.agencies.changes import rename_office
from vssid_app.audit.operations import record
from vssid_app.audit.tags import Tag
from vssid_app.core.extensions import db
from vssid_app.identity.models import Account
from vssid_app.policy.changes import set_value
from vssid_app.policy.models import Parameter


def change_parameter(
    name: Parameter, value: str, first_day: date, *, source: str, reason: str, by: Account
) -> None:
    """Let a parameter have a value from a day on.

    Raises:
        BadRow: when it cannot begin on that day.
    """
    with db.transaction():
        set_value(name, value, first_day, source=source, reason=reason)
        day = first_day.isoformat()
        record(
            Tag.PARAMETER_SET, actor=by.id, subject=by, name=name, value=value, first_day=day, reason=reason
        )


def change_office(code: str, name: str, first_day: date, *, reason: str, by: Account) -> None:
    """Let an office have a name from a day on.

    Raises:
        BadRow: when it cannot begin on that day.
    """
    with db.transaction():
        rename_office(code, name, first_day, reason=reason)
        day = first_day.isoformat()
        record(Tag.OFFICE_RENAMED, actor=by.id, subject=by, office=code, first_day=day, reason=reason)
