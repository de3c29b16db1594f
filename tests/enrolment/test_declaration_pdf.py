"""The declaration as PDF: one page, every letter right, the same bytes again, nothing typed is a command."""

from __future__ import annotations

import pickle
import subprocess
import sys
import unicodedata
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from flask import Flask
from pypdf import PdfReader

from tests.support.dossiers import make_dossier
from vssid_app.core.clock import instant
from vssid_app.core.extensions import db
from vssid_app.core.world import CurrentWorld, WorldKind, in_world
from vssid_app.enrolment.declaration.content import blank, filled
from vssid_app.enrolment.declaration.paper import Paper
from vssid_app.enrolment.declaration.pdf import as_pdf
from vssid_app.enrolment.kinds import DossierKind
from vssid_app.enrolment.models import Handover
from vssid_app.people.models import Relation

pytestmark = pytest.mark.any_database

VOWELS = "aăâeêioôơuưy"
TONES = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
ALL_LOWER = [unicodedata.normalize("NFC", vowel + tone) for vowel in VOWELS for tone in TONES] + ["đ"]
ACCENTED = [letter for letter in ALL_LOWER if not letter.isascii()]
LETTERS = [*ACCENTED, *(letter.upper() for letter in ACCENTED)]


def paper(**given: object) -> Paper:
    return filled(make_dossier(**given), "")  # type: ignore[arg-type]


def read(pdf: bytes) -> str:
    """The words of the page, without spaces: readers guess where those were."""
    pages = PdfReader(BytesIO(pdf)).pages
    assert len(pages) == 1
    return squeezed(pages[0].extract_text())


def squeezed(text: str) -> str:
    return "".join(text.replace("\u200b", "").split())


@pytest.mark.usefixtures("world")
def test_every_vietnamese_letter_can_be_read_back_from_both_weights() -> None:
    assert len(LETTERS) == 134
    # In words of ten: the column of a street is 200 wide, and a line must be broken somewhere.
    letters = " ".join("".join(LETTERS[n : n + 10]) for n in range(0, len(LETTERS), 10))
    drawn = replace(paper(street=letters), oath=letters)
    assert read(as_pdf(drawn)).count("".join(LETTERS)) == 2


@pytest.mark.usefixtures("world")
def test_all_answers_stand_on_it() -> None:
    drawn = paper(
        full_name="NGUYỄN THỊ MẪU",
        email="mau@thuchanh.example",
        handover=Handover.SCHOOL,
        class_name="6 Mẫu 1",
        phone="0000123456",
        street="Số 5 ngõ Mẫu",
    )
    words = read(as_pdf(drawn))
    for told in (
        *("NGUYỄN THỊ MẪU", "03/05/1992", "Nữ", "0000 123 456", "mau@thuchanh.example", "lớp 6 Mẫu 1"),
        *("Số 5 ngõ Mẫu", "Phường Long Biên", "Thành phố Hà Nội", "01/03/2022", drawn.office, drawn.code),
        *("✓Nữ", "✓Nhà trường nộp giúp", "✓Cổng TTĐT của BHXH Việt Nam", "✓CCCD mặt sau", "Người nhận"),
    ):
        assert squeezed(told) in words, told
    assert "✓Nam" not in words


@pytest.mark.usefixtures("world")
def test_a_number_that_the_register_found_by_the_identity_number_is_not_on_it() -> None:
    found = filled(make_dossier(typed_number="099192000001"), "")
    typed = filled(make_dossier(si_number="9988000001", typed_number="HS4019988000001"), "")
    number = [each.parts[0].lines[2][0] for each in (found, typed)]
    assert [each.label for each in number] == ["Mã số BHXH", "Mã số BHXH"]
    assert [each.value.replace("\u00a0", " ") for each in number] == ["", "998 800 0001"]


@pytest.mark.usefixtures("world")
def test_the_same_dossier_gives_the_same_bytes_in_another_process(tmp_path: Path) -> None:
    drawn = paper()
    first = as_pdf(drawn)
    assert as_pdf(drawn) == first
    script = (
        "import sys, pickle; from vssid_app.enrolment.declaration.pdf import as_pdf; "
        "sys.stdout.buffer.write(as_pdf(pickle.load(open(sys.argv[1], 'rb'))))"
    )
    kept = tmp_path / "paper"
    kept.write_bytes(pickle.dumps(drawn))
    again = subprocess.run([sys.executable, "-c", script, str(kept)], capture_output=True, check=True)
    assert again.stdout == first


@pytest.mark.usefixtures("world")
def test_its_date_is_that_of_the_hand_over_in_the_worlds_time(world: CurrentWorld) -> None:
    dossier = make_dossier()
    assert dossier.recorded_at is not None
    with in_world(replace(world, clock_offset=-86400)):
        made = PdfReader(BytesIO(as_pdf(filled(dossier, "")))).metadata
    assert made is not None
    assert made.creation_date == (dossier.recorded_at - timedelta(days=1)).replace(microsecond=0)


def test_in_2021_it_asks_for_the_district(world: CurrentWorld) -> None:
    back = (datetime(2021, 5, 17, tzinfo=UTC) - instant()).total_seconds()
    with in_world(replace(world, clock_offset=int(back))):
        db.close()
        drawn = paper(commune_code="00145")
        words = read(as_pdf(drawn))
        empty = read(as_pdf(blank("")))
    assert "Quận/Huyện:QuậnLongBiên" in words
    assert "BHXHquậnLongBiên" in words
    assert "Quận/Huyện:" in empty


@pytest.mark.usefixtures("world")
def test_a_name_of_60_letters_wraps_and_the_longest_answers_stay_on_one_page() -> None:
    name = ("NGUYỄN PHƯỚC TƯỜNG KHUÊ TRẦN THỊ " * 4)[:60].strip()
    assert squeezed(name) in read(as_pdf(paper(full_name=name)))
    longest = paper(
        full_name=("NGHIÊNG " * 13)[:100],
        street=("Ngõ nghiêng " * 13)[:150],
        email=f"{'a' * 64}@{'b' * 40}.example",
        citizen_id_issued_at=("Cục Cảnh sát " * 8)[:100],
        class_name="6" * 30,
    )
    assert squeezed(f"{'a' * 64}@{'b' * 40}.example") in read(as_pdf(longest))


@pytest.mark.usefixtures("world")
@pytest.mark.parametrize(
    "name",
    [
        '#panic("x")',
        '#read("/etc/passwd")',
        '"); #import "@preview/x:1.0.0"; ("',
        "= Tiêu đề *đậm* _nghiêng_ $x$ \\ // `raw` <nhãn> @nhãn",
        '<script>alert("x")</script>',
        "\\u{0}%s{}[]",
    ],
)
def test_what_is_typed_is_never_a_command(name: str) -> None:
    assert squeezed(name) in read(as_pdf(paper(full_name=name)))


@pytest.mark.usefixtures("world")
def test_practice_is_marked_as_worth_nothing() -> None:
    words = read(as_pdf(paper()))
    assert "MẪU–KHÔNGCÓGIÁTRỊ" in words
    assert "KhôngphảiứngdụngcủaBHXHViệtNam" in words


@pytest.mark.usefixtures("world")
def test_live_names_its_operator_and_has_no_practice_mark(world: CurrentWorld) -> None:
    dossier = make_dossier()
    with in_world(replace(world, kind=WorldKind.LIVE)):
        words = read(as_pdf(filled(dossier, "Trường Mẫu")))
    assert "TrườngMẫu·KhôngphảiứngdụngcủaBHXHViệtNam" in words
    assert "KHÔNGCÓGIÁTRỊ" not in words
    assert "thựchành" not in words.casefold()


def test_an_empty_one_carries_the_code_and_nothing_of_the_person(app: Flask, world: CurrentWorld) -> None:
    dossier = make_dossier()
    with_code, without = read(as_pdf(blank("", dossier))), read(as_pdf(blank("")))
    assert squeezed(dossier.code) in with_code
    assert "TRẦN" not in with_code
    assert "✓" not in with_code
    assert "TH-" not in without
    assert "Mãhồsơ:" in without


@pytest.mark.usefixtures("world")
def test_an_empty_one_of_a_child_asks_for_the_guardian() -> None:
    child = make_dossier(kind=DossierKind.CHILD, relation=Relation.MOTHER)
    words = read(as_pdf(blank("", child)))
    for asked in (
        "Họ và tên người giám hộ",
        "Quan hệ với con",
        "Họ và tên con",
        "Giấy khai sinh",
        child.code,
    ):
        assert squeezed(asked) in words
    assert "TRẦN" not in words
    assert "✓" not in words
    assert squeezed("(Dành cho cá nhân)") in read(as_pdf(blank("", make_dossier())))
