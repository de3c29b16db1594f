"""Finding places as they were on a day; nothing here needs accents."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from sqlalchemy import ColumnElement, ScalarSelect, Select, and_, case, exists, func, literal, select
from sqlalchemy.orm import aliased

from vssid_app.agencies import rules
from vssid_app.agencies.models import (
    Commune,
    District,
    InsuranceOffice,
    Merger,
    Place,
    Province,
    School,
    SoughtPlace,
)
from vssid_app.core.extensions import db

# How many communes are looked at to find an office that is not found by its own name.
SERVED_COMMUNES = 3

AnyPlace = TypeVar("AnyPlace", bound=Place)
AnySought = TypeVar("AnySought", bound=SoughtPlace)


class UnknownPlace(LookupError):
    """No place had this code on that day."""


@dataclass(frozen=True, slots=True)
class Address:
    """A commune and what it belonged to on a day; ``district`` is None since July 2025."""

    commune_id: int
    commune_code: str
    commune: str
    district: str | None
    province: str

    def __str__(self) -> str:
        """As it stands in an address: ``Phường Bồ Đề, Quận Long Biên, Thành phố Hà Nội``."""
        return ", ".join(part for part in (self.commune, self.district, self.province) if part)


def provinces(on: date) -> list[Province]:
    """All provinces of a day, by name without accents."""
    return _listed(select(Province), Province, on)


def went_into(province_code: str, on: date) -> list[str]:
    """The codes that a province of a day has or had: its own, and those of the provinces merged into it."""
    old, new = aliased(Commune), aliased(Commune)
    merged = (
        select(old.province_code)
        .distinct()
        .join(Merger, Merger.old_code == old.code)
        .join(new, and_(new.code == Merger.new_code, new.in_force(on)))
        .where(new.province_code == province_code, old.valid_to < new.valid_from)
    )
    return sorted({province_code, *db.session.scalars(merged)})


def districts(province_code: str, on: date) -> list[District]:
    """The districts of a province on a day; none since July 2025."""
    return _listed(select(District).where(District.province_code == province_code), District, on)


def communes(province_code: str, on: date, *, district_code: str | None = None) -> list[Commune]:
    """The communes of a province, or of one district of it, on a day."""
    found = select(Commune).where(Commune.province_code == province_code)
    if district_code is not None:
        found = found.where(Commune.district_code == district_code)
    return _listed(found, Commune, on)


def has_districts(on: date) -> bool:
    """Whether addresses of a day name a district."""
    return bool(db.session.scalar(select(exists().where(District.in_force(on)))))


def name_of(place: type[Place], code: str, on: date) -> str:
    """The full name that a code had on a day.

    Raises:
        UnknownPlace: when no row is in force.
    """
    found = _one(place, code, on)
    if found is None:
        raise UnknownPlace(f"{place.__name__} {code} on {on}")
    return found.name


def commune(code: str, on: date) -> Address | None:
    """The commune that had a code on a day, with what it belonged to."""
    found = select(Commune.id, literal(0).label("rank")).where(Commune.code == code, Commune.in_force(on))
    return next(iter(_addresses(found, on)), None)


def province_of_commune(code: str, on: date) -> str | None:
    """The code of the province that a commune belonged to on a day; None where there was no such commune."""
    found = _one(Commune, code, on)
    return found.province_code if found else None


def search_communes(text: str, on: date, limit: int = 8) -> list[Address]:
    """Communes of a day of which every word typed begins a word of commune, district or province.

    Communes of just that name come first, then those whose name begins with it, then the others. Names of
    before July 2025 find what the communes became, since people go on using them.
    """
    if not rules.query_words(text):
        return []
    rank = match_rank(Commune, text)
    found = select(Commune.id, rank.label("rank")).where(matches(Commune, text), Commune.in_force(on))
    ordered = found.order_by(rank, Commune.name_folded, Commune.code).limit(limit)
    return _addresses(ordered, on)


def school(code: str, on: date) -> School | None:
    """The school that has a code on a day."""
    return _one(School, code, on)


def school_names(codes: Collection[str], on: date) -> dict[str, str]:
    """The names of the schools that had these codes on a day."""
    found = select(School.code, School.name).where(School.code.in_(codes), School.in_force(on))
    return dict(db.session.execute(found).all())


def search_schools(text: str, on: date, limit: int = 8) -> list[School]:
    """Schools of a day, found by the words of their name, commune and province."""
    return _search(School, text, on, limit)


def office(code: str, on: date) -> InsuranceOffice | None:
    """The office that has a code on a day."""
    return _one(InsuranceOffice, code, on)


def office_names(codes: Select[str | None], on: date) -> dict[str, str]:
    """Names of the offices whose codes a statement finds, by code: the latest up to a day. One statement."""
    found = (
        select(InsuranceOffice.code, InsuranceOffice.name)
        .where(InsuranceOffice.code.in_(codes), InsuranceOffice.valid_from <= on)
        # The last of a code is kept.
        .order_by(InsuranceOffice.code, InsuranceOffice.valid_from)
    )
    return dict(db.session.execute(found).all())


def search_offices(text: str, on: date, limit: int = 8) -> list[InsuranceOffice]:
    """Offices of a day by name (of any day), province or code; where none fits, those of the communes."""
    return _search(InsuranceOffice, text, on, limit, any_day=True) or offices_serving(text, on)


def offices_serving(text: str, on: date) -> list[InsuranceOffice]:
    """The offices of the first communes that fit."""
    codes = [found.commune_code for found in search_communes(text, on, SERVED_COMMUNES)]
    serving = _offices_for(codes, on)
    return list({serving[code].code: serving[code] for code in codes if code in serving}.values())


def office_for_school(code: str, on: date) -> InsuranceOffice | None:
    """The office that receives the dossiers of a school's pupils."""
    place = school(code, on)
    return office(place.office_code, on) if place else None


def office_for_commune(code: str, on: date) -> InsuranceOffice | None:
    """The office that serves a commune: of its district or former district, else that of the province."""
    return _offices_for([code], on).get(code)


def _offices_for(codes: Collection[str], on: date) -> dict[str, InsuranceOffice]:
    """The offices that serve communes, by the communes' codes; the local one before that of the province."""
    district = func.coalesce(Commune.district_code, _former_district())
    local = InsuranceOffice.district_code == district
    provincial = InsuranceOffice.district_code.is_(None)
    found = (
        select(Commune.code, InsuranceOffice)
        .join(InsuranceOffice, InsuranceOffice.province_code == Commune.province_code)
        .where(Commune.code.in_(codes), Commune.in_force(on), InsuranceOffice.in_force(on))
        .where(local | provincial)
        # The last of a commune is kept.
        .order_by(provincial.desc(), InsuranceOffice.id.desc())
    )
    return dict(db.session.execute(found).all())


def _former_district() -> ScalarSelect[str | None]:
    """The district from which most of a commune of today came; one that came whole counts twice."""
    old = aliased(Commune)
    weight = func.sum(case((Merger.divided, 1), else_=2))
    last_day = select(func.max(District.valid_to)).scalar_subquery()
    return (
        select(old.district_code)
        .join(Merger, and_(Merger.old_code == old.code, Merger.new_code == Commune.code))
        .where(old.valid_to == last_day)
        .group_by(old.district_code)
        .order_by(weight.desc(), old.district_code)
        .limit(1)
        .correlate(Commune)
        .scalar_subquery()
    )


def _addresses(found: Select[int, int], on: date) -> list[Address]:
    hits = found.subquery()
    rows = (
        select(Commune.id, Commune.code, Commune.name, District.name, Province.name)
        .join(hits, (hits.c.id == Commune.id) & Commune.in_force(on))
        .join(Province, and_(Province.code == Commune.province_code, Province.in_force(on)))
        .outerjoin(District, and_(District.code == Commune.district_code, District.in_force(on)))
        .order_by(hits.c.rank, Commune.name_folded, Commune.code)
    )
    return [Address(*row) for row in db.session.execute(rows)]


def _one(place: type[AnyPlace], code: str, on: date) -> AnyPlace | None:
    return db.session.scalar(select(place).where(place.code == code, place.in_force(on)))


def _listed(found: Select[AnyPlace], place: type[AnyPlace], on: date) -> list[AnyPlace]:
    return list(db.session.scalars(found.where(place.in_force(on)).order_by(place.name_folded, place.code)))


def _search(
    place: type[AnySought], text: str, on: date, limit: int, *, any_day: bool = False
) -> list[AnySought]:
    if not rules.query_words(text):
        return []
    fits = matches_once(place, text) if any_day else matches(place, text)
    found = select(place).where(fits, place.in_force(on))
    ordered = found.order_by(match_rank(place, text), place.name_folded, place.code).limit(limit)
    return list(db.session.scalars(ordered))


def matches(place: type[SoughtPlace], text: str) -> ColumnElement[bool]:
    """The condition that every word typed begins a word of the place.

    A scan of 14 000 short texts takes some 5 ms.
    """
    return and_(*(place.search_text.contains(f" {word}") for word in rules.query_words(text)))


def matches_once(place: type[SoughtPlace], text: str) -> ColumnElement[bool]:
    """The same by the name of any day: whom one has known as ``BHXH quận Long Biên`` is found by that."""
    named = aliased(place)
    return place.code.in_(select(named.code).where(matches(named, text)))


def match_rank(place: type[SoughtPlace], text: str) -> ColumnElement[int]:
    """How near a place is to what was typed: 0 has just that name, 4 only has the words somewhere."""
    typed = rules.bare_name(" ".join(rules.query_words(text)))
    return case(
        (place.name_folded == typed, 0),
        (literal(f"{typed} ").startswith(place.name_folded + " "), 1),
        (place.name_folded.startswith(typed), 2),
        (place.search_text.contains(f" {typed}"), 3),
        else_=4,
    )
