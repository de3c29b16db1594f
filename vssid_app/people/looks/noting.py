"""Where pages say whom they are about: each request leaves a note, and its end has it written."""

from __future__ import annotations

from dataclasses import replace
from http import HTTPStatus

from flask import Flask, Response, g, request

from vssid_app.core.clock import today
from vssid_app.core.world import current_world
from vssid_app.identity.access import signed_in_visitor
from vssid_app.people.looks.log import look_log
from vssid_app.people.looks.operations import Seen
from vssid_app.people.looks.routes import page_of
from vssid_app.people.models import Relation

NOTED = "looks"
READING = frozenset({"GET", "HEAD", "OPTIONS"})


def note_look(subject_id: int | None, *, relation: Relation | None = None, office_code: str = "") -> None:
    """Note that the signed-in visitor opens this page about somebody else.

    Called where access is granted, by ``relation`` for a guardian and by ``office_code`` for the office. A
    dossier whose number the register does not know is about nobody yet.
    """
    if subject_id is None:
        return
    seen = Seen(
        viewer_id=signed_in_visitor().account_id,
        subject_id=subject_id,
        page=page_of(request.endpoint),
        day=today(),
        changed=False,
        relation=relation,
        office_code=office_code,
    )
    noted: list[Seen] = g.setdefault(NOTED, [])
    if seen not in noted:
        noted.append(seen)


def write_after_answers(app: Flask) -> None:
    """Write the notes when the answer has gone; a page that was refused was not seen."""

    @app.after_request
    def _keep(response: Response) -> Response:
        noted: list[Seen] = g.pop(NOTED, [])
        if response.status_code < HTTPStatus.BAD_REQUEST:
            # A form that is sent back with an error, or asks once more, has changed nothing.
            changed = request.method not in READING and response.status_code >= HTTPStatus.MULTIPLE_CHOICES
            for seen in noted:
                look_log.note(current_world(), replace(seen, changed=changed))
        if look_log.is_waiting:
            response.call_on_close(lambda: _write(app))
        return response


def _write(app: Flask) -> None:
    with app.app_context():
        look_log.write()
