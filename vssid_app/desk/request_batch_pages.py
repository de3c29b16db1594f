"""Ticked requests: a preview of what will happen to each, then the result of each line; the cards as PDF."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Response, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from vssid_app.desk.blueprint import pages
from vssid_app.desk.request_batches import ACTIONS, OFFERED, do_to_all, preview
from vssid_app.desk.request_cards import cards_pdf, to_print
from vssid_app.enrolment.staff_frame import REQUESTS, desk_frame
from vssid_app.service_requests import staff_words
from vssid_app.service_requests.models import ServiceRequest
from vssid_app.service_requests.staff_access import handler, my_number, my_offices, note_request_look
from vssid_app.service_requests.staff_actions import SLUGS
from vssid_app.service_requests.staff_queries import PAGE_LENGTH, requests_of_office
from vssid_app.service_requests.states import Action
from vssid_app.service_requests.turns import Turn

BY_SLUG = {SLUGS[action]: action for action in ACTIONS}
CARDS_NAME = "the-bhyt-can-in.pdf"


@pages.get("/can-bo/dich-vu/hang-loat")
@handler
def request_batch() -> ResponseReturnValue:
    """What an action would do to each of the ticked ones, and which it leaves out and why."""
    action = BY_SLUG.get(request.args.get("viec", ""))
    codes = _ticked(request.args.getlist("ma"))
    if action is None or not codes:
        flash(_("Chưa chọn yêu cầu nào. Đánh dấu vào ô đầu dòng, rồi bấm lại."), "refused")
        return redirect(url_for("desk.requests", viec=_pile_of(action).value))
    found = requests_of_office(codes, my_offices())
    lines = preview(found, action)
    good = [line for line in lines if line.good]
    return render_template(
        "desk/request_batch.html",
        **desk_frame(REQUESTS),
        title=_preview_title(action, len(good)),
        lines=lines,
        good=len(good),
        unknown=len(codes) - len(found),
        action=action,
        do_word=staff_words.do_word(action),
        do_url=url_for("desk.do_request_batch", viec=SLUGS[action]),
        back_url=url_for("desk.requests", viec=_pile_of(action).value),
    )


@pages.post("/can-bo/dich-vu/hang-loat")
@handler
def do_request_batch() -> ResponseReturnValue:
    """Do it, each by itself; what somebody else has done meanwhile is said and not done again."""
    action = BY_SLUG.get(request.args.get("viec", ""))
    if action is None:
        abort(404)
    found = requests_of_office(_ticked(request.form.getlist("ma")), my_offices())
    numbers = {each.code: request.form.get(f"so-{each.code}", "").strip()[:40] for each in found}
    _note_looks(found)
    lines = do_to_all(found, action, by=my_number(), numbers=numbers)
    done = [line.request.code for line in lines if line.good]
    return render_template(
        "desk/request_results.html",
        **desk_frame(REQUESTS),
        title=_result_title(action, len(done)),
        lines=lines,
        done=len(done),
        pdf_url=url_for("desk.request_cards", ma=done) if action is Action.PRINT and done else None,
        back_url=url_for("desk.requests", viec=_pile_of(action).value),
    )


@pages.get("/can-bo/dich-vu/the.pdf")
@handler
def request_cards() -> ResponseReturnValue:
    """The cards of printed requests, both sides, on as few pages as they need."""
    found = to_print(requests_of_office(_ticked(request.args.getlist("ma")), my_offices()))
    if not found:
        flash(_("Không có thẻ nào để in: các yêu cầu này chưa in hoặc đã giao đi."), "refused")
        return redirect(url_for("desk.requests", viec=Turn.HAND_ON.value))
    _note_looks(found)
    response = Response(cards_pdf(found, by=my_number()), mimetype="application/pdf")
    response.headers.set("Content-Disposition", "attachment", filename=CARDS_NAME)
    return response


def _ticked(codes: Sequence[str]) -> list[str]:
    """Each code once, however often the address names it; no more than a page has."""
    return list(dict.fromkeys(codes))[:PAGE_LENGTH]


def _note_looks(found: Sequence[ServiceRequest]) -> None:
    for each in found:
        note_request_look(each)


def _pile_of(action: Action | None) -> Turn:
    return next((turn for turn, actions in OFFERED.items() if action in actions), Turn.WAITING)


def _preview_title(action: Action, count: int) -> str:
    return _("%(what)s: %(n)s yêu cầu", what=staff_words.do_word(action), n=count)


def _result_title(action: Action, count: int) -> str:
    return _("Đã %(what)s: %(n)s yêu cầu", what=staff_words.did_word(action), n=count)
