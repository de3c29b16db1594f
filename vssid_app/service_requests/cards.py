"""The card that can be asked for again: one that opens doors today."""

from __future__ import annotations

from enum import StrEnum

from vssid_app.core.clock import today
from vssid_app.people.seen import AnyPerson
from vssid_app.registry.overview import CardOverview, ShownCard, overview_of
from vssid_app.registry.queries import holding_of
from vssid_app.registry.reference import reference_on
from vssid_app.registry.rules import CardState


class CardProblem(StrEnum):
    """Why there is nothing to print again."""

    NONE = "none"
    EXPIRED = "expired"
    SUSPENDED = "suspended"
    TO_COME = "to_come"
    """Paid for and not recorded yet, or of days to come: nobody is to pay again."""


class NoCard(Exception):
    """There is no card that could be printed again; ``problem`` says why."""

    def __init__(self, problem: CardProblem) -> None:
        super().__init__(problem)
        self.problem = problem


def overview_today(person: AnyPerson) -> CardOverview:
    """What the register holds of a person's health insurance, as of the world's day."""
    return overview_of(holding_of(person), reference_on(today()))


def card_to_reissue(overview: CardOverview) -> ShownCard:
    """The card of an overview, if it can be printed again.

    Raises:
        NoCard: without any, with one that has ended or is still to come, or that the office has stopped.
    """
    if overview.state is CardState.REPORTED:
        raise NoCard(CardProblem.TO_COME)
    if overview.card is None:
        raise NoCard(CardProblem.NONE)
    if overview.state is CardState.SUSPENDED:
        raise NoCard(CardProblem.SUSPENDED)
    if not overview.is_usable:
        raise NoCard(CardProblem.EXPIRED)
    return overview.card
