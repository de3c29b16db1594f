"""What a member of staff may do and where, changed by an administrator."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from vssid_app.agencies.queries import office
from vssid_app.audit.operations import record
from vssid_app.audit.tags import Tag
from vssid_app.core.clock import today
from vssid_app.core.extensions import db
from vssid_app.identity.models import Account, Role, StaffRole
from vssid_app.identity.queries import is_staff
from vssid_app.identity.staff.operations import (
    Credentials,
    StaffProblem,
    StaffRefused,
    reset_second_factor,
    staff_to_change,
)


def all_staff() -> Sequence[Account]:
    """Every member of staff with the roles, by user name; also those who were taken out."""
    found = select(Account).where(is_staff()).options(selectinload(Account.roles))
    return db.session.scalars(found.order_by(Account.user_name)).all()


def give_role(user_name: str, role: Role, office_code: str, *, by: int) -> None:
    """Let a member of staff do one thing more; an administrator's role is for all offices.

    Raises:
        StaffRefused: when it cannot be, or is so already.
    """
    code = "" if role is Role.ADMIN else office_code
    with db.transaction() as session:
        account = staff_to_change(user_name, by)
        db.reload(account)
        if role is Role.OFFICER and office(code, today()) is None:
            raise StaffRefused(StaffProblem.UNKNOWN_OFFICE)
        if _role_of(account, role, code):
            raise StaffRefused(StaffProblem.HAS_ROLE)
        session.add(StaffRole(account_id=account.id, role=role, office_code=code))
        record(Tag.ROLE_GIVEN, actor=by, subject=account, role=role, office=code)


def take_role(user_name: str, role: Role, office_code: str, *, by: int) -> None:
    """Let a member of staff do one thing less, at once; a role that is not there any more is taken already.

    Raises:
        StaffRefused: when it cannot be; who has only one role is taken out instead.
    """
    with db.transaction() as session:
        account = staff_to_change(user_name, by)
        db.reload(account)
        found = _role_of(account, role, office_code)
        if found is None:
            return
        if len(account.roles) == 1:
            raise StaffRefused(StaffProblem.LAST_ROLE)
        session.delete(found)
        record(Tag.ROLE_TAKEN, actor=by, subject=account, role=role, office=office_code)


def readmit_staff(user_name: str, *, by: int) -> Credentials:
    """Let somebody who was taken out come back, beginning anew with a one-time password.

    Raises:
        StaffRefused: when it cannot be.
    """
    with db.transaction():
        account = staff_to_change(user_name, by)
        account.disabled_at = None
        record(Tag.STAFF_READMITTED, actor=by, subject=account)
        return reset_second_factor(user_name, by=by)


def _role_of(account: Account, role: Role, office_code: str) -> StaffRole | None:
    held = (each for each in account.roles if (each.role, each.office_code) == (role, office_code))
    return next(held, None)
