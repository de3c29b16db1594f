"""Signed-in browsers: a random token in the signed cookie, its hash in a row that can be ended."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import cache

from flask import request, session
from flask_login import LoginManager, login_user, logout_user
from sqlalchemy import Select, bindparam, select
from sqlalchemy.orm import joinedload

from vssid_app.core.clock import instant
from vssid_app.core.db import Moment
from vssid_app.core.device import this_device
from vssid_app.core.extensions import db
from vssid_app.core.prepared import PreparedRead, table_of, this_world
from vssid_app.identity.access import Known, Visitor, visitor
from vssid_app.identity.listeners import tell_sessions_ended
from vssid_app.identity.models import Account, SignInSession

LIFE = timedelta(days=30)
STAFF_LIFE = timedelta(hours=12)
TOKEN_BYTES = 32
# Tells only what is worth reading with the account: who it is and may do is said by the rows.
STAFF_MARK = "~"
# A day is told, no more: a write on every page would cost more than it says.
SEEN_WITHIN = timedelta(days=1)
# The mark that a browser leaves, and what people call it; those that pretend to be others come first.
BROWSERS = {
    "Edg": "Edge",
    "OPR": "Opera",
    "SamsungBrowser": "Samsung Internet",
    "coc_coc": "Coc Coc",
    "CriOS": "Chrome",
    "FxiOS": "Firefox",
    "Firefox": "Firefox",
    "Chrome": "Chrome",
    "Safari": "Safari",
}


def start(manager: LoginManager) -> None:
    """Let Flask-Login find the visitor of a cookie."""
    manager.user_loader(_load)
    # A token is random, revocable and bound to one row; tying it to an address as well signs out phones.
    manager.session_protection = None  # type: ignore[assignment]


def begin_session(account: Account) -> SignInSession:
    """Sign this browser in, inside the operation that decided so; whatever the cookie held before is dropped.

    A new token at each sign-in: a session planted before it is worth nothing.
    """
    token = new_token(account)
    life = STAFF_LIFE if account.person_id is None else LIFE
    row = SignInSession(
        account_id=account.id,
        token_hash=_hash(token),
        device_hash=this_device(),
        browser=_browser(request.user_agent.string),
        expires_at=instant() + life,
    )
    db.session.add(row)
    db.session.flush()
    session.clear()
    session.permanent = True
    login_user(Visitor(_known(account, row), token, account=account, session=row))
    return row


def new_token(account: Account) -> str:
    """What the cookie of a new session holds."""
    mark = STAFF_MARK if account.person_id is None else ""
    return mark + secrets.token_urlsafe(TOKEN_BYTES)


def end_session() -> SignInSession | None:
    """Sign this browser out; gives the ended row."""
    who = visitor()
    if who is None:
        return None
    # By now, since ``who`` stands for whoever is signed in: afterwards nobody is.
    row = who.session
    db.reload(row)
    row.ended_at = instant()
    logout_user()
    session.clear()
    return row


def end_sessions_of(account: Account, *, but: int | None = None) -> None:
    """End all sessions of an account, except the one with this row number; and what they held besides."""
    rows = select(SignInSession).where(
        SignInSession.account_id == account.id, SignInSession.ended_at.is_(None)
    )
    for row in db.session.scalars(rows):
        if row.id != but:
            row.ended_at = instant()
    tell_sessions_ended(account)


def has_signed_out(account: Account, device: str, *, since: datetime) -> bool:
    """Whether a session of the account on a device was ended after a moment."""
    ended = select(SignInSession.id).where(
        SignInSession.account_id == account.id,
        SignInSession.device_hash == device,
        SignInSession.ended_at >= since,
    )
    return db.session.scalars(ended.limit(1)).first() is not None


def _load(token: str) -> Visitor | None:
    """Who a cookie's token stands for; of staff with their roles, which every page of theirs asks."""
    return _load_staff(token) if token.startswith(STAFF_MARK) else _load_citizen(token)


def _load_citizen(token: str) -> Visitor | None:
    found = _CITIZEN.first(token_hash=_hash(token), now=instant())
    if found is None:
        return None
    *known, started_at, last_seen_at = found
    who = Visitor(Known(*known), token)
    _note_seen(who, last_seen_at or started_at)
    return who


def _load_staff(token: str) -> Visitor | None:
    asked = {"token_hash": _hash(token), "now": instant()}
    found = db.session.execute(_living_session_of_staff(), asked).unique().one_or_none()
    if found is None:
        return None
    session, account = found
    who = Visitor(_known(account, session), token, account=account, session=session)
    _note_seen(who, session.seen_at)
    return who


def _known(account: Account, session: SignInSession) -> Known:
    return Known(account.id, session.id, account.person_id, account.activated_at)


_SESSIONS, _ACCOUNTS = table_of(SignInSession), table_of(Account)
_CITIZEN = PreparedRead(
    select(
        _ACCOUNTS.c.id,
        _SESSIONS.c.id,
        _ACCOUNTS.c.person_id,
        _ACCOUNTS.c.activated_at,
        _SESSIONS.c.started_at,
        _SESSIONS.c.last_seen_at,
    )
    .join_from(_SESSIONS, _ACCOUNTS, _ACCOUNTS.c.id == _SESSIONS.c.account_id)
    .where(
        _SESSIONS.c.world_id == this_world(),
        _ACCOUNTS.c.world_id == this_world(),
        _SESSIONS.c.token_hash == bindparam("token_hash"),
        _SESSIONS.c.ended_at.is_(None),
        _SESSIONS.c.expires_at > bindparam("now", type_=Moment),
        _ACCOUNTS.c.disabled_at.is_(None),
    )
)


@cache
def _living_session_of_staff() -> Select[SignInSession, Account]:
    """Put together once, as that costs more than running it."""
    return (
        select(SignInSession, Account)
        .join(Account, Account.id == SignInSession.account_id)
        .where(
            SignInSession.token_hash == bindparam("token_hash"),
            SignInSession.ended_at.is_(None),
            SignInSession.expires_at > bindparam("now", type_=Moment),
            Account.disabled_at.is_(None),
        )
        .options(joinedload(Account.roles))
    )


def _note_seen(who: Visitor, seen_at: datetime) -> None:
    """Once a day; an operation that has begun is left alone, the next page notes it."""
    if instant() - seen_at < SEEN_WITHIN or db.session.is_writing:
        return
    with db.transaction():
        row = who.session
        db.reload(row)
        row.last_seen_at = instant()


def _hash(token: str) -> str:
    # The token is 256 random bits: a plain hash is enough, and costs nothing on every page.
    return hashlib.sha256(token.encode()).hexdigest()


def _browser(agent: str) -> str:
    """The browser and system in a few words, for the list of signed-in devices."""
    systems = {name: name for name in ("Android", "iPhone", "iPad", "Windows", "Mac OS", "Linux")}
    return f"{_first(BROWSERS, agent)} {_first(systems, agent)}".strip()


def _first(names: Mapping[str, str], agent: str) -> str:
    return next((words for mark, words in names.items() if mark in agent), "")
