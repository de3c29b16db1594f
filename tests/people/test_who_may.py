"""May each of six people do what they should? After each step of one whole life, and of random ones."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import ClassVar

import pytest
from flask import Flask
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from tests.people.family import ABOUT_THE_CHILD, ONE_OF_EACH, PARTS, Stage
from tests.people.happenings import LivingFamily
from tests.people.who_may import WOULD_BE_GUARDIANS, Member

FATHER, MOTHER, GRANDPARENT, STRANGER = WOULD_BE_GUARDIANS
OFTEN = 4
"""So much likelier is somebody who may do it than somebody who may not."""


@contextmanager
def family_of(app: Flask, stages: Stage, asks: Mapping[str, str]) -> Iterator[LivingFamily]:
    """A family to be lived with; at the end the list of who looked is compared too."""
    made = LivingFamily(app, stages, asks)
    try:
        yield made
        made.compare_looks()
    finally:
        made.close()


A_LIFE: tuple[Callable[[LivingFamily], None], ...] = (
    lambda it: it.add(FATHER),
    lambda it: it.add(MOTHER),
    lambda it: it.accept(next(iter(it.waiting))),
    lambda it: it.invite(MOTHER),
    lambda it: it.say_yes(MOTHER, MOTHER),
    lambda it: it.say_yes(GRANDPARENT, MOTHER),
    lambda it: it.confirm(FATHER),
    lambda it: it.confirm(MOTHER),
    lambda it: it.invite(GRANDPARENT),
    lambda it: it.end(GRANDPARENT, MOTHER),
    lambda it: it.end(FATHER, GRANDPARENT),
    lambda it: it.end(MOTHER, GRANDPARENT),
    lambda it: it.end(FATHER, FATHER),
    lambda it: it.add(FATHER),
    lambda it: it.add(STRANGER),
    lambda it: it.age(400),
    lambda it: it.open_account(),
    lambda it: it.accept(next(reversed(it.waiting))),
    lambda it: it.choose({FATHER: frozenset({"visits", "services"})}),
    lambda it: it.choose({MOTHER: frozenset({"benefits", "visits"})}),
    lambda it: it.age(1200),
    lambda it: it.choose({MOTHER: frozenset({"participation"})}),
    lambda it: it.choose({}),
)
"""Two parents by the office, a grandparent by an invitation, ends of both kinds, and the child grows up."""


def test_a_whole_life(demo_app: Flask, stages: Stage) -> None:
    with family_of(demo_app, stages, ONE_OF_EACH) as family:
        family.check()
        for step in A_LIFE:
            step(family)
            family.check()


def test_a_child_that_does_not_answer_decides_after_a_month(demo_app: Flask, stages: Stage) -> None:
    with family_of(demo_app, stages, ONE_OF_EACH) as family:
        family.add(FATHER)
        family.age(400)
        family.open_account()
        for _n in range(2):
            family.age(29)
            family.check()


class Lives(RuleBasedStateMachine):
    """Random ones; each begins on a fresh copy of the database."""

    app: ClassVar[Flask]
    stage: ClassVar[Stage]
    asks: ClassVar[Mapping[str, str]]

    def __init__(self) -> None:
        super().__init__()
        self.family = LivingFamily(self.app, type(self).stage, self.asks)

    def teardown(self) -> None:
        """All who were let in stand in the list, and nobody else."""
        try:
            self.family.compare_looks()
        finally:
            self.family.close()

    @initialize()
    def begin(self) -> None:
        """The register knows the father: he is accepted at once."""
        self.family.add(FATHER)

    @rule(who=st.sampled_from(WOULD_BE_GUARDIANS))
    def add(self, who: Member) -> None:
        """Somebody registers the child."""
        self.family.add(who)

    @precondition(lambda self: self.family.waiting)
    @rule(data=st.data())
    def accept(self, data: st.DataObject) -> None:
        """The officer says yes."""
        self.family.accept(data.draw(st.sampled_from(sorted(self.family.waiting))))

    @rule(days=st.sampled_from([1, 30, 200, 420]))
    def age(self, days: int) -> None:
        """Time goes by."""
        self.family.age(days)

    @precondition(lambda self: not self.family.model.has_account)
    @rule()
    def open_account(self) -> None:
        """The child has an account."""
        self.family.open_account()

    @precondition(lambda self: self.family.model.has_account)
    @rule(
        chosen=st.dictionaries(
            st.sampled_from((FATHER, MOTHER, GRANDPARENT)), st.frozensets(st.sampled_from(PARTS))
        )
    )
    def choose(self, chosen: Mapping[Member, frozenset[str]]) -> None:
        """The child says who sees what."""
        self.family.choose(chosen)

    @rule(data=st.data())
    def invite(self, data: st.DataObject) -> None:
        """Somebody invites another guardian."""
        self.family.invite(self._somebody(data, filter(self.family.model.can_invite, WOULD_BE_GUARDIANS)))

    @precondition(lambda self: self.family.links)
    @rule(data=st.data())
    def say_yes(self, data: st.DataObject) -> None:
        """Somebody opens the link."""
        inviter = data.draw(st.sampled_from(sorted(self.family.links)))
        may = [who for who in WOULD_BE_GUARDIANS if self.family.model.can_say_yes(who, inviter)]
        self.family.say_yes(self._somebody(data, may), inviter)

    @precondition(lambda self: any(self.family.model.invited.values()))
    @rule(data=st.data())
    def confirm(self, data: st.DataObject) -> None:
        """Somebody says that it is the right one."""
        asked = [inviter for inviter, guest in self.family.model.invited.items() if guest]
        self.family.confirm(self._somebody(data, asked))

    @rule(data=st.data(), whom=st.sampled_from(WOULD_BE_GUARDIANS))
    def end(self, data: st.DataObject, whom: Member) -> None:
        """Somebody ends the care of somebody."""
        may = [who for who in WOULD_BE_GUARDIANS if self.family.model.can_end(who, whom)]
        self.family.end(self._somebody(data, may), whom)

    @invariant()
    def each_sees_what_they_may(self) -> None:
        """And finds whom."""
        self.family.check()

    def _somebody(self, data: st.DataObject, may: Iterable[Member]) -> Member:
        return data.draw(st.sampled_from([*list(may) * OFTEN, *WOULD_BE_GUARDIANS]))


def live(app: Flask, stages: Stage, asks: Mapping[str, str], examples: int, steps: int) -> None:
    """Walk so many random lives of so many steps."""
    here = type("Here", (Lives,), {"app": app, "stage": staticmethod(stages), "asks": asks})
    chosen = settings(
        max_examples=examples,
        stateful_step_count=steps,
        database=None,
        deadline=None,
        # A life costs seconds: making a failed one shorter would cost many minutes.
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(here, settings=chosen)


def test_random_lives(demo_app: Flask, stages: Stage) -> None:
    live(demo_app, stages, ONE_OF_EACH, 2, 6)


@pytest.mark.long
def test_many_random_lives(demo_app: Flask, stages: Stage) -> None:
    live(demo_app, stages, ABOUT_THE_CHILD, 12, 15)
