"""What the tests spare themselves: the data they write is thrown away, and nobody reads their garbage."""

from __future__ import annotations

import gc
import os
from typing import Any

import pytest
from sqlalchemy import Engine, event


def spare_the_disk(engine: Engine) -> None:
    """Let this SQLite engine's commits not wait for the disk: they stand as soon as the system knows them.

    What other processes see, also after this one was killed, stays the same: only a power cut would tell.
    """
    if engine.dialect.name == "sqlite" and not event.contains(engine, "connect", _wait_for_nothing):
        # After the site's own preparation of the connection, which asks for the contrary.
        event.listen(engine, "connect", _wait_for_nothing)


def _wait_for_nothing(connection: Any, _record: Any) -> None:
    connection.execute("PRAGMA synchronous=OFF").close()


def spare_the_files(patched: pytest.MonkeyPatch) -> None:
    """The same for the files that this process writes."""
    patched.setattr(os, "fsync", lambda _descriptor: None)


def spare_the_collector() -> None:
    """Look for garbage less often, and never among what lives as long as the run, as modules and tests do."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)
