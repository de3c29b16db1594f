"""A person as a page shows them: what it reads of the row, without what only few pages may show."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from vssid_app.core.prepared import table_of
from vssid_app.people.called import Called, colour_of
from vssid_app.people.models import Person, Relation
from vssid_app.people.rules import BirthDate, Sex
from vssid_app.people.sight_rules import WHOLE, Sight


@dataclass(frozen=True, slots=True)
class SeenPerson(Called):
    """What nearly every page about a person says; identity number, phone and email are not among it."""

    id: int
    public_id: str
    full_name: str
    birth: BirthDate
    sex: Sex
    si_number: str


AnyPerson = Person | SeenPerson
"""For what is asked of rows and of persons seen alike."""

_PERSONS = table_of(Person)
SEEN_COLUMNS = (
    _PERSONS.c.id,
    _PERSONS.c.public_id,
    _PERSONS.c.full_name,
    _PERSONS.c.birth,
    _PERSONS.c.sex,
    _PERSONS.c.si_number,
)
"""The columns of ``SeenPerson``, in its order."""


@dataclass(frozen=True, slots=True)
class InView:
    """A person as the viewer sees them: what the viewer is to them (None: oneself), and which child it is.

    ``sight`` is what of the person the viewer sees, and whether the viewer acts for them. ``place`` counts
    the viewer's children from 0 and keeps its child while they stay in care: it chooses the child's colour.
    """

    person: SeenPerson
    relation: Relation | None
    place: int
    sight: Sight = WHOLE
    choose_before: date | None = None
    """Of oneself: the day by which to say what guardians see, until it is said."""

    @property
    def colour(self) -> int:
        """The child's colour, 1 to 4, then again from 1; never the only thing that tells them apart."""
        return colour_of(self.place)
