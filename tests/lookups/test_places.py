"""Places for everybody, with or without a sign-in; nothing found is explained and leads on."""

from __future__ import annotations

import pytest

from tests.support.cast import make_account, sign_in
from tests.support.pages import PageClient
from tests.support.statements import cost
from vssid_app.agencies.operations import load_practice_places
from vssid_app.core.extensions import db
from vssid_app.core.world import CurrentWorld

PLACES = ("co-quan", "co-so-kham-chua-benh", "don-vi", "diem-thu")


@pytest.fixture(autouse=True)
def practice_places(world: CurrentWorld) -> None:
    with db.transaction() as session:
        load_practice_places(session)


def test_the_hub_leads_to_each_and_has_its_tab(client: PageClient, world: CurrentWorld) -> None:
    hub = client.get("/tra-cuu")
    for words in ("Giá trị sử dụng thẻ", "Cơ quan BHXH", "Cơ sở khám chữa bệnh", "Đơn vị tham gia"):
        assert hub.tap(words).status == 200
    assert hub.tap("Điểm thu").heading == "Điểm thu, đại lý thu"
    assert "Cần đăng nhập" in hub.text
    sign_in(client, make_account(), world)
    signed_in = client.get("/tra-cuu")
    assert "Cần đăng nhập" not in signed_in.text
    assert signed_in.tap("Mã số BHXH").status == 200


def test_a_place_is_found_by_what_people_type(client: PageClient) -> None:
    for kind, typed, found in (
        ("co-quan", "long bien", "BHXH cơ sở Long Biên"),
        ("co-so-kham-chua-benh", "bvđk đức giang", "Bệnh viện đa khoa Đức Giang"),
        ("co-so-kham-chua-benh", "01 - 025", "01 - 025"),
        ("don-vi", "thcs ngoc lam", "phường Bồ Đề, thành phố Hà Nội"),
        ("don-vi", "TH0003", "Công ty Mẫu Vận Tải Cầu Tre"),
        ("diem-thu", "viet hung", "Điểm thu Mẫu Việt Hưng"),
    ):
        assert found in client.get(f"/tra-cuu/{kind}", query_string={"tim": typed}).text


def test_nothing_found_says_what_to_try_and_leads_on(client: PageClient) -> None:
    for kind in PLACES:
        found = client.get(f"/tra-cuu/{kind}", query_string={"tim": "xyzzy"})
        assert "Không thấy nơi nào" in found.text
        assert "Thử" in found.text
        assert 'value="xyzzy"' in found.response.text
        assert found.root.all("main")[0].all("a"), "a way on"


def test_signs_and_long_texts_are_a_search_like_another(client: PageClient) -> None:
    for kind in PLACES:
        for typed in ("%", "'; --", "\x00", "😀", "a" * 5000, "<script>"):
            assert client.get(f"/tra-cuu/{kind}", query_string={"tim": typed}).status == 200


def test_an_empty_search_is_asked_for_words(client: PageClient, world: CurrentWorld) -> None:
    assert "Nhập vài chữ" in client.get("/tra-cuu/co-quan?tim=").text


def test_a_page_of_places_keeps_to_its_statements(client: PageClient, world: CurrentWorld) -> None:
    sign_in(client, make_account(), world)
    for kind in PLACES:
        few, many = (cost(client, f"/tra-cuu/{kind}?tim={typed}") for typed in ("duc giang", "ha noi"))
        # No office is called after Đức Giang: those of its communes are looked for.
        assert len(few) <= 6, "\n".join(few)
        assert len(many) <= 6, "\n".join(many)
