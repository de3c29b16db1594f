"""A page that is not shared is a 404 for the guardian; Home says what is not shared."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.support.cast import make_account, make_child_of, make_person, sign_in
from tests.support.insurance import make_card, make_period
from tests.support.pages import PageClient
from tests.support.sharing import PATHS, hand_over, share
from vssid_app.core.clock import instant, today
from vssid_app.core.extensions import db
from vssid_app.core.world import CurrentWorld
from vssid_app.people.models import HandOver, Person, Share
from vssid_app.people.rules import BirthDate
from vssid_app.people.sight_rules import ALL_PARTS, Part


@pytest.fixture
def guardian(client: PageClient, world: CurrentWorld) -> Person:
    made = make_person()
    sign_in(client, make_account(made), world)
    return made


def insured(child: Person) -> Person:
    make_card(child)
    make_period(child, f"{today().year}-01", None)
    return child


def opened(client: PageClient, person: Person) -> set[str]:
    """The pages that open."""
    found = {path: client.raw.get(f"/nguoi/{person.public_id}/{path}").status_code for path in PATHS}
    assert set(found.values()) <= {200, 404}, found
    return {path for path, status in found.items() if status == 200}


def expected(parts: Iterable[Part], *, acts: bool = False) -> set[str]:
    shown = {"any", *parts, *(["acts"] if acts else [])}
    return {path for path, part in PATHS.items() if part in shown}


def test_until_the_hand_over_a_guardian_opens_all(client: PageClient, guardian: Person) -> None:
    child = insured(make_child_of(guardian))
    assert opened(client, child) == set(PATHS)
    assert "Đang làm thay" in client.get(f"/nguoi/{child.public_id}/the").text


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(chosen=st.frozensets(st.sampled_from(ALL_PARTS)))
def test_after_it_what_is_shared_and_the_card(
    client: PageClient, guardian: Person, chosen: frozenset[Part]
) -> None:
    child = insured(make_child_of(guardian))
    hand_over(child)
    share(child, guardian, chosen)
    assert opened(client, child) == expected(chosen | {Part.CARD})
    home = client.get(f"/nguoi/{child.public_id}/")
    assert "tự quản lý tài khoản" in home.text
    assert ("Không chia sẻ với bạn" in home.text) == (chosen | {Part.CARD} != set(Part))
    page = client.get(f"/nguoi/{child.public_id}/the")
    assert "Đang xem:" in page.text
    assert "Đang làm thay" not in page.text


def test_what_is_not_shared_has_no_row(client: PageClient, guardian: Person) -> None:
    child = insured(make_child_of(guardian))
    hand_over(child)
    share(child, guardian, [Part.VISITS])
    home = client.get(f"/nguoi/{child.public_id}/")
    links = [link.attrs["href"] for link in home.root.all("a")]
    assert f"/nguoi/{child.public_id}/so-kham/" in links
    assert not [link for link in links if link.endswith(("/qua-trinh/", "/thong-tin-huong/", "/ca-nhan"))]
    assert "Quá trình tham gia, Thông tin hưởng, Dịch vụ công." in home.text


def test_without_an_answer_all_stays_until_the_day_that_was_named(
    client: PageClient, guardian: Person
) -> None:
    late, soon = insured(make_child_of(guardian)), insured(make_child_of(guardian))
    tomorrow = today() + timedelta(days=1)
    with db.transaction() as session:
        session.add(HandOver(child_id=late.id, begun_on=today(), default_on=today()))
        session.add(HandOver(child_id=soon.id, begun_on=today(), default_on=tomorrow))
    assert opened(client, late) == expected([Part.CARD])
    assert opened(client, soon) == set(PATHS)


def test_the_kept_card_of_a_child_that_shares_the_card_no_more_goes(
    client: PageClient, guardian: Person
) -> None:
    grown = insured(make_child_of(guardian, until=today() - timedelta(days=1), birth=BirthDate(2005, 5, 3)))
    kept = f"/nguoi/{grown.public_id}/the/luu.json"
    given_once = share(grown, guardian, [Part.CARD], by_consent=True)
    assert client.raw.get(kept).status_code == 200
    with db.transaction() as session:
        session.get_one(Share, given_once.id).ended_at = instant()
    assert client.raw.get(kept).status_code == 404, "the phone drops its copy then"


def test_by_consent_what_was_named_and_the_card_only_if_named(client: PageClient, guardian: Person) -> None:
    grown = insured(make_child_of(guardian, until=today() - timedelta(days=1), birth=BirthDate(2005, 5, 3)))
    assert opened(client, grown) == set()
    share(grown, guardian, [Part.PARTICIPATION], by_consent=True)
    assert opened(client, grown) == expected([Part.PARTICIPATION])
    own = client.get(f"/nguoi/{guardian.public_id}/")
    assert own.link(grown.short_name) == f"/nguoi/{grown.public_id}/"
    assert "Chỉ xem một phần" in own.text


def test_a_choice_of_the_child_lets_nobody_in_when_care_has_ended(
    client: PageClient, guardian: Person
) -> None:
    child = insured(make_child_of(guardian, until=today() - timedelta(days=1)))
    hand_over(child)
    share(child, guardian, ALL_PARTS)
    assert opened(client, child) == set()


def test_a_share_lets_nobody_else_in(client: PageClient, guardian: Person) -> None:
    child = insured(make_child_of(make_person()))
    share(child, make_person(), ALL_PARTS, by_consent=True)
    assert opened(client, child) == set()


def test_changing_to_another_child_leads_home_where_the_page_is_not_shared(
    client: PageClient, guardian: Person
) -> None:
    make_child_of(guardian, full_name="LÊ MẪU AN")
    over = make_child_of(guardian, full_name="LÊ MẪU BÌNH")
    hand_over(over)
    people = client.get("/doi-nguoi?trang=registry.visits")
    assert people.link("Mẫu An").endswith("/so-kham/")
    assert people.link("Mẫu Bình") == f"/nguoi/{over.public_id}/"
    assert client.get("/doi-nguoi?trang=registry.card").link("Mẫu Bình").endswith("/the")
