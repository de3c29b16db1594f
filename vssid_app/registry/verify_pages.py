"""Verifying a card's QR code: for counters, schools and families; anybody may, without an account."""

from __future__ import annotations

from flask import Response, jsonify, render_template, request

from vssid_app.core.access import anybody
from vssid_app.core.world import current_world
from vssid_app.identity.access import visitor
from vssid_app.registry.blueprint import pages
from vssid_app.registry.card_qr import Verification, verify_token
from vssid_app.registry.card_qr.operations import note_verified
from vssid_app.registry.card_qr_pages import published_keys
from vssid_app.registry.forms import VerifyForm
from vssid_app.registry.verify_outcome import outcome_of
from vssid_app.registry.verify_words import script_words


@pages.route("/xac-minh", methods=["GET", "POST"])
@anybody
def verify() -> str:
    """The scanner; what is pasted is judged here where the browser runs no script."""
    form = VerifyForm()
    outcome = outcome_of(form.text.data or "") if form.validate_on_submit() else None
    if outcome and outcome.proven:
        _note(outcome.proven)
    return render_template(
        "registry/verify.html",
        form=form,
        outcome=outcome,
        # The script verifies by these without asking, also once the network is gone.
        offline={"keys": published_keys(), "world": current_world().kind.value, "words": script_words()},
    )


@pages.post("/xac-minh/hom-nay")
@anybody
def verify_today() -> Response:
    """What the register says today of a card whose token proves itself; else null."""
    found = verify_token(request.form.get("text", ""))
    _note(found)
    return jsonify(today=found.today)


def _note(found: Verification) -> None:
    """Of staff it is written down whose card they checked; of anybody else nothing is."""
    who = visitor()
    if who is not None and who.is_staff:
        note_verified(found, by=who.account_id)
