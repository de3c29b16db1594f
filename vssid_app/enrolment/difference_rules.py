"""Where two values of one fact differ, letter by letter, so that an officer's eye need not search."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest

from vssid_app.core.text import same_name
from vssid_app.people.birth_rules import BirthDate


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of a value that differs from the other value as a whole, or not at all."""

    text: str
    differs: bool


Pair = tuple[list[Run], list[Run]]


def compare_names(declared: str, register: str) -> Pair:
    """The two names in runs; what does not count to a reader (case, place of the tone mark) is none."""
    if same_name(declared, register):
        return [Run(declared, differs=False)], [Run(register, differs=False)]
    # Compared without case, shown as written.
    matcher = SequenceMatcher(
        None,
        [letter.casefold() for letter in declared],
        [letter.casefold() for letter in register],
        autojunk=False,
    )
    left, right = [], []
    for tag, a, b, c, d in matcher.get_opcodes():
        differs = tag != "equal"
        left += [Run(declared[a:b], differs)] if a < b else []
        right += [Run(register[c:d], differs)] if c < d else []
    return left, right


def compare_births(declared: BirthDate, register: BirthDate) -> Pair:
    """The two dates in runs of day, month and year."""
    if declared.is_exact and register.is_exact:
        return _by_parts(declared.show(), register.show())
    differs = not declared.agrees_with(register)
    return [Run(declared.show(), differs)], [Run(register.show(), differs)]


def _by_parts(declared: str, register: str) -> Pair:
    left, right = [], []
    pairs = zip_longest(declared.split("/"), register.split("/"), fillvalue="")
    for at, (one, other) in enumerate(pairs):
        between = [Run("/", differs=False)] if at else []
        left += [*between, Run(one, one != other)]
        right += [*between, Run(other, one != other)]
    return left, right


def compare_numbers(declared: str, register: str) -> Pair:
    """Two numbers in runs of digits; of unlike length they differ as a whole."""
    if len(declared) != len(register):
        return [Run(declared, differs=True)], [Run(register, differs=True)]
    left = [Run(one, one != other) for one, other in zip(declared, register, strict=True)]
    right = [Run(other, one != other) for one, other in zip(declared, register, strict=True)]
    return _joined(left), _joined(right)


def _joined(runs: list[Run]) -> list[Run]:
    """Neighbours of one kind as one run."""
    joined: list[Run] = []
    for run in runs:
        if joined and joined[-1].differs == run.differs:
            joined[-1] = Run(joined[-1].text + run.text, run.differs)
        else:
            joined.append(run)
    return joined


def are_day_and_month_swapped(one: BirthDate, other: BirthDate) -> bool:
    """Whether the two dates are each other's with day and month exchanged, a usual slip of a clerk."""
    if not one.is_exact or not other.is_exact or one == other:
        return False
    return (one.year, one.month, one.day) == (other.year, other.day, other.month)
