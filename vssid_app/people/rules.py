"""Who somebody is: identity facts, what an identity number says, and how two sets of facts differ."""

from dataclasses import dataclass
from enum import StrEnum

from vssid_app.core.text import same_name
from vssid_app.people.birth_rules import BadBirthDate, BirthDate, BirthProblem
from vssid_app.people.free_text_rules import contains_real_number
from vssid_app.people.number_rules import (
    BadNumber,
    NumberKind,
    NumberProblem,
    RecognisedNumber,
    is_reserved,
    is_reserved_phone,
    recognise_number,
    squeeze_number,
)
from vssid_app.people.phone_rules import BadPhone, PhoneProblem, normalise_phone

__all__ = [
    "BadBirthDate",
    "BadNumber",
    "BadPhone",
    "BirthDate",
    "BirthProblem",
    "CitizenIdFacts",
    "IdentityFacts",
    "IdentityField",
    "NumberKind",
    "NumberProblem",
    "PhoneProblem",
    "RecognisedNumber",
    "Sex",
    "agrees_wholly",
    "citizen_id_doubts",
    "citizen_id_facts",
    "contains_real_number",
    "differing_fields",
    "is_reserved",
    "is_reserved_phone",
    "normalise_phone",
    "recognise_number",
    "squeeze_number",
]

# source: domain facts, "Formats": the fourth digit is 0/1 for the 1900s, 2/3 for the 2000s, and so on
FIRST_CENTURY = 19


class Sex(StrEnum):
    """The sex an identity paper states."""

    MALE = "male"
    FEMALE = "female"


class IdentityField(StrEnum):
    """A fact by which a person is compared with the register."""

    SI_NUMBER = "si_number"
    FULL_NAME = "full_name"
    BIRTH_DATE = "birth_date"
    SEX = "sex"
    CITIZEN_ID = "citizen_id"


@dataclass(frozen=True)
class CitizenIdFacts:
    """What the digits of a 12-digit identity number say about its holder."""

    sex: Sex
    birth_year: int
    province_code: str


@dataclass(frozen=True)
class IdentityFacts:
    """What is declared of a person, or what the register holds; None is a value not known there."""

    full_name: str
    birth: BirthDate
    sex: Sex | None
    si_number: str | None
    citizen_id: str | None = None


def citizen_id_facts(citizen_id: str) -> CitizenIdFacts:
    """Read ``PPP G YY NNNNNN``: province of birth registration, sex and century, year.

    Expects a recognised CCCD of 12 digits.
    """
    century_and_sex = int(citizen_id[3])
    return CitizenIdFacts(
        sex=Sex.FEMALE if century_and_sex % 2 else Sex.MALE,
        birth_year=(FIRST_CENTURY + century_and_sex // 2) * 100 + int(citizen_id[4:6]),
        province_code=citizen_id[:3],
    )


def citizen_id_doubts(citizen_id: str, birth: BirthDate, sex: Sex) -> frozenset[IdentityField]:
    """Return the facts with which the identity number does not agree: a warning, never a refusal."""
    said = citizen_id_facts(citizen_id)
    doubts = set()
    if said.birth_year != birth.year:
        doubts.add(IdentityField.BIRTH_DATE)
    if said.sex is not sex:
        doubts.add(IdentityField.SEX)
    return frozenset(doubts)


def differing_fields(declared: IdentityFacts, register: IdentityFacts) -> tuple[IdentityField, ...]:
    """Return the facts that differ, in reading order; a value absent on a side is no difference."""
    agreement = {
        IdentityField.SI_NUMBER: _agree(declared.si_number, register.si_number),
        IdentityField.FULL_NAME: same_name(declared.full_name, register.full_name),
        IdentityField.BIRTH_DATE: declared.birth.agrees_with(register.birth),
        IdentityField.SEX: _agree(declared.sex, register.sex),
        IdentityField.CITIZEN_ID: _agree(declared.citizen_id, register.citizen_id),
    }
    return tuple(field for field, agrees in agreement.items() if not agrees)


def agrees_wholly(declared: IdentityFacts, register: IdentityFacts) -> bool:
    """Tell whether all five facts are known on both sides and agree: what a decision on line asks for."""
    known = all(
        value is not None
        for facts in (declared, register)
        for value in (facts.sex, facts.si_number, facts.citizen_id)
    )
    return known and not differing_fields(declared, register)


def _agree(one: str | None, other: str | None) -> bool:
    return one is None or other is None or one == other
