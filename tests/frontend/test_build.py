import json
import subprocess
from pathlib import Path

import pytest

from tests.frontend.gallery import ROOT
from vssid_app.core.assets import BUILD, asset, icon

KB = 1024


def test_every_built_file_is_served_compressed_too() -> None:
    for file in json.loads((BUILD / "manifest.json").read_text()).values():
        for ending in ("", ".br", ".gz"):
            assert (BUILD / f"{file}{ending}").is_file(), f"{file}{ending} is missing: run frontend/build"


def test_styles_and_scripts_of_a_first_load_are_small() -> None:
    sizes = {name: _compressed(name) for name in ("app.css", "app.js", "mark.svg")}
    assert sizes["app.css"] <= 10 * KB
    assert sizes["app.js"] <= 4 * KB
    assert sum(sizes.values()) <= 13 * KB


def test_an_unknown_file_says_what_to_do() -> None:
    with pytest.raises(LookupError, match="run frontend/build"):
        asset("nothing.css")


def test_an_icon_keeps_its_stroke_at_every_size() -> None:
    assert 'width="1rem" height="1rem" stroke-width="2.625"' in icon("mail", 16)
    assert 'width="1.5rem" height="1.5rem" stroke-width="1.75"' in icon("mail")


def test_an_icon_speaks_only_with_a_label() -> None:
    assert 'aria-hidden="true"' in icon("mail")
    assert 'role="img" aria-label="Hộp &lt;thư&gt;"' in icon("mail", 24, "Hộp <thư>")


def test_an_unknown_icon_says_what_to_do() -> None:
    with pytest.raises(LookupError, match=r"frontend/icons\.txt"):
        icon("emblem")


def test_no_lock_file_carries_the_address_of_a_registry() -> None:
    lock = json.loads((ROOT / "frontend" / "package-lock.json").read_text())
    assert not [name for name, package in lock["packages"].items() if "resolved" in package]


@pytest.mark.long
def test_the_committed_files_are_what_the_sources_give() -> None:
    done = subprocess.run([ROOT / "frontend" / "check"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def _compressed(name: str) -> int:
    return Path(f"{BUILD.parents[1]}{asset(name)}.br").stat().st_size
