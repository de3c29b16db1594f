"""Private files at rest: encrypted, bound to their id and world, whole or not there."""

import resource
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from vssid_app.core.files import (
    BadFileId,
    FileDamaged,
    FileMissing,
    FileStore,
    FolderStore,
    NullStore,
    PrivateFiles,
    StoreFull,
    new_file_id,
)

SECRET = b"a portrait of nobody" * 50


@dataclass
class KeyRing:
    """Two keys, of which one is current."""

    current_id: str = "k1"
    keys: dict[str, bytes] = field(default_factory=lambda: {"k1": b"\x01" * 32, "k2": b"\x02" * 32})

    @property
    def current(self) -> tuple[str, bytes]:
        return self.current_id, self.keys[self.current_id]

    def get(self, key_id: str) -> bytes:
        return self.keys[key_id]


@pytest.fixture(params=["folder", "memory"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> FileStore:
    return FolderStore(tmp_path / "files") if request.param == "folder" else NullStore()


@contextmanager
def files_of_at_most(limit: int) -> Iterator[None]:
    """The nearest thing to a full disk that needs no rights: the system refuses longer files."""
    old = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, old[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, old)
        signal.signal(signal.SIGXFSZ, handler)


def everything_in(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def test_what_was_put_comes_back(store: FileStore) -> None:
    file_id = new_file_id()
    store.put(file_id, SECRET)
    assert store.get(file_id) == SECRET


def test_a_second_put_replaces_the_first(store: FileStore) -> None:
    file_id = new_file_id()
    store.put(file_id, b"old")
    store.put(file_id, b"new")
    assert store.get(file_id) == b"new"


def test_a_deleted_file_is_missing_and_deleting_again_is_silent(store: FileStore) -> None:
    file_id = new_file_id()
    store.put(file_id, SECRET)
    store.delete(file_id)
    store.delete(file_id)
    with pytest.raises(FileMissing):
        store.get(file_id)


@pytest.mark.parametrize(
    "file_id",
    [
        "",
        "../../etc/passwd",
        "a" * 15,
        "a" * 65,
        "A" * 32,
        "0" * 31 + "/",
        "0" * 32 + "\n",
        "٠" * 32,
        "\x00" * 32,
    ],
)
def test_only_plain_hex_is_an_id(store: FileStore, file_id: str) -> None:
    with pytest.raises(BadFileId):
        store.put(file_id, SECRET)
    with pytest.raises(BadFileId):
        store.get(file_id)
    with pytest.raises(BadFileId):
        store.delete(file_id)


def test_files_and_folders_are_for_the_owner_alone(tmp_path: Path) -> None:
    FolderStore(tmp_path / "files").put(new_file_id(), SECRET)
    [path] = everything_in(tmp_path)
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700
    assert path.parent.parent.stat().st_mode & 0o777 == 0o700


def test_a_full_disk_leaves_nothing_behind(tmp_path: Path) -> None:
    store = FolderStore(tmp_path / "files")
    with files_of_at_most(4096), pytest.raises(StoreFull):
        store.put(new_file_id(), b"x" * 10_000)
    assert everything_in(tmp_path) == []


def test_a_full_disk_keeps_the_file_that_was_there(tmp_path: Path) -> None:
    store = FolderStore(tmp_path / "files")
    file_id = new_file_id()
    store.put(file_id, SECRET)
    with files_of_at_most(4096), pytest.raises(StoreFull):
        store.put(file_id, b"x" * 10_000)
    assert store.get(file_id) == SECRET


def test_any_other_refusal_of_the_system_is_not_called_full(tmp_path: Path) -> None:
    (tmp_path / "files").write_bytes(b"a file where the folder should be")
    with pytest.raises(FileExistsError):
        FolderStore(tmp_path / "files").put(new_file_id(), SECRET)


def test_a_private_file_comes_back_as_it_was(store: FileStore) -> None:
    files, file_id = PrivateFiles(store, KeyRing()), new_file_id()
    files.put(file_id, SECRET, world=1)
    assert files.get(file_id, world=1) == SECRET


def test_at_rest_nothing_of_it_can_be_read(tmp_path: Path) -> None:
    file_id = new_file_id()
    PrivateFiles(FolderStore(tmp_path), KeyRing()).put(file_id, SECRET, world=1)
    [path] = everything_in(tmp_path)
    assert b"portrait" not in path.read_bytes()


def test_the_same_content_looks_different_each_time() -> None:
    store = NullStore()
    files, one, two = PrivateFiles(store, KeyRing()), new_file_id(), new_file_id()
    files.put(one, SECRET, world=1)
    files.put(two, SECRET, world=1)
    assert store.get(one) != store.get(two)


def test_a_file_does_not_open_in_another_world() -> None:
    files, file_id = PrivateFiles(NullStore(), KeyRing()), new_file_id()
    files.put(file_id, SECRET, world=1)
    with pytest.raises(FileDamaged):
        files.get(file_id, world=2)


def test_a_file_copied_over_another_does_not_open() -> None:
    store = NullStore()
    files, mine, theirs = PrivateFiles(store, KeyRing()), new_file_id(), new_file_id()
    files.put(mine, b"mine", world=1)
    files.put(theirs, b"theirs", world=1)
    store.put(mine, store.get(theirs))
    with pytest.raises(FileDamaged):
        files.get(mine, world=1)


def test_after_a_change_of_keys_old_files_stay_readable() -> None:
    keys, file_id = KeyRing(), new_file_id()
    files = PrivateFiles(NullStore(), keys)
    files.put(file_id, SECRET, world=1)
    keys.current_id = "k2"
    assert files.get(file_id, world=1) == SECRET


def test_a_file_whose_key_is_gone_says_so() -> None:
    keys, file_id = KeyRing(), new_file_id()
    files = PrivateFiles(NullStore(), keys)
    files.put(file_id, SECRET, world=1)
    keys.current_id = "k2"
    del keys.keys["k1"]
    with pytest.raises(FileDamaged):
        files.get(file_id, world=1)


def test_every_changed_or_missing_byte_is_noticed() -> None:
    store, file_id = NullStore(), new_file_id()
    files = PrivateFiles(store, KeyRing())
    files.put(file_id, b"short", world=1)
    whole = store.get(file_id)
    for place in range(len(whole)):
        changed = bytearray(whole)
        changed[place] ^= 0x10
        for broken in (bytes(changed), whole[:place]):
            store.put(file_id, broken)
            with pytest.raises(FileDamaged):
                files.get(file_id, world=1)
