"""Asking for the deletion of one's account, taking that back, and carrying it out."""

from __future__ import annotations

from datetime import timedelta

from vssid_app.audit.operations import record
from vssid_app.audit.tags import Tag
from vssid_app.core.clock import instant, today
from vssid_app.core.extensions import db, private_files
from vssid_app.core.public_codes import new_public_code
from vssid_app.enrolment.operations.closing import forget_family, newest_office
from vssid_app.identity.closing import close_account
from vssid_app.identity.codes import operations as codes
from vssid_app.identity.codes.challenge import Challenge
from vssid_app.identity.models import Account
from vssid_app.identity.telling import tell
from vssid_app.notifications.forgetting import forget_messages
from vssid_app.people.handing_over import give_back
from vssid_app.people.looks.operations import forget_looks_at
from vssid_app.policy.models import Parameter
from vssid_app.policy.queries import whole_number
from vssid_app.privacy import messages, queries
from vssid_app.privacy.models import DeletionRequest
from vssid_app.privacy.rules import InTheWay
from vssid_app.service_requests.operations.closing import forget_requests

AT_ONCE = 500
# By then the last message has left or has been given up (source: notifications.rules.GIVE_UP_AFTER).
MESSAGES_STAY = timedelta(days=2)


def ask_for_deletion(account: Account, challenge: Challenge) -> DeletionRequest | InTheWay | None:
    """Ask by a proven code; a second tap leads to the first. None when the proof was used for nothing.

    The account goes on until the day that the request names.
    """
    with db.transaction() as session:
        db.reload(account)
        known = queries.open_request(account) or queries.request_of_challenge(challenge.id)
        if known is not None:
            return known
        in_the_way = queries.hindrance(account)
        if in_the_way is not None:
            return in_the_way
        if account.person_id is None or not codes.use(challenge):
            return None
        days = whole_number(Parameter.DELETION_WAIT_DAYS, today())
        request = DeletionRequest(
            code=new_public_code("XT"),
            challenge_id=challenge.id,
            account_id=account.id,
            person_id=account.person_id,
            office_code=newest_office(account) or queries.newest_card_office(account.person_id),
            due_on=today() + timedelta(days=days),
        )
        session.add(request)
        record(Tag.DELETION_ASKED, actor=account.id, subject=request)
        tell(account, messages.deletion_asked(request))
        return request


def take_back(account: Account) -> bool:
    """Keep the account after all; False when there is nothing to take back."""
    with db.transaction():
        db.reload(account)
        request = queries.open_request(account)
        if request is None:
            return False
        request.taken_back_at = instant()
        record(Tag.DELETION_TAKEN_BACK, actor=account.id, subject=request)
        tell(account, messages.deletion_taken_back(request))
        return True


def carry_out_due() -> bool:
    """Delete the accounts whose time has come, and later what was sent to them.

    One with something in its way (a dossier handed in meanwhile) waits until that is decided.
    """
    for request in queries.due_requests(today(), AT_ONCE):
        _carry_out(request)
    for request in queries.requests_with_messages(AT_ONCE):
        _forget_sent(request)
    return False


def _carry_out(request: DeletionRequest) -> None:
    with db.transaction() as session:
        account = session.get_one(Account, request.account_id)
        db.reload(account)
        db.reload(request)
        if not request.is_open or queries.hindrance(account):
            return
        tell(account, messages.account_deleted(request))
        give_back(request.person_id)
        files = forget_requests(account) + forget_family(account)
        forget_looks_at(request.person_id)
        request.address_hashes = close_account(account)
        request.done_at = instant()
    # After the rows: a row never points at nothing.
    for file_id in files:
        private_files.delete(file_id)


def _forget_sent(request: DeletionRequest) -> None:
    with db.transaction():
        db.reload(request)
        done = request.done_at
        if done is None or request.messages_gone_at is not None or instant() - done < MESSAGES_STAY:
            return
        forget_messages(request.address_hashes, until=done)
        request.address_hashes, request.messages_gone_at = [], instant()
