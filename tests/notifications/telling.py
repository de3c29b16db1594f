"""Letting each feature tell what it tells, with facts that are the same each time."""

from __future__ import annotations

from collections.abc import Callable
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
from vssid_app.identity.telling import tell
from vssid_app.notifications.models import Channel
from vssid_app.notifications.notices import Notice
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
    person = make_person(si_number="9901234567")
    db.session.flush()
    enrolment.send_accepted(made, make_account(person))


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
    tell_holder(identity.new_sign_in(browser) if browser else identity.password_changed())


def make_holder() -> Account:
    return make_account(email="a@thuchanh.example", email_proven_at=instant())


def make_account_case() -> AccountCase:
    return AccountCase(code=CODE, challenge_id=1, new_phone="0000345678", office_code=OFFICE)


def of_contact(channel: Channel) -> None:
    """Both the old address and the account's phone are told."""
    old = "cu@thuchanh.example" if channel is Channel.EMAIL else "0000345999"
    holder = make_holder()
    with db.transaction():
        tell(holder, contacts.contact_changed(channel), at=[(channel, old), (Channel.SMS, holder.phone)])


def of_account_case(write: Callable[[AccountCase], Message]) -> None:
    """To a phone that is no account's yet."""
    message = write(make_account_case())
    with db.transaction():
        enqueue(message)


def of_change_of(write: Callable[[Person], Notice]) -> None:
    tell_holder(write(make_person(full_name=f"NGUYỄN {NAMED.upper()}")))


def of_change(change: Change, age: int) -> None:
    of_change_of(lambda child: changes.change_near(child, change, today(), age))


def of_deletion(write: Callable[[DeletionRequest], Notice]) -> None:
    tell_holder(write(DeletionRequest(code=CODE, due_on=today() + timedelta(days=3))))


def of_care(write: Callable[[Person, Person], Notice], name: str = "LÊ VĂN NAM") -> None:
    """Told of another guardian of a child."""
    other = Person(full_name=name)
    child = Person(full_name="TRẦN MINH ANH", public_id="abcdefghijklmnopqrstuv")
    tell_holder(write(other, child))


def tell_holder(notice: Notice) -> None:
    """Tell an account that can be reached by phone and email what a feature has written."""
    holder = make_holder()
    with db.transaction():
        tell(holder, notice)


def of_code(purpose: Purpose) -> None:
    codes.open_challenge(purpose, Channel.SMS, "0000345678", device="d")
