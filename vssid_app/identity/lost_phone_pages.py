"""Neither the old phone nor the password: a case for an officer, opened with the new phone."""

from __future__ import annotations

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs

from vssid_app.agencies.queries import office, search_offices
from vssid_app.core.access import anybody
from vssid_app.core.clock import today
from vssid_app.core.device import this_device
from vssid_app.identity.blueprint import pages
from vssid_app.identity.codes.challenge import Challenge
from vssid_app.identity.codes.code_page import challenge_here, code_step
from vssid_app.identity.codes.messages import please_wait
from vssid_app.identity.codes.rules import Purpose
from vssid_app.identity.contacts import cases
from vssid_app.identity.contacts.forms import LostPhoneForm, OfficeForm, OfficeSearchForm
from vssid_app.policy.identity_papers import identity_paper


@pages.route("/mat-so-dien-thoai", methods=["GET", "POST"])
@anybody
def lost_phone() -> ResponseReturnValue:
    """Whose account, and the new phone; the same for an account that does not exist."""
    form = LostPhoneForm()
    if form.validate_on_submit():
        asked = cases.ask_for_case(form.identifiers, form.stored, device=this_device())
        if isinstance(asked, Challenge):
            return redirect(url_for(".lost_phone_code", challenge=asked.public_id))
        form.refuse(form.address, please_wait(asked))
    return render_template("identity/lost_phone.html", form=form, paper=identity_paper(None, today()))


@pages.route("/mat-so-dien-thoai/<challenge>", methods=["GET", "POST"])
@anybody
def lost_phone_code(challenge: str) -> ResponseReturnValue:
    """The code to the new phone."""

    def go_on(proven: Challenge) -> ResponseReturnValue:
        return redirect(url_for(".lost_phone_office", challenge=proven.public_id))

    asked = challenge_here(challenge, Purpose.LOST_PHONE)
    return code_step(asked, on_proven=go_on, change_url=url_for(".lost_phone"))


@pages.route("/mat-so-dien-thoai/<challenge>/co-quan", methods=["GET", "POST"])
@anybody
def lost_phone_office(challenge: str) -> ResponseReturnValue:
    """The office to go to; choosing it opens the case."""
    proven = _proven(challenge)
    done = redirect(url_for(".lost_phone_done", challenge=challenge))
    if cases.case_of(proven):
        return done
    search = OfficeSearchForm(request.args)
    wanted = search.tim.value
    found = search_offices(wanted, today()) if wanted else []
    form = OfficeForm()
    form.office.choices = [SelectChoice(place.code, place.name) for place in found]
    if found and form.validate_on_submit() and cases.open_account_case(proven, form.office.data):
        return done
    return render_template(
        "identity/lost_phone_office.html", search=search, form=form, found=found, wanted=wanted
    )


@pages.get("/mat-so-dien-thoai/<challenge>/xong")
@anybody
def lost_phone_done(challenge: str) -> ResponseReturnValue:
    """What to bring where."""
    case = cases.case_of(_proven(challenge))
    if case is None:
        return redirect(url_for(".lost_phone_office", challenge=challenge))
    place = office(case.office_code, today())
    paper = identity_paper(None, today())
    return render_template("identity/lost_phone_done.html", case=case, office=place, paper=paper)


def _proven(public_id: str) -> Challenge:
    found = challenge_here(public_id, Purpose.LOST_PHONE)
    if found.proven_at is None:
        abort(404)
    return found
