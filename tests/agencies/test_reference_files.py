import unicodedata
from collections import defaultdict
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vssid_app.agencies import operations
from vssid_app.core.dated import Row, read_rows

DATED = ("provinces", "districts", "communes", "offices", "facilities", "schools")
ROWS = {name: list(read_rows(operations.DATA / f"{name}.csv")) for name in (*DATED, "mergers")}
END_OF_TIME = date(9999, 12, 31)


def by_code(name: str) -> dict[str, list[Row]]:
    rows = defaultdict(list)
    for row in ROWS[name]:
        rows[row["code"]].append(row)
    return rows


def holds(row: Row, on: date) -> bool:
    return bool(row["valid_from"] <= on <= (row["valid_to"] or END_OF_TIME))


@pytest.mark.parametrize("name", DATED)
def test_no_two_rows_of_a_code_are_in_force_on_one_day(name: str) -> None:
    for rows in by_code(name).values():
        rows.sort(key=lambda row: row["valid_from"])
        for earlier, later in pairwise(rows):
            assert earlier["valid_to"] is not None
            assert earlier["valid_to"] < later["valid_from"], (name, later["code"])
        assert all(row["valid_from"] <= (row["valid_to"] or END_OF_TIME) for row in rows)


@settings(max_examples=40, deadline=None)  # each example walks through 13 000 rows
@given(on=st.dates(date(2021, 1, 1), date(2030, 12, 31)))
def test_on_every_day_each_commune_lies_in_places_of_that_day(on: date) -> None:
    provinces = {row["code"] for row in ROWS["provinces"] if holds(row, on)}
    districts = {row["code"]: row["province_code"] for row in ROWS["districts"] if holds(row, on)}
    communes = [row for row in ROWS["communes"] if holds(row, on)]
    assert {row["province_code"] for row in communes} == provinces
    assert set(districts.values()) <= provinces
    lying_in = {row["district_code"]: row["province_code"] for row in communes if row["district_code"]}
    # Five districts on islands and borders have no communes.
    assert lying_in.items() <= districts.items()


@settings(max_examples=40, deadline=None)  # each example walks through 13 000 rows
@given(on=st.dates(date(2021, 1, 1), date(2030, 12, 31)))
def test_on_every_day_each_province_has_an_office_and_each_school_too(on: date) -> None:
    offices = {row["code"]: row for row in ROWS["offices"] if holds(row, on)}
    provincial = {row["province_code"] for row in offices.values() if row["district_code"] is None}
    assert provincial == {row["code"] for row in ROWS["provinces"] if holds(row, on)}
    communes = {row["code"] for row in ROWS["communes"] if holds(row, on)}
    schools = [row for row in ROWS["schools"] if holds(row, on)]
    assert len(schools) == 49
    assert {row["office_code"] for row in schools} <= set(offices)
    assert {row["commune_code"] for row in schools} <= communes


@pytest.mark.parametrize(
    ("name", "on", "count"),
    [
        ("provinces", date(2025, 6, 30), 63),
        ("districts", date(2025, 6, 30), 696),
        ("communes", date(2025, 6, 30), 10_051),
        ("provinces", date(2025, 7, 1), 34),
        ("districts", date(2025, 7, 1), 0),
        ("communes", date(2025, 7, 1), 3_321),
    ],
)
def test_there_are_as_many_places_as_the_state_counts(name: str, on: date, count: int) -> None:
    assert sum(holds(row, on) for row in ROWS[name]) == count


def test_the_fourteen_wards_of_long_bien_in_2021_have_their_codes() -> None:
    wards = {
        row["code"]: row["name"].removeprefix("Phường ")
        for row in ROWS["communes"]
        if row["district_code"] == "004" and holds(row, date(2021, 5, 13))
    }
    assert wards == {
        "00115": "Thượng Thanh",
        "00118": "Ngọc Thụy",
        "00121": "Giang Biên",
        "00124": "Đức Giang",
        "00127": "Việt Hưng",
        "00130": "Gia Thụy",
        "00133": "Ngọc Lâm",
        "00136": "Phúc Lợi",
        "00139": "Bồ Đề",
        "00142": "Sài Đồng",
        "00145": "Long Biên",
        "00148": "Thạch Bàn",
        "00151": "Phúc Đồng",
        "00154": "Cự Khối",
    }


def test_the_offices_of_ha_noi_before_2025_have_their_numbers() -> None:
    on = date(2021, 5, 13)
    offices = {
        row["code"]: row["name"] for row in ROWS["offices"] if row["province_code"] == "01" and holds(row, on)
    }
    assert len(offices) == 31
    assert offices["001"] == "BHXH thành phố Hà Nội"
    assert offices["00104"] == "BHXH quận Long Biên"
    assert offices["00112"] == "BHXH huyện Gia Lâm"
    assert offices["00131"] == "BHXH quận Bắc Từ Liêm"


def test_a_merger_leads_from_a_commune_of_before_to_one_of_today() -> None:
    before = {row["code"] for row in ROWS["communes"] if row["district_code"]}
    today = {row["code"] for row in ROWS["communes"] if not row["district_code"]}
    assert {row["old_code"] for row in ROWS["mergers"]} <= before
    assert {row["new_code"] for row in ROWS["mergers"]} <= today


@pytest.mark.parametrize("path", sorted(operations.DATA.glob("*.csv")), ids=lambda path: path.name)
def test_the_files_are_composed_utf8_with_unix_line_ends_and_no_stray_spaces(path: Path) -> None:
    text = path.read_bytes().decode("utf-8")
    assert unicodedata.is_normalized("NFC", text)
    assert "\r" not in text
    assert "  " not in text
    assert not any(" ," in line or ", " in line or line != line.strip() for line in text.splitlines())
