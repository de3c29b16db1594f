"""What the register holds of the people of a batch: a few statements for thousands of lines."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any

from sqlalchemy import Row, Select, delete, select
from sqlalchemy.orm import aliased

from vssid_app.core.extensions import db
from vssid_app.people.models import Person
from vssid_app.registry.exchange.deciding import Stored
from vssid_app.registry.exchange.sheets import Key, Sheet, Values
from vssid_app.registry.exchange.value_rules import tidy
from vssid_app.registry.facility_rules import Move
from vssid_app.registry.models import FacilityChange, HealthCard

# The second person of a line.
_OTHER = aliased(Person)


def person_ids(numbers: Collection[str]) -> dict[str, int]:
    """The rows of the people with these numbers."""
    found = db.session.execute(select(Person.si_number, Person.id).where(Person.si_number.in_(numbers)))
    return dict(found.all())


def persons_of(sheet: Sheet, numbers: Collection[str]) -> dict[Key, Stored]:
    """The people with these numbers themselves, as rows of the sheet of persons."""
    found = db.session.execute(all_rows(sheet).where(Person.si_number.in_(numbers)))
    return _by_key(sheet, ((row[0], row) for row in found))


def rows_of(sheet: Sheet, ids: Mapping[str, int]) -> dict[Key, Stored]:
    """All rows of these people (number and id) in the table of another sheet.

    By ids alone: joined with the persons, SQLite goes through the whole table of a world, batch by batch.
    """
    columns = _columns(sheet)
    owner = getattr(sheet.model, sheet.owner)
    numbers = {row_id: number for number, row_id in ids.items()}
    rows = _with_other(sheet, select(owner, *columns).select_from(sheet.model))
    found = db.session.execute(rows.where(owner.in_(numbers)))
    return _by_key(sheet, ((numbers[row[0]], row) for row in found))


def _by_key(sheet: Sheet, rows: Iterable[tuple[str, Row[*tuple[Any, ...]]]]) -> dict[Key, Stored]:
    kept = {}
    for number, row in rows:
        values = values_of(sheet, row)
        kept[sheet.key_of(number, values)] = Stored(row[1], values)
    return kept


def all_rows(sheet: Sheet) -> Select[*tuple[Any, ...]]:
    """The statement for the rows of a sheet's table: number, row id, then the columns in their order."""
    model = sheet.model
    found = select(Person.si_number, *_columns(sheet))
    if model is Person:
        return found
    return _with_other(sheet, found.join(model, getattr(model, sheet.owner) == Person.id))


def _with_other(sheet: Sheet, rows: Select[*tuple[Any, ...]]) -> Select[*tuple[Any, ...]]:
    if sheet.other is None:
        return rows
    return rows.join(_OTHER, _OTHER.id == getattr(sheet.model, sheet.other.column))


def _columns(sheet: Sheet) -> list[Any]:
    """Row id, then the columns in their order."""
    return [sheet.model.id, *(_column(sheet, attribute) for attribute in sheet.attributes)]


def _column(sheet: Sheet, attribute: str) -> Any:
    is_other = sheet.other is not None and sheet.other.attribute == attribute
    return _OTHER.si_number if is_other else getattr(sheet.model, attribute)


def values_of(sheet: Sheet, row: Row[*tuple[Any, ...]]) -> Values:
    """The values of a row as a file would give them, whatever way they came into the table."""
    cells = (tidy(cell) if type(cell) is str else cell for cell in row[2:])
    return dict(zip(sheet.attributes, cells, strict=True))


def owners_of(citizen_id_hashes: Collection[str]) -> dict[int, int]:
    """To whom identity numbers belong, all as hashes."""
    found = db.session.execute(
        select(Person.citizen_id_hash, Person.si_number).where(Person.citizen_id_hash.in_(citizen_id_hashes))
    )
    return {hash(hashed): hash(number) for hashed, number in found}


def moves_of(ids: Mapping[str, int]) -> dict[str, list[Move]]:
    """The approved changes of facility of these people (number and id) that no file has known of yet."""
    numbers = {row_id: number for number, row_id in ids.items()}
    columns = (getattr(FacilityChange, name) for name in Move._fields)
    rows = select(FacilityChange.person_id, *columns).where(FacilityChange.person_id.in_(numbers))
    found: dict[str, list[Move]] = {}
    for person_id, *move in db.session.execute(rows):
        found.setdefault(numbers[person_id], []).append(Move(*move))
    return found


def forget_moves(over: Collection[int]) -> None:
    """Delete changes of facility that a file has taken over, or says otherwise than."""
    db.session.execute(delete(FacilityChange).where(FacilityChange.id.in_(over)))


def covering_groups(persons: Iterable[tuple[int, date, date]]) -> dict[tuple[int, date], str]:
    """The beneficiary code of the card that covers a month (its first and last day) of a person.

    The files do not say in which group a month was paid; the card of the time does. Of several the one that
    began last counts.
    """
    asked = list(persons)
    if not asked:
        return {}
    found = db.session.execute(
        select(HealthCard.person_id, HealthCard.card_code, HealthCard.valid_from, HealthCard.valid_to)
        .where(HealthCard.person_id.in_({person for person, _first, _last in asked}))
        .order_by(HealthCard.valid_from, HealthCard.id)
    )
    cards: dict[int, list[tuple[str, date, date | None]]] = {}
    for person_id, code, valid_from, valid_to in found:
        cards.setdefault(person_id, []).append((code, valid_from, valid_to))
    groups = {}
    for person, first, last in asked:
        for code, valid_from, valid_to in cards.get(person, ()):
            if valid_from <= last and (valid_to is None or valid_to >= first):
                groups[person, first] = code[:2]
    return groups
