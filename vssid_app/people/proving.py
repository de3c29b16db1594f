"""Whether the holder of an account has answered a code on this phone lately: asked before care is shared.

Source: docs/decisions/0020 and 0024: one fresh proof serves for whatever comes next.
"""

from __future__ import annotations

from datetime import timedelta

from vssid_app.core.clock import instant, today
from vssid_app.identity.codes.challenge import Challenge
from vssid_app.identity.codes.operations import open_challenge
from vssid_app.identity.codes.queries import proven_since
from vssid_app.identity.codes.rules import Purpose, Wait
from vssid_app.identity.models import Account
from vssid_app.notifications.models import Channel
from vssid_app.policy.models import Parameter
from vssid_app.policy.queries import whole_number

SERVING = (Purpose.SIGN_IN, Purpose.NEW_DEVICE, Purpose.ACTIVATE, Purpose.HAND_OVER, Purpose.CARE)


class NothingToProve(Exception):
    """The account has neither a phone nor a proven email that a code could go to."""


def is_proven(account: Account, *, device: str) -> bool:
    """Whether this device has answered a code to the account's phone or email within the parameter's time.

    Source: parameter ``fresh_proof_minutes`` of the policy, in force today.
    """
    since = instant() - timedelta(minutes=whole_number(Parameter.FRESH_PROOF_MINUTES, today()))
    own = {address for _channel, address in _ways(account)}
    return any(proof.address in own for proof in proven_since(since, device, *SERVING))


def ask_for_proof(account: Account, subject: str, *, device: str) -> Challenge | Wait:
    """Send a code to the account's phone, or to its email where it has none.

    Raises:
        NothingToProve: when it has neither.
    """
    for channel, address in _ways(account):
        return open_challenge(
            Purpose.CARE, channel, address, device=device, account_id=account.id, subject=subject
        )
    raise NothingToProve


def _ways(account: Account) -> list[tuple[Channel, str]]:
    email = account.email if account.email_proven_at else None
    ways = [(Channel.SMS, account.phone), (Channel.EMAIL, email)]
    return [(channel, address) for channel, address in ways if address]
