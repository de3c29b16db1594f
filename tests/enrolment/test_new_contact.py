"""When an account gets another phone or email, its dossiers go along; the old phone opens nothing."""

from __future__ import annotations

import pytest
from flask import Flask

from tests.support.cast import make_account, make_officer, make_person
from tests.support.codes import let_pass, messages, newest_code
from tests.support.dossiers import as_it_is_now, make_dossier
from tests.support.pages import Page, PageClient
from vssid_app.core.extensions import db
from vssid_app.core.world import CurrentWorld
from vssid_app.enrolment.models import Dossier
from vssid_app.enrolment.operations.deciding import open_review, reject
from vssid_app.enrolment.reasons import Reason, ReasonCode
from vssid_app.enrolment.states import Status
from vssid_app.identity.contacts.operations import put_contact
from vssid_app.identity.models import Account
from vssid_app.notifications.models import Channel
from vssid_app.notifications.operations import address_hash

OLD, NEW = "0000345678", "0000345679"
MAIL, NEW_MAIL = "cu@thuchanh.example", "moi@thuchanh.example"


@pytest.fixture
def account(world: CurrentWorld) -> Account:
    return make_account(make_person(phone=OLD), email=MAIL)


@pytest.fixture
def dossier(account: Account) -> Dossier:
    return dossier_of(account)


def dossier_of(account: Account, **given: object) -> Dossier:
    facts = {"phone": OLD, "phone_hash": address_hash(OLD), "email": MAIL, "account_id": account.id, **given}
    return make_dossier(Status.RECORDED, **facts)  # type: ignore[arg-type]


def change(account: Account, channel: Channel = Channel.SMS, address: str = NEW) -> None:
    with db.transaction():
        put_contact(account, channel, address, by=account.id)


def ask(client: PageClient, code: str, phone: str) -> Page:
    return client.get("/ho-so").submit("Gửi mã cho tôi", code=code, phone=phone).follow()


def opened(client: PageClient, code: str, phone: str) -> Page:
    return ask(client, code, phone).submit("Xác nhận", code=newest_code())


def test_a_browser_that_proved_the_old_phone_sees_the_dossier_no_more(
    client: PageClient, app: Flask, account: Account, dossier: Dossier
) -> None:
    code = dossier.code
    assert opened(client, code, OLD).follow().status == 200

    change(account)

    for path in (f"/ho-so/{code}", f"/ho-so/{code}/to-khai.pdf"):
        assert client.get(path).location == f"/ho-so?ma={code}"
    other = PageClient(app)
    assert opened(other, code, NEW).follow().status == 200
    assert other.get(f"/ho-so/{code}").status == 200


def test_the_old_phone_gets_no_code_any_more(client: PageClient, account: Account, dossier: Dossier) -> None:
    change(account)
    before = len(messages())

    ask(client, dossier.code, OLD)

    assert len(messages()) == before


def test_a_code_sent_to_the_old_phone_before_opens_nothing(
    client: PageClient, account: Account, dossier: Dossier
) -> None:
    code, page = dossier.code, ask(client, dossier.code, OLD)
    typed = newest_code()
    change(account)

    page.submit("Xác nhận", code=typed)

    assert client.get(f"/ho-so/{code}").location == f"/ho-so?ma={code}"


def test_what_the_office_says_goes_to_the_new_phone(account: Account, dossier: Dossier) -> None:
    change(account)
    let_pass(minutes=1)
    officer = make_officer().id
    open_review(dossier, by=officer)

    reject(dossier, [Reason(ReasonCode.NAME_DIFFERS)], by=officer)

    told = {message.address for message in messages() if message.kind == "dossier.rejected"}
    assert NEW in told
    assert OLD not in told


def test_a_new_email_goes_along_where_one_was_given(account: Account) -> None:
    with_mail, without = dossier_of(account), dossier_of(account, email=None)

    change(account, Channel.EMAIL, NEW_MAIL)

    assert [as_it_is_now(each).email for each in (with_mail, without)] == [NEW_MAIL, None]
    assert as_it_is_now(with_mail).phone == OLD


def test_another_familys_dossier_by_the_same_phone_stays(account: Account) -> None:
    others = dossier_of(account, account_id=None)

    change(account)

    assert as_it_is_now(others).phone == OLD
