"""What somebody is called, from the full name: the same for a row, a person seen, and a child only named."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

# clay, plum, sea and moss
CHILD_COLOURS = 4


class Called:
    """For classes with a ``full_name``."""

    __slots__ = ()

    if TYPE_CHECKING:
        full_name: Any
        """A text; mapped classes have a column."""

    @property
    def short_name(self) -> str:
        """The last two words of the name, as people are called."""
        return short_name_of(self.full_name)

    @property
    def initial(self) -> str:
        """The first letter of the given name, which Vietnamese names end with."""
        return str(self.full_name.split()[-1][:1].upper())


def short_name_of(full_name: str) -> str:
    """The last two words of a name, as people are called: ``Minh Anh``."""
    return " ".join(full_name.split()[-2:]).title()


def colour_of(place: int) -> int:
    """A child's colour by its place, 1 to 4, then again from 1; never all that tells children apart."""
    return place % CHILD_COLOURS + 1
