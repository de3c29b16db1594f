"""Changes of dated rows, written down.

The rows are shared by all worlds and the log is of one: its subject is the administrator's account, and the
facts say which row.
"""

from __future__ import annotations

from datetime import date

from vssid_app.agencies.changes import rename_office
from vssid_app.agencies.openings import NewOffice, close_office, open_office
from vssid_app.audit.operations import record
from vssid_app.audit.tags import Tag
from vssid_app.core.extensions import db
from vssid_app.identity.models import Account
from vssid_app.policy.benefit_changes import set_level, set_share
from vssid_app.policy.changes import set_value
from vssid_app.policy.day_changes import set_day
from vssid_app.policy.models import BenefitLevel, FundShare, Parameter

Facts = dict[str, str | int | bool | None]


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


def add_office(new: NewOffice, *, reason: str, by: Account) -> None:
    """Let an office begin.

    Raises:
        BadOffice: when it may not.
    """
    with db.transaction():
        open_office(new, reason=reason)
        day = new.first_day.isoformat()
        record(Tag.OFFICE_OPENED, actor=by.id, subject=by, office=new.code, first_day=day, reason=reason)


def end_office(code: str, last_day: date, *, reason: str, by: Account) -> None:
    """Let an office end with a day.

    Raises:
        BadOffice: when it may not.
    """
    with db.transaction():
        close_office(code, last_day, reason=reason)
        day = last_day.isoformat()
        record(Tag.OFFICE_CLOSED, actor=by.id, subject=by, office=code, last_day=day, reason=reason)


def change_level(row: BenefitLevel, *, source: str, reason: str, by: Account) -> None:
    """Let a beneficiary code have a level from a day on.

    Raises:
        BadRow: when it cannot begin on that day.
    """
    facts: Facts = {
        "beneficiary": row.beneficiary_code,
        "level": row.level,
        "first_day": row.valid_from.isoformat(),
    }
    with db.transaction():
        set_level(row, reason=reason)
        record(Tag.BENEFIT_LEVEL_SET, actor=by.id, subject=by, **facts, source=source, reason=reason)


def change_share(row: FundShare, *, source: str, reason: str, by: Account) -> None:
    """Let the fund pay a share at a level from a day on.

    Raises:
        BadRow: when it cannot begin on that day.
    """
    facts: Facts = {"level": row.level, "percent": row.percent, "scope": row.scope}
    day = row.valid_from.isoformat()
    with db.transaction():
        set_share(row, reason=reason)
        record(
            Tag.FUND_SHARE_SET, actor=by.id, subject=by, **facts, first_day=day, source=source, reason=reason
        )


def change_day(day: date, *, works: bool, name: str, source: str, reason: str, by: Account) -> None:
    """Make a day a working day or a day off.

    Raises:
        BadDay: when it cannot be changed so.
    """
    with db.transaction():
        set_day(day, works=works, name=name, source=source, reason=reason)
        facts: Facts = {
            "day": day.isoformat(),
            "works": works,
            "name": name,
            "source": source,
            "reason": reason,
        }
        record(Tag.WORKING_DAY_SET, actor=by.id, subject=by, **facts)
