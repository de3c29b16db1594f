"""Some ways to the database pass the world filter by; each place that takes one is known by name."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

PACKAGE = Path(__file__).parents[2] / "vssid_app"
IMPORTED = {"text", "literal_column", "Session", "sessionmaker", "scoped_session"}
ASKED_FOR = {"engine", "connection", "exec_driver_sql", "__table__", "raw_connection"}
OPTION = {"cross_world", "CROSS_WORLD"}

KNOWN = {
    ("app.py", "engine"): "the health check asks whether the database answers",
    ("app.py", "text"): "the same",
    ("audit/models.py", "cross_world"): "the deletion of a world may take its log along",
    ("cli.py", "engine"): "migrations",
    ("core/commands.py", "engine"): "asks for the revision of the schema",
    ("core/db.py", "CROSS_WORLD"): "it is defined there",
    ("core/db.py", "Session"): "what our session is made from",
    ("core/db.py", "connection"): "begins the transaction",
    ("core/db.py", "cross_world"): "it is obeyed there",
    ("core/db.py", "engine"): "it is made there",
    ("core/direct.py", "connection"): "prepared statements, which name their world (core/prepared.py)",
    ("core/direct.py", "engine"): "the same",
    ("core/direct.py", "raw_connection"): "the same",
    ("core/engines.py", "exec_driver_sql"): "BEGIN on SQLite",
    ("core/worlds.py", "Session"): "the table of worlds belongs to none",
    ("core/worlds.py", "engine"): "the same",
    ("core/archive.py", "text"): "a backup holds whole tables of all worlds, as stored",
    ("core/backup.py", "engine"): "the same",
    ("core/restore.py", "connection"): "a restore replaces all worlds at once",
    ("core/restore.py", "engine"): "the same",
    ("core/restore.py", "text"): "the same",
    ("core/key_commands.py", "connection"): "counts what is under which key, in all worlds",
    ("core/reencrypt.py", "connection"): "a change of key concerns all worlds; values are taken as stored",
    ("core/stored_files.py", "connection"): "the folder holds the files of all worlds",
    ("core/prepared.py", "__table__"): "refuses a statement that does not name its world",
    ("core/dated.py", "Session"): "a type; reference data belongs to no world",
    ("agencies/operations.py", "Session"): "the same",
    ("policy/operations.py", "Session"): "the same",
    ("registry/exchange/exporting.py", "connection"): "lets all files be of one moment; reads are filtered",
    ("registry/exchange/exporting.py", "engine"): "asks which database it is",
    ("registry/exchange/writing.py", "CROSS_WORLD"): "thousands of rows at once, each given the world there",
    ("registry/exchange/writing.py", "__table__"): "the same",
    ("registry/exchange/writing.py", "connection"): "the same, by COPY",
    ("registry/exchange/writing.py", "engine"): "asks which database it is",
    ("registry/models.py", "text"): "an empty default, as the database writes it",
    ("agencies/remembered.py", "engine"): "names the database that was remembered from",
    ("policy/identity_papers.py", "engine"): "the same",
    ("service_requests/models.py", "text"): "the condition of a partial index, as the database writes it",
    ("people/models.py", "text"): "the condition of a partial index, as the database writes it",
    ("registry/reference.py", "engine"): "names the database that was remembered from",
    ("registry/terms.py", "engine"): "the same",
}


def _ways_in(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("sqlalchemy"):
            yield from (name.name for name in node.names if name.name in IMPORTED)
        elif isinstance(node, ast.Attribute) and node.attr in ASKED_FOR:
            yield node.attr
        elif isinstance(node, ast.Constant) and node.value in OPTION:
            yield str(node.value)
        elif isinstance(node, ast.Name) and node.id in OPTION:
            yield node.id


def test_every_way_round_the_filter_is_known_and_used() -> None:
    found = {
        (path.relative_to(PACKAGE).as_posix(), way)
        for path in PACKAGE.rglob("*.py")
        for way in _ways_in(path)
    }
    assert found - set(KNOWN) == set(), "write it with mapped classes and db.session, or say here why not"
    assert set(KNOWN) - found == set(), "no longer there: take it off the list"
