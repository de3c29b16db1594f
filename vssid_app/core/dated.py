"""Reference data that holds between two dates, and how its data files come into the database."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from sqlalchemy import ColumnElement, insert, or_, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from vssid_app.core.db import Base

Row = dict[str, Any]
_YES_NO = {"yes": True, "no": False}


class Dated:
    """Mixin of a row that holds from one day to another, both included; no last day: until changed."""

    valid_from: Mapped[date] = mapped_column(sort_order=90)
    valid_to: Mapped[date | None] = mapped_column(sort_order=91)

    @classmethod
    def in_force(cls, on: date) -> ColumnElement[bool]:
        """The condition that a row holds on a day."""
        return (cls.valid_from <= on) & or_(cls.valid_to.is_(None), cls.valid_to >= on)


def read_rows(path: Path) -> Iterator[Row]:
    """The lines of a data file by column: empty is None, ``yes`` and ``no`` are bool, valid_… are dates."""
    with path.open(encoding="utf-8", newline="") as file:
        lines = csv.reader(file)
        columns = next(lines)
        readers = [_day if name.startswith("valid_") or name == "day" else _word for name in columns]
        for line in lines:
            yield {
                name: read(text) if text else None
                for name, read, text in zip(columns, readers, line, strict=True)
            }


def insert_missing(
    session: Session,
    model: type[Base],
    rows: Iterable[Row],
    *,
    key: tuple[str, ...],
    complete: Callable[[Row], Row] = dict,
) -> int:
    """Insert the rows whose key is not there yet; ``complete`` computes columns that the file does not have.

    What is there is left as it is, since an administrator may have changed it. Call it inside a transaction.

    Returns:
        How many rows were inserted.
    """
    columns = [getattr(model, name) for name in key]
    known = {tuple(found) for found in session.execute(select(*columns))}
    missing = [complete(row) for row in rows if _key(row, key) not in known]
    if missing:
        # With nulls written out, all rows share one statement; else each change of columns begins another.
        session.execute(insert(model), missing, execution_options={"render_nulls": True})
    return len(missing)


def _key(row: Mapping[str, Any], names: tuple[str, ...]) -> tuple[Any, ...]:
    return tuple(row[name] for name in names)


def _word(text: str) -> str | bool:
    return _YES_NO.get(text, text)


# Tens of thousands of places share a few hundred days.
_day = lru_cache(maxsize=1000)(date.fromisoformat)
