"""How passwords are kept."""

from __future__ import annotations

import os
import threading
import time

import pytest
from argon2 import extract_parameters

from vssid_app.identity.passwords import hashing


def test_hashes_are_argon2id_with_the_parameters_of_owasp() -> None:
    kept = extract_parameters(hashing.hash_password("ba con meo vang"))

    assert (kept.type.name, kept.memory_cost, kept.time_cost, kept.parallelism) == ("ID", 19 * 1024, 2, 1)


def test_a_password_opens_its_own_hash_only() -> None:
    kept = hashing.hash_password("ba con meo vang")

    assert hashing.is_password("ba con meo vang", kept)
    assert not hashing.is_password("ba con meo vanG", kept)
    assert not hashing.is_password("ba con meo vang", None)
    assert not hashing.is_password("ba con meo vang", "not a hash")


def test_no_more_are_computed_at_once_than_there_are_cores(monkeypatch: pytest.MonkeyPatch) -> None:
    running, most, lock = [0], [0], threading.Lock()

    class Slow:
        """Stands for the hasher, to count how many run at once."""

        @staticmethod
        def hash(_password: str) -> str:
            with lock:
                running[0] += 1
                most[0] = max(most[0], running[0])
            time.sleep(0.02)
            with lock:
                running[0] -= 1
            return ""

    monkeypatch.setattr(hashing, "_hasher", Slow)
    threads = [threading.Thread(target=hashing.hash_password, args=("x",)) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert most[0] <= (os.cpu_count() or 1)
