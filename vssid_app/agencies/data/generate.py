"""Writes provinces.csv, districts.csv, communes.csv and mergers.csv beside this file.

The source is the package ``vietnam-provinces`` 2026.9. It is not a requirement: it takes 84 MB of memory and
wants a newer Python than ours, so it is unpacked once, by hand, and only these files are kept::

    pip download --no-deps --ignore-requires-python vietnam-provinces==2026.9.0
    unzip vietnam_provinces-*.whl -d unpacked
    python vssid_app/agencies/data/generate.py unpacked

Its older half shows the communes as they were from 01/01/2025; they stand here for all the years before, save
for what AMENDED adds.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterable
from importlib import import_module
from pathlib import Path
from typing import Any
from unicodedata import normalize

# The code list that was in force until 2025 began with Decision 124/2004/QĐ-TTg.
OLD = ("2004-07-08", "2025-06-30")
# Two tiers and 34 provinces: Resolution 202/2025/QH15.
NEW = ("2025-07-01", "")

Line = tuple[str, ...]

# What the package does not tell: a name that was another one for a time. Instead of the lines of that code
# and era.
PROVINCES_AMENDED: dict[tuple[str, str], tuple[Line, ...]] = {
    # Resolution 175/2024/QH15 made it a city of its own.
    ("46", OLD[0]): (
        ("46", "Tỉnh Thừa Thiên Huế", OLD[0], "2024-12-31"),
        ("46", "Thành phố Huế", "2025-01-01", OLD[1]),
    ),
    # Resolution 30/2026/QH16.
    ("75", NEW[0]): (
        ("75", "Tỉnh Đồng Nai", NEW[0], "2026-04-29"),
        ("75", "Thành phố Đồng Nai", "2026-04-30", ""),
    ),
    # Resolution 39/2026/QH16.
    ("24", NEW[0]): (
        ("24", "Tỉnh Bắc Ninh", NEW[0], "2026-09-19"),
        ("24", "Thành phố Bắc Ninh", "2026-09-20", ""),
    ),
    # The day is (k): the package has the new name on 20/09/2026.
    ("22", NEW[0]): (
        ("22", "Tỉnh Quảng Ninh", NEW[0], "2026-09-19"),
        ("22", "Thành phố Quảng Ninh", "2026-09-20", ""),
    ),
}
# Sài Đồng became a part of Phúc Đồng on 01/01/2025 (k); in 2021 it was one of the 14 wards of Long Biên.
COMMUNES_ADDED: tuple[Line, ...] = (("00142", "Phường Sài Đồng", "01", "004", OLD[0], "2024-12-31"),)
MERGERS_ADDED: tuple[Line, ...] = (("00142", "00127", "yes"), ("00142", "00136", "yes"))


def name_of(place: Any) -> str:
    """A full name in NFC, its kind with a capital letter."""
    name = " ".join(normalize("NFC", place.name).split())
    return name[0].upper() + name[1:]


def provinces(old: Any, new: Any) -> Iterable[Line]:
    """Code, name, first day, last day."""
    for places, era in ((old, OLD), (new, NEW)):
        for place in places.Province.iter_all():
            code = f"{place.code:02}"
            yield from PROVINCES_AMENDED.get((code, era[0]), ((code, name_of(place), *era),))


def districts(old: Any) -> Iterable[Line]:
    """Code, name, province, first day, last day; there are none after June 2025."""
    for place in old.District.iter_all():
        yield f"{place.code:03}", name_of(place), f"{place.province_code:02}", *OLD


def communes(old: Any, new: Any) -> Iterable[Line]:
    """Code, name, province, district or nothing, first day, last day."""
    for place in old.Ward.iter_all():
        yield (
            f"{place.code:05}",
            name_of(place),
            f"{place.province_code:02}",
            f"{place.district_code:03}",
            *OLD,
        )
    for place in new.Ward.iter_all():
        yield f"{place.code:05}", name_of(place), f"{place.province_code:02}", "", *NEW
    yield from COMMUNES_ADDED


def mergers(old: Any, conversion: Any) -> Iterable[Line]:
    """Old commune, new commune, whether it was divided among several."""
    known = {int(place.code) for place in old.Ward.iter_all()}
    for entry in conversion.OLD_TO_NEW.values():
        if entry.old_ward.code not in known:
            continue
        for place in entry.new_wards:
            partly = "yes" if entry.old_ward.is_partly_merged else "no"
            yield f"{entry.old_ward.code:05}", f"{place.code:05}", partly
    yield from MERGERS_ADDED


def write(name: str, header: str, lines: Iterable[Line]) -> None:
    """One sorted file; the same input gives the same bytes."""
    with (Path(__file__).parent / name).open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header.split(","))
        writer.writerows(sorted(set(lines)))


def main(unpacked: str) -> None:
    """Write the four files from the unpacked package."""
    sys.path.insert(0, unpacked)
    new, old = import_module("vietnam_provinces"), import_module("vietnam_provinces.legacy")
    conversion = import_module("vietnam_provinces._ward_conversion_2025")
    write("provinces.csv", "code,name,valid_from,valid_to", provinces(old, new))
    write("districts.csv", "code,name,province_code,valid_from,valid_to", districts(old))
    write("communes.csv", "code,name,province_code,district_code,valid_from,valid_to", communes(old, new))
    write("mergers.csv", "old_code,new_code,divided", mergers(old, conversion))


if __name__ == "__main__":
    main(sys.argv[1])
