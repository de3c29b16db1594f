"""The routes of the interface."""

from __future__ import annotations

from typing import Any

from flask import abort, g, render_template, url_for

from vssid_app.agencies import directory
from vssid_app.agencies.models import SoughtPlace
from vssid_app.api.blueprint import pages, too_many
from vssid_app.api.description import described, openapi
from vssid_app.api.models import (
    CardCheck,
    CardCheckAnswer,
    FacilityQuery,
    OfficeQuery,
    PlaceList,
    QrContent,
    QrText,
    QrToken,
    QrVerdict,
)
from vssid_app.api.words import routes
from vssid_app.core.access import anybody, public
from vssid_app.core.clock import instant, today
from vssid_app.lookups.asking import asking_address
from vssid_app.lookups.messages import code_words, please_wait
from vssid_app.lookups.operations import Looker, ask_card, ask_nothing
from vssid_app.lookups.rules import Counted, TooMany
from vssid_app.people.rules import BadNumber, BirthDate, RecognisedNumber, recognise_number
from vssid_app.registry.card_qr import parse_qr, verify_token
from vssid_app.registry.check_rules import CardQuestion, CheckResult

__all__ = ["pages"]

Answer = dict[str, Any]
PROGRAM = Looker(way="api")


@pages.post("/card-checks")
@anybody
@described(CardCheckAnswer, "checkCard", posts=True)
def check_card(json: CardCheck) -> Answer:
    """Whether a card is good today.

    Only who gives number, full name and date of birth that all agree is told anything of the card: whatever
    differs, the answer is code 050. Limits are by address and, so that no birthday can be guessed, by number.
    """
    asked_by = {Counted.ADDRESS: asking_address()}
    number = _recognised(json.number)
    if number is None and json.number.strip():
        answered = ask_nothing(asked_by, PROGRAM)
    else:
        if number:
            asked_by[Counted.NUMBER] = number.si_number or number.value
        birth = BirthDate.parse(json.date_of_birth) if json.date_of_birth else None
        answered = ask_card(CardQuestion(number, json.full_name, birth), asked_by, PROGRAM)
    if isinstance(answered, TooMany):
        abort(too_many(answered.seconds, please_wait(answered)))
    g.allowance = answered.allowances[Counted.ADDRESS]
    return _check_answer(answered.result)


@pages.post("/qr/verify")
@anybody
@described(QrVerdict, "verifyQr", posts=True)
def verify_qr(json: QrToken) -> Answer:
    """Whether a card's signed QR code is genuine, and what the register says of the card today."""
    found = verify_token(json.token)
    return {
        "valid": found.valid,
        "reason": found.reason,
        "world": found.world,
        "claims": found.claims.as_dict(instant()) if found.claims else None,
        "today": found.today,
    }


@pages.post("/qr/parse")
@anybody
@described(QrContent, "parseQr", posts=True)
def read_qr(json: QrText) -> Answer:
    """What the QR code of a paper card, a card of 2021, a chip CCCD or our own card says; none is proven."""
    found = parse_qr(json.text)
    return {"kind": found.kind, "signed": found.signed, "fields": dict(found.fields)}


@pages.get("/facilities")
@public
@described(PlaceList, "listFacilities")
def facilities(query: FacilityQuery) -> Answer:
    """Hospitals and clinics by name (BVĐK and the like too), place or code in any form."""
    found = directory.list_facilities(
        query.q, today(), limit=query.limit, province=query.province, after=query.after
    )
    here = {"q": query.q, "province": query.province, "limit": query.limit}
    return _places(found, "api.facilities", here)


@pages.get("/offices")
@public
@described(PlaceList, "listOffices")
def offices(query: OfficeQuery) -> Answer:
    """Offices of the insurance by name, place, commune or code, as they were called on a day."""
    on = query.on or today()
    found = directory.list_offices(query.q, on, limit=query.limit, after=query.after)
    here = {"q": query.q, "on": on.isoformat(), "limit": query.limit}
    return _places(found, "api.offices", here)


@pages.get("/openapi.json")
@public
def description() -> Answer:
    """The OpenAPI description."""
    return openapi()


@pages.get("/")
@public
def reference() -> str:
    """The description as a page."""
    return render_template("api/reference.html", routes=routes(openapi()))


def _recognised(typed: str) -> RecognisedNumber | None:
    try:
        return recognise_number(typed, legacy_ids=False)
    except BadNumber:
        return None


def _check_answer(result: CheckResult) -> Answer:
    answer: Answer = {"code": result.code, "message": code_words(result)}
    if result.card:
        until = result.card.valid_to
        answer["valid_from"] = result.card.valid_from.isoformat()
        answer["valid_to"] = until.isoformat() if until else None
        answer["level"] = result.level
    return answer


def _places(found: directory.Listing[SoughtPlace], endpoint: str, here: dict[str, Any]) -> Answer:
    items = [{"code": one.place.code, "name": one.place.name, "address": one.address} for one in found.items]
    following = url_for(endpoint, **here, after=found.next) if found.next else None
    return {"items": items, "next": following}
