"""Cases that nobody decides: they end without a change, and whoever asked is told.

Ending them is the safe way. An old request must not lie open until somebody grants it without having seen the
person; and whoever asked learns that nothing was done, and what to do instead.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from flask_babel import gettext as _
from sqlalchemy import select

from vssid_app.audit.operations import record
from vssid_app.audit.tags import Tag
from vssid_app.core.clock import beginning_of, instant, today
from vssid_app.core.extensions import db
from vssid_app.enrolment import messages
from vssid_app.enrolment.models import Dossier, OwnershipCase
from vssid_app.identity.contacts import messages as contact_messages
from vssid_app.identity.models import AccountCase, CaseDecision
from vssid_app.notifications.operations import enqueue
from vssid_app.policy.identity_papers import paper_today
from vssid_app.policy.models import Parameter
from vssid_app.policy.queries import last_start_of_passed, whole_number

BATCH = 50


def opened_before(parameter: Parameter) -> datetime:
    """The machine's moment before which a case was opened that has waited longer than a parameter says."""
    on = today()
    return beginning_of(last_start_of_passed(on, whole_number(parameter, on)) + timedelta(days=1))


def late_before(opened: Iterable[datetime]) -> datetime:
    """The moment before which those that wait are late; asked only where one is old enough to be."""
    yesterday = instant() - timedelta(days=1)
    if all(moment > yesterday for moment in opened):
        return yesterday
    return opened_before(Parameter.CASE_LATE_DAYS)


def close_undecided() -> bool:
    """End the cases that have waited too long; says whether there may be more at once.

    Source: parameter ``case_close_days`` of the policy, in force today.
    """
    moment = opened_before(Parameter.CASE_CLOSE_DAYS)
    waiting = select(OwnershipCase).where(
        OwnershipCase.settled_at.is_(None), OwnershipCase.opened_at < moment
    )
    undecided = select(AccountCase).where(AccountCase.decided_at.is_(None), AccountCase.opened_at < moment)
    asked = db.session.scalars(waiting.order_by(OwnershipCase.id).limit(BATCH)).all()
    lost = db.session.scalars(undecided.order_by(AccountCase.id).limit(BATCH)).all()
    for case in asked:
        _close_ownership(case)
    for account_case in lost:
        _close_lost_phone(account_case)
    return BATCH in {len(asked), len(lost)}


def _close_ownership(case: OwnershipCase) -> None:
    with db.transaction() as session:
        db.reload(case)
        if case.settled_at is not None:
            return
        case.settled_at = instant()
        case.outcome = _(
            "Hết hạn mà chưa có quyết định, chưa đổi gì. Mời bạn mang %(paper)s tới cơ quan BHXH.",
            paper=paper_today(),
        )
        record(Tag.OWNERSHIP_CASE_SETTLED, actor=None, subject=case, outcome="lapsed")
        messages.send_case_lapsed(session.get_one(Dossier, case.dossier_id), case)


def _close_lost_phone(case: AccountCase) -> None:
    """Also where no account was found: whoever asked reads the same."""
    with db.transaction():
        db.reload(case)
        if case.decided_at is not None:
            return
        case.decided_at, case.decision = instant(), CaseDecision.LAPSED
        record(Tag.ACCOUNT_CASE_DECIDED, actor=None, subject=case, decision=CaseDecision.LAPSED)
        enqueue(contact_messages.case_lapsed(case))
