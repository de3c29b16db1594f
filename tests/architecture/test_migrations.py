"""The schema is built by migrations alone, can be taken back, and is what the models say."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask import Flask
from sqlalchemy import Engine, inspect, text

from vssid_app.cli import SCHEMA, migrations
from vssid_app.core.db import Base
from vssid_app.core.extensions import db

MIGRATIONS = sorted((Path(__file__).resolve().parents[2] / "migrations").glob("*.py"))
BOOKKEEPING = {"alembic_version"}

assert SCHEMA, "importing it defines every table"


def tables(engine: Engine) -> set[str]:
    return set(inspect(engine).get_table_names()) - BOOKKEEPING


def shape(engine: Engine) -> list[str]:
    """How the tables and indexes were made, in SQLite's words; a copied table shuffles its constraints."""
    with engine.connect() as connection:
        rows = connection.execute(text("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL")).scalars()
        return sorted(_in_order(re.sub(r"\s+", " ", row)) for row in rows)


def _in_order(sql: str) -> str:
    columns, *constraints = re.split(r",? (?=CONSTRAINT )", sql.removesuffix(" )"))
    return " ".join([columns, *sorted(constraints)])


def differences() -> list[object]:
    """What a new migration would have to change."""
    with db.engine.connect() as connection:
        compared = {"compare_type": True, "compare_server_default": True}
        return list(compare_metadata(MigrationContext.configure(connection, opts=compared), Base.metadata))


def test_up_down_to_nothing_and_up_again(new_app: Flask) -> None:
    migrations().upgrade()
    first = shape(db.engine)
    assert tables(db.engine) == set(Base.metadata.tables)
    migrations().downgrade("base")
    assert tables(db.engine) == set()
    migrations().upgrade()
    assert shape(db.engine) == first


def test_models_are_what_the_newest_migration_makes(new_app: Flask) -> None:
    migrations().upgrade()
    found = differences()
    assert not found, f"write a migration for {found}"


def test_the_same_holds_on_postgresql(app_on_postgresql: Flask) -> None:
    migrations().upgrade()
    found = differences()
    assert not found, f"write a migration for {found}"
    migrations().downgrade("base")
    assert tables(db.engine) == set()
    migrations().upgrade()
    assert tables(db.engine) == set(Base.metadata.tables)


@pytest.mark.parametrize("path", MIGRATIONS, ids=lambda path: path.stem)
def test_a_migration_stands_without_the_app(path: Path) -> None:
    """The code of a later day must not change what a migration of today does."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    imported = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    imported |= {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert not [name for name in imported if name.split(".")[0] == "vssid_app"]


def test_revisions_are_one_line(new_app: Flask) -> None:
    assert len(migrations().heads()) == 1, "merge the two heads into one line"
    log = [revision.revision for revision in migrations().log()]
    assert log[::-1] == [path.stem[:4] for path in MIGRATIONS]
