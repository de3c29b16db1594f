"""What a backup looks like: a tar of tables and private files, under a signed list of their hashes.

Rows are as stored: what is encrypted stays so, and the keys themselves are never in it. A backup is bound to
the keys of its installation, so that a foreign one is not taken for its own.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidTag
from sqlalchemy import Column, Connection, Date, DateTime, MetaData, Table, text

from vssid_app.core.extensions import keyring

FORMAT = "thuc-hanh-backup-1"
MANIFEST, TABLES, FILES = "manifest.json", "tables", "files"
SCHEMA_TABLE = "alembic_version"
_PROBE = "backup.probe"


class NotABackup(Exception):
    """The file is damaged, of another installation, or of another schema; the message says which."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What is in a backup: the schema's revision, and each member's SHA-256."""

    format: str
    schema: str
    made_at: str
    probe: str
    """Something under each key in use, to find out whether it is still at hand."""
    hashes: Mapping[str, str]

    def signed(self) -> bytes:
        """As JSON, with a signature that only this installation's key makes."""
        content = json.dumps(asdict(self), sort_keys=True)
        return json.dumps({"content": content, "signature": _signature(content)}).encode()


def read_manifest(data: bytes) -> Manifest:
    """The manifest that ``signed`` gave.

    Raises:
        NotABackup: when it is none, when another key signed it, or when the keys of its rows are gone.
    """
    try:
        outer = json.loads(data)
        content, signature = str(outer["content"]), str(outer["signature"])
    except (ValueError, KeyError, TypeError):
        raise NotABackup("this is no backup") from None
    if not hmac.compare_digest(_signature(content), signature):
        raise NotABackup("this backup was changed, or is another installation's (its SECRET_KEY differs)")
    manifest = Manifest(**json.loads(content))
    if manifest.format != FORMAT:
        raise NotABackup(f"this backup has another format: {manifest.format}")
    _try_keys(manifest.probe)
    return manifest


def new_probe(key_ids: Iterable[str]) -> str:
    """Something encrypted as the rows and files are, under each of the keys that are at hand."""
    wanted = {keyring.current[0], *key_ids}
    return " ".join(keyring.encrypt(FORMAT, _PROBE, under=each) for each in keyring.ids if each in wanted)


def _try_keys(probes: str) -> None:
    try:
        for probe in probes.split():
            keyring.decrypt(probe, _PROBE)
    except (KeyError, InvalidTag):
        raise NotABackup("the FILE_KEY that this backup was made under is not among the settings") from None


def _signature(content: str) -> str:
    return hmac.digest(keyring.derive("backup"), content.encode(), "sha256").hex()


def hash_of(path: Path) -> str:
    """The SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def schema_of(connection: Connection) -> str:
    """The revision that the database is at."""
    # One fixed table of the migrations' own.
    return str(connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one())


def stored_tables(connection: Connection) -> list[Table]:
    """The tables as the database knows them, parents first: without the types that decrypt."""
    known = MetaData()
    known.reflect(connection)
    return [table for table in known.sorted_tables if table.name != SCHEMA_TABLE]


def write_value(value: Any) -> Any:
    """A stored value as JSON has it; a moment without a zone is in UTC."""
    if isinstance(value, datetime):
        return (value if value.tzinfo else value.replace(tzinfo=UTC)).astimezone(UTC).isoformat()
    return value.isoformat() if isinstance(value, date) else value


def read_value(column: Column[Any], value: Any) -> Any:
    """The value of ``write_value`` for a column."""
    if value is None:
        return None
    if isinstance(column.type, DateTime):
        return datetime.fromisoformat(value)
    return date.fromisoformat(value) if isinstance(column.type, Date) else value
