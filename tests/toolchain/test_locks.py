import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LOCKS = ["requirements.txt", "requirements-dev.txt"]


def pinned(lock: str) -> dict[str, str]:
    return dict(re.findall(r"^([a-z0-9-]+)==(\S+)", (ROOT / lock).read_text(), re.MULTILINE))


def asked_for(wishes: str) -> set[str]:
    return set(re.findall(r"^([a-z][a-z0-9-]*)", (ROOT / wishes).read_text(), re.MULTILINE))


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_names_no_registry_and_no_folder(lock: str) -> None:
    text = (ROOT / lock).read_text()
    assert "://" not in text
    assert "file:" not in text
    assert not re.search(r"^(-i|--index|--extra|--find|--trusted)", text, re.MULTILINE)


@pytest.mark.parametrize("lock", LOCKS)
def test_every_package_of_a_lock_carries_hashes(lock: str) -> None:
    blocks = re.split(r"\n(?=[a-z0-9])", (ROOT / lock).read_text().strip())
    assert [block.splitlines()[0] for block in blocks if "--hash=sha256:" not in block] == []


def test_the_tests_run_on_the_very_packages_of_the_site() -> None:
    site, tests = pinned("requirements.txt"), pinned("requirements-dev.txt")
    assert {name: tests.get(name) for name in site} == site


@pytest.mark.parametrize("kind", ["requirements", "requirements-dev"])
def test_what_is_asked_for_is_locked(kind: str) -> None:
    assert asked_for(f"{kind}.in") <= pinned(f"{kind}.txt").keys()


def test_a_node_lock_names_no_registry() -> None:
    for lock in (ROOT / "frontend/package-lock.json", ROOT / "bench/package-lock.json"):
        assert '"resolved"' not in lock.read_text()
