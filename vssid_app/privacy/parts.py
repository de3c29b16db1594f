"""The parts that one's own data is made of; ``app.py`` names them, this package's own among them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from sqlalchemy import ColumnElement, Select, and_, or_, select

from vssid_app.audit.models import AuditEntry
from vssid_app.audit.words import tag_word
from vssid_app.core.db import WorldScoped
from vssid_app.core.extensions import db
from vssid_app.identity.models import Account
from vssid_app.identity.own_data import Facts, Part, Told, facts_of, of_account, own_rows, plain
from vssid_app.identity.queries import is_staff
from vssid_app.privacy.models import DeletionRequest

PART = Part(
    "xoa-tai-khoan",
    (
        Told(
            DeletionRequest,
            _("Yêu cầu xoá tài khoản"),
            {
                "code": _("Mã yêu cầu"),
                "office_code": _("Mã cơ quan BHXH"),
                "asked_at": _("Gửi lúc"),
                "due_on": _("Xoá từ ngày"),
                "taken_back_at": _("Rút lại lúc"),
            },
            own=of_account(DeletionRequest.account_id),
            left_out=dict.fromkeys(
                ("done_at", "address_hashes", "messages_gone_at"), "written when the account is gone"
            ),
        ),
    ),
)
LOG = "nhat-ky"
_parts: tuple[Part, ...] = ()


def use_parts(parts: Sequence[Part]) -> None:
    """Take the parts of all packages, in the order in which they are told."""
    global _parts  # noqa: PLW0603 - bare until the assembly, as the objects of core.extensions
    _parts = tuple(parts)


def own_parts() -> tuple[Part, ...]:
    """All parts."""
    return _parts


def files_of_facts(account: Account) -> Iterator[tuple[str, Facts]]:
    """The name of each file and its facts, one part after another; the log comes last."""
    for part in _parts:
        yield part.name, facts_of(part, account)
    yield LOG, _log(account)


def _log(account: Account) -> Facts:
    """Who did or saw what with the account and all that is its own: what, when, and by whom."""
    about = [_entries_about(told, own_rows(told, account)) for told in _all_told()]
    entries = select(AuditEntry).where(or_(AuditEntry.actor_id == account.id, *about)).order_by(AuditEntry.id)
    rows = db.session.scalars(entries).all()
    staff = _staff_names(row.actor_id for row in rows)
    return {
        gettext("Nhật ký"): [
            {
                gettext("Lúc"): plain(row.at),
                gettext("Việc"): tag_word(row.tag),
                gettext("Ai làm"): _who(row, account, staff),
            }
            for row in rows
        ]
    }


def _who(row: AuditEntry, account: Account, staff: dict[int, str]) -> str:
    if row.actor_id == account.id:
        return gettext("Bạn")
    if row.actor_id in staff:
        return gettext("Cán bộ %(name)s", name=staff[row.actor_id])
    return gettext("Hệ thống, hoặc bạn khi chưa đăng nhập")


def _staff_names(actors: Iterator[int | None]) -> dict[int, str]:
    names = select(Account.id, Account.display_name).where(Account.id.in_(set(actors)), is_staff())
    return dict(db.session.execute(names).all())


def _all_told() -> Iterator[Told]:
    return (told for part in _parts for told in part.told)


def _entries_about(told: Told, mine: ColumnElement[bool]) -> ColumnElement[bool]:
    """Entries about own rows, and about what is inside of them."""
    own = select(told.model.id).where(mine)
    inner = [_about(each.model, _inside(each, own)) for each in told.inside]
    return or_(_about(told.model, own), *inner)


def _inside(inner: Told, parents: Select[int]) -> Select[int]:
    return select(inner.model.id).where(getattr(inner.model, inner.by).in_(parents))


def _about(model: type[WorldScoped], ids: Select[int]) -> ColumnElement[bool]:
    return and_(AuditEntry.subject_kind == model.__name__, AuditEntry.subject_id.in_(ids))
