"""``Đổi người``: from any page to the same page of another one in care."""

from __future__ import annotations

import pytest

from tests.support.cast import make_account, make_child_of, make_officer, make_person, sign_in
from tests.support.pages import PageClient
from vssid_app.core.world import CurrentWorld
from vssid_app.people.models import Person
from vssid_app.registry.switch_pages import SAME_PAGE


@pytest.fixture
def guardian(client: PageClient, world: CurrentWorld) -> Person:
    made = make_person(full_name="TRẦN THỊ HOA")
    sign_in(client, make_account(made), world)
    return made


def test_from_a_childs_page_one_comes_to_the_same_page_of_the_other(
    client: PageClient, guardian: Person
) -> None:
    first = make_child_of(guardian, full_name="LÊ MẪU AN")
    second = make_child_of(guardian, full_name="LÊ MẪU BÌNH")
    make_child_of(make_person(), full_name="LÊ MẪU LẠ")
    page = client.get(f"/nguoi/{first.public_id}/qua-trinh/bhyt")
    people = client.get(page.link("Mẫu An"))
    assert people.link("Mẫu Bình").startswith(f"/nguoi/{second.public_id}/qua-trinh")
    assert people.link("Tôi – Thị Hoa").startswith(f"/nguoi/{guardian.public_id}/qua-trinh")
    assert "Mẫu Lạ" not in people.text
    assert "Tìm theo tên" not in people.text


def test_of_many_people_one_is_found_by_name_without_accents(client: PageClient, guardian: Person) -> None:
    for name in ("AN", "BÌNH", "CÚC"):
        make_child_of(guardian, full_name=f"LÊ MẪU {name}")
    found = client.get("/doi-nguoi?tim=binh")
    assert "Tìm theo tên" in found.text
    assert "Mẫu Bình" in found.text
    assert "Mẫu An" not in found.text


@pytest.mark.parametrize("wanted", ["enrolment.step", "desk.queue", "khong-co", "registry.card_copy"])
def test_any_other_page_leads_to_the_others_home(client: PageClient, guardian: Person, wanted: str) -> None:
    child = make_child_of(guardian, full_name="LÊ MẪU AN")
    people = client.get(f"/doi-nguoi?trang={wanted}")
    assert people.link("Mẫu An") == f"/nguoi/{child.public_id}/"


def test_the_sheet_is_the_list_alone_and_staff_have_none(
    client: PageClient, guardian: Person, world: CurrentWorld
) -> None:
    sheet = client.raw.get("/doi-nguoi?phan=1").text
    assert "<html" not in sheet
    assert "Tôi – Thị Hoa" in sheet
    assert sign_in(client, make_officer(), world).get("/doi-nguoi").status == 404


def test_every_page_that_is_gone_on_with_exists(client: PageClient) -> None:
    known = set(client.app.view_functions)
    assert {*SAME_PAGE, *SAME_PAGE.values()} <= known
