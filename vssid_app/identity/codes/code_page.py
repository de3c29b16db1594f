"""The page that asks for a one-time code: one for all flows, so that each behaves and reads alike."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import abort, redirect, render_template, request
from flask.typing import ResponseReturnValue

from vssid_app.core.clock import instant
from vssid_app.core.device import this_device
from vssid_app.core.extensions import db
from vssid_app.core.text import mask_email, mask_phone
from vssid_app.core.world import current_world
from vssid_app.identity.codes import messages, operations, queries
from vssid_app.identity.codes.challenge import Challenge
from vssid_app.identity.codes.forms import CodeForm
from vssid_app.identity.codes.rules import CODE_DIGITS, RESEND_AFTER, Answer, Purpose, is_living
from vssid_app.notifications.models import Channel

OnProven = Callable[[Challenge], ResponseReturnValue | None]


@dataclass(frozen=True, slots=True)
class CodePage:
    """What the template shows beside the form."""

    sent_to: str
    """The masked address; empty where even that would tell too much."""
    is_email: bool
    sent_at: datetime
    until: str
    resend_at: datetime
    was_resent: bool
    can_resend: bool
    change_url: str | None
    here: str
    """The page's own path, with what it carries along."""
    says: str = ""
    """What became of asking for another code."""

    @property
    def seconds_to_resend(self) -> int:
        """How long another code still has to wait; 0 when it need not."""
        return max(0, round((self.resend_at - instant()).total_seconds()))


def challenge_here(public_id: str, *purposes: Purpose) -> Challenge:
    """The challenge of an address, for the device that asked for it; anybody else gets a 404.

    An activation is asked for by no device: whoever has its link may try until one device has proven it.
    """
    challenge = queries.find_challenge(public_id, *purposes)
    if challenge is None:
        abort(404)
    is_free = challenge.purpose == Purpose.ACTIVATE and challenge.proven_at is None
    if not is_free and challenge.device_hash != this_device():
        abort(404)
    return challenge


def code_step(
    challenge: Challenge,
    *,
    on_proven: OnProven,
    change_url: str | None = None,
    sent_to: str | None = None,
    template: str = "identity/code.html",
    as_one: bool = False,
    **context: Any,
) -> ResponseReturnValue:
    """Show the page, check a typed code, or send another; get the challenge from ``challenge_here``.

    ``on_proven`` runs when the code is right, and again when the right code is posted again (a double tap,
    Back): its operation takes the proof with ``codes.operations.use``, which is False the second time; then
    lead on to what the first made, or give None to have the sentence "already used" shown. ``change_url``
    is where a wrong number is corrected. ``sent_to`` stands for the masked address. A flow's own template
    extends ``identity/code.html`` and gets ``context``.

    With ``as_one`` the proof and what ``on_proven`` does are one operation, which saves a wait for the disk:
    for a flow that lets every error of its operation through, since what had been done would be kept.
    """
    form = CodeForm()
    if request.method == "GET" and current_world().is_practice:
        # "Điền vào ô mã" of the practice inbox, where no script can fill it in.
        form.code.data = request.args.get("ma", "", str)[:CODE_DIGITS]
    says = ""
    if "resend" in request.form:
        wait = _send_another(challenge)
        if wait is None:
            # Back to the page, so that a refresh does not send one more.
            return redirect(_here(), 303)
        says = wait
    elif form.validate_on_submit():
        with db.transaction() if as_one else nullcontext():
            response = _check(challenge, form, on_proven)
        if response is not None:
            return response
    elif request.method == "GET":
        form.code.data = _from_inbox()
    page = _page(challenge, sent_to, change_url, says)
    return render_template(template, form=form, page=page, challenge=challenge, **context)


def _check(challenge: Challenge, form: CodeForm, on_proven: OnProven) -> ResponseReturnValue | None:
    verdict = operations.answer(challenge, form.code.digits, device=this_device())
    if verdict in {Answer.RIGHT, Answer.AGAIN}:
        response = on_proven(challenge)
        if response is not None:
            return response
        verdict = Answer.USED
    form.refuse(form.code, _sentence(challenge, verdict))
    return None


def _sentence(challenge: Challenge, verdict: Answer) -> str:
    if verdict is Answer.EXPIRED and not _has_living(challenge):
        wait = operations.send_another(challenge)
        return messages.expired(wait) if wait else messages.expired_and_sent_again()
    return messages.refused(verdict, challenge, operations.tries_left(challenge))


def _send_another(challenge: Challenge) -> str | None:
    """Send one more; gives the sentence why not."""
    if challenge.used_at is not None:
        return messages.refused(Answer.USED, challenge, 0)
    wait = operations.send_another(challenge)
    return messages.please_wait(wait) if wait else None


def _from_inbox() -> str:
    """The code that the practice inbox carries here, for who has no script to fill it in."""
    code = request.args.get("ma", "")
    return code if len(code) == CODE_DIGITS and code.isascii() and code.isdigit() else ""


def _here() -> str:
    return request.full_path.rstrip("?")


def _has_living(challenge: Challenge) -> bool:
    return any(is_living(code, instant()) for code in challenge.codes)


def _page(challenge: Challenge, sent_to: str | None, change_url: str | None, says: str) -> CodePage:
    newest = challenge.codes[-1]
    return CodePage(
        sent_to=masked(challenge) if sent_to is None else sent_to,
        is_email=challenge.channel == Channel.EMAIL,
        sent_at=newest.issued_at,
        until=messages.valid_until(challenge),
        resend_at=newest.issued_at + RESEND_AFTER,
        was_resent=len(challenge.codes) > 1,
        can_resend=challenge.proven_at is None,
        change_url=change_url,
        here=_here(),
        says=says,
    )


def masked(challenge: Challenge) -> str:
    """The address with its middle hidden."""
    if not challenge.address:
        return ""
    return (
        mask_email(challenge.address) if challenge.channel == Channel.EMAIL else mask_phone(challenge.address)
    )
