"""Pages; a live installation does not have them."""

from __future__ import annotations

from flask import Blueprint, abort, flash, redirect, render_template, session, url_for
from flask.typing import ResponseReturnValue

from vssid_app.core.access import anybody
from vssid_app.core.device import known_device, this_device
from vssid_app.people.queries import find_specimen
from vssid_app.training import messages, operations
from vssid_app.training.operations import NotSeeded, lend_specimen, refill_specimens
from vssid_app.training.queries import list_of_specimens
from vssid_app.training.roles import Part

pages = Blueprint("training", __name__)
# Whose papers this visitor practises with; enrolment fills in from them.
CHOSEN = "specimen"
# The category of what the next page says.
LENT = "lent"


@pages.post("/vai/<role>")
@anybody
def enter_role(role: str) -> ResponseReturnValue:
    """Become somebody of the practice world at one tap."""
    try:
        operations.enter_role(Part(role), device=this_device())
    except (ValueError, NotSeeded):
        abort(404)
    return redirect(url_for("registry.my_home"))


@pages.get("/nguoi-mau")
@anybody
def specimens() -> str:
    """The invented people without an account, with their numbers at hand."""
    refill_specimens()
    device = known_device()
    return render_template(
        "training/specimens.html", specimens=list_of_specimens(device), device=device, words=messages
    )


@pages.post("/nguoi-mau/<public_id>")
@anybody
def choose_specimen(public_id: str) -> ResponseReturnValue:
    """Practise registering with these papers; with others of the kind when another phone was faster."""
    asked = find_specimen(public_id)
    if asked is None:
        abort(404)
    lent = lend_specimen(public_id, device=this_device())
    if lent is None:
        return redirect(url_for(".specimens"))
    if lent.public_id != public_id:
        flash(messages.another_was_lent(asked.full_name, lent.full_name), LENT)
    session[CHOSEN] = lent.public_id
    return redirect(url_for("enrolment.kinds"))
