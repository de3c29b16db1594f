"""Who may see a child, said a second time and as plainly as can be: what the site is compared with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

GROWN_UP = 18
DAYS_TO_ANSWER = 30
ANY, ACTS, CARD = "any", "acts", "card"
"""What a page asks for beside the name of a part: that one sees anything, that one acts for the child."""


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
    """That a guardian has the child, from a day until a day, or until somebody ended it."""

    guardian: Member
    first: date
    last: date
    invited_by: Member | None = None
    is_ended: bool = False


@dataclass
class WhoMay:
    """The state of the family, as far as it decides who may do what."""

    born: date
    today: date
    cares: list[Care] = field(default_factory=list)
    invited: dict[Member, Member | None] = field(default_factory=dict)
    """Who has an invitation out, and who has said yes to it."""
    has_account: bool = False
    asked_until: date | None = None
    """The day from which a child with an account decides without having said anything."""
    has_answered: bool = False
    shared: dict[Member, frozenset[str]] = field(default_factory=dict)
    """What the child lets its guardians see beside the card."""
    consented: dict[Member, frozenset[str]] = field(default_factory=dict)
    """What it lets them see once it is grown up."""

    @property
    def comes_of_age(self) -> date:
        """The eighteenth birthday."""
        return self.born.replace(year=self.born.year + GROWN_UP)

    @property
    def is_grown_up(self) -> bool:
        """Whether nobody has the care of it any more."""
        return self.today >= self.comes_of_age

    @property
    def is_handed_over(self) -> bool:
        """Whether the child decides what its guardians see, and they act for it no more."""
        return self.has_answered or (self.asked_until is not None and self.asked_until <= self.today)

    def care_of(self, who: Member) -> Care | None:
        """The care that somebody has today."""
        held = (care for care in self.cares if care.guardian is who and not care.is_ended)
        return next((care for care in held if care.first <= self.today <= care.last), None)

    @property
    def guardians(self) -> set[Member]:
        """All who have the child today."""
        return {care.guardian for care in self.cares if self.care_of(care.guardian)}

    def can_be_granted(self, who: Member) -> bool:
        """Whether the office's yes would give somebody the child."""
        return self.care_of(who) is None and not self.is_grown_up and not self.has_account

    def grant(self, who: Member) -> None:
        """From today until the day before the child comes of age."""
        self.cares.append(Care(who, self.today, self.comes_of_age - timedelta(days=1)))

    def can_invite(self, who: Member) -> bool:
        """Who has the child by the office, not by an invitation, as long as the child does not decide."""
        own = self.care_of(who)
        return own is not None and own.invited_by is None and self.sees(who, ACTS)

    def can_say_yes(self, who: Member, inviter: Member) -> bool:
        """Whether somebody may accept an invitation that is out."""
        is_out = inviter in self.invited and self.invited[inviter] is None
        fits = who is not inviter and self.care_of(who) is None and not self.is_grown_up
        return is_out and self.care_of(inviter) is not None and fits

    def confirm(self, inviter: Member) -> None:
        """Grant it to who said yes, as long as the inviter has it; or find that it cannot be granted."""
        guest, own = self.invited.pop(inviter), self.care_of(inviter)
        if guest is None or own is None or self.care_of(guest) or self.is_grown_up:
            return
        last = min(own.last, self.comes_of_age - timedelta(days=1))
        self.cares.append(Care(guest, self.today, last, invited_by=inviter))

    def can_end(self, who: Member, whom: Member) -> bool:
        """The own care, and that of whom one invited; the rest is the office's."""
        care = self.care_of(whom)
        return self.sees(who, ACTS) and care is not None and who in {whom, care.invited_by}

    def end(self, whom: Member) -> None:
        """At once."""
        care = self.care_of(whom)
        assert care
        care.is_ended = True

    def open_account(self) -> None:
        """The child comes to an account of its own: guardians stay for a month, or until it answers."""
        self.has_account = True
        if self.guardians:
            self.asked_until = self.today + timedelta(days=DAYS_TO_ANSWER)

    @property
    def viewers(self) -> set[Member]:
        """To whom the child may show something: its guardians, or those of the last day of care."""
        day = min(self.today, self.comes_of_age - timedelta(days=1))
        return {care.guardian for care in self.cares if not care.is_ended and care.first <= day <= care.last}

    def choose(self, chosen: Mapping[Member, frozenset[str]]) -> None:
        """The child says what each of them sees."""
        if self.is_grown_up:
            self.consented.update(chosen)
        else:
            self.has_answered = True
            self.shared.update(chosen)

    def sees(self, who: Member, need: str = ANY) -> bool:
        """Whether a page about the child opens that asks for so much."""
        if who is Member.CHILD:
            return True
        if self.is_grown_up:
            let = self.consented.get(who, frozenset())
            return need in let or (need == ANY and bool(let))
        if self.care_of(who) is None:
            return False
        if not self.is_handed_over:
            return True
        # Who answers for the child's insurance sees the card until it is of age.
        return need in {ANY, CARD} or need in self.shared.get(who, frozenset())
