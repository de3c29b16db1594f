"""Private files: encrypted before they leave the process, kept whole or not at all.

A file at rest is `magic · length of key id · key id · nonce · ciphertext with tag`. The tag also covers the
file's id and its world, so a file that was copied over another, or carried into another world, does not open.
"""

import errno
import os
import re
import secrets
import tempfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Final, Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from vssid_app.core.clock import instant

_MAGIC: Final = b"TVF1"
_NONCE_BYTES: Final = 12
_PLAIN_HEX: Final = re.compile(r"[0-9a-f]{16,64}")
_NO_ROOM: Final = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


LONGEST_HEADER: Final = len(_MAGIC) + 1 + 255


class BadFileId(ValueError):
    """The id is not 16 to 64 plain hexadecimal digits; it never becomes a path."""


class FileMissing(Exception):
    """There is no file of this id."""


class FileDamaged(Exception):
    """The file was changed, belongs to another id or world, or its key is gone."""


class StoreFull(Exception):
    """There is no room left; nothing of the file was written."""


class FileStore(Protocol):
    """A place that keeps bytes under an id."""

    def put(self, file_id: str, data: bytes) -> None:
        """Keep all of `data` or none of it. Raises `BadFileId`, `StoreFull`."""

    def get(self, file_id: str) -> bytes:
        """The bytes as put. Raises `BadFileId`, `FileMissing`."""

    def delete(self, file_id: str) -> None:
        """Forget the file; silent when it is not there. Raises `BadFileId`."""

    def ids(self, *, before: datetime | None = None) -> Iterator[str]:
        """The ids of all files, or of those that were put before a moment, one after another."""

    def forget_drafts(self, before: datetime) -> int:
        """Take away what writings that were cut off have left; gives how many."""


class Keys(Protocol):
    """The keys of private files; old ones stay readable after a change."""

    @property
    def current(self) -> tuple[str, bytes]:
        """Id (ASCII, at most 255 characters) and 32 bytes of the key that new files get."""

    def get(self, key_id: str) -> bytes:
        """The 32 bytes of a key. Raises `KeyError` when it is not known."""


def new_file_id() -> str:
    """An id that cannot be guessed: 32 hexadecimal digits."""
    return secrets.token_hex(16)


class NullStore:
    """The twin of `FolderStore` for tests and for practice: keeps files in memory and nowhere else."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._files: dict[str, tuple[bytes, datetime]] = {}

    def put(self, file_id: str, data: bytes) -> None:
        """Keep `data` until the process ends."""
        self._files[_checked(file_id)] = bytes(data), instant()

    def get(self, file_id: str) -> bytes:
        """The bytes as put. Raises `FileMissing`."""
        try:
            return self._files[_checked(file_id)][0]
        except KeyError:
            raise FileMissing(file_id) from None

    def delete(self, file_id: str) -> None:
        """Forget the file; silent when it is not there."""
        self._files.pop(_checked(file_id), None)

    def ids(self, *, before: datetime | None = None) -> Iterator[str]:
        """The ids of all files, or of those that were put before a moment."""
        return iter([file_id for file_id, (_data, at) in self._files.items() if not before or at < before])

    def forget_drafts(self, before: datetime) -> int:  # noqa: ARG002
        """Nothing is ever half there."""
        return 0


class FolderStore:
    """Files in a folder of this machine, readable by the owner of the process alone."""

    def __init__(self, root: Path) -> None:
        """Keep files below `root`; the folder is made when the first file comes."""
        self._root = root

    def put(self, file_id: str, data: bytes) -> None:
        """Write beside, force to disk, then rename: no reader and no power cut meets half a file."""
        target = self._path(file_id)
        try:
            # In two steps: the mode counts for the last folder of a path only.
            self._root.mkdir(mode=0o700, parents=True, exist_ok=True)
            target.parent.mkdir(mode=0o700, exist_ok=True)
            _write_whole(target, data)
        except OSError as error:
            if error.errno in _NO_ROOM:
                raise StoreFull from error
            raise

    def get(self, file_id: str) -> bytes:
        """The bytes as put. Raises `FileMissing`."""
        try:
            return self._path(file_id).read_bytes()
        except FileNotFoundError:
            raise FileMissing(file_id) from None

    def delete(self, file_id: str) -> None:
        """Forget the file, for good also after a power cut; silent when it is not there."""
        path = self._path(file_id)
        try:
            path.unlink()
        except FileNotFoundError:
            return
        _sync_folder(path.parent)

    def ids(self, *, before: datetime | None = None) -> Iterator[str]:
        """The ids of all files, or of those that were put before a moment; one that goes is left out."""
        return (path.name for path in self._paths(before) if _PLAIN_HEX.fullmatch(path.name))

    def forget_drafts(self, before: datetime) -> int:
        """Take away what writings that were cut off have left."""
        drafts = [path for path in self._paths(before) if path.name.startswith(".")]
        for path in drafts:
            path.unlink(missing_ok=True)
        return len(drafts)

    def _paths(self, before: datetime | None) -> Iterator[Path]:
        for path in self._root.glob("??/*"):
            try:
                if before is None or path.stat().st_mtime < before.timestamp():
                    yield path
            except FileNotFoundError:
                continue

    def _path(self, file_id: str) -> Path:
        # Two digits of fan-out keep folders small enough to list.
        return self._root / _checked(file_id)[:2] / file_id


class PrivateFiles:
    """Encrypts on the way into a store and decrypts on the way out."""

    def __init__(self, store: FileStore, keys: Keys) -> None:
        """Keep files in `store`, new ones under `keys.current`."""
        self._store = store
        self._keys = keys

    def use(self, store: FileStore) -> None:
        """Keep files there from now on."""
        self._store = store

    def put(self, file_id: str, data: bytes, *, world: int | str) -> None:
        """Encrypt and keep. Raises `BadFileId`, `StoreFull`."""
        key_id, key = self._keys.current
        header = _header(key_id)
        nonce = secrets.token_bytes(_NONCE_BYTES)
        sealed = AESGCM(key).encrypt(nonce, data, _bound_to(header, file_id, world))
        self._store.put(file_id, header + nonce + sealed)

    def get(self, file_id: str, *, world: int | str) -> bytes:
        """Fetch and decrypt. Raises `BadFileId`, `FileMissing`, `FileDamaged`."""
        kept = self._store.get(file_id)
        header, nonce, sealed = _split(kept)
        try:
            key = self._keys.get(key_id_of(header))
            return AESGCM(key).decrypt(nonce, sealed, _bound_to(header, file_id, world))
        except (InvalidTag, KeyError, ValueError) as error:
            raise FileDamaged(file_id) from error

    def delete(self, file_id: str) -> None:
        """Forget the file; silent when it is not there. Raises `BadFileId`."""
        self._store.delete(file_id)

    def key_of(self, file_id: str) -> str:
        """The id of the key that a file is under. Raises `BadFileId`, `FileMissing`, `FileDamaged`."""
        return key_id_of(self._store.get(file_id))

    def ids(self, *, before: datetime | None = None) -> Iterator[str]:
        """The ids of all files, or of those that were put before a moment, one after another."""
        return self._store.ids(before=before)

    def forget_drafts(self, before: datetime) -> int:
        """Take away what writings that were cut off have left; gives how many."""
        return self._store.forget_drafts(before)


def _checked(file_id: str) -> str:
    if not _PLAIN_HEX.fullmatch(file_id):
        raise BadFileId(file_id[:80])
    return file_id


def _write_whole(target: Path, data: bytes) -> None:
    descriptor, name = tempfile.mkstemp(prefix=".", dir=target.parent)
    beside = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(target)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
    _sync_folder(target.parent)


def _sync_folder(folder: Path) -> None:
    """Make a rename or removal lasting: on POSIX the name is the folder's data, not the file's."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _header(key_id: str) -> bytes:
    name = key_id.encode("ascii")
    return _MAGIC + bytes([len(name)]) + name


def key_id_of(kept: bytes) -> str:
    """The id of the key that a file at rest is under, by its beginning. Raises `FileDamaged`."""
    header, _nonce, _sealed = _split(kept)
    try:
        return header[len(_MAGIC) + 1 :].decode("ascii")
    except UnicodeDecodeError:
        raise FileDamaged("no header") from None


def _split(kept: bytes) -> tuple[bytes, bytes, bytes]:
    """Header, nonce and ciphertext. Raises `FileDamaged` for what we did not write."""
    if not kept.startswith(_MAGIC) or len(kept) <= len(_MAGIC):
        raise FileDamaged("no header")
    end = len(_MAGIC) + 1 + kept[len(_MAGIC)]
    return kept[:end], kept[end : end + _NONCE_BYTES], kept[end + _NONCE_BYTES :]


def _bound_to(header: bytes, file_id: str, world: int | str) -> bytes:
    return b"\x00".join((header, f"{world}".encode(), file_id.encode()))
