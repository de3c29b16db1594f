"""``Ai đã xem hồ sơ``: read by the person and by who has it in care, by day, the newest first."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask

from tests.support.cast import make_account, make_child_of, make_officer, make_person, sign_in
from tests.support.pages import Page, PageClient
from tests.support.statements import cost
from vssid_app.core.clock import today
from vssid_app.core.extensions import db
from vssid_app.core.world import CurrentWorld
from vssid_app.identity.models import Account
from vssid_app.people.looks.models import Look, LookedPage
from vssid_app.people.models import Person, Relation


@pytest.fixture
def child(world: CurrentWorld) -> Person:
    return make_child_of(make_person(), full_name="LÊ MẪU AN")


@pytest.fixture
def phone(client: PageClient, world: CurrentWorld, child: Person) -> PageClient:
    """The child's own."""
    return sign_in(client, make_account(child), world)


def look(viewer: Account, subject: Person, *, days_ago: int = 0, **given: object) -> None:
    facts = {"page": LookedPage.CARD, "day": today() - timedelta(days=days_ago), **given}
    with db.transaction() as session:
        session.add(Look(viewer_id=viewer.id, subject_id=subject.id, **facts))


def opened(phone: PageClient, child: Person, more: str = "") -> Page:
    return phone.get(f"/nguoi/{child.public_id}/ai-da-xem{more}")


def test_a_guardian_and_an_officer_are_named_with_what_they_saw(phone: PageClient, child: Person) -> None:
    mother = make_account(make_person(full_name="TRẦN THỊ HOA"))
    look(mother, child, relation=Relation.MOTHER)
    look(mother, child, relation=Relation.MOTHER, page=LookedPage.VISITS)
    look(make_officer(name="Lê Thử Huy"), child, office_code="00104", page=LookedPage.DOSSIER, changed=True)

    page = opened(phone, child)

    assert "TRẦN THỊ HOA (mẹ) Xem: Thẻ BHYT, Sổ khám chữa bệnh." in page.text
    assert "Cán bộ Lê Thử Huy" in page.text
    assert "Long Biên" in page.text
    assert "Thay đổi: Hồ sơ đăng ký." in page.text


def test_a_guardian_reads_the_childs_list_and_is_called_you(
    app: Flask, world: CurrentWorld, child: Person
) -> None:
    mother = make_person(full_name="TRẦN THỊ HOA")
    account = make_account(mother)
    second = make_child_of(mother, full_name="LÊ MẪU BÌNH")
    phone = sign_in(PageClient(app), account, world)
    phone.get(f"/nguoi/{second.public_id}/the")

    profile = phone.get(f"/nguoi/{second.public_id}/").tap("Thông tin cá nhân")
    text = profile.tap("Ai đã xem hồ sơ").text

    assert "Bạn Xem:" in text
    assert "TRẦN THỊ HOA" not in text
    assert opened(phone, child).status == 404


def test_an_account_that_was_deleted_has_no_name(phone: PageClient, child: Person) -> None:
    gone = make_account()
    look(gone, child, relation=Relation.FATHER)
    with db.transaction():
        db.reload(gone)
        gone.person_id = None
    assert "Tài khoản đã xoá (cha)" in opened(phone, child).text


def test_days_come_the_newest_first_and_in_pages(phone: PageClient, child: Person) -> None:
    viewer = make_account()
    for days_ago in range(20):
        look(viewer, child, days_ago=days_ago, relation=Relation.FATHER)

    first = opened(phone, child)
    second = first.tap("Xem những ngày trước")

    headings = [[h2.text for h2 in page.root.all("h2")] for page in (first, second)]
    assert [len(each) for each in headings] == [14, 6]
    assert not set(headings[0]) & set(headings[1])
    assert f"{today():%d/%m}" in headings[0][0]
    assert "Xem những ngày trước" not in second.text


def test_it_asks_as_much_for_many_days_as_for_one(phone: PageClient, child: Person) -> None:
    counted = []
    for rows in (1, 12):
        for _n in range(rows):
            viewer = make_account()
            for page in (LookedPage.CARD, LookedPage.HOME):
                look(viewer, child, page=page, days_ago=rows, relation=Relation.FATHER)
        counted.append(len(cost(phone, f"/nguoi/{child.public_id}/ai-da-xem")))
    assert counted[0] == counted[1] <= 6


def test_without_any_it_says_what_it_is(phone: PageClient, child: Person) -> None:
    assert "Chưa có ai khác xem" in opened(phone, child, "?truoc=hôm-qua").text
