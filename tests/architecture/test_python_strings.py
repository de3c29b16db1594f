"""Vietnamese sentences in Python stand inside gettext; data of names and places does not."""

from __future__ import annotations

from fnmatch import fnmatch
from pathlib import Path

from tests.architecture.words import PACKAGE, is_composed, is_vietnamese, python_files, python_strings

# Where Vietnamese is data, not words of a page: a module, or one text in it; each with its reason.
DATA = {
    "agencies/data/*.py": "names of places, written into the data files",
    "api/models.py": "examples in the description of the interface",
    "enrolment/sample_papers.py": "painted on sample papers, which are Vietnamese in every language",
    "enrolment/sample_portraits.py": "painted on sample portraits",
    "service_requests/sample_pictures.py": "painted on sample papers",
    "enrolment/operations/photos.py:Nữ": "painted on sample papers",
    "identity/passwords/rules.py:đĐ": "two letters to compare",
    "notifications/segments.py": "the letters of a plain SMS",
    "policy/value_rules.py": "a unit as the data files have it, and how people write đồng",
    "training/benefits.py": "payers and numbers of invented decisions",
    "training/cast.py": "names of invented people",
    "training/desk_words.py": "what invented people have written",
    "training/illnesses.py": "diagnoses and bills of invented visits",
    "training/members.py": "forms of address and classes of invented people",
    "training/names.py": "names of invented people",
    "training/places.py": "where invented people live and learn",
    "training/work.py": "jobs of invented people",
    "training/specimens.py:Cục Cảnh sát QLHC về TTXH": "who issued the papers of invented people",
}


def _module(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


def _is_data(module: str, text: str) -> bool:
    return any(fnmatch(module, known) or f"{module}:{text}" == known for known in DATA)


def test_vietnamese_in_python_stands_inside_gettext() -> None:
    bare = [
        str(sentence)
        for path in python_files()
        for sentence in python_strings(path, translated=False)
        if is_vietnamese(sentence.text) and not _is_data(_module(path), sentence.text)
    ]
    assert not bare, "\n".join(['say it as _("…"), or list the module as data with its reason:', *bare])


def test_all_vietnamese_is_composed() -> None:
    loose = [path for path in python_files() if not is_composed(path.read_text(encoding="utf-8"))]
    assert not loose, f"write each letter with its accents as one character (NFC) in {loose}"


def test_the_list_of_data_names_only_what_is_there() -> None:
    there = {
        known
        for path in python_files()
        for sentence in python_strings(path, translated=False)
        for known in (_module(path), f"{_module(path)}:{sentence.text}")
        if is_vietnamese(sentence.text)
    }
    stale = [known for known in DATA if not any(fnmatch(each, known) for each in there)]
    assert not stale, f"nothing like {stale} is there any more: take it off the list"
