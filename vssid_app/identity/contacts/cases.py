"""A lost phone and no password: a case that an officer decides after seeing the person."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import ColumnElement, and_, select, true

from vssid_app.agencies.queries import office
from vssid_app.audit.operations import record
from vssid_app.audit.tags import Tag
from vssid_app.core.clock import instant, today
from vssid_app.core.extensions import db
from vssid_app.core.public_codes import new_public_code
from vssid_app.identity import queries, sessions
from vssid_app.identity.codes import operations as codes
from vssid_app.identity.codes.challenge import Challenge
from vssid_app.identity.codes.rules import Purpose, Wait
from vssid_app.identity.contacts import messages
from vssid_app.identity.contacts.operations import put_contact
from vssid_app.identity.models import AccountCase, CaseDecision
from vssid_app.identity.passwords.operations import forget_wrong
from vssid_app.identity.rules import Identifier
from vssid_app.identity.telling import tell
from vssid_app.notifications.models import Channel
from vssid_app.notifications.operations import enqueue

LIST_LENGTH = 100


def ask_for_case(identifiers: Sequence[Identifier], new_phone: str, *, device: str) -> Challenge | Wait:
    """Send a code to the new phone; the same is done where there is no account."""
    account = queries.find_account(identifiers)
    return codes.open_challenge(
        Purpose.LOST_PHONE,
        Channel.SMS,
        new_phone,
        device=device,
        account_id=account.id if account else None,
        # So that another number typed within half a minute is another question.
        subject=queries.identifier_hash(identifiers[0]),
    )


def open_account_case(challenge: Challenge, office_code: str) -> AccountCase | None:
    """Open a case at an office, by the proven new phone; a second tap leads to the first; None: no office.

    What is on the account is warned; without an account a row is kept all the same, which no desk sees.
    """
    place = office(office_code, today())
    if place is None:
        return None
    with db.transaction() as session:
        if not codes.use(challenge):
            return case_of(challenge)
        account = queries.account_by_id(challenge.account_id)
        case = AccountCase(
            code=new_public_code("TK"),
            challenge_id=challenge.id,
            account_id=account.id if account else None,
            new_phone=challenge.address or "",
            office_code=office_code,
        )
        session.add(case)
        record(Tag.ACCOUNT_CASE_OPENED, actor=None, subject=case, office=office_code)
        enqueue(messages.case_asked(case, place.name))
        if account is not None:
            tell(account, messages.case_opened())
        return case


def case_of(challenge: Challenge) -> AccountCase | None:
    """The case that a proof has opened."""
    return db.session.scalars(
        select(AccountCase).where(AccountCase.challenge_id == challenge.id)
    ).one_or_none()


def cases_of_offices(offices: frozenset[str]) -> Sequence[AccountCase]:
    """Open cases, the oldest first, then the decided ones; ``""`` stands for all offices."""
    found = select(AccountCase).where(_of(offices))
    order = found.order_by(AccountCase.decided_at.is_not(None), AccountCase.id)
    return db.session.scalars(order.limit(LIST_LENGTH)).all()


def case_of_office(code: str, offices: frozenset[str]) -> AccountCase | None:
    """The case of a code, if it is these offices' matter."""
    return db.session.scalars(select(AccountCase).where(AccountCase.code == code, _of(offices))).one_or_none()


def decide_account_case(case: AccountCase, decision: CaseDecision, *, by: int) -> bool:
    """Decide a case after the person was seen; False when it was decided before, or the account is gone.

    A changed phone ends all sessions and all trust.

    Raises:
        AlreadyRegistered: when the new phone signs in to another account by now.
    """
    with db.transaction():
        db.reload(case)
        account = queries.account_by_id(case.account_id)
        if case.decided_at is not None or account is None:
            return False
        if decision is CaseDecision.PHONE_CHANGED:
            put_contact(account, Channel.SMS, case.new_phone, by=by)
            sessions.end_sessions_of(account)
            forget_wrong(queries.identifier_hashes_of(account))
        else:
            enqueue(messages.case_refused(case))
        case.decided_at, case.decided_by_id, case.decision = instant(), by, decision
        record(Tag.ACCOUNT_CASE_DECIDED, actor=by, subject=case, decision=decision)
        return True


def note_case_view(case: AccountCase, *, by: int) -> None:
    """Write down that an officer has seen whose account it is."""
    with db.transaction(keep_read=True):
        record(Tag.ACCOUNT_CASE_VIEWED, actor=by, subject=case)


def _of(offices: frozenset[str]) -> ColumnElement[bool]:
    mine = true() if "" in offices else AccountCase.office_code.in_(offices)
    return and_(AccountCase.account_id.is_not(None), mine)
