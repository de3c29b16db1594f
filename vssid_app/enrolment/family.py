"""What is known of a child and who registers it, kept for a page.

The officer's page and the check of what is taken want all of it; within a transaction that only reads it is
asked once.
"""

from __future__ import annotations

from vssid_app.core.extensions import db
from vssid_app.enrolment.models import Dossier
from vssid_app.people.families import KnownFamily, family_known

_KNOWN = "known_families"


def known_family(dossier: Dossier) -> KnownFamily:
    """All of it about a child's dossier; whoever is about to write asks anew."""
    wanted = (dossier.person_id, dossier.guardian_id, dossier.phone)
    if db.session.is_writing:
        return family_known(*wanted)
    known = db.session.info.get(_KNOWN)
    if known is None or known[0] != (wanted, db.session.get_transaction()):
        found = family_known(*wanted)
        known = db.session.info[_KNOWN] = ((wanted, db.session.get_transaction()), found)
    family: KnownFamily = known[1]
    return family
