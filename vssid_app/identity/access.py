"""Who is signed in, and the access rules that follow from it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, cast

from flask import abort, g, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import UserMixin, current_user
from werkzeug.local import LocalProxy

from vssid_app.core.access import Rule
from vssid_app.core.extensions import db
from vssid_app.identity.models import Account, Role, SignInSession


class Permission(StrEnum):
    """What staff may be allowed to do."""

    REVIEW_DOSSIERS = "review_dossiers"
    HANDLE_REQUESTS = "handle_requests"
    SEE_FIGURES = "see_figures"
    """Counts of an office's work, which name nobody."""
    ADMINISTER = "administer"


PERMISSIONS: dict[Role, frozenset[Permission]] = {
    Role.OFFICER: frozenset({Permission.REVIEW_DOSSIERS, Permission.HANDLE_REQUESTS, Permission.SEE_FIGURES}),
    Role.ADMIN: frozenset({Permission.ADMINISTER, Permission.SEE_FIGURES}),
}


@dataclass(frozen=True, slots=True)
class Known:
    """What every page knows of who is signed in, read without the rows themselves."""

    account_id: int
    session_id: int
    person_id: int | None
    activated_at: datetime | None


class Visitor(UserMixin):
    """The signed-in account, and the session that it came by; their rows are read where a page needs them."""

    def __init__(
        self,
        known: Known,
        token: str,
        *,
        account: Account | None = None,
        session: SignInSession | None = None,
    ) -> None:
        self.account_id = known.account_id
        self.person_id = known.person_id
        self.activated_at = known.activated_at
        self._session_id = known.session_id
        self._token = token
        self._account = account
        self._session = session

    def get_id(self) -> str:
        """What the cookie holds: the session's token, not the account."""
        return self._token

    @property
    def account(self) -> Account:
        """The row of the account."""
        if self._account is None:
            self._account = db.session.get_one(Account, self.account_id)
        return self._account

    @property
    def session(self) -> SignInSession:
        """The row of the session."""
        if self._session is None:
            self._session = db.session.get_one(SignInSession, self._session_id)
        return self._session

    @property
    def is_staff(self) -> bool:
        """Whether this is a member of staff, who has no person."""
        return self.person_id is None

    def offices_where(self, permission: Permission) -> frozenset[str]:
        """Codes of the offices where the account has a permission; ``""`` stands for all."""
        return frozenset(
            role.office_code for role in self.account.roles if permission in PERMISSIONS[role.role]
        )


def staff_home(account: Account) -> str:
    """The endpoint where a member of staff begins: dossiers, or the administrators' pages."""
    may = {permission for role in account.roles for permission in PERMISSIONS[role.role]}
    return "desk.queue" if Permission.REVIEW_DOSSIERS in may else "administration.home"


def visitor() -> Visitor | None:
    """Who is signed in on this browser, if anybody."""
    known = g.get("_login_user")
    if known is not None:
        return known if isinstance(known, Visitor) else None
    # The visitor himself: through the library's stand-in each look at him costs as much as all that he knows.
    who = cast("LocalProxy[UserMixin]", current_user)._get_current_object()  # noqa: SLF001 - the library's own way
    return who if isinstance(who, Visitor) else None


def signed_in_visitor() -> Visitor:
    """Who is signed in; only for pages whose rule has made sure of it."""
    return cast("Visitor", current_user)


def sign_in_first() -> ResponseReturnValue:
    """To the sign-in page, and back here afterwards (only pages can be come back to)."""
    back = request.full_path.rstrip("?") if request.method == "GET" else None
    return redirect(url_for("identity.sign_in", tiep=back))


def staff_sign_in_first() -> ResponseReturnValue:
    """To the staff's sign-in page."""
    return redirect(url_for("identity_staff.sign_in"))


def _check_signed_in(_path: dict[str, Any]) -> ResponseReturnValue | None:
    return None if visitor() else sign_in_first()


signed_in = Rule("signed_in", _check_signed_in)
"""Whoever is signed in; the page shows that account's own things only."""


def staff(permission: Permission) -> Rule:
    """Staff who have a permission somewhere; which rows they see is the queries' matter."""

    def check(_path: dict[str, Any]) -> ResponseReturnValue | None:
        who = visitor()
        if who is None:
            return staff_sign_in_first()
        if not who.offices_where(permission):
            abort(404)
        return None

    return Rule(f"staff:{permission}", check)


def _check_any_staff(_path: dict[str, Any]) -> ResponseReturnValue | None:
    who = visitor()
    if who is None:
        return staff_sign_in_first()
    if not who.is_staff:
        abort(404)
    return None


any_staff = Rule("staff:any", _check_any_staff)
"""Staff, whatever they may do; the page is about their own account."""
