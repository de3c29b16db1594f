import csv
from collections import Counter
from datetime import date, timedelta
from functools import cache
from importlib.resources import files

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vssid_app.core.text import clean_name, fold, same_name
from vssid_app.identity.models import Role
from vssid_app.people.models import Relation
from vssid_app.people.rules import (
    IdentityField,
    NumberKind,
    Sex,
    citizen_id_doubts,
    contains_real_number,
    is_reserved,
    normalise_phone,
    recognise_number,
)
from vssid_app.registry.models import CardStatus, Scheme
from vssid_app.registry.rules import CardFacts, CardHold, CardState, card_state
from vssid_app.training.families import build_world
from vssid_app.training.synthetic import DemoRole, FamilyRole, SyntheticPerson, SyntheticWorld

TODAY = date(2026, 11, 22)
DAYS = [
    TODAY,
    date(2026, 12, 15),
    date(2027, 1, 1),
    date(2027, 2, 28),
    date(2028, 2, 29),
    date(2027, 9, 30),
    date(2027, 10, 1),
    date(2021, 5, 20),
]
SEEDS_AND_DAYS = [*((seed, TODAY) for seed in (1, 2, 3)), *((7, day) for day in DAYS)]
every_world = pytest.mark.parametrize(("seed", "today"), SEEDS_AND_DAYS)


@cache
def world_of(seed: int, today: date) -> SyntheticWorld:
    return build_world(seed, today)


def carded(world: SyntheticWorld) -> list[SyntheticPerson]:
    """All but the one of whom the register has only a number."""
    return [person for person in world.persons if person.cards]


def state_of(person: SyntheticPerson, today: date) -> CardState:
    card = person.cards[0]
    facts = CardFacts(
        card.card_code,
        card.valid_from,
        card.valid_to,
        hold=None if card.status is CardStatus.ACTIVE else CardHold.WITHDRAWN,
        differs=(IdentityField.FULL_NAME,) if card.printed_name else (),
    )
    return card_state(facts, today, expiring_days=30, is_reported=person.reported_payment is not None)


def reference_rows(name: str) -> list[dict[str, str]]:
    text = (files("vssid_app.agencies") / "data" / name).read_text(encoding="utf-8")
    return [row for row in csv.DictReader(text.splitlines()) if not row["valid_to"]]


@every_world
def test_there_are_three_hundred_persons_in_eighty_families(seed: int, today: date) -> None:
    world = world_of(seed, today)
    assert len(world.persons) >= 300
    assert len(world.families) >= 80
    assert all(family for family in world.families)


@every_world
def test_each_state_of_a_card_occurs_eight_times(seed: int, today: date) -> None:
    states = Counter(state_of(person, today) for person in carded(world_of(seed, today)))
    assert {state: states[state] for state in CardState if states[state] < 8} == {}


@every_world
def test_every_number_is_from_the_reserved_ranges(seed: int, today: date) -> None:
    for person in world_of(seed, today).persons:
        assert is_reserved(NumberKind.SI_NUMBER, person.si_number)
        assert person.citizen_id is not None
        assert is_reserved(NumberKind.CITIZEN_ID, person.citizen_id)
        assert person.phone is None or normalise_phone(person.phone, practice=True) == person.phone
        assert not contains_real_number(repr(person))


@every_world
def test_no_number_belongs_to_two(seed: int, today: date) -> None:
    persons = world_of(seed, today).persons
    for numbers in (
        [person.key for person in persons],
        [person.si_number for person in persons],
        [person.citizen_id for person in persons],
        [person.phone for person in persons if person.phone],
        [person.email for person in persons if person.email],
    ):
        assert len(numbers) == len(set(numbers))


@every_world
def test_identity_numbers_agree_with_sex_and_birth(seed: int, today: date) -> None:
    for person in world_of(seed, today).persons:
        assert person.birth.checked(today) == person.birth
        assert citizen_id_doubts(person.citizen_id or "", person.birth, person.sex) == frozenset()


@every_world
def test_an_identity_card_is_held_from_fourteen_on(seed: int, today: date) -> None:
    for person in world_of(seed, today).persons:
        issued_on = person.citizen_id_issued_on
        if issued_on is None:
            assert person.birth.age_on(today) <= 14
        else:
            assert issued_on < today
            assert person.birth.age_on(issued_on) >= 14


@every_world
def test_card_codes_are_whole_and_carry_the_owners_number(seed: int, today: date) -> None:
    for person in world_of(seed, today).persons:
        for card in person.cards:
            found = recognise_number(card.card_code, legacy_ids=False)
            assert (found.kind, found.si_number) == (NumberKind.CARD_CODE, person.si_number)
            assert card.valid_to is None or card.valid_from <= card.valid_to


@every_world
def test_parents_are_eighteen_to_fifty_years_older(seed: int, today: date) -> None:
    world = world_of(seed, today)
    persons = {person.key: person for person in world.persons}
    parental = [bond for bond in world.guardianships if bond.relation is not Relation.GUARDIAN]
    assert len(parental) >= 150
    for bond in parental:
        parent, child = persons[bond.guardian], persons[bond.child]
        assert 18 <= parent.birth.age_on(bond.valid_from) <= 50
        assert child.birth.age_on(bond.valid_from) == 0
        assert (parent.sex is Sex.MALE) == (bond.relation is Relation.FATHER)


@every_world
def test_a_child_bears_the_family_name_of_a_parent(seed: int, today: date) -> None:
    world = world_of(seed, today)
    persons = {person.key: person for person in world.persons}
    parents: dict[int, set[str]] = {}
    for bond in world.guardianships:
        if bond.relation is not Relation.GUARDIAN:
            parents.setdefault(bond.child, set()).add(persons[bond.guardian].full_name.split()[0])
    assert all(persons[child].full_name.split()[0] in names for child, names in parents.items())


@every_world
def test_guardians_are_of_age_and_of_the_same_family(seed: int, today: date) -> None:
    world = world_of(seed, today)
    family_of = {person.key: number for number, family in enumerate(world.families) for person in family}
    persons = {person.key: person for person in world.persons}
    for bond in world.guardianships:
        assert family_of[bond.guardian] == family_of[bond.child]
        assert persons[bond.guardian].birth.age_on(bond.valid_from) >= 18
        assert bond.valid_to is None or bond.valid_from < bond.valid_to


@every_world
def test_some_guardianships_have_ended_and_some_children_have_two(seed: int, today: date) -> None:
    world = world_of(seed, today)
    minors = {person.key for person in world.persons if person.birth.age_on(today) < 18}
    ended = [bond for bond in world.guardianships if bond.valid_to and bond.valid_to < today]
    assert len([bond for bond in ended if bond.child in minors]) >= 3
    running = Counter(bond.child for bond in world.guardianships if bond not in ended)
    assert len([child for child, guardians in running.items() if guardians == 2]) >= 20
    assert len([child for child, guardians in running.items() if guardians == 1]) >= 5
    assert {bond.relation for bond in world.guardianships} == set(Relation)


@every_world
def test_pupils_go_to_real_schools_in_classes_that_do_not_exist(seed: int, today: date) -> None:
    schools = {row["code"]: row["name"] for row in reference_rows("schools.csv")}
    pupils = [person for person in world_of(seed, today).persons if person.school_code]
    assert len(pupils) >= 80
    for pupil in pupils:
        assert schools[pupil.school_code or ""] == pupil.school_name
        grade, word, _ = pupil.class_name.split()
        assert word == "Mẫu"
        assert 1 <= int(grade) <= 12
        assert 5 <= pupil.birth.age_on(today) <= 18
    assert all(not person.class_name for person in world_of(seed, today).persons if not person.school_code)


@every_world
def test_people_live_in_communes_and_are_treated_in_facilities_that_exist(seed: int, today: date) -> None:
    communes = {(row["code"], row["name"]) for row in reference_rows("communes.csv")}
    facilities = {row["code"] for row in reference_rows("facilities.csv")}
    for person in world_of(seed, today).persons:
        assert (person.home.commune_code, person.home.commune_name) in communes
        assert {card.facility_code for card in person.cards} <= facilities


@every_world
def test_a_family_lives_under_one_roof(seed: int, today: date) -> None:
    for family in world_of(seed, today).families:
        assert len({person.home for person in family}) == 1


@every_world
def test_who_pays_at_the_school_of_the_same_stage_pays_at_ones_own(seed: int, today: date) -> None:
    for person in world_of(seed, today).persons:
        stage = (person.school_code or "none").split("-")[0]
        paid_at = {period.unit_code for period in person.periods if period.unit_code.startswith(f"{stage}-")}
        assert paid_at <= {person.school_code}


@every_world
def test_all_groups_of_the_insured_occur(seed: int, today: date) -> None:
    groups = Counter(person.cards[0].card_code[:3] for person in carded(world_of(seed, today)))
    near_poor = "CN2" if today.year >= 2026 else "CN3"
    for group in ("HS4", "TE1", "DN4", "GD4", "HT3", "HN2", near_poor):
        assert groups[group] >= 3, group


@every_world
def test_workers_take_part_in_four_insurances_and_pupils_in_one(seed: int, today: date) -> None:
    for person in carded(world_of(seed, today)):
        schemes = {period.scheme for period in person.periods}
        match person.cards[0].card_code[:2]:
            case "DN":
                assert schemes == set(Scheme)
            case "HT":
                assert schemes == {Scheme.SI, Scheme.HI}
            case _:
                assert schemes == {Scheme.HI}


@every_world
def test_periods_have_an_order_and_no_double(seed: int, today: date) -> None:
    for person in world_of(seed, today).persons:
        keys = [(period.scheme, period.from_month, period.unit_code) for period in person.periods]
        assert len(keys) == len(set(keys))
        for period in person.periods:
            assert period.from_month <= f"{today:%Y-%m}"
            assert period.from_month >= person.birth.iso()[:7]
            assert period.to_month is None or period.from_month <= period.to_month


@every_world
def test_the_months_of_a_childs_card_are_paid(seed: int, today: date) -> None:
    for person in carded(world_of(seed, today)):
        card = person.cards[0]
        if card.card_code[:2] in {"TE", "HS", "CN", "SV"} and card.valid_to:
            assert max(period.to_month or "" for period in person.periods) == f"{card.valid_to:%Y-%m}"


@every_world
def test_reported_payments_are_recent_and_name_a_school_and_a_person(seed: int, today: date) -> None:
    reported = [p.reported_payment for p in world_of(seed, today).persons if p.reported_payment]
    for payment in reported:
        assert 0 < (today - payment.sent_on).days <= 30
        assert payment.school_name
        assert payment.contact.startswith(("Cô ", "Thầy "))


@every_world
def test_some_have_accounts_and_all_of_those_a_phone_and_an_identity_card(seed: int, today: date) -> None:
    persons = world_of(seed, today).persons
    with_account = [person for person in persons if person.has_account]
    assert 80 <= len(with_account) <= len(persons) - 100
    assert all(person.phone and person.citizen_id_issued_on for person in with_account)


@every_world
def test_the_cast_can_play_its_roles(seed: int, today: date) -> None:
    world = world_of(seed, today)
    persons = {person.key: person for person in world.persons}
    parent, pupil, worker = (persons[world.cast[role]] for role in DemoRole)
    assert parent.has_account
    assert pupil.has_account
    assert worker.has_account
    children = [bond.child for bond in world.guardianships if bond.guardian == parent.key]
    assert [persons[child].class_name.split()[0] for child in children] == ["6", "3"]
    assert [state_of(persons[child], today) for child in children][1] is CardState.REPORTED
    assert pupil.class_name.startswith("10 Mẫu")
    assert state_of(pupil, today) in {CardState.VALID, CardState.EXPIRING}
    assert state_of(worker, today) is CardState.VALID


@every_world
def test_the_families_of_the_cast_show_each_case_of_care(seed: int, today: date) -> None:
    world = world_of(seed, today)
    persons = {person.key: person for person in world.persons}
    held = {
        role: [bond for bond in world.guardianships if bond.guardian == world.cast[role]]
        for role in FamilyRole
    }
    assert all(persons[world.cast[role]].has_account for role in FamilyRole)
    mothers = {bond.child for bond in world.guardianships if bond.guardian == world.cast[DemoRole.PARENT]}
    assert {bond.child for bond in held[FamilyRole.OTHER_PARENT]} == mothers
    (by_decision,) = held[FamilyRole.GRANDPARENT]
    assert by_decision.valid_to
    assert 0 < (by_decision.valid_to - today).days <= 90
    (ended,) = held[FamilyRole.FORMER_GUARDIAN]
    assert ended.valid_to
    assert ended.valid_to < today
    (soon,) = held[FamilyRole.BEFORE_FIFTEEN]
    born = persons[soon.child].birth
    assert (born.age_on(today), born.age_on(today + timedelta(days=31))) == (14, 15)
    assert not persons[soon.child].has_account


def test_staff_belongs_to_two_offices_and_one_administers() -> None:
    staff = world_of(1, TODAY).staff
    assert {member.office_code for member in staff if member.role is Role.OFFICER} == {"00104", "00112"}
    assert [member.office_code for member in staff if member.role is Role.ADMIN] == [None]
    assert len({member.user_name for member in staff}) == len(staff)


@every_world
def test_names_are_clean_and_a_printed_name_that_differs_is_another_name(seed: int, today: date) -> None:
    for person in world_of(seed, today).persons:
        assert clean_name(person.full_name) == person.full_name
        assert len(person.full_name.split()) == 3 or len(person.full_name) == 60
        for card in person.cards:
            assert card.printed_name is None or not same_name(card.printed_name, person.full_name)


def test_mail_reaches_nobody() -> None:
    addresses = [person.email for person in world_of(1, TODAY).persons if person.email]
    assert len(addresses) >= 50
    assert all(address.endswith("@thuchanh.example") and fold(address) == address for address in addresses)


def test_the_same_seed_and_day_give_the_same_world_and_others_another() -> None:
    assert build_world(1, TODAY) == build_world(1, TODAY)
    assert build_world(1, TODAY).persons != build_world(2, TODAY).persons


@settings(max_examples=8, deadline=None)
@given(st.integers(0, 10_000), st.dates(date(2021, 1, 1), date(2035, 12, 31)))
def test_a_world_of_any_seed_and_day_has_every_state(seed: int, today: date) -> None:
    world = build_world(seed, today)
    states = Counter(state_of(person, today) for person in carded(world))
    assert len(world.persons) >= 300
    assert min(states[state] for state in CardState) >= 8
