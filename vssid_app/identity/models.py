"""Accounts, what one signs in with, sessions, staff roles, and the growing delay."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from vssid_app.core.clock import instant
from vssid_app.core.columns import EncryptedText
from vssid_app.core.db import Base, WorldScoped, same_world, scoped
from vssid_app.identity.rules import IdentifierKind

__all__ = [
    "Account",
    "AccountCase",
    "CaseDecision",
    "IdentifierKind",
    "LoginIdentifier",
    "RecoveryCode",
    "Role",
    "SignInSession",
    "StaffRole",
    "TrustedDevice",
    "WrongTries",
]


class Role(StrEnum):
    """What a member of staff is."""

    OFFICER = "officer"
    ADMIN = "admin"


class Account(WorldScoped, Base):
    """One person's account, or a member of staff's; ``person_id`` is a bare id to this package."""

    __tablename__ = "accounts"
    __table_args__ = scoped(
        same_world("person_id", "persons"),
        UniqueConstraint("world_id", "person_id"),
        UniqueConstraint("world_id", "user_name"),
    )

    person_id: Mapped[int | None]
    user_name: Mapped[str] = mapped_column(String(40))
    """The mã số BHXH of a citizen; a chosen name of staff."""
    display_name: Mapped[str] = mapped_column(String(100), default="")
    """Staff only: a citizen's name is the person's."""
    phone: Mapped[str | None] = mapped_column(EncryptedText("accounts.phone"))
    email: Mapped[str | None] = mapped_column(EncryptedText("accounts.email"))
    email_proven_at: Mapped[datetime | None]
    password_hash: Mapped[str | None] = mapped_column(String(200))
    totp_secret: Mapped[str | None] = mapped_column(EncryptedText("accounts.totp_secret"))
    totp_last_step: Mapped[int | None]
    """The 30-second step of the last code taken: none is taken twice."""
    opened_at: Mapped[datetime] = mapped_column(default=instant)
    activated_at: Mapped[datetime | None]
    disabled_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    """Closed for good at its holder's request: nobody's since, and not staff, though without a person."""
    version: Mapped[int] = mapped_column(default=1)
    roles: Mapped[list[StaffRole]] = relationship(lazy="select", back_populates="account")

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012

    @property
    def is_active(self) -> bool:
        """Whether it can be signed in to."""
        return self.activated_at is not None and self.disabled_at is None


class LoginIdentifier(WorldScoped, Base):
    """A value that one account, and no other of its world, is signed in to with."""

    __tablename__ = "login_identifiers"
    __table_args__ = scoped(
        same_world("account_id", "accounts"),
        UniqueConstraint("world_id", "kind", "value_hash"),
    )

    account_id: Mapped[int]
    kind: Mapped[IdentifierKind]
    value_hash: Mapped[str] = mapped_column(String(64))


class StaffRole(WorldScoped, Base):
    """What a member of staff may do, and for which office."""

    __tablename__ = "staff_roles"
    __table_args__ = scoped(
        same_world("account_id", "accounts"),
        UniqueConstraint("world_id", "account_id", "role", "office_code"),
    )

    account_id: Mapped[int]
    role: Mapped[Role]
    office_code: Mapped[str] = mapped_column(String(5), default="")
    """Empty: all offices (administrators)."""
    account: Mapped[Account] = relationship(back_populates="roles")


class RecoveryCode(WorldScoped, Base):
    """One code on a member of staff's sheet of paper: good once, in place of the authenticator app."""

    __tablename__ = "recovery_codes"
    __table_args__ = scoped(
        same_world("account_id", "accounts"),
        UniqueConstraint("world_id", "account_id", "code_hash"),
    )

    account_id: Mapped[int]
    code_hash: Mapped[str] = mapped_column(String(64))
    made_at: Mapped[datetime] = mapped_column(default=instant)
    used_at: Mapped[datetime | None]


class SignInSession(WorldScoped, Base):
    """A signed-in browser; ending the row signs it out wherever it is."""

    __tablename__ = "sign_in_sessions"
    __table_args__ = scoped(
        same_world("account_id", "accounts"),
        UniqueConstraint("token_hash"),
        Index("ix_sign_in_sessions_account", "world_id", "account_id"),
    )

    account_id: Mapped[int]
    token_hash: Mapped[str] = mapped_column(String(64))
    device_hash: Mapped[str] = mapped_column(String(64))
    browser: Mapped[str] = mapped_column(String(60), default="")
    started_at: Mapped[datetime] = mapped_column(default=instant)
    last_seen_at: Mapped[datetime | None]
    """Within a day: it is not written on every page. None: on the day that it began only."""
    expires_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]

    @property
    def seen_at(self) -> datetime:
        """When it was last in use, within a day."""
        return self.last_seen_at or self.started_at


class TrustedDevice(WorldScoped, Base):
    """A browser on which the account's phone was proven: until then a password alone signs in there."""

    __tablename__ = "trusted_devices"
    __table_args__ = scoped(
        same_world("account_id", "accounts"),
        UniqueConstraint("world_id", "account_id", "device_hash"),
    )

    account_id: Mapped[int]
    device_hash: Mapped[str] = mapped_column(String(64))
    until: Mapped[datetime]


class CaseDecision(StrEnum):
    """What an officer decided after seeing the person."""

    PHONE_CHANGED = "phone_changed"
    REFUSED = "refused"
    LAPSED = "lapsed"
    """Nobody came, or nobody decided, in time: nothing was changed."""


class AccountCase(WorldScoped, Base):
    """Somebody without the account's phone asks, with a new proven one, to be let in by an officer."""

    __tablename__ = "account_cases"
    __table_args__ = scoped(
        UniqueConstraint("code"),
        # One case a proof of the new phone, however often it is tapped.
        UniqueConstraint("challenge_id"),
        same_world("account_id", "accounts"),
        Index("ix_account_cases_office", "world_id", "office_code", "decided_at"),
    )

    code: Mapped[str] = mapped_column(String(12))
    challenge_id: Mapped[int]
    account_id: Mapped[int | None]
    """None where no account was found: whoever asked reads the same, and no desk sees it."""
    new_phone: Mapped[str] = mapped_column(EncryptedText("account_cases.new_phone"))
    office_code: Mapped[str] = mapped_column(String(5))
    opened_at: Mapped[datetime] = mapped_column(default=instant)
    decided_at: Mapped[datetime | None]
    decided_by_id: Mapped[int | None]
    decision: Mapped[CaseDecision | None]


class WrongTries(WorldScoped, Base):
    """Wrong passwords for one typed identifier, whether an account has it or not."""

    __tablename__ = "wrong_tries"
    __table_args__ = scoped(UniqueConstraint("world_id", "identifier_hash"))

    identifier_hash: Mapped[str] = mapped_column(String(64))
    count: Mapped[int] = mapped_column(default=0)
    last_at: Mapped[datetime] = mapped_column(default=instant)
