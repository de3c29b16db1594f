"""The demo's desk filled from the start, so that who tries the officer's part has something to clear.

Apart from ``seed_demo_world``: tests, and whoever wants an empty desk, do without. One after the other, so
that it can be cut off and gone on with, and nobody waits long behind it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial

from sqlalchemy import select

from vssid_app.core.clock import today
from vssid_app.core.extensions import db
from vssid_app.core.world import WorldKind, current_world
from vssid_app.enrolment.models import Dossier
from vssid_app.enrolment.queries import EXERCISE
from vssid_app.identity.models import Account, Role
from vssid_app.identity.queries import find_staff
from vssid_app.people.models import Person
from vssid_app.service_requests.kinds import Delivery
from vssid_app.training import desk_words
from vssid_app.training.desk_dossiers import DeskDossier
from vssid_app.training.desk_people import keep_quiet
from vssid_app.training.desk_plan import DOSSIERS, FIRST_SERIAL, REQUESTS, PlannedDossier, PlannedRequest
from vssid_app.training.desk_requests import DeskRequest, can_be_made
from vssid_app.training.earlier import EarlierDays
from vssid_app.training.operations import SEED
from vssid_app.training.queries import account_of
from vssid_app.training.roles import Part
from vssid_app.training.specimens import make_specimen
from vssid_app.training.storing import add_accounts, add_persons, add_staff
from vssid_app.training.synthetic import SpecimenKind, SyntheticPerson, SyntheticStaff

COLLEAGUE = SyntheticStaff(
    Role.OFFICER, desk_words.COLLEAGUE, "canbo.longbien.2", "canbo.longbien.2@thuchanh.example", None
)
"""Who has done what was done on this desk before."""
MINUTES_APART = 17
HOURS = 7 * 60
FIRST_OF_REQUESTS = FIRST_SERIAL + 1000


def fill_desk() -> int:
    """Put what is missing of the plan on the desk of the demo's officer; gives how many were put there.

    Nothing in a world that is none of the demo's, or that has no people yet.
    """
    officer = account_of(Part.OFFICER) if current_world().kind is WorldKind.DEMO else None
    if officer is None:
        return 0
    office_code, made = officer.roles[0].office_code, 0
    by = _colleague(office_code)
    for make in _missing(EarlierDays()):
        make(by=by, office_code=office_code)
        made += 1
    return made


def _colleague(office_code: str) -> int:
    known = find_staff(COLLEAGUE.user_name)
    if known is None:
        with db.transaction():
            known = add_staff(replace(COLLEAGUE, office_code=office_code))
    return known.id


def _missing(days: EarlierDays) -> Iterator[Callable[..., None]]:
    dossiers = select(Dossier.device_hash).where(Dossier.device_hash.startswith(EXERCISE))
    there = frozenset(db.session.scalars(dossiers))
    for n, dossier in enumerate(DOSSIERS):
        if _device(FIRST_SERIAL + n) not in there:
            yield partial(_make_dossier, dossier, n, days)
    holders = [_holder(plan, FIRST_OF_REQUESTS + n) for n, plan in enumerate(REQUESTS)]
    numbers = select(Person.si_number).where(Person.si_number.in_([who.si_number for who in holders]))
    known = frozenset(db.session.scalars(numbers))
    for n, (request, who) in enumerate(zip(REQUESTS, holders, strict=True)):
        if who.si_number not in known and can_be_made(request):
            yield partial(_make_request, request, who, n, days)


def _make_dossier(plan: PlannedDossier, n: int, days: EarlierDays, *, by: int, office_code: str) -> None:
    # Every second serial is a pupil; the school hands in for pupils.
    serial = FIRST_SERIAL + n
    who, device = make_specimen(SEED, serial, plan.kind, today()), _device(serial)
    dossier = DeskDossier(plan, who, days, device=device, minutes=n * MINUTES_APART % HOURS)
    dossier.make(by=by, office_code=office_code)
    with db.transaction():
        accounts = select(Account).where(Account.user_name == who.si_number)
        keep_quiet([who.phone], db.session.scalars(accounts).all(), device)


def _make_request(
    plan: PlannedRequest, who: SyntheticPerson, n: int, days: EarlierDays, *, by: int, office_code: str
) -> None:
    device = _device(FIRST_OF_REQUESTS + n)
    with db.transaction():
        (row_id,) = add_persons([who]).values()
        (account,) = add_accounts([(who, row_id)])
        person = db.session.get_one(Person, row_id)
        days = days.since(who.cards[0].valid_from)
        request = DeskRequest(plan, person, account, days, device=device, minutes=n * MINUTES_APART % HOURS)
        request.make(by=by, office_code=office_code)
        keep_quiet([account.phone or ""], [account], device)


def _holder(plan: PlannedRequest, serial: int) -> SyntheticPerson:
    """Somebody whose card is valid; a pupil where the school hands the card over."""
    pupil_or_adult = 2 * serial + (plan.way is not Delivery.SCHOOL)
    who = make_specimen(SEED, pupil_or_adult - FIRST_OF_REQUESTS, SpecimenKind.IDENTICAL, today()).register
    if who is None:
        raise ValueError("papers that agree with the register have a person in it")
    return who


def _device(serial: int) -> str:
    """A browser of its own for each: none is asked too often, and nobody has it."""
    return f"{EXERCISE}{serial}"
