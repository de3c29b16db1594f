"""The value of a card, for anybody; a mã số BHXH, for who is signed in."""

from __future__ import annotations

from flask import Response, make_response, render_template
from flask.typing import ResponseReturnValue

from vssid_app.core.access import anybody
from vssid_app.core.clock import today
from vssid_app.core.device import this_device
from vssid_app.core.text import fold
from vssid_app.identity.access import Permission, signed_in, visitor
from vssid_app.lookups import messages
from vssid_app.lookups.asking import asking_address
from vssid_app.lookups.blueprint import pages
from vssid_app.lookups.forms import CardForm, NumberForm
from vssid_app.lookups.operations import AskedBy, Looker, ask_card, ask_number
from vssid_app.lookups.rules import Counted, TooMany
from vssid_app.registry.check_rules import CheckCode
from vssid_app.registry.reference import reference_on

TOO_MANY = 429


@pages.route("/the", methods=["GET", "POST"])
@anybody
def card() -> ResponseReturnValue:
    """Whether a card is good, told only to who knows number, name and date of birth."""
    # Known before the form is sent, so that the limit by device holds from the first question.
    device, form = this_device(), CardForm()
    if not form.validate_on_submit():
        return render_template("lookups/card.html", form=form)
    number = form.recognised.si_number or form.recognised.value
    answered = ask_card(form.question, _asked_by(device, number), _looker())
    if isinstance(answered, TooMany):
        form.refuse(form.number, messages.please_wait(answered))
        return _later(render_template("lookups/card.html", form=form), answered)
    result = answered.result
    if result.code is CheckCode.NOT_FOUND:
        return render_template("lookups/card.html", form=form, sentence=messages.code_words(result))
    return render_template(
        "lookups/card_result.html",
        result=result,
        said=messages.check_words(result),
        words=messages,
        typed=form,
        on=today(),
        share=reference_on(today()).shares.get(result.level or 0),
    )


@pages.route("/ma-so", methods=["GET", "POST"])
@signed_in
def number() -> ResponseReturnValue:
    """A mã số BHXH by name, date of birth and province: masked, but for oneself and children in care."""
    device, form, found, sought = this_device(), NumberForm(), None, False
    if form.validate_on_submit():
        person = f"{fold(form.full_name.value)} {form.birth_date.iso()}"
        answer = ask_number(
            form.full_name.value,
            form.birth_date,
            form.province.data,
            _asked_by(device, person),
            _looker(),
        )
        if isinstance(answer, TooMany):
            form.refuse(form.full_name, messages.please_wait(answer))
            return _later(render_template("lookups/number.html", form=form, found=None, sought=False), answer)
        found, sought = answer, True
    return render_template("lookups/number.html", form=form, found=found, sought=sought)


def _asked_by(device: str, number: str) -> AskedBy:
    return {Counted.NUMBER: number, Counted.DEVICE: device, Counted.ADDRESS: asking_address()}


def _looker() -> Looker:
    who = visitor()
    if who is None:
        return Looker()
    account = who.account
    is_officer = account.person_id is None and bool(who.offices_where(Permission.REVIEW_DOSSIERS))
    return Looker(account.id, account.person_id, is_officer)


def _later(page: str, wait: TooMany) -> Response:
    response = make_response(page, TOO_MANY)
    response.headers["Retry-After"] = str(wait.seconds)
    return response
