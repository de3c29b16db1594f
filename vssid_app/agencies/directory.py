"""Places as look-ups list them: found by words without accents, a page at a time, with where they lie."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from flask_babel import gettext as _
from sqlalchemy import ColumnElement, Select, literal, select, true, tuple_

from vssid_app.agencies import rules
from vssid_app.agencies.models import (
    CollectionPoint,
    Commune,
    District,
    HealthFacility,
    InsuranceOffice,
    ParticipatingUnit,
    Place,
    Province,
    School,
    SoughtPlace,
)
from vssid_app.agencies.queries import match_rank, matches, matches_once, offices_serving
from vssid_app.core.extensions import db

AnySought = TypeVar("AnySought", bound=SoughtPlace)
Found_co = TypeVar("Found_co", bound=SoughtPlace, covariant=True)


@dataclass(frozen=True, slots=True)
class Area:
    """A district or province by its full name; ``is_former``: it was there no more on the day asked for."""

    name: str
    is_former: bool = False


@dataclass(frozen=True, slots=True)
class Listed(Generic[Found_co]):
    """A place with its address as far as it is known: of offices and facilities district and province."""

    place: Found_co
    address: str


@dataclass(frozen=True, slots=True)
class Listing(Generic[Found_co]):
    """One page of places; ``next`` is the code after which the next page begins, None at the end."""

    items: tuple[Listed[Found_co], ...]
    next: str | None = None


def list_facilities(
    text: str, on: date, *, limit: int, province: str = "", after: str = ""
) -> Listing[HealthFacility]:
    """Hospitals and clinics of a day by name (of any day), place or code in any form; without a text all.

    ``province`` is a code or a name without its kind.
    """
    lies: ColumnElement[bool] = true()
    if province:
        lies = HealthFacility.province_code.in_(_province_codes(province, on))
    found, following = _page(HealthFacility, text, on, limit, after, lies)
    return Listing(_with_areas(found, on), following)


def list_offices(text: str, on: date, *, limit: int, after: str = "") -> Listing[InsuranceOffice]:
    """Offices of a day by name (of any day), place or code; where none fits, those of communes that do."""
    found, following = _page(InsuranceOffice, text, on, limit, after, true())
    if not found and text and not after:
        found = offices_serving(text, on)
    return Listing(_with_areas(found, on), following)


def list_units(text: str, on: date, *, limit: int) -> Listing[ParticipatingUnit | School]:
    """Units that pay for people, schools among them; ``next`` is only a sign that there are more."""
    units = _ranked(ParticipatingUnit, text, on, limit + 1)
    schools = _ranked(School, text, on, limit + 1)
    both: list[tuple[int, ParticipatingUnit | School]] = [*units, *schools]
    both.sort(key=lambda row: (row[0], row[1].name_folded, row[1].code))
    streets = _communes({place.commune_code for _rank, place in both if isinstance(place, School)}, on)
    items = tuple(Listed(place, _address(place, streets)) for _rank, place in both[:limit])
    return Listing(items, items[-1].place.code if len(both) > limit else None)


def list_collection_points(text: str, on: date, *, limit: int) -> Listing[CollectionPoint]:
    """Collection points by name, agent, address or code; all of them without a text."""
    found, following = _page(CollectionPoint, text, on, limit, "", true())
    return Listing(tuple(Listed(place, place.address) for place in found), following)


def has_collection_points(on: date) -> bool:
    """Whether the installation knows any."""
    return (
        db.session.scalar(select(CollectionPoint.id).where(CollectionPoint.in_force(on)).limit(1)) is not None
    )


def _page(
    place: type[AnySought], text: str, on: date, limit: int, after: str, where: ColumnElement[bool]
) -> tuple[list[AnySought], str | None]:
    """A page, and the code after which there is more; after an unknown code there is nothing."""
    found = _sought(place, text, on).where(where)
    if after:
        position = _key(place, text)
        begin = db.session.execute(select(*position).where(place.code == after, place.in_force(on))).first()
        if begin is None:
            return [], None
        found = found.where(tuple_(*position) > tuple_(*map(literal, begin)))
    rows = list(db.session.scalars(found.limit(limit + 1)))
    return rows[:limit], rows[limit - 1].code if len(rows) > limit else None


def _sought(place: type[AnySought], text: str, on: date) -> Select[AnySought]:
    fits = matches_once(place, text) if rules.query_words(text) else literal(not text.strip())
    return select(place).where(fits, place.in_force(on)).order_by(*_key(place, text))


def _key(
    place: type[SoughtPlace], text: str
) -> tuple[ColumnElement[int], ColumnElement[str], ColumnElement[str]]:
    return match_rank(place, text), place.name_folded.expression, place.code.expression


def _address(place: ParticipatingUnit | School, communes: Mapping[str, str]) -> str:
    return (
        place.address if isinstance(place, ParticipatingUnit) else communes.get(place.commune_code or "", "")
    )


def _communes(codes: Iterable[str | None], on: date) -> dict[str, str]:
    """The communes of a day with their provinces, by code."""
    rows = db.session.execute(
        select(Commune.code, Commune.name, Province.name)
        .join(Province, (Province.code == Commune.province_code) & Province.in_force(on))
        .where(Commune.code.in_([code for code in codes if code]), Commune.in_force(on))
    )
    return {code: f"{_small(name)}, {_small(province)}" for code, name, province in rows}


def _ranked(place: type[AnySought], text: str, on: date, limit: int) -> list[tuple[int, AnySought]]:
    if not rules.query_words(text):
        return []
    rank, name, code = _key(place, text)
    found = select(rank, place).where(matches(place, text), place.in_force(on))
    return [(n, row) for n, row in db.session.execute(found.order_by(rank, name, code).limit(limit))]


def _province_codes(typed: str, on: date) -> Select[str]:
    return select(Province.code).where(
        Province.in_force(on), (Province.code == typed) | (Province.name_folded == rules.bare_name(typed))
    )


def _with_areas(found: Sequence[AnySought], on: date) -> tuple[Listed[AnySought], ...]:
    """Places with district and province, for which the data has no street."""
    districts = _latest(District, {getattr(place, "district_code", None) for place in found}, on)
    provinces = _latest(Province, {getattr(place, "province_code", None) for place in found}, on)
    return tuple(
        Listed(
            place,
            _area_words(
                districts.get(getattr(place, "district_code", None) or ""),
                provinces.get(getattr(place, "province_code", None) or ""),
            ),
        )
        for place in found
    )


def _latest(place: type[Place], codes: Iterable[str | None], on: date) -> dict[str, Area]:
    """The names of a day; of what was there no more by then the last one."""
    wanted = [code for code in codes if code]
    rows = db.session.scalars(
        select(place).where(place.code.in_(wanted), place.valid_from <= on).order_by(place.valid_from)
    )
    return {
        row.code: Area(row.name, is_former=row.valid_to is not None and row.valid_to < on) for row in rows
    }


def _area_words(district: Area | None, province: Area | None) -> str:
    """Where a place lies: ``quận Long Biên (cũ), thành phố Hà Nội``; empty when nothing is known."""
    local = _small(district.name) if district else None
    if district and district.is_former:
        local = _("%(district)s (cũ)", district=local)
    return ", ".join(part for part in (local, _small(province.name) if province else None) if part)


def _small(name: str) -> str:
    return name[:1].lower() + name[1:]
