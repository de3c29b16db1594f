from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vssid_app.people.rules import (
    BirthDate,
    IdentityFacts,
    IdentityField,
    Sex,
    agrees_wholly,
    citizen_id_doubts,
    citizen_id_facts,
    differing_fields,
)

AN = IdentityFacts(
    full_name="Nguyễn Văn An",
    birth=BirthDate(2009, 9, 5),
    sex=Sex.MALE,
    si_number="9901234567",
    citizen_id="099209012345",
)


@pytest.mark.parametrize(
    ("citizen_id", "sex", "year"),
    [
        ("099209012345", Sex.MALE, 2009),
        ("099309012345", Sex.FEMALE, 2009),
        ("000085000001", Sex.MALE, 1985),
        ("000185000001", Sex.FEMALE, 1985),
        ("000500000001", Sex.FEMALE, 2100),
    ],
)
def test_an_identity_number_tells_sex_and_year(citizen_id: str, sex: Sex, year: int) -> None:
    facts = citizen_id_facts(citizen_id)
    assert (facts.sex, facts.birth_year, facts.province_code) == (sex, year, citizen_id[:3])


@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)), st.sampled_from(Sex))
def test_a_number_made_for_a_person_raises_no_doubt(born: date, sex: Sex) -> None:
    century_and_sex = (born.year // 100 - 19) * 2 + (sex is Sex.FEMALE)
    citizen_id = f"099{century_and_sex}{born.year % 100:02d}000001"
    assert citizen_id_doubts(citizen_id, BirthDate.on(born), sex) == frozenset()
    assert citizen_id_doubts(citizen_id, BirthDate(born.year), sex) == frozenset()


def test_an_identity_number_of_another_year_or_sex_is_doubted() -> None:
    assert citizen_id_doubts("099209012345", BirthDate(2010, 9, 5), Sex.MALE) == {IdentityField.BIRTH_DATE}
    assert citizen_id_doubts("099209012345", BirthDate(2009, 9, 5), Sex.FEMALE) == {IdentityField.SEX}
    assert citizen_id_doubts("099209012345", BirthDate(1999), Sex.FEMALE) == {
        IdentityField.BIRTH_DATE,
        IdentityField.SEX,
    }


def test_the_same_facts_differ_in_nothing() -> None:
    assert differing_fields(AN, AN) == ()
    assert agrees_wholly(AN, AN)


@pytest.mark.parametrize(
    ("register", "field"),
    [
        (replace(AN, full_name="Nguyễn Văn Ân"), IdentityField.FULL_NAME),
        (replace(AN, birth=BirthDate(2009, 5, 9)), IdentityField.BIRTH_DATE),
        (replace(AN, sex=Sex.FEMALE), IdentityField.SEX),
        (replace(AN, si_number="9901234568"), IdentityField.SI_NUMBER),
        (replace(AN, citizen_id="099209012346"), IdentityField.CITIZEN_ID),
    ],
)
def test_each_fact_that_differs_is_named(register: IdentityFacts, field: IdentityField) -> None:
    assert differing_fields(AN, register) == (field,)
    assert not agrees_wholly(AN, register)


def test_all_that_differs_is_named_in_reading_order() -> None:
    stranger = IdentityFacts("Trần Thị Hoà", BirthDate(1985), Sex.FEMALE, "9900000001", "099185000001")
    assert differing_fields(AN, stranger) == tuple(IdentityField)


@pytest.mark.parametrize(
    "register", [replace(AN, sex=None), replace(AN, si_number=None), replace(AN, citizen_id=None)]
)
def test_a_value_absent_in_the_register_is_no_difference_but_no_agreement_either(
    register: IdentityFacts,
) -> None:
    assert differing_fields(AN, register) == ()
    assert not agrees_wholly(AN, register)


def test_a_year_alone_in_the_register_agrees_with_the_declared_day() -> None:
    assert agrees_wholly(AN, replace(AN, birth=BirthDate(2009)))
