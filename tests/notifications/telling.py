"""Letting each feature tell what it tells, with facts that are the same each time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import timedelta

from tests.support.cast import OFFICE, make_account, make_person
from tests.support.codes import messages
from tests.support.dossiers import make_case, make_dossier
from vssid_app.core.clock import instant, today
from vssid_app.core.extensions import db
from vssid_app.enrolment import messages as enrolment
from vssid_app.enrolment.models import Dossier
from vssid_app.identity import messages as identity
from vssid_app.identity.codes import operations as codes
from vssid_app.identity.codes.rules import Purpose
from vssid_app.identity.contacts import messages as contacts
from vssid_app.identity.models import Account, AccountCase
from vssid_app.notifications.models import Channel
from vssid_app.notifications.operations import Message, enqueue
from vssid_app.people import care_messages as changes
from vssid_app.people.change_rules import Change
from vssid_app.people.models import Person
from vssid_app.privacy.models import DeletionRequest

CODE = "TH-7K3M-Q9XA"
# As long as two words of a name are.
NAMED = "Nghiêm Phương"


def dossier() -> Dossier:
    return make_dossier(code=CODE, email="a@thuchanh.example", email_proven_at=instant())


def of_dossier(send: Callable[[Dossier], None]) -> None:
    made = dossier()
    with db.transaction():
        send(made)


def accepted(made: Dossier) -> None:
    enrolment.send_accepted(made, make_account(make_person(si_number="9901234567")))


def of_case(send: Callable[..., None], outcome: str = "") -> None:
    case = make_case(code=CODE, email="a@thuchanh.example")
    found = db.session.get(Dossier, case.dossier_id)
    assert found is not None
    before = len(messages())
    with db.transaction():
        case.outcome = outcome
        send(found, case)
    assert len(messages()) > before


def of_account(browser: str = "") -> None:
    account = make_holder()
    tell(lambda: identity.new_sign_in(account, browser) if browser else identity.password_changed(account))


def make_holder() -> Account:
    return make_account(email="a@thuchanh.example", email_proven_at=instant())


def make_account_case() -> AccountCase:
    return AccountCase(code=CODE, challenge_id=1, new_phone="0000345678", office_code=OFFICE)


def of_contact(channel: Channel) -> None:
    """Both the old address and the account's phone are told."""
    old = "cu@thuchanh.example" if channel is Channel.EMAIL else "0000345999"
    tell(lambda: contacts.contact_changed(make_holder(), channel, old))


def of_account_case(write: Callable[[AccountCase, Account], Sequence[Message]]) -> None:
    tell(lambda: write(make_account_case(), make_holder()))


def of_change_of(write: Callable[[Account, Person], Sequence[Message]]) -> None:
    child = make_person(full_name=f"NGUYỄN {NAMED.upper()}")
    tell(lambda: write(make_holder(), child))


def of_change(change: Change, age: int) -> None:
    of_change_of(lambda holder, child: changes.change_near(holder, child, change, today(), age))


def of_deletion(write: Callable[[Account, DeletionRequest], Sequence[Message]]) -> None:
    request = DeletionRequest(code=CODE, due_on=today() + timedelta(days=3))
    tell(lambda: write(make_holder(), request))


def of_care(write: Callable[[Account, Person, Person], Sequence[Message]], name: str = "LÊ VĂN NAM") -> None:
    """Told of another guardian of a child."""
    other = Person(full_name=name)
    child = Person(full_name="TRẦN MINH ANH", public_id="abcdefghijklmnopqrstuv")
    tell(lambda: write(make_holder(), other, child))


def tell(write: Callable[[], Sequence[Message]]) -> None:
    """Send what a feature has written."""
    told = write()
    with db.transaction():
        for message in told:
            enqueue(message)


def of_code(purpose: Purpose) -> None:
    codes.open_challenge(purpose, Channel.SMS, "0000345678", device="d")
