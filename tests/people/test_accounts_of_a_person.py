"""Which accounts a person and a phone have, asked in one statement."""

from __future__ import annotations

import pytest

from tests.support.cast import make_account, make_officer, make_person
from vssid_app.people.queries import person_and_accounts

pytestmark = pytest.mark.usefixtures("world")

UNUSED = "0000765432"


def test_a_dossier_without_a_person_has_no_account_however_many_officers_there_are() -> None:
    make_officer()
    make_officer()

    assert person_and_accounts(None, UNUSED) == (None, None, None)


def test_a_person_and_a_phone_are_looked_up_apart() -> None:
    person, other = make_person(), make_person(phone=UNUSED)
    account, of_phone = make_account(person), make_account(other)

    found, of_person, by_phone = person_and_accounts(person.id, UNUSED)

    assert found == person
    assert (of_person, by_phone) == (account.id, of_phone.id)
