"""By which ways an account is told what: what its holder has chosen, and choosing it."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from sqlalchemy import select

from vssid_app.audit.operations import record
from vssid_app.audit.tags import Tag
from vssid_app.core.extensions import db
from vssid_app.identity.models import Account
from vssid_app.identity.telling import reach_of
from vssid_app.notifications.models import Channel, NoticeChoice, Topic
from vssid_app.notifications.way_rules import CHOSEN_AMONG, FIXED, is_default, ways

Ways = Mapping[Topic, Collection[Channel]]


def ways_of(account: Account) -> dict[Topic, tuple[Channel, ...]]:
    """The channels by which each topic reaches the account now; the app is among them."""
    chosen: dict[Topic, dict[Channel, bool]] = {topic: {} for topic in Topic}
    for row in _rows_of(account):
        chosen[row.topic][row.channel] = row.wanted
    return {topic: ways(topic, reach_of(account), chosen[topic]) for topic in Topic}


def choose_ways(account: Account, wanted: Ways) -> bool:
    """Keep by which channels the holder wants each topic; whether anything was changed.

    What goes by every way whatever is chosen, what no channel leads to, and topics that are not named stay as
    they are. Only what differs from the default is kept.
    """
    with db.transaction():
        db.reload(account)
        reach, rows = reach_of(account), {(row.topic, row.channel): row for row in _rows_of(account)}
        changed = False
        for topic in wanted.keys() - FIXED:
            for channel in CHOSEN_AMONG:
                if reach.has(channel):
                    default = is_default(topic, channel, reach)
                    row, is_wanted = rows.get((topic, channel)), channel in wanted[topic]
                    changed |= _keep(account, (topic, channel), row, wanted=is_wanted, default=default)
        return changed


def _keep(
    account: Account, what: tuple[Topic, Channel], row: NoticeChoice | None, *, wanted: bool, default: bool
) -> bool:
    before = row.wanted if row else default
    if wanted == before:
        return False
    topic, channel = what
    if row is None:
        db.session.add(NoticeChoice(account_id=account.id, topic=topic, channel=channel, wanted=wanted))
    elif wanted == default:
        db.session.delete(row)
    else:
        row.wanted = wanted
    record(Tag.NOTICES_CHOSEN, actor=account.id, subject=account, topic=topic, channel=channel, wanted=wanted)
    return True


def _rows_of(account: Account) -> list[NoticeChoice]:
    found = select(NoticeChoice).where(NoticeChoice.account_id == account.id).order_by(NoticeChoice.id)
    return list(db.session.scalars(found))
