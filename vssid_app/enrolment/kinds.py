"""Whom a dossier registers."""

from enum import StrEnum


class DossierKind(StrEnum):
    """Oneself, or a child by its guardian."""

    SELF = "self"
    CHILD = "child"
