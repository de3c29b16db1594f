from datetime import date, timedelta

import pytest
from sqlalchemy import event

from vssid_app.agencies import queries
from vssid_app.agencies.models import Commune, HealthFacility, InsuranceOffice, Province
from vssid_app.agencies.queries import UnknownPlace
from vssid_app.core.extensions import db

MAY_2021 = date(2021, 5, 13)
TODAY = date(2026, 11, 22)
LAST_DAY_OF_DISTRICTS = date(2025, 6, 30)

pytestmark = pytest.mark.usefixtures("world")


def labels(text: str, on: date) -> list[str]:
    return [str(found) for found in queries.search_communes(text, on)]


def test_in_may_2021_an_address_has_a_district_and_long_bien_its_own_office() -> None:
    assert queries.has_districts(MAY_2021)
    assert str(queries.commune("00139", MAY_2021)) == "Phường Bồ Đề, Quận Long Biên, Thành phố Hà Nội"
    assert queries.name_of(InsuranceOffice, "00104", MAY_2021) == "BHXH quận Long Biên"


def test_today_there_are_no_districts_and_the_office_has_its_new_name() -> None:
    assert not queries.has_districts(TODAY)
    assert queries.districts("01", TODAY) == []
    assert str(queries.commune("00118", TODAY)) == "Phường Bồ Đề, Thành phố Hà Nội"
    assert queries.name_of(InsuranceOffice, "00104", TODAY) == "BHXH cơ sở Long Biên"


def test_the_last_day_of_the_districts_is_the_thirtieth_of_june_2025() -> None:
    assert queries.has_districts(LAST_DAY_OF_DISTRICTS)
    assert not queries.has_districts(LAST_DAY_OF_DISTRICTS + timedelta(days=1))


def test_one_code_is_another_commune_before_and_after() -> None:
    assert queries.name_of(Commune, "00118", MAY_2021) == "Phường Ngọc Thụy"
    assert queries.name_of(Commune, "00118", TODAY) == "Phường Bồ Đề"


def test_all_places_of_both_times_are_there() -> None:
    assert (len(queries.provinces(MAY_2021)), len(queries.provinces(TODAY))) == (63, 34)
    assert len(queries.districts("01", MAY_2021)) == 30
    assert len(queries.communes("01", MAY_2021, district_code="004")) == 14
    assert len(queries.communes("01", TODAY)) == 126


def test_a_province_is_a_city_from_the_day_it_became_one() -> None:
    assert queries.name_of(Province, "46", date(2024, 12, 31)) == "Tỉnh Thừa Thiên Huế"
    assert queries.name_of(Province, "46", date(2025, 1, 1)) == "Thành phố Huế"
    assert queries.name_of(Province, "75", date(2026, 4, 29)) == "Tỉnh Đồng Nai"
    assert queries.name_of(Province, "75", date(2026, 4, 30)) == "Thành phố Đồng Nai"


def test_a_facility_keeps_the_name_of_its_time() -> None:
    assert queries.name_of(HealthFacility, "01804", MAY_2021) == "Trung tâm Y tế quận Long Biên"
    assert queries.name_of(HealthFacility, "01804", TODAY) == "Trung tâm Y tế Long Biên"


def test_an_unknown_code_has_no_name() -> None:
    assert queries.commune("99999", TODAY) is None
    assert queries.office("99999", TODAY) is None
    with pytest.raises(UnknownPlace):
        queries.name_of(InsuranceOffice, "99999", TODAY)


@pytest.mark.parametrize(
    "typed", ["bo de ha noi", "Phường Bồ Đề", "  BỒ ĐỀ, hà nội ", "p. bo de hn", "bo de"]
)
@pytest.mark.parametrize("on", [MAY_2021, TODAY])
def test_a_commune_is_found_without_accents_in_any_part_of_its_address(typed: str, on: date) -> None:
    assert labels(typed, on)[0].startswith("Phường Bồ Đề, ")


def test_the_commune_of_just_that_name_comes_before_those_that_contain_it() -> None:
    found = labels("long bien", MAY_2021)
    assert found[0] == "Phường Long Biên, Quận Long Biên, Thành phố Hà Nội"
    assert "Phường Bồ Đề, Quận Long Biên, Thành phố Hà Nội" in found
    assert len(found) == 8


def test_every_word_must_fit_the_beginning_of_a_word() -> None:
    assert labels("bo de hai phong", TODAY) == []
    assert labels("o de ha noi", MAY_2021) == []


@pytest.mark.parametrize(
    ("former", "today"),
    [
        ("ngoc lam long bien", "Phường Bồ Đề, Thành phố Hà Nội"),
        ("sai dong", "Phường Phúc Lợi, Thành phố Hà Nội"),
        ("quan long bien", "Phường Long Biên, Thành phố Hà Nội"),
    ],
)
def test_today_a_former_name_finds_what_the_commune_became(former: str, today: str) -> None:
    assert labels(former, TODAY)[0] == today


def test_an_apostrophe_or_a_hyphen_in_a_name_does_not_hide_it() -> None:
    assert labels("blao", TODAY) == labels("B’Lao", TODAY) == ["Phường B'Lao, Tỉnh Lâm Đồng"]
    assert labels("chan may lang co", TODAY)[0] == "Xã Chân Mây - Lăng Cô, Thành phố Huế"


def test_a_search_is_one_statement() -> None:
    db.session.connection()
    statements: list[str] = []
    event.listen(db.engine, "before_cursor_execute", lambda *args: statements.append(args[2]))
    assert queries.search_communes("ha noi", TODAY)
    assert len(statements) == 1


@pytest.mark.parametrize("typed", ["", "   ", "%", "_", "'; --", "\x00", "😀"])
def test_signs_alone_find_nothing(typed: str) -> None:
    assert queries.search_communes(typed, TODAY) == []
    assert queries.search_offices(typed, TODAY) == []
    assert queries.search_schools(typed, TODAY) == []


def test_ten_thousand_characters_are_a_search_like_another() -> None:
    assert queries.search_communes("bo de " * 2000, TODAY)[0].commune == "Phường Bồ Đề"


@pytest.mark.parametrize(
    "typed", ["long bien", "00104", "bhxh long bien", "bảo hiểm xã hội Long Biên", "bo de"]
)
@pytest.mark.parametrize("on", [MAY_2021, TODAY])
def test_an_office_is_found_by_name_code_or_commune(typed: str, on: date) -> None:
    assert queries.search_offices(typed, on)[0].code == "00104"


def test_an_office_whose_name_no_source_confirms_says_so() -> None:
    before, after = queries.office("00104", MAY_2021), queries.office("00104", TODAY)
    assert before is not None
    assert after is not None
    assert (before.name_confirmed, after.name_confirmed) == (True, False)


@pytest.mark.parametrize(
    ("commune_code", "on", "office"),
    [
        ("00139", MAY_2021, "BHXH quận Long Biên"),
        ("00118", TODAY, "BHXH cơ sở Long Biên"),
        ("01273", MAY_2021, "BHXH tỉnh Cao Bằng"),
        ("01273", TODAY, "BHXH tỉnh Cao Bằng"),
    ],
)
def test_the_office_of_a_commune_is_that_of_its_district_or_else_of_its_province(
    commune_code: str, on: date, office: str
) -> None:
    found = queries.office_for_commune(commune_code, on)
    assert found is not None
    assert found.name == office


@pytest.mark.parametrize("on", [MAY_2021, LAST_DAY_OF_DISTRICTS, TODAY])
def test_every_commune_of_ha_noi_has_an_office(on: date) -> None:
    served = [queries.office_for_commune(place.code, on) for place in queries.communes("01", on)]
    assert all(served)


def test_the_office_of_a_school_takes_its_pupils() -> None:
    (found, *_rest) = queries.search_schools("thcs ngoc lam", TODAY)
    assert found.name == "THCS Ngọc Lâm"
    office = queries.office_for_school(found.code, TODAY)
    assert office is not None
    assert office.code == "00104"
    assert queries.office_for_school("no-such-school", TODAY) is None


def test_a_school_is_found_by_what_people_call_its_kind() -> None:
    assert [place.name for place in queries.search_schools("cap 2 ai mo", MAY_2021)] == ["THCS Ái Mộ"]
    assert queries.search_schools("cap 3 thach ban", TODAY)[0].name == "THPT Thạch Bàn"
