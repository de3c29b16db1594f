"""Places as look-ups list them, with the address of the day."""

from __future__ import annotations

from datetime import date

import pytest

from vssid_app.agencies import directory, rules
from vssid_app.agencies.operations import load_practice_places
from vssid_app.agencies.queries import search_offices, went_into
from vssid_app.core.extensions import db
from vssid_app.training.places import EMPLOYERS, HOUSEHOLD, PENSION_FUND, UNIVERSITY

pytestmark = pytest.mark.usefixtures("world")
MAY_2021 = date(2021, 5, 13)
TODAY = date(2026, 11, 22)


@pytest.fixture
def practice_places(world: object) -> None:
    with db.transaction() as session:
        assert load_practice_places(session) > 0
        assert load_practice_places(session) == 0


@pytest.mark.parametrize(
    "typed",
    [
        "bvđk đức giang",
        "BV Duc Giang",
        "benh vien da khoa duc giang",
        "01-025",
        "01 - 025",
        "01025",
        "01–025",
    ],
)
def test_a_facility_is_found_by_short_and_long_names_and_its_code(typed: str) -> None:
    found = directory.list_facilities(typed, TODAY, limit=5)
    assert [one.place.code for one in found.items] == ["01025"]


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("BHXH quận Long Biên", "00104"),
        ("bhxh huyen gia lam", "00112"),
        ("BHXH TP Hà Nội", "001"),
        ("BHXH Hà Nội", "001"),
    ],
)
def test_an_office_is_found_by_the_name_that_people_have_known(typed: str, code: str) -> None:
    assert directory.list_offices(typed, TODAY, limit=5).items[0].place.code == code
    assert search_offices(typed, TODAY)[0].code == code


@pytest.mark.parametrize(
    ("typed", "code"), [("BVĐK huyện Gia Lâm", "01160"), ("TTYT quận Long Biên", "01804")]
)
def test_a_facility_is_found_by_its_former_name(typed: str, code: str) -> None:
    assert code in {one.place.code for one in directory.list_facilities(typed, TODAY, limit=5).items}


def test_short_names_of_clinics_and_centres_are_understood() -> None:
    assert directory.list_facilities("pkđk sài đồng", TODAY, limit=5).items[0].place.code == "01067"
    assert "01804" in {one.place.code for one in directory.list_facilities("TTYT", TODAY, limit=9).items}
    assert rules.search_text("TYT phường Bồ Đề").endswith("tram y te")


def test_an_address_is_that_of_the_day() -> None:
    def address(on: date) -> str:
        return directory.list_facilities("duc giang", on, limit=1).items[0].address

    assert address(MAY_2021) == "quận Long Biên, thành phố Hà Nội"
    assert address(TODAY) == "quận Long Biên (cũ), thành phố Hà Nội"


def test_every_unit_of_the_demo_is_among_the_units(practice_places: None) -> None:
    for unit in (*EMPLOYERS, UNIVERSITY, HOUSEHOLD, PENSION_FUND):
        for on in (MAY_2021, TODAY):
            found = directory.list_units(unit.code, on, limit=5)
            assert [one.place.name for one in found.items] == [unit.name]


def test_a_unit_lies_in_the_commune_of_the_day_and_a_school_too(practice_places: None) -> None:
    def first(typed: str, on: date) -> str:
        return directory.list_units(typed, on, limit=1).items[0].address

    assert first("TH0001", MAY_2021) == "Số 8 ngõ Sao Mai, phường Bồ Đề, quận Long Biên, thành phố Hà Nội"
    assert first("TH0001", TODAY) == "Số 8 ngõ Sao Mai, phường Bồ Đề, thành phố Hà Nội"
    assert first("thcs ngoc lam", TODAY) == "phường Bồ Đề, thành phố Hà Nội"


def test_collection_points_are_there_only_where_practice_is(practice_places: None) -> None:
    found = directory.list_collection_points("bo de", TODAY, limit=9)
    assert {"Điểm thu Mẫu Bồ Đề", "Điểm thu Mẫu Ngọc Lâm"} == {one.place.name for one in found.items}
    assert len(directory.list_collection_points("", TODAY, limit=20).items) == 8


def test_without_practice_places_none_are_invented() -> None:
    assert not directory.has_collection_points(TODAY)
    assert directory.list_units("TH0001", TODAY, limit=5).items == ()


def test_a_province_of_today_is_all_that_went_into_it() -> None:
    assert went_into("01", TODAY) == ["01"]
    assert went_into("08", TODAY) == ["02", "08"]
    assert went_into("08", MAY_2021) == ["08"]
