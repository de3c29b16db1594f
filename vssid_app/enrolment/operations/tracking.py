"""Looking where a dossier is, by its code and phone alone: wrong tries make the next one wait."""

from __future__ import annotations

from vssid_app.core.extensions import db, keyring
from vssid_app.enrolment.models import Dossier
from vssid_app.enrolment.queries import dossier_of_phone
from vssid_app.identity.passwords.operations import Refused, count_tries, forget_wrong, note_wrong


def look_for_steps(code: str, phone: str, *, device: str) -> Dossier | Refused:
    """The dossier of a code and its phone; an unknown code and a wrong phone go the same way.

    A try counts against the code, the phone and the device, each with the delay of wrong passwords.
    """
    keys = [
        keyring.fingerprint(f"tracking {kind}", value)
        for kind, value in (("code", code), ("phone", phone), ("device", device))
    ]
    counted = count_tries(keys)
    if isinstance(counted, Refused):
        return counted
    dossier = dossier_of_phone(code, phone)
    if dossier is None:
        return note_wrong(keys[0], counted)
    with db.transaction():
        forget_wrong(keys)
    return dossier
