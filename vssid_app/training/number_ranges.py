"""Numbers from the ranges reserved for practice, so spread that nobody can count them.

Families and specimens draw from separate halves; the same key in the same half gives the same number.
"""

from dataclasses import dataclass

from vssid_app.people.rules import BirthDate, Sex

# A number is its index times a step that shares no factor with the size of its range: each index has its own.
FAMILY_SI_NUMBERS = 10_000_000
SPECIMEN_SI_NUMBERS = 90_000_000
SI_NUMBER_STEP = 7_654_321
HALF_OF_SIX_DIGITS = 500_000
SIX_DIGITS_STEP = 123_457

# A specimen and the children that come with it.
SPECIMEN_MEMBERS = 8

FIRST_CENTURY = 19
PRACTICE_PROVINCES = ("099", "000")


@dataclass(frozen=True)
class PersonNumbers:
    """The numbers of one person."""

    si_number: str
    citizen_id: str
    phone: str


def family_numbers(key: int, birth: BirthDate, sex: Sex) -> PersonNumbers:
    """Return the numbers of the person with this key in a world; keys up to 500 000 stay unique."""
    si_number = key * SI_NUMBER_STEP % FAMILY_SI_NUMBERS
    six_digits = key * SIX_DIGITS_STEP % HALF_OF_SIX_DIGITS
    return PersonNumbers(f"990{si_number:07d}", _citizen_id(six_digits, birth, sex), f"0000{six_digits:06d}")


def specimen_numbers(serial: int, member: int, birth: BirthDate, sex: Sex) -> PersonNumbers:
    """Return the numbers of a specimen (member 0) or of a child that comes with it.

    Serials up to 62 500 stay unique in a world.
    """
    index = serial * SPECIMEN_MEMBERS + member
    si_number = FAMILY_SI_NUMBERS + index * SI_NUMBER_STEP % SPECIMEN_SI_NUMBERS
    six_digits = HALF_OF_SIX_DIGITS + index * SIX_DIGITS_STEP % HALF_OF_SIX_DIGITS
    return PersonNumbers(f"99{si_number:08d}", _citizen_id(six_digits, birth, sex), f"0000{six_digits:06d}")


def _citizen_id(six_digits: int, birth: BirthDate, sex: Sex) -> str:
    """Write ``PPP G YY NNNNNN`` so that it agrees with sex and year."""
    century_and_sex = (birth.year // 100 - FIRST_CENTURY) * 2 + (sex is Sex.FEMALE)
    province = PRACTICE_PROVINCES[six_digits % len(PRACTICE_PROVINCES)]
    return f"{province}{century_and_sex}{birth.year % 100:02d}{six_digits:06d}"
