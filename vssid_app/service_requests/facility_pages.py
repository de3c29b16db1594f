"""Another primary facility: found by a few words, in the window of a quarter."""

from __future__ import annotations

from collections.abc import Sequence

from flask import abort, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from vssid_app.agencies import directory
from vssid_app.agencies.directory import Listed
from vssid_app.agencies.models import HealthFacility
from vssid_app.agencies.place_forms import picked, searches, sought, with_chosen
from vssid_app.core.clock import today
from vssid_app.identity.access import signed_in_visitor
from vssid_app.people.access import current_person, for_person
from vssid_app.people.queries import find_person
from vssid_app.registry.messages import facility_words
from vssid_app.registry.overview import ShownCard
from vssid_app.registry.reference import reference_on
from vssid_app.service_requests import flow, words
from vssid_app.service_requests.blueprint import pages
from vssid_app.service_requests.cards import NoCard, overview_today
from vssid_app.service_requests.explained import Service
from vssid_app.service_requests.facility_forms import FacilityForm
from vssid_app.service_requests.kinds import RequestKind
from vssid_app.service_requests.models import ServiceRequest
from vssid_app.service_requests.operations import drafting
from vssid_app.service_requests.step_pages import PAGES, go_on, step_page
from vssid_app.service_requests.steps import Step
from vssid_app.service_requests.window_rules import holds_from

SHOWN = 12


@pages.post("/nguoi/<public_id>/dich-vu/ve/doi-noi-kham/bat-dau")
@for_person
def begin_facility(public_id: str) -> ResponseReturnValue:
    """Begin to change the facility; out of the window its page says from when."""
    person = find_person(current_person().id)
    if person is None:
        abort(404)
    explained = url_for(".service", public_id=public_id, service=Service.FACILITY)
    try:
        request = drafting.begin_facility_change(person, by=signed_in_visitor().account_id)
    except NoCard as none:
        flash(words.card_problem(none.problem, RequestKind.FACILITY_CHANGE), "refused")
        return redirect(explained, 303)
    except drafting.WindowClosed:
        flash(_("Chưa tới kỳ đổi nơi khám. Xem kỳ tới ở dưới."), "refused")
        return redirect(explained, 303)
    return redirect(flow.next_url(public_id, request), 303)


def facility_page(request: ServiceRequest) -> ResponseReturnValue:
    """The new facility, and why; the one on the card already is no change."""
    names, card = reference_on(today()).facilities, overview_today(current_person()).card
    chosen = picked() or request.facility_code or ""
    found = [(each.place.code, _named(each)) for each in _search()]
    form = FacilityForm(
        label=_("Nơi khám mới"),
        places=with_chosen(found, chosen, names.get(chosen)),
        data={"place": chosen, "query": "", "told": request.told},
    )
    if not searches(form, found) and form.validate_on_submit():
        if why := _why_none(card, str(form.place.data)):
            form.refuse(form.place, why)
        else:
            drafting.save_facility(request, str(form.place.data), form.told.value)
            return go_on(request)
    return step_page(
        "facility",
        request,
        Step.FACILITY,
        form,
        now=facility_words(card) if card else "",
        from_day=holds_from(today()),
    )


def _why_none(card: ShownCard | None, chosen: str) -> str:
    """Why a facility is no change on the day from which it would hold; empty for one that is."""
    if card is None:
        return ""
    if card.next_move is not None:
        known = _("Nơi khám này đã được duyệt rồi. Chọn nơi khác.")
        return known if card.next_move.facility_code == chosen else ""
    same = _("Đây là nơi khám trên thẻ bây giờ. Chọn nơi khác.")
    return same if card.row.facility_code == chosen else ""


def _search() -> Sequence[Listed[HealthFacility]]:
    return directory.list_facilities(sought(), today(), limit=SHOWN).items if sought() else ()


def _named(each: Listed[HealthFacility]) -> str:
    return ", ".join(part for part in (each.place.name, each.address) if part)


PAGES[Step.FACILITY] = facility_page
