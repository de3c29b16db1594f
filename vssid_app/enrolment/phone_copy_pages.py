"""The facts of a dossier's timeline, for the phone that keeps things for the hours without network."""

from __future__ import annotations

from dataclasses import asdict

from flask import Response, jsonify
from flask_babel import gettext as _

from vssid_app.agencies.remembered import office_name
from vssid_app.core.clock import now, today
from vssid_app.enrolment import words
from vssid_app.enrolment.access import current_dossier, dossier_holder
from vssid_app.enrolment.blueprint import pages
from vssid_app.enrolment.timeline import timeline_of
from vssid_app.registry.phone_copy import KEPT_FOR


@pages.get("/ho-so/<code>/luu.json")
@dossier_holder
def timeline_copy(code: str) -> Response:
    """Asked for by the open timeline, where somebody is signed in and has agreed to keep a card."""
    dossier = current_dossier()
    return jsonify(
        code=code,
        status=words.status_word(dossier.status),
        office=office_name(dossier.office_code, today()) or _("Cơ quan BHXH"),
        steps=[asdict(step) for step in timeline_of(dossier)],
        made=f"{now():%H:%M, %d/%m/%Y}",
        kept_for=int(KEPT_FOR.total_seconds()),
    )
