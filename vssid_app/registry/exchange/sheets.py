"""The seven files: their columns, what identifies a line, and where its values are kept.

A line is found again by its number and key: mã số BHXH alone for a person, else with the key's columns.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from vssid_app.people.models import Kinship, Person, Relation
from vssid_app.people.rules import BirthDate, Sex
from vssid_app.registry.exchange import line_rules
from vssid_app.registry.exchange.code_rules import (
    COMMUNE,
    OFFICE,
    PROVINCE,
    card_code_in,
    citizen_id_in,
    in_form,
    phone_in,
    read_facility,
    read_masked_account,
    si_number_in,
)
from vssid_app.registry.exchange.problems import Problem
from vssid_app.registry.exchange.value_rules import (
    Read,
    Value,
    code_up_to,
    count_up_to,
    name_in,
    needed,
    one_of,
    or_empty,
    or_none,
    read_amount,
    read_birth,
    read_day,
    read_month,
    text_up_to,
    tidy,
)
from vssid_app.registry.models import (
    BenefitKind,
    BenefitPayment,
    CardStatus,
    CareLevel,
    FacilityChange,
    HealthCard,
    MedicalVisit,
    ParticipationPeriod,
    Scheme,
)

Values = dict[str, Value]
Key = tuple[Value, ...]
Fact = type[HealthCard | ParticipationPeriod | BenefitPayment | MedicalVisit | Kinship | FacilityChange]

FILES = (
    *("persons.csv", "cards.csv", "periods.csv", "benefits.csv", "visits.csv", "kinships.csv"),
    # After the cards that it speaks of.
    "facility_changes.csv",
)
NUMBER = "si_number"
CARD_KEY = ("card_code", "valid_from")
PERIOD_KEY = ("scheme", "from_month", "unit_code")
BENEFIT_KEY = ("kind", "decision_no", "from_date")
VISIT_KEY = ("facility_code", "admitted")
PARENT = "parent_si_number"
FACILITY_CHANGE_KEY = ("holds_from", "replaced")
SEXES: dict[str, Value] = {"M": Sex.MALE, "F": Sex.FEMALE}
YES_NO: dict[str, Value] = {"Y": True, "N": False}
# More months than anybody can have worked.
MOST_ARREARS = 999


@dataclass(frozen=True)
class Column:
    """A column of a file.

    ``attribute`` is the model's; ``is_needed``: without it the file is refused. A file without another column
    says nothing of it: what is stored stays.
    """

    name: str
    read: Read
    attribute: str
    is_needed: bool = False
    words: Mapping[str, Value] | None = None
    """The words of a list, where they are not the values themselves."""

    def write(self, value: Value) -> str:
        """The cell of a value, as ``read`` reads it."""
        if value is None:
            return ""
        if self.words is not None:
            return next(word for word, meant in self.words.items() if meant == value)
        if isinstance(value, date):
            return value.isoformat()
        return value.iso() if isinstance(value, BirthDate) else tidy(str(value))


@dataclass(frozen=True)
class Other:
    """A second person that a line speaks of: by number in the file, by row in the table."""

    attribute: str
    column: str


@dataclass(frozen=True)
class Sheet:
    """A file of the exchange and the table behind it.

    ``key`` names the attributes that identify a line besides the number. ``trouble`` looks for what cannot be
    in a line that is new or changed: all its values, its number, the world's day.
    """

    file: str
    model: type[Person] | Fact
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    trouble: Callable[[Mapping[str, Value], str, date], Problem | None]
    owner: str = "person_id"
    """The table's column of whom a line is about."""
    other: Other | None = None

    @cached_property
    def number(self) -> Column:
        """The column of the mã số BHXH."""
        return self.columns[0]

    @cached_property
    def attributes(self) -> tuple[str, ...]:
        """The attributes in the order of the columns, without the number."""
        return tuple(column.attribute for column in self.columns[1:])

    def key_of(self, number: str, values: Mapping[str, Value]) -> Key:
        """What identifies a line; it sorts as the cells of a file do."""
        return number, *(values[attribute] for attribute in self.key)


@dataclass(frozen=True)
class Line:
    """A line that could be read: its place in the file, what identifies it, and what its columns say."""

    place: int
    number: str
    key: Key
    values: Values


def sheets(*, practice: bool) -> tuple[Sheet, ...]:
    """The files in the order in which they are read: persons first, since all others speak of them."""
    number = Column(NUMBER, needed(si_number_in(practice=practice)), NUMBER, is_needed=True)
    trouble = line_rules
    return (
        Sheet(FILES[0], Person, (number, *_person(practice)), (), trouble.person_trouble),
        Sheet(FILES[1], HealthCard, (number, *_card(practice)), CARD_KEY, trouble.card_trouble),
        Sheet(
            FILES[2], ParticipationPeriod, (number, *_period(practice)), PERIOD_KEY, trouble.period_trouble
        ),
        Sheet(FILES[3], BenefitPayment, (number, *_benefit(practice)), BENEFIT_KEY, trouble.benefit_trouble),
        Sheet(FILES[4], MedicalVisit, (number, *_visit(practice)), VISIT_KEY, trouble.visit_trouble),
        Sheet(
            FILES[5],
            Kinship,
            (Column(f"child_{NUMBER}", number.read, NUMBER, is_needed=True), *_kinship(practice)),
            (PARENT,),
            trouble.kinship_trouble,
            owner="child_id",
            other=Other(PARENT, "parent_id"),
        ),
        Sheet(
            FILES[6],
            FacilityChange,
            (number, *_facility_change()),
            FACILITY_CHANGE_KEY,
            trouble.facility_change_trouble,
        ),
    )


def _column(name: str, read: Read, attribute: str = "") -> Column:
    return Column(name, read, attribute or name)


def _must(name: str, read: Read, attribute: str = "") -> Column:
    """A column that the file must have; whether a cell may be empty is the reader's."""
    return Column(name, read, attribute or name, is_needed=True)


def _values(members: Iterable[str]) -> dict[str, Value]:
    return {str(member): member for member in members}


def _person(practice: bool) -> tuple[Column, ...]:  # noqa: FBT001 - the only argument of each of them
    return (
        _must("full_name", needed(name_in(practice=practice))),
        _must("date_of_birth", needed(read_birth), "birth"),
        Column("sex", needed(one_of(SEXES)), "sex", is_needed=True, words=SEXES),
        _column("citizen_id", or_none(citizen_id_in(practice=practice))),
        _column("phone", or_none(phone_in(practice=practice))),
        _column("province_code", or_none(in_form(PROVINCE, Problem.NOT_A_PROVINCE))),
        _column("commune_code", or_none(in_form(COMMUNE, Problem.NOT_A_COMMUNE))),
        _column("address", text_up_to(200, practice=practice), "street"),
    )


def _card(practice: bool) -> tuple[Column, ...]:  # noqa: FBT001
    return (
        _must("card_code", needed(card_code_in(practice=practice))),
        _must("valid_from", needed(read_day)),
        _must("valid_to", or_none(read_day)),
        _column("facility_code", or_none(read_facility)),
        _column("issued_on", or_none(read_day)),
        _column("office_code", or_none(in_form(OFFICE, Problem.NOT_AN_OFFICE))),
        _must("status", needed(one_of(_values(CardStatus)))),
    )


def _period(practice: bool) -> tuple[Column, ...]:  # noqa: FBT001
    return (
        _must("scheme", needed(one_of(_values(Scheme)))),
        _must("from_month", needed(read_month)),
        _must("to_month", or_none(read_month)),
        _must("unit_code", code_up_to(40)),
        _column("unit_name", text_up_to(150, practice=practice)),
        _column("job_title", text_up_to(150, practice=practice)),
        _column("base_pay", or_none(read_amount)),
        _column("salary", or_none(read_amount)),
        _column("arrears_months", count_up_to(MOST_ARREARS)),
    )


def _benefit(practice: bool) -> tuple[Column, ...]:  # noqa: FBT001
    return (
        _must("kind", needed(one_of(_values(BenefitKind)))),
        _must("decision_no", needed(code_up_to(40))),
        _column("decision_date", or_none(read_day)),
        _must("from_date", needed(read_day)),
        _must("to_date", or_none(read_day)),
        _must("amount", needed(read_amount)),
        _column("payer", text_up_to(150, practice=practice)),
        _column("account_masked", read_masked_account),
    )


def _visit(practice: bool) -> tuple[Column, ...]:  # noqa: FBT001
    return (
        _must("facility_code", needed(read_facility)),
        _must("admitted", needed(read_day)),
        _must("discharged", or_none(read_day)),
        _column("icd10", code_up_to(10)),
        _column("diagnosis", text_up_to(300, practice=practice)),
        *(
            _must(amount, needed(read_amount))
            for amount in ("total", "fund_paid", "copay", "self_paid", "other_paid")
        ),
        _must("care_level", needed(one_of(_values(CareLevel)))),
        Column("in_network", needed(one_of(YES_NO)), "in_network", is_needed=True, words=YES_NO),
    )


def _kinship(practice: bool) -> tuple[Column, ...]:  # noqa: FBT001
    return (
        _must(PARENT, needed(si_number_in(practice=practice))),
        _must("relation", needed(one_of(_values((Relation.FATHER, Relation.MOTHER))))),
    )


def _facility_change() -> tuple[Column, ...]:
    return (
        _must("holds_from", needed(read_day)),
        _must("replaces", or_empty(read_facility), "replaced"),
        _must("facility_code", needed(read_facility)),
    )


def defaults(sheet: Sheet) -> Values:
    """What a new row has where the file has no such column."""
    return {
        attribute: None if _may_be_null(sheet, attribute) else (0 if attribute == "arrears_months" else "")
        for attribute in sheet.attributes
    }


def _may_be_null(sheet: Sheet, attribute: str) -> bool:
    columns = sheet.model.__mapper__.columns
    return attribute in columns and bool(columns[attribute].nullable)
