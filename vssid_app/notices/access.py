"""Who reads notices: citizens, each their own."""

from __future__ import annotations

from flask import abort

from vssid_app.identity.access import signed_in_visitor
from vssid_app.notices.queries import Reader


def reader() -> Reader:
    """Whoever is signed in; a member of staff has no notices, and gets a 404."""
    who = signed_in_visitor()
    if who.person_id is None:
        abort(404)
    return Reader(who.account_id, who.person_id)
