"""Who had a child in care reads on Home that it is over: for a month, and not of whom they have again."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.support.cast import make_account, make_child_of, make_person, sign_in
from tests.support.dossiers import make_dossier
from tests.support.pages import PageClient
from vssid_app.core.clock import instant, today
from vssid_app.core.extensions import db
from vssid_app.core.world import CurrentWorld
from vssid_app.enrolment.kinds import DossierKind
from vssid_app.enrolment.states import Status
from vssid_app.people.birth_rules import BirthDate
from vssid_app.people.models import Guardianship, Person, Relation

OVER = "không còn chăm sóc"


@pytest.fixture
def guardian(client: PageClient, world: CurrentWorld) -> Person:
    made = make_person()
    sign_in(client, make_account(made), world)
    return made


def home(client: PageClient, guardian: Person) -> str:
    return client.get(f"/nguoi/{guardian.public_id}/").text


def test_the_day_and_the_childs_name_stand_on_home(client: PageClient, guardian: Person) -> None:
    since = today() - timedelta(days=10)
    make_child_of(guardian, until=since - timedelta(days=1), full_name="LÊ MẪU AN")
    assert f"Bạn {OVER} Mẫu An từ ngày {since:%d/%m/%Y}" in home(client, guardian)


def test_also_what_somebody_ended_at_once(client: PageClient, guardian: Person) -> None:
    make_child_of(guardian, full_name="LÊ MẪU AN")
    held = db.session.query(Guardianship).one()
    with db.transaction():
        db.reload(held)
        held.ended_at = instant()
    assert f"{OVER} Mẫu An" in home(client, guardian)


def test_who_has_others_in_care_reads_it_where_one_changes_to_another(
    client: PageClient, guardian: Person
) -> None:
    make_child_of(guardian, until=today() - timedelta(days=10), full_name="LÊ MẪU AN")
    make_child_of(guardian, full_name="LÊ MẪU BÌNH")
    assert OVER not in home(client, guardian)
    assert f"{OVER} Mẫu An" in client.get("/doi-nguoi").text


@pytest.mark.parametrize("days_ago", [31, 400])
def test_after_a_month_it_is_no_news_any_more(client: PageClient, guardian: Person, days_ago: int) -> None:
    make_child_of(guardian, until=today() - timedelta(days=days_ago))
    assert OVER not in home(client, guardian)


def test_whom_one_has_again_is_not_told_of(client: PageClient, guardian: Person) -> None:
    child = make_child_of(guardian, until=today() - timedelta(days=10))
    with db.transaction() as session:
        session.add(
            Guardianship(
                guardian_id=guardian.id,
                child_id=child.id,
                relation=Relation.FATHER,
                valid_from=date(2026, 1, 1),
                valid_to=None,
            )
        )
    assert OVER not in home(client, guardian)


def test_a_decision_that_ran_out_leads_to_the_new_one(client: PageClient, guardian: Person) -> None:
    make_child_of(guardian, until=today() - timedelta(days=10), full_name="LÊ MẪU AN")
    page = client.get(f"/nguoi/{guardian.public_id}/")
    assert "Có quyết định mới: đăng ký lại" in page.text
    assert client.get(page.link("Có quyết định mới")).follow().status == 200


def test_not_while_it_is_under_way(client: PageClient, guardian: Person) -> None:
    make_child_of(guardian, until=today() - timedelta(days=10), full_name="LÊ MẪU AN")
    make_dossier(Status.RECORDED, kind=DossierKind.CHILD, guardian_id=guardian.id, full_name="LÊ MẪU AN")
    told = home(client, guardian)
    assert OVER in told
    assert "Có quyết định mới" not in told


def test_who_is_of_age_or_was_taken_out_of_care_is_not_registered_again(
    client: PageClient, guardian: Person
) -> None:
    grown = BirthDate(today().year - 18, 1, 1)
    make_child_of(guardian, until=today() - timedelta(days=5), full_name="LÊ MẪU LỚN", birth=grown)
    make_child_of(guardian, full_name="LÊ MẪU AN")
    held = db.session.query(Guardianship).filter_by(valid_to=None).one()
    with db.transaction():
        db.reload(held)
        held.ended_at = instant()
    told = home(client, guardian)
    assert told.count(OVER) == 2
    assert "Có quyết định mới" not in told
