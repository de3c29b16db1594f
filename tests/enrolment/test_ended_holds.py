"""Signing browsers out from afar also takes away the dossiers that they had opened by a code."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask

from tests.enrolment.test_new_contact import OLD, dossier_of, opened
from tests.support.cast import make_account, make_person, sign_in
from tests.support.codes import let_pass
from tests.support.pages import Page, PageClient
from vssid_app.core.extensions import db
from vssid_app.core.world import CurrentWorld
from vssid_app.enrolment.access import HELD
from vssid_app.enrolment.kinds import DossierKind
from vssid_app.enrolment.models import Dossier
from vssid_app.identity.models import Account
from vssid_app.identity.sessions import end_sessions_of
from vssid_app.people.models import Relation

pytestmark = pytest.mark.any_database

DEVICES = "/tai-khoan/thiet-bi"


@pytest.fixture
def account(world: CurrentWorld) -> Account:
    return make_account(make_person(phone=OLD))


@pytest.fixture
def code(account: Account) -> str:
    return dossier_of(account).code


def end_one(page: Page) -> Page:
    return page.submit("Đăng xuất máy đó")


def end_all(page: Page) -> Page:
    return page.submit("Đăng xuất mọi máy khác")


def shuts_out(client: PageClient, code: str) -> bool:
    paths = [f"/ho-so/{code}", f"/ho-so/{code}/to-khai.pdf"]
    return [client.get(path).location for path in paths] == [f"/ho-so?ma={code}"] * 2


@pytest.mark.parametrize("end", [end_one, end_all])
def test_a_browser_that_is_signed_out_from_afar_holds_no_dossier(
    end: Callable[[Page], Page], app: Flask, account: Account, code: str, world: CurrentWorld
) -> None:
    lost = sign_in(PageClient(app), account, world)
    assert opened(lost, code, OLD).follow().status == 200
    here = sign_in(PageClient(app), account, world)

    assert end(here.get(DEVICES)).status == 303

    assert shuts_out(lost, code)
    assert here.get(f"/ho-so/{code}").status == 200, "who is signed in needs no hold"
    let_pass(minutes=1)
    assert opened(lost, code, OLD).follow().status == 200, "a code opens it again"


def test_a_browser_that_only_ever_proved_the_dossier_is_shut_out_too(
    client: PageClient, app: Flask, account: Account, code: str, world: CurrentWorld
) -> None:
    child = dossier_of(account, kind=DossierKind.CHILD, relation=Relation.MOTHER).code
    for each in (code, child):
        let_pass(minutes=1)
        assert opened(client, each, OLD).follow().status == 200
    here = sign_in(PageClient(app), account, world)

    page = end_all(here.get(DEVICES)).follow()

    assert "Không còn máy nào khác đang đăng nhập" in page.text
    assert shuts_out(client, code)
    assert shuts_out(client, child)


def test_a_new_password_and_a_new_phone_at_the_desk_end_holds(
    client: PageClient, account: Account, code: str
) -> None:
    """Both end all sessions by the same operation."""
    opened(client, code, OLD)
    with db.transaction():
        end_sessions_of(account)
    assert shuts_out(client, code)


def test_the_dossiers_of_others_stay_held(client: PageClient, account: Account, world: CurrentWorld) -> None:
    others: Dossier = dossier_of(account, account_id=None)
    code = others.code
    opened(client, code, OLD)
    with db.transaction():
        end_sessions_of(account)
    assert client.get(f"/ho-so/{code}").status == 200


def test_a_cookie_of_an_older_version_is_asked_for_the_phone_again(app: Flask, code: str) -> None:
    client = PageClient(app)
    with client.raw.session_transaction() as cookie:
        cookie[HELD] = [code]
    assert client.get(f"/ho-so/{code}").status in {302, 303}
