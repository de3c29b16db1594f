"""Loading the places of the data files."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import cached_property, partial
from pathlib import Path

from sqlalchemy.orm import Session

from vssid_app.agencies import rules
from vssid_app.agencies.models import (
    CollectionPoint,
    Commune,
    District,
    HealthFacility,
    InsuranceOffice,
    Merger,
    ParticipatingUnit,
    Province,
    School,
)
from vssid_app.core.dated import Row, insert_missing, read_rows

DATA = Path(__file__).parent / "data"
# The column that points at a parent, and the file that has it.
PARENTS = {"commune_code": "communes", "district_code": "districts", "province_code": "provinces"}


def load_reference_data(session: Session) -> int:
    """Bring in every place that is in the data files and not in the database; call it inside a transaction.

    Returns:
        How many rows were inserted: none the second time.
    """
    names = _Names()
    insert = partial(insert_missing, session, key=("code", "valid_from"))
    return (
        insert(Province, _rows("provinces"), complete=_named)
        + insert(District, _rows("districts"), complete=_named)
        + insert(Commune, _rows("communes"), complete=names.by_former_name)
        + insert(InsuranceOffice, _rows("offices"), complete=names.by_code)
        + insert(HealthFacility, _rows("facilities"), complete=names.by_facility_code)
        + insert(School, _rows("schools"), complete=names.by_name)
        + insert_missing(session, Merger, _rows("mergers"), key=("old_code", "new_code"))
    )


def load_practice_places(session: Session) -> int:
    """Bring in the invented units and collection points of practice; a live installation never does.

    Call it inside a transaction.

    Returns:
        How many rows were inserted: none the second time.
    """
    names = _Names()
    insert = partial(insert_missing, session, key=("code", "valid_from"), complete=names.by_address)
    return insert(ParticipatingUnit, _rows("practice_units")) + insert(
        CollectionPoint, _rows("practice_collection_points")
    )


def _rows(name: str) -> Iterator[Row]:
    return read_rows(DATA / f"{name}.csv")


class _Names:
    """The names that find a place besides its own; read only when there is a place to bring in."""

    def by_name(self, row: Row) -> Row:
        """Complete a row that is searched by its name and those above it."""
        return _searchable(row, *self._above(row))

    def by_code(self, row: Row) -> Row:
        """Complete a row that is searched by its code too."""
        return _searchable(row, row["code"], *self._above(row))

    def by_facility_code(self, row: Row) -> Row:
        """Complete a facility, whose code is written in several ways."""
        return _searchable(row, rules.facility_code_forms(row["code"]), *self._above(row))

    def by_address(self, row: Row) -> Row:
        """Complete a row that has a street and a commune; the address is told as it was in its days."""
        communes = [
            place for place in self._parents["commune_code", row["commune_code"]] if _overlap(row, place)
        ]
        areas = [name[0].lower() + name[1:] for name in self._above(row)]
        kept = {column: value for column, value in row.items() if column not in {"street", "commune_code"}}
        kept["address"] = ", ".join((row["street"], *areas))
        kept["province_code"] = communes[0]["province_code"]
        return _searchable(kept, row["code"], row.get("agent", ""), kept["address"])

    def by_former_name(self, row: Row) -> Row:
        """Complete a commune; one of today is found by former names too: people go on using them."""
        former = () if row["district_code"] else self._former[row["code"]]
        return _searchable(row, *self._above(row), *former)

    def _above(self, row: Row) -> Iterator[str]:
        """The names of commune, district and province of a row, as they were while it was in force."""
        for column in PARENTS:
            for parent in self._parents.get((column, row.get(column)), ()):
                if _overlap(row, parent):
                    yield parent["name"]
                    # A school names its commune only, which names the rest.
                    yield from self._above(parent) if column == "commune_code" else ()

    @cached_property
    def _parents(self) -> dict[tuple[str, str | None], list[Row]]:
        parents = defaultdict(list)
        for column, name in PARENTS.items():
            for row in _rows(name):
                parents[column, row["code"]].append(row)
        return parents

    @cached_property
    def _former(self) -> dict[str, dict[str, None]]:
        """New code to the former names, in order and each once."""
        former: dict[str, dict[str, None]] = defaultdict(dict)
        for merger in _rows("mergers"):
            for old in self._parents["commune_code", merger["old_code"]]:
                if old["district_code"]:
                    names = (rules.bare_name(old["name"]), *self._above(old))
                    former[merger["new_code"]].update(dict.fromkeys(names))
        return former


def _searchable(row: Row, *names: str) -> Row:
    return {**_named(row), "search_text": rules.search_text(row["name"], *names)}


def _named(row: Row) -> Row:
    return {**row, "name_folded": rules.bare_name(row["name"])}


def _overlap(one: Row, other: Row) -> bool:
    starts_in_time = one["valid_to"] is None or other["valid_from"] <= one["valid_to"]
    return bool(starts_in_time and (other["valid_to"] is None or one["valid_from"] <= other["valid_to"]))
