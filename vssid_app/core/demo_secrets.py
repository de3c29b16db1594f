"""The demo's own secrets: made at its first start, kept in ``DATA_DIR``, a fresh file key put in front."""

from __future__ import annotations

import json
import os
import secrets
from pathlib import Path

FILE_KEY_BYTES = 32
_NAME = "secrets.json"


def demo_secrets(data_dir: Path) -> dict[str, str]:
    """The secrets, made where there are none: a restart must not sign everybody out."""
    path = data_dir / _NAME
    if not path.exists():
        draft = _draft(
            path, {"SECRET_KEY": secrets.token_urlsafe(48), "FILE_KEY": secrets.token_hex(FILE_KEY_BYTES)}
        )
        # Site and worker may start together: the first link wins, both then read the same secrets.
        try:
            os.link(draft, path)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    loaded: dict[str, str] = json.loads(path.read_text())
    return loaded


def put_in_front(data_dir: Path, key: str) -> None:
    """Have a new file key (``id:hex``) encrypt from the next start on; the others still read."""
    kept = demo_secrets(data_dir)
    first, colon, _rest = kept["FILE_KEY"].partition(":")
    # A bare key is called 1 by the settings; among several each needs its name.
    named = kept["FILE_KEY"] if colon else f"1:{first}"
    path = data_dir / _NAME
    _draft(path, kept | {"FILE_KEY": f"{key},{named}"}).replace(path)


def _draft(path: Path, made: dict[str, str]) -> Path:
    draft = path.with_suffix(f".{os.getpid()}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w") as file:
        json.dump(made, file)
        file.flush()
        os.fsync(file.fileno())
    return draft
