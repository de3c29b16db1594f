"""What an invented world consists of: plain facts, before any of them is stored."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from vssid_app.identity.models import Role
from vssid_app.people.models import Relation
from vssid_app.people.rules import BirthDate, IdentityFacts, Sex
from vssid_app.registry.models import (
    BenefitKind,
    CardStatus,
    CareLevel,
    CertificateKind,
    CostKind,
    Scheme,
)
from vssid_app.registry.rules import Payment

BIRTH_CERTIFICATE = "birth_certificate"
GUARDIANSHIP_DECISION = "guardianship_decision"


class DemoRole(StrEnum):
    """Whom one may be at one tap in the demo."""

    PARENT = "parent"
    PUPIL = "pupil"
    WORKER = "worker"


class FamilyRole(StrEnum):
    """Whom else one may be: where the care of a child is shared, ends, or passes to the child."""

    OTHER_PARENT = "other_parent"
    GRANDPARENT = "grandparent"
    FORMER_GUARDIAN = "former_guardian"
    BEFORE_FIFTEEN = "before_fifteen"


class SpecimenKind(StrEnum):
    """What happens to the papers of a person without an account when they are compared with the register."""

    IDENTICAL = "identical"
    NAME_DIFFERS = "name_differs"
    BIRTH_DIFFERS = "birth_differs"
    NOT_FOUND = "not_found"
    GUARDIAN_WITH_CHILDREN = "guardian_with_children"


@dataclass(frozen=True)
class SyntheticHome:
    """Where somebody lives, in the communes of today."""

    province_code: str
    commune_code: str
    commune_name: str
    street: str


@dataclass(frozen=True)
class SyntheticCard:
    """A health-insurance card; ``printed_…`` only where the card says something else than the register."""

    card_code: str
    valid_from: date
    valid_to: date | None
    facility_code: str
    issued_on: date
    office_code: str
    status: CardStatus = CardStatus.ACTIVE
    printed_name: str | None = None
    printed_birth: BirthDate | None = None


@dataclass(frozen=True)
class SyntheticPeriod:
    """Months of participation, ``2021-09`` to ``2022-05``, both included; without an end they go on."""

    scheme: Scheme
    from_month: str
    to_month: str | None
    unit_code: str
    unit_name: str
    beneficiary_code: str = ""
    job_title: str = ""
    base_pay: int | None = None
    salary: int | None = None
    arrears_months: int = 0


@dataclass(frozen=True)
class SyntheticBenefit:
    """Money paid by a decision; ``amount`` is that of a month for a monthly benefit."""

    kind: BenefitKind
    decision_no: str
    decision_date: date
    from_date: date
    to_date: date | None
    amount: int
    payer: str
    account_masked: str


@dataclass(frozen=True)
class SyntheticCost:
    """A line of a visit's costs and what the fund pays of it, in đồng."""

    kind: CostKind
    name: str
    unit: str
    quantity: int
    amount: int
    fund_paid: int


@dataclass(frozen=True)
class SyntheticCertificate:
    """A paper about a visit."""

    kind: CertificateKind
    number: str
    issued_on: date
    from_date: date | None = None
    to_date: date | None = None


@dataclass(frozen=True)
class SyntheticVisit:
    """A visit and who paid it: ``payment`` as the rules give it for the day."""

    facility_code: str
    care_level: CareLevel
    in_network: bool
    admitted: date
    discharged: date
    icd10: str
    diagnosis: str
    total: int
    payment: Payment
    costs: tuple[SyntheticCost, ...]
    certificates: tuple[SyntheticCertificate, ...]


@dataclass(frozen=True)
class SyntheticReportedPayment:
    """A school's list with this pupil's payment that the office has not recorded yet."""

    school_name: str
    list_number: str
    sent_on: date
    contact: str


@dataclass(frozen=True)
class SyntheticPerson:
    """Somebody in the register of a practice world.

    ``key`` is unique in the world; ``citizen_id_issued_on`` is None for who has a number but no card yet.
    """

    key: int
    full_name: str
    birth: BirthDate
    sex: Sex
    si_number: str
    citizen_id: str | None
    citizen_id_issued_on: date | None
    phone: str | None
    email: str | None
    home: SyntheticHome
    school_code: str | None
    school_name: str
    class_name: str
    has_account: bool
    cards: tuple[SyntheticCard, ...]
    periods: tuple[SyntheticPeriod, ...]
    reported_payment: SyntheticReportedPayment | None = None
    benefits: tuple[SyntheticBenefit, ...] = ()
    visits: tuple[SyntheticVisit, ...] = ()

    @property
    def identity(self) -> IdentityFacts:
        """The facts with which a declaration is compared."""
        return IdentityFacts(self.full_name, self.birth, self.sex, self.si_number, self.citizen_id)


@dataclass(frozen=True)
class SyntheticGuardianship:
    """That one person (by key) may act for another, until a day where it has ended or is bound to."""

    guardian: int
    child: int
    relation: Relation
    proof: str
    valid_from: date
    valid_to: date | None


@dataclass(frozen=True)
class SyntheticStaff:
    """A member of staff; an administrator belongs to no office."""

    role: Role
    full_name: str
    user_name: str
    email: str
    office_code: str | None


@dataclass(frozen=True)
class SyntheticSpecimen:
    """Papers to practise registering with, and what the register holds of their owner.

    ``papers`` says what is printed on them; ``register`` differs from it as the kind says. The children are
    in the register without any guardianship: registering them is what the guardian practises.
    """

    serial: int
    kind: SpecimenKind
    papers: IdentityFacts
    si_number: str
    citizen_id: str
    citizen_id_issued_on: date
    citizen_id_issued_at: str
    phone: str
    email: str
    home: SyntheticHome
    school_code: str | None
    school_name: str
    class_name: str
    register: SyntheticPerson | None
    children: tuple[SyntheticPerson, ...] = ()


@dataclass(frozen=True)
class SyntheticWorld:
    """Everybody in a practice world, and who of them one may be at one tap."""

    families: tuple[tuple[SyntheticPerson, ...], ...]
    guardianships: tuple[SyntheticGuardianship, ...]
    staff: tuple[SyntheticStaff, ...]
    cast: Mapping[DemoRole | FamilyRole, int]

    @property
    def persons(self) -> tuple[SyntheticPerson, ...]:
        """All persons, family by family."""
        return tuple(person for family in self.families for person in family)
