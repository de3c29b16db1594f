"""Who may see a child, said a second time and as plainly as can be: what the site is compared with."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

GROWN_UP = 18


class Member(StrEnum):
    """The six who ask."""

    FATHER = "father"
    MOTHER = "mother"
    GRANDPARENT = "grandparent"
    OFFICER = "officer"
    STRANGER = "stranger"
    CHILD = "child"


WOULD_BE_GUARDIANS = (Member.FATHER, Member.MOTHER, Member.GRANDPARENT, Member.STRANGER)


@dataclass
class Care:
    """That a guardian has the child, from a day until a day."""

    guardian: Member
    first: date
    last: date


@dataclass
class WhoMay:
    """The state of the family, as far as it decides who may do what."""

    born: date
    today: date
    cares: list[Care] = field(default_factory=list)

    @property
    def comes_of_age(self) -> date:
        """The eighteenth birthday."""
        return self.born.replace(year=self.born.year + GROWN_UP)

    def holds(self, who: Member) -> bool:
        """Whether somebody has the child in care today."""
        return any(care.guardian is who and care.first <= self.today <= care.last for care in self.cares)

    @property
    def guardians(self) -> set[Member]:
        """All who have it today."""
        return {care.guardian for care in self.cares if self.holds(care.guardian)}

    def can_be_granted(self, who: Member) -> bool:
        """Whether the office's yes would give somebody the child."""
        return not self.holds(who) and self.today < self.comes_of_age

    def grant(self, who: Member) -> None:
        """From today until the day before the child comes of age."""
        self.cares.append(Care(who, self.today, self.comes_of_age - timedelta(days=1)))

    def sees(self, who: Member) -> bool:
        """Whether the pages about the child open."""
        return who is Member.CHILD or self.holds(who)
