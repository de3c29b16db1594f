"""Places with the dates between which they are called so; shared by all worlds.

A code alone does not name a place: 00118 was phường Ngọc Thụy until June 2025 and is phường Bồ Đề since.
It does so together with a date, or keep the ``id``.
"""

from __future__ import annotations

from enum import StrEnum

from sqlalchemy import String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, declared_attr, mapped_column
from sqlalchemy.schema import SchemaItem

from vssid_app.core.dated import Dated
from vssid_app.core.db import Base


class SchoolLevel(StrEnum):
    """Grades 1–5, 6–9 and 10–12."""

    PRIMARY = "primary"
    LOWER_SECONDARY = "lower_secondary"
    UPPER_SECONDARY = "upper_secondary"


class Place(Dated):
    """Mixin of a dated place with a code, a full name and its name folded for search."""

    id: Mapped[int] = mapped_column(primary_key=True, sort_order=-3)
    code: Mapped[str] = mapped_column(String(60), sort_order=-2)
    name: Mapped[str] = mapped_column(String(120), sort_order=-1)
    """With its kind: ``Phường Bồ Đề``, ``BHXH quận Long Biên``."""
    name_folded: Mapped[str] = mapped_column(String(120))
    """The words of the name without its kind and accents: ``bo de``."""

    @declared_attr.directive
    def __table_args__(cls) -> tuple[SchemaItem, ...]:  # noqa: N805
        """One row a code and first day."""
        return (UniqueConstraint("code", "valid_from"),)


class SoughtPlace(Place):
    """Mixin of a place that people look for by typing."""

    search_text: Mapped[str] = mapped_column(Text)
    """All words that find it, folded, a space before each: a word typed is a prefix of one of them."""


class Province(Place, Base):
    """Tỉnh, thành phố; the code has 2 digits."""

    __tablename__ = "provinces"


class District(Place, Base):
    """Quận, huyện, thị xã, thành phố of a province until June 2025; the code has 3 digits."""

    __tablename__ = "districts"

    province_code: Mapped[str] = mapped_column(String(2), index=True)


class Commune(SoughtPlace, Base):
    """Phường, xã, thị trấn, đặc khu; the code has 5 digits."""

    __tablename__ = "communes"

    province_code: Mapped[str] = mapped_column(String(2), index=True)
    district_code: Mapped[str | None] = mapped_column(String(3), index=True)
    """None since July 2025."""


class Merger(Base):
    """A commune of before July 2025 and one that it went into; several rows where it was divided."""

    __tablename__ = "commune_mergers"

    old_code: Mapped[str] = mapped_column(String(5), primary_key=True)
    new_code: Mapped[str] = mapped_column(String(5), primary_key=True, index=True)
    divided: Mapped[bool]


class InsuranceOffice(SoughtPlace, Base):
    """An office of the insurance; the code has 3 digits for that of a province, 5 for a local one."""

    __tablename__ = "insurance_offices"

    province_code: Mapped[str] = mapped_column(String(2), index=True)
    district_code: Mapped[str | None] = mapped_column(String(3), index=True)
    """The district that it serves or served; None for the office of a province."""
    name_confirmed: Mapped[bool]
    """Whether the name was found in a source; else an administrator should look it over."""


class HealthFacility(SoughtPlace, Base):
    """A hospital or clinic where a card can be registered first; province (2) and 3 characters."""

    __tablename__ = "health_facilities"

    province_code: Mapped[str] = mapped_column(String(2), index=True)
    district_code: Mapped[str | None] = mapped_column(String(3))
    name_confirmed: Mapped[bool]


class School(SoughtPlace, Base):
    """A school; the code is ours: level and name."""

    __tablename__ = "schools"

    level: Mapped[SchoolLevel] = mapped_column(String(20))
    commune_code: Mapped[str | None] = mapped_column(String(5))
    office_code: Mapped[str] = mapped_column(String(5))
    """The office that receives the dossiers of its pupils."""


class ParticipatingUnit(SoughtPlace, Base):
    """An employer or another unit that pays for people; a school is a ``School``."""

    __tablename__ = "participating_units"

    address: Mapped[str] = mapped_column(String(200))
    """As it is called between the row's days: since July 2025 without a district."""
    province_code: Mapped[str] = mapped_column(String(2))
    office_code: Mapped[str] = mapped_column(String(5))
    """The office that keeps its lists."""


class CollectionPoint(SoughtPlace, Base):
    """Where one pays for voluntary insurance and for the health insurance of a household."""

    __tablename__ = "collection_points"

    agent: Mapped[str] = mapped_column(String(120))
    """The organisation that collects (đại lý thu)."""
    address: Mapped[str] = mapped_column(String(200))
    province_code: Mapped[str] = mapped_column(String(2))
    phone: Mapped[str] = mapped_column(String(15))
    opening: Mapped[str] = mapped_column(String(100))
    """Its hours, as they stand at the door."""
