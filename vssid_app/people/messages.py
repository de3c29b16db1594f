"""What pages say of people."""

from __future__ import annotations

from flask_babel import gettext as _

from vssid_app.people.models import Relation


def relation_words(relation: Relation) -> str:
    """What somebody in care is to their guardian."""
    return _("người được giám hộ") if relation is Relation.GUARDIAN else _("con")
