"""After ``Ghi nhận``: confirmation, timeline, the fork of a taken number."""

from __future__ import annotations

from flask import jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from vssid_app.agencies.queries import office
from vssid_app.core.clock import today
from vssid_app.enrolment import flow, words
from vssid_app.enrolment.access import current_dossier, dossier_holder
from vssid_app.enrolment.blueprint import pages
from vssid_app.enrolment.models import Dossier
from vssid_app.enrolment.operations.cases import open_case
from vssid_app.enrolment.operations.retention import photos_gone_on
from vssid_app.enrolment.queries import case_of, open_reasons, taken
from vssid_app.enrolment.states import Action, Status
from vssid_app.enrolment.taken import Taken
from vssid_app.enrolment.timeline import timeline_of
from vssid_app.identity.access import visitor
from vssid_app.identity.codes.queries import open_activations
from vssid_app.notifications.in_app import case_was_opened
from vssid_app.people.models import Person
from vssid_app.people.queries import find_person, has_in_care


@pages.get("/dang-ky/<code>/xong")
@dossier_holder
def done(code: str) -> ResponseReturnValue:
    """What was handed in, what comes next and by when; an account that is open already is led on to."""
    dossier = current_dossier()
    if dossier.status in {Status.DRAFT, Status.SUPPLEMENT_ASKED, Status.REJECTED}:
        return redirect(flow.next_url(dossier))
    if dossier.status is Status.WITHDRAWN or (dossier.status is Status.ACTIVE and not dossier.is_of_child):
        return redirect(url_for("enrolment.tracking", code=code))
    return render_template(
        "enrolment/done.html",
        dossier=dossier,
        child=child_of(dossier),
        office=_office_name(dossier),
        activation_url=_activation_url(dossier),
    )


@pages.get("/ho-so/<code>")
@dossier_holder
def tracking(code: str) -> ResponseReturnValue:
    """Where the dossier is: the state as the title, who holds it, what comes next, the one useful button."""
    dossier = current_dossier()
    page = render_template(
        "enrolment/tracking.html",
        dossier=dossier,
        code=code,
        status_word=words.state_of(dossier),
        child=child_of(dossier),
        steps=timeline_of(dossier),
        photos_gone_on=photos_gone_on(dossier),
        asked=[(words.told(reason), reason.step) for reason in open_reasons(dossier)],
        office=_office_name(dossier),
        activation_url=_activation_url(dossier),
        next_url=flow.next_url(dossier),
        can_withdraw=dossier.can(Action.WITHDRAW),
        case=case_of(dossier),
    )
    who = visitor()
    if who is not None:
        case_was_opened(who.account_id, dossier.code)
    return page


@pages.get("/ho-so/<code>/trang-thai.json")
@dossier_holder
def tracking_state(code: str) -> ResponseReturnValue:  # noqa: ARG001 - the rule has fetched the dossier
    """What the open timeline asks again and again: whether anything has changed."""
    dossier = current_dossier()
    response = jsonify(status=dossier.status, version=dossier.version)
    response.add_etag()
    return response.make_conditional(request)


@pages.get("/dang-ky/<code>/da-co-tai-khoan")
@dossier_holder
def taken_fork(code: str) -> ResponseReturnValue:
    """Not an error but a fork: my account, or not mine. Shows nothing of the holder."""
    dossier = current_dossier()
    about = taken(dossier)
    if about is None:
        return redirect(flow.next_url(dossier))
    template = "enrolment/taken_child.html" if dossier.is_of_child else "enrolment/taken.html"
    return render_template(
        template, dossier=dossier, code=code, about=about, case=case_of(dossier), child=child_of(dossier)
    )


@pages.post("/dang-ky/<code>/khong-phai-toi")
@dossier_holder
def not_mine(code: str) -> ResponseReturnValue:
    """``Không phải tôi``: a case on the desk."""
    dossier = current_dossier()
    about = taken(dossier)
    if about in {Taken.NUMBER, Taken.PHONE}:
        open_case(dossier, about)
    return redirect(url_for("enrolment.tracking", code=code), 303)


def child_of(dossier: Dossier) -> Person | None:
    """The child whom its guardian may see from now on; None before that, and for one's own dossier."""
    if not dossier.is_of_child or dossier.guardian_id is None or dossier.person_id is None:
        return None
    if not has_in_care(dossier.guardian_id, dossier.person_id, today()):
        return None
    return find_person(dossier.person_id)


def _office_name(dossier: Dossier) -> str:
    place = office(dossier.office_code, today()) if dossier.office_code else None
    return place.name if place else _("Cơ quan BHXH")


def _activation_url(dossier: Dossier) -> str | None:
    """Where the activation code is typed, for an accepted dossier."""
    if dossier.status is not Status.ACCEPTED or dossier.account_id is None:
        return None
    waiting = open_activations(dossier.account_id)
    return url_for("identity.activate_code", challenge=waiting[0].public_id) if waiting else None
