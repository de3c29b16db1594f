from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vssid_app.people.rules import (
    IdentityField,
    NumberKind,
    agrees_wholly,
    citizen_id_doubts,
    differing_fields,
    is_reserved,
    normalise_phone,
)
from vssid_app.training.families import build_world
from vssid_app.training.specimens import make_specimen
from vssid_app.training.synthetic import SpecimenKind

TODAY = date(2026, 11, 22)
DAYS = st.dates(date(2021, 1, 1), date(2035, 12, 31))
DIFFERENCES = {
    SpecimenKind.IDENTICAL: (),
    SpecimenKind.NAME_DIFFERS: (IdentityField.FULL_NAME,),
    SpecimenKind.BIRTH_DIFFERS: (IdentityField.BIRTH_DATE,),
    SpecimenKind.GUARDIAN_WITH_CHILDREN: (),
}


@settings(deadline=None)
@given(st.integers(0, 5000), st.sampled_from(SpecimenKind), DAYS)
def test_the_register_differs_from_the_papers_as_the_kind_says(
    serial: int, kind: SpecimenKind, today: date
) -> None:
    specimen = make_specimen(1, serial, kind, today)
    if kind is SpecimenKind.NOT_FOUND:
        assert specimen.register is None
        return
    assert specimen.register is not None
    assert differing_fields(specimen.papers, specimen.register.identity) == DIFFERENCES[kind]
    assert agrees_wholly(specimen.papers, specimen.register.identity) == (not DIFFERENCES[kind])


@settings(deadline=None)
@given(st.integers(0, 5000), st.sampled_from(SpecimenKind), DAYS)
def test_the_papers_are_complete_and_invented(serial: int, kind: SpecimenKind, today: date) -> None:
    specimen = make_specimen(1, serial, kind, today)
    assert is_reserved(NumberKind.SI_NUMBER, specimen.si_number)
    assert is_reserved(NumberKind.CITIZEN_ID, specimen.citizen_id)
    assert normalise_phone(specimen.phone, practice=True) == specimen.phone
    assert specimen.papers.sex is not None
    assert citizen_id_doubts(specimen.citizen_id, specimen.papers.birth, specimen.papers.sex) == frozenset()
    assert specimen.papers.birth.age_on(specimen.citizen_id_issued_on) >= 14
    assert specimen.citizen_id_issued_on < today
    assert specimen.email.endswith("@thuchanh.example")
    assert specimen.home.commune_name.startswith("Phường ")


@settings(deadline=None)
@given(st.integers(0, 5000), st.sampled_from(SpecimenKind), DAYS)
def test_whoever_is_in_the_register_has_a_card_for_today_and_no_account(
    serial: int, kind: SpecimenKind, today: date
) -> None:
    specimen = make_specimen(1, serial, kind, today)
    for person in filter(None, (specimen.register, *specimen.children)):
        assert not person.has_account
        assert person.periods
        (card,) = person.cards
        assert card.valid_from <= today
        assert card.valid_to is None or today <= card.valid_to


@settings(deadline=None)
@given(st.integers(0, 5000), DAYS)
def test_a_guardian_brings_two_children_without_an_identity_card(serial: int, today: date) -> None:
    specimen = make_specimen(1, serial, SpecimenKind.GUARDIAN_WITH_CHILDREN, today)
    assert len(specimen.children) == 2
    for child in specimen.children:
        assert child.citizen_id_issued_on is None
        assert 18 <= specimen.papers.birth.age_on(date(child.birth.year, 12, 31)) <= 50
        assert child.full_name.split()[0] == specimen.papers.full_name.split()[0]


def test_pupils_and_adults_take_turns() -> None:
    classes = [make_specimen(1, serial, SpecimenKind.IDENTICAL, TODAY).class_name for serial in range(6)]
    assert [bool(name) for name in classes] == [True, False] * 3
    assert all("Mẫu" in name for name in classes if name)


def test_no_specimen_shares_a_number_with_another_or_with_a_family() -> None:
    persons = build_world(1, TODAY).persons
    numbers = [person.si_number for person in persons]
    identities = [person.citizen_id for person in persons]
    phones = [person.phone for person in persons if person.phone]
    keys = [person.key for person in persons]
    for serial in range(300):
        specimen = make_specimen(1, serial, SpecimenKind.GUARDIAN_WITH_CHILDREN, TODAY)
        assert specimen.register is not None
        people = (specimen.register, *specimen.children)
        numbers += [person.si_number for person in people]
        identities += [person.citizen_id for person in people]
        keys += [person.key for person in people]
        phones.append(specimen.phone)
    for all_of_one_kind in (numbers, identities, phones, keys):
        assert len(all_of_one_kind) == len(set(all_of_one_kind))


@pytest.mark.parametrize("kind", list(SpecimenKind))
def test_the_same_serial_gives_the_same_specimen(kind: SpecimenKind) -> None:
    assert make_specimen(1, 5, kind, TODAY) == make_specimen(1, 5, kind, TODAY)
    assert make_specimen(1, 5, kind, TODAY).si_number != make_specimen(1, 6, kind, TODAY).si_number
