"""Whether the dossier's phone was proven lately on this browser: asked before it is sent or taken back.

A browser trusted days ago may be in other hands by now; who has just typed a code is not asked twice.
"""

from __future__ import annotations

from datetime import timedelta

from vssid_app.core.clock import instant, today
from vssid_app.enrolment.models import Dossier
from vssid_app.identity.codes.challenge import Challenge
from vssid_app.identity.codes.operations import open_challenge
from vssid_app.identity.codes.queries import proven_since
from vssid_app.identity.codes.rules import Purpose, Wait
from vssid_app.notifications.models import Channel
from vssid_app.policy.models import Parameter
from vssid_app.policy.queries import whole_number

OF_A_DOSSIER = (Purpose.OPEN_DOSSIER, Purpose.HAND_OVER, Purpose.WITHDRAW)


class NotProven(Exception):
    """The phone has to be proven first."""


def refuse_unproven(dossier: Dossier, device: str) -> None:
    """Go on only where this device has proven the dossier's phone lately.

    Source: parameter ``fresh_proof_minutes`` of the policy, in force today.

    Raises:
        NotProven: when it has not.
    """
    minutes = whole_number(Parameter.FRESH_PROOF_MINUTES, today())
    since = instant() - timedelta(minutes=minutes)
    of_account = (Purpose.SIGN_IN, Purpose.ACTIVATE) if dossier.is_of_child else ()
    proofs = proven_since(since, device, Purpose.REGISTER, *OF_A_DOSSIER, *of_account)
    if not any(_is_of(dossier, proof) for proof in proofs):
        raise NotProven


def ask_for_proof(dossier: Dossier, purpose: Purpose, *, device: str) -> Challenge | Wait:
    """Send a code to the dossier's phone; it is for what the dossier says now (see ``is_still``)."""
    subject = f"{dossier.code}:{dossier.version}"
    return open_challenge(purpose, Channel.SMS, dossier.phone, device=device, subject=subject)


def code_of(challenge: Challenge) -> str:
    """The code of the dossier that a challenge is about."""
    return challenge.subject.partition(":")[0]


def is_still(dossier: Dossier, challenge: Challenge) -> bool:
    """Whether the dossier says what it said when the code was asked for."""
    return challenge.subject == f"{dossier.code}:{dossier.version}"


def _is_of(dossier: Dossier, proof: Challenge) -> bool:
    if dossier.is_of_child:
        # The phone is the account's own: a code answered on it lately, for whatever, is proof enough.
        return proof.address == dossier.phone
    if proof.purpose == Purpose.REGISTER:
        return proof.id == dossier.challenge_id and proof.address == dossier.phone
    return code_of(proof) == dossier.code and proof.address == dossier.phone
