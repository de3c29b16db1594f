"""What the register holds of an invented person beside card and months: visits, benefits, older cards.

All of it is drawn by a chance of its own, so that it changes nothing of who the people are.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from random import Random

from vssid_app.registry.models import Scheme
from vssid_app.registry.rules import CardState, PeriodFacts, small_child_validity
from vssid_app.training.benefits import Claimant, make_benefits
from vssid_app.training.drafts import Draft
from vssid_app.training.insurance import SCHOOL_COVERS, TERMS, Cover, Holder, make_card
from vssid_app.training.places import HOUSEHOLD
from vssid_app.training.synthetic import SyntheticCard, SyntheticPeriod, SyntheticPerson
from vssid_app.training.visits import Occasion, Patient, draw_occasions, make_visits

ONE_DAY = timedelta(days=1)
BIRTH = "O80"


def with_facts(person: SyntheticPerson, draft: Draft, holder: Holder, today: date) -> SyntheticPerson:
    """Return the person with visits, benefits and older cards; without any where nothing is recorded yet."""
    if draft.story.is_unrecorded:
        return replace(person, cards=(), periods=())
    chance = Random(f"{person.si_number}/facts")
    second = tuple(_second_card(chance, draft, holder, today))
    months = _second_months(draft, today)
    old = tuple(_old_cards(person, draft, today)) if draft.story.has_old_cards else ()
    person = replace(person, cards=(*person.cards, *second, *old), periods=(*person.periods, *months))
    visits = make_visits(chance, patient_of(person, draft.born_on), _occasions(chance, draft, today), today)
    claimant = Claimant(
        periods=person.periods,
        visits=visits,
        births=draft.births,
        retired_in=_retired_in(person) if draft.cover is Cover.PENSIONER else None,
        is_injured=draft.story.is_injured,
    )
    return replace(person, visits=visits, benefits=make_benefits(chance, claimant, today))


def patient_of(person: SyntheticPerson, born_on: date) -> Patient:
    """What the visits of a person are made from."""
    health = tuple(period_facts(one) for one in person.periods if one.scheme is Scheme.HI)
    is_working = any(one.scheme is Scheme.SI and one.to_month is None for one in person.periods)
    return Patient(born_on, person.cards[0].facility_code, health, is_working)


def period_facts(period: SyntheticPeriod) -> PeriodFacts:
    """The period as the rules take it."""
    return PeriodFacts(
        scheme=period.scheme,
        from_month=_first(period.from_month),
        to_month=_first(period.to_month) if period.to_month else None,
        unit_code=period.unit_code,
        unit_name=period.unit_name,
        job_title=period.job_title,
        base_pay=period.base_pay,
        salary=period.salary,
        arrears_months=period.arrears_months,
        beneficiary_code=period.beneficiary_code,
    )


def _occasions(chance: Random, draft: Draft, today: date) -> Iterator[Occasion]:
    told = draft.story.occasions
    yield from draw_occasions(chance, draft.born_on, today) if told is None else told
    for born_on in draft.births:
        yield Occasion(BIRTH, born_on)


def _second_card(chance: Random, draft: Draft, holder: Holder, today: date) -> Iterator[SyntheticCard]:
    if draft.story.second_cover is not None:
        other = replace(holder, cover=draft.story.second_cover)
        yield make_card(chance, other, CardState.VALID, today)


def _second_months(draft: Draft, today: date) -> tuple[SyntheticPeriod, ...]:
    """The months of the second card, this year's; by the side of the first, so that they count once."""
    cover = draft.story.second_cover
    if cover is None:
        return ()
    first, last = f"{today.year}-01", f"{today.year}-12"
    return (SyntheticPeriod(Scheme.HI, first, last, HOUSEHOLD.code, HOUSEHOLD.name, cover.value),)


def _old_cards(person: SyntheticPerson, draft: Draft, today: date) -> Iterator[SyntheticCard]:
    """Yield the cards before the first: a pupil's of last year and of early childhood; a worker's first."""
    card = person.cards[0]
    if draft.cover in SCHOOL_COVERS:
        small = small_child_validity(draft.born_on, TERMS)
        last_year = date(today.year - 1, 1, 1)
        if small.valid_to < last_year < card.valid_from:
            yield _older(card, card.card_code[:3], last_year, date(today.year - 1, 12, 31))
        yield _older(card, f"{Cover.SMALL_CHILD.value}1", small.valid_from, small.valid_to)
        return
    running = [one for one in person.periods if one.scheme is Scheme.HI and one.to_month is None]
    began = _first(running[-1].from_month) if running else card.valid_from
    if began < card.valid_from:
        yield _older(card, card.card_code[:3], began, card.valid_from - ONE_DAY)


def _older(card: SyntheticCard, prefix: str, first: date, last: date) -> SyntheticCard:
    code = f"{prefix}{card.card_code[3:]}"
    return replace(card, card_code=code, valid_from=first, valid_to=last, issued_on=first, printed_name=None)


def _retired_in(person: SyntheticPerson) -> date:
    return max(_first(one.from_month) for one in person.periods)


def _first(month: str) -> date:
    return date.fromisoformat(f"{month}-01")
