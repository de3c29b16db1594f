"""The profile: what is held of a person, with the numbers that open doors masked."""

from __future__ import annotations

from tests.support.cast import make_account, make_child_of, make_person, sign_in
from tests.support.pages import PageClient
from tests.support.statements import cost
from vssid_app.core.world import CurrentWorld


def test_own_numbers_are_masked_and_the_user_name_whole(client: PageClient, world: CurrentWorld) -> None:
    person = make_person(citizen_id="099090123457", si_number="9901234567", phone="0000345678")
    sign_in(client, make_account(person, email="thu@thuchanh.example"), world)
    page = client.get(f"/nguoi/{person.public_id}/ca-nhan")
    for words in ("990 123 4567", "••• 457", "0000 ••• 678", "t•••@thuchanh.example"):
        assert words in page.text
    assert "099090123457" not in page.response.text
    assert "0000345678" not in page.response.text


def test_one_signs_out_from_here(client: PageClient, world: CurrentWorld) -> None:
    person = make_person()
    sign_in(client, make_account(person), world)
    address = f"/nguoi/{person.public_id}/ca-nhan"
    client.get(address).submit("Đăng xuất")
    assert client.get(address).status == 302


def test_a_childs_profile_has_no_account_and_no_sign_out(client: PageClient, world: CurrentWorld) -> None:
    guardian = make_person()
    child = make_child_of(guardian, commune_code="00118", street="Số 1 ngõ Thử")
    sign_in(client, make_account(guardian), world)
    page = client.get(f"/nguoi/{child.public_id}/ca-nhan")
    assert "Số 1 ngõ Thử, Phường Bồ Đề" in page.text
    assert "Đăng xuất" not in page.text


def test_it_costs_at_most_six_statements(client: PageClient, world: CurrentWorld) -> None:
    person = make_person(commune_code="00118", school_code="thcs-ngoc-lam")
    sign_in(client, make_account(person), world)
    sent = cost(client, f"/nguoi/{person.public_id}/ca-nhan")
    assert len(sent) <= 6, sent
