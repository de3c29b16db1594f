"""Files that no row names are deleted, a day after they were written; no other ever."""

from __future__ import annotations

import ast
import os
import time
from pathlib import Path

import pytest

from tests.support.dossiers import make_dossier
from vssid_app.core.extensions import private_files
from vssid_app.core.files import FileMissing, FolderStore, new_file_id
from vssid_app.core.stored_files import MANY, sweep_orphan_files
from vssid_app.core.world import CurrentWorld

DAY = 24 * 60 * 60
PACKAGE = Path(__file__).parents[2] / "vssid_app"


@pytest.fixture
def files(tmp_path: Path, world: CurrentWorld) -> Path:
    folder = tmp_path / "files"
    private_files.use(FolderStore(folder))
    return folder


def put(world: CurrentWorld, count: int = 1) -> list[str]:
    ids = [new_file_id() for _n in range(count)]
    for file_id in ids:
        private_files.put(file_id, b"a photo", world=world.id)
    return ids


def let_age(files: Path, seconds: float) -> None:
    for path in files.glob("??/*"):
        os.utime(path, (time.time() - seconds,) * 2)


def is_there(file_id: str, world: CurrentWorld) -> bool:
    try:
        return bool(private_files.get(file_id, world=world.id))
    except FileMissing:
        return False


def test_an_old_file_without_a_row_goes_and_one_with_a_row_stays(files: Path, world: CurrentWorld) -> None:
    photos = make_dossier().photos
    (orphan,) = put(world)
    let_age(files, DAY + 60)
    assert sweep_orphan_files() is False
    assert not is_there(orphan, world)
    assert len(photos) > 0
    assert all(is_there(photo.file_id, world) for photo in photos)


def test_a_file_whose_row_may_still_come_stays(files: Path, world: CurrentWorld) -> None:
    (young,) = put(world)
    let_age(files, DAY - 60)
    sweep_orphan_files()
    assert is_there(young, world)


def test_what_a_cut_off_writing_left_goes_too(files: Path, world: CurrentWorld) -> None:
    put(world)
    draft = next(files.glob("??")) / ".half"
    draft.write_bytes(b"half a photo")
    let_age(files, DAY + 60)
    sweep_orphan_files()
    assert not draft.exists()


def test_where_hardly_any_file_has_a_row_none_is_deleted(files: Path, world: CurrentWorld) -> None:
    ids = put(world, MANY + 1)
    let_age(files, DAY + 60)
    sweep_orphan_files()
    assert all(is_there(file_id, world) for file_id in ids)


def test_whoever_keeps_files_names_them_in_a_column_that_the_sweep_knows() -> None:
    keeping = {
        path.relative_to(PACKAGE).as_posix()
        for path in PACKAGE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "new_file_id"
    }
    assert keeping == {"enrolment/operations/photos.py", "service_requests/operations/photos.py"}, (
        "keep the id in a column of the type StoredFile, or the sweep deletes the file; then name it here"
    )
