"""The child that a page is about before anybody may see it: of a dossier that is not accepted yet."""

from __future__ import annotations

from dataclasses import dataclass

from flask import g

from vssid_app.people.called import Called, colour_of
from vssid_app.people.models import Relation


@dataclass(frozen=True, slots=True)
class NamedChild(Called):
    """As the bar and the title show the child."""

    full_name: str
    relation: Relation
    place: int

    @property
    def colour(self) -> int:
        """A colour of one's own, 1 to 4; never the only thing that tells children apart."""
        return colour_of(self.place)


def speak_of(child: NamedChild) -> None:
    """Have the frame of this page name the child."""
    g.named_child = child


def spoken_of() -> NamedChild | None:
    """The child that the page names, if it does."""
    found: NamedChild | None = g.get("named_child")
    return found
