"""What a person is told of all that the site holds of them: each package says it of its own tables.

``app.py`` puts the parts together; a test holds them against the models.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any, cast

from flask_babel import lazy_gettext as _
from flask_babel.speaklater import LazyString
from sqlalchemy import ColumnElement, Integer, and_, false, inspect, or_, select
from sqlalchemy.orm import InstrumentedAttribute

from vssid_app.core.clock import world_time
from vssid_app.core.db import WorldScoped
from vssid_app.core.extensions import db
from vssid_app.identity.codes.models import ChallengeRow
from vssid_app.identity.codes.rules import Purpose
from vssid_app.identity.models import Account, AccountCase, LoginIdentifier, SignInSession, TrustedDevice
from vssid_app.notifications.models import OutboxMessage
from vssid_app.notifications.operations import address_hash

Own = Callable[[Account], ColumnElement[bool]]
Facts = dict[str, Any]
Word = LazyString


@dataclass(frozen=True, slots=True)
class Told:
    """A table as its people read it: which rows are an account's own, and what each column is called.

    Numbers of rows and keyed hashes say nothing to anybody and need no word; any other column without one
    stands in ``left_out`` with the reason.
    """

    model: type[WorldScoped]
    title: Word
    words: Mapping[str, Word]
    own: Own | None = None
    by: str = ""
    """Inside another table: the column that names its row, in place of ``own``."""
    left_out: Mapping[str, str] = field(default_factory=dict)
    show: Mapping[str, Callable[[Any], object]] = field(default_factory=dict)
    also: Callable[[Any, Account], Mapping[str, object]] | None = None
    inside: tuple[Told, ...] = ()


@dataclass(frozen=True, slots=True)
class OwnFile:
    """A file that goes with it; read one at a time."""

    name: str
    """A path of plain ASCII."""
    read: Callable[[], bytes | None]
    """None when it is lost."""


def no_files(_account: Account) -> Iterator[OwnFile]:
    """Most parts are facts alone."""
    return iter(())


@dataclass(frozen=True, slots=True)
class Part:
    """What one package tells; ``name`` is that of its file, in plain ASCII."""

    name: str
    told: tuple[Told, ...]
    files: Callable[[Account], Iterator[OwnFile]] = no_files


def facts_of(part: Part, account: Account) -> Facts:
    """All rows of a part that are the account's own, by title."""
    return {str(each.title): _rows(each, account, own_rows(each, account)) for each in part.told}


def own_rows(told: Told, account: Account) -> ColumnElement[bool]:
    """The condition that a row is the account's own."""
    return told.own(account) if told.own else false()


def needs_no_word(name: str, model: type[WorldScoped]) -> bool:
    """Whether a column is of use to the machine alone: numbers of rows and versions, keyed hashes."""
    column = inspect(model).columns[name]
    number = name.endswith("_id") and isinstance(column.type, Integer)
    return number or name in {"id", "version"} or name.endswith("_hash")


def _rows(told: Told, account: Account, mine: ColumnElement[bool]) -> list[Facts]:
    rows = db.session.scalars(select(told.model).where(mine).order_by(told.model.id)).all()
    facts = [_row(told, row, account) for row in rows]
    for inner in told.inside:
        by_parent = _inner_rows(inner, account, [row.id for row in rows])
        for row, fact in zip(rows, facts, strict=True):
            fact[str(inner.title)] = by_parent.get(row.id, [])
    return facts


def _inner_rows(inner: Told, account: Account, parents: Sequence[int]) -> Mapping[int, list[Facts]]:
    column = cast("InstrumentedAttribute[int]", getattr(inner.model, inner.by))
    rows = db.session.scalars(select(inner.model).where(column.in_(parents)).order_by(inner.model.id)).all()
    found: dict[int, list[Facts]] = {}
    for row in rows:
        found.setdefault(getattr(row, inner.by), []).append(_row(inner, row, account))
    return found


def _row(told: Told, row: WorldScoped, account: Account) -> Facts:
    facts: Facts = {}
    for name, word in told.words.items():
        value = getattr(row, name)
        show: Callable[[Any], object] = told.show.get(name, plain)
        if value is not None and value != "":
            facts[str(word)] = plain(show(value))
    return facts | {
        key: plain(value) for key, value in (told.also(row, account) if told.also else {}).items()
    }


def plain(value: Any) -> Any:
    """A value as JSON has it; moments in Vietnam's time, as the world's clock has them."""
    if isinstance(value, datetime):
        return world_time(value).isoformat(timespec="seconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, StrEnum):
        return value.value
    if value is None or isinstance(value, str | int | float | bool | list | dict):
        return value
    return str(value)


def of_account(column: InstrumentedAttribute[Any]) -> Own:
    """Rows that name the account."""
    return lambda account: column == account.id


def of_person(column: InstrumentedAttribute[Any]) -> Own:
    """Rows that name the account's person."""
    return lambda account: column == account.person_id


def _sent_to(account: Account) -> ColumnElement[bool]:
    """Messages to its phone and its proven email; what held a code is of no use by now."""
    email = account.email if account.email_proven_at else None
    hashes = [address_hash(address) for address in (account.phone, email) if address]
    return and_(OutboxMessage.address_hash.in_(hashes), OutboxMessage.holds_code.is_(False))


PART = Part(
    "tai-khoan",
    (
        Told(
            Account,
            _("Tài khoản"),
            {
                "user_name": _("Tên đăng nhập"),
                "phone": _("Điện thoại"),
                "email": _("E-mail"),
                "email_proven_at": _("E-mail xác nhận lúc"),
                "opened_at": _("Mở lúc"),
                "activated_at": _("Kích hoạt lúc"),
                "disabled_at": _("Khoá lúc"),
            },
            own=lambda account: Account.id == account.id,
            left_out={
                "display_name": "staff only",
                "totp_secret": "a secret, and staff only",
                "totp_last_step": "staff only",
                "closed_at": "a closed account downloads nothing",
            },
        ),
        Told(
            LoginIdentifier,
            _("Đăng nhập được bằng"),
            {"kind": _("Loại số")},
            own=of_account(LoginIdentifier.account_id),
        ),
        Told(
            SignInSession,
            _("Lần đăng nhập"),
            {
                "browser": _("Trình duyệt"),
                "started_at": _("Bắt đầu lúc"),
                "last_seen_at": _("Dùng gần nhất"),
                "expires_at": _("Hết hạn lúc"),
                "ended_at": _("Kết thúc lúc"),
            },
            own=of_account(SignInSession.account_id),
        ),
        Told(
            TrustedDevice,
            _("Máy không hỏi lại mã"),
            {"until": _("Đến lúc")},
            own=of_account(TrustedDevice.account_id),
        ),
        Told(
            AccountCase,
            _("Yêu cầu đổi số điện thoại"),
            {
                "code": _("Mã yêu cầu"),
                "office_code": _("Mã cơ quan BHXH"),
                "opened_at": _("Gửi lúc"),
                "decided_at": _("Quyết định lúc"),
                "decision": _("Quyết định"),
            },
            own=of_account(AccountCase.account_id),
            left_out={"new_phone": "whoever asked may not have been this person"},
        ),
        Told(
            ChallengeRow,
            _("Lần xác nhận bằng mã"),
            {
                "purpose": _("Để làm gì"),
                "channel": _("Gửi bằng"),
                "address": _("Gửi tới"),
                "created_at": _("Xin mã lúc"),
                "proven_at": _("Nhập đúng lúc"),
                "used_at": _("Dùng lúc"),
            },
            own=lambda account: and_(
                ChallengeRow.account_id == account.id,
                or_(ChallengeRow.proven_at.is_not(None), _asked_inside()),
            ),
            left_out={"public_id": "opens the page of the code", "subject": "what its page works with"},
        ),
        Told(
            OutboxMessage,
            _("Tin nhắn đã gửi cho bạn"),
            {
                "channel": _("Gửi bằng"),
                "address": _("Gửi tới"),
                "subject": _("Tiêu đề"),
                "text": _("Nội dung"),
                "created_at": _("Viết lúc"),
                "sent_at": _("Gửi lúc"),
                "read_at": _("Mở lúc"),
                "delivery": _("Tình trạng"),
            },
            own=_sent_to,
            left_out=dict.fromkeys(
                (
                    *("key", "kind", "html", "code", "holds_code", "link", "not_before", "useless_from"),
                    *("tried_since", "leased_until", "claimed_by", "attempts", "last_error"),
                ),
                "of use to the sending alone, or the text once more",
            ),
        ),
    ),
)


def _asked_inside() -> ColumnElement[bool]:
    """Asked for by whoever was signed in, not by a stranger who typed the number."""
    inside = (
        *(Purpose.OLD_CONTACT, Purpose.NEW_CONTACT, Purpose.OWN_DATA),
        *(Purpose.CLOSE_ACCOUNT, Purpose.SEND_REQUEST),
    )
    return ChallengeRow.purpose.in_(inside)
