"""What a declaration's QR code says, and how a scanned or typed text is understood."""

from __future__ import annotations

from dataclasses import replace

import pytest

from vssid_app.core.paper_codes import Misread, Scan
from vssid_app.core.paper_qr import paper_qr_svg, world_mark
from vssid_app.core.world import CurrentWorld, in_world
from vssid_app.enrolment.declaration.scan_rules import FORM, qr_text, read_scan

CODE, MARK = "TH-7K3M-Q9XA", "482615"


def test_what_the_code_says_is_read_back() -> None:
    assert qr_text(CODE, MARK) == "TH-7K3M-Q9XA.01.482615"
    assert read_scan(qr_text(CODE, MARK), MARK) == Scan(CODE, scanned=True)


@pytest.mark.parametrize("typed", [CODE, "th7k3mq9xa", " TH 7K3M Q9XA ", "7K3M-Q9XA", "7k3mq9xa"])
def test_a_code_is_understood_however_it_is_typed(typed: str) -> None:
    assert read_scan(typed, MARK) == Scan(CODE)


def test_letters_that_look_like_digits_are_those_digits() -> None:
    assert read_scan("TH-OIL0-U000", MARK) == Scan("TH-0110-V000")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", Misread.NO_CODE),
        ("TH-7K3M-Q9X", Misread.NO_CODE),
        ("TH-7K3M-Q9XA.01", Misread.NO_CODE),
        ("TH-7K3M-Q9XA.01.482615.9", Misread.NO_CODE),
        ("https://thuchanh.example/ho-so", Misread.NO_CODE),
        ("TH-7K3M-Q9XA.02.482615", Misread.OTHER_PAPER),
        ("TH-7K3M-Q9XA.01.482616", Misread.OTHER_WORLD),
    ],
)
def test_any_other_text_says_why_not(text: str, why: Misread) -> None:
    assert read_scan(text, MARK) == Scan(misread=why)


def test_every_world_has_a_mark_of_its_own(world: CurrentWorld) -> None:
    mine = world_mark()
    assert len(mine) == 6
    assert mine == world_mark()
    with in_world(replace(world, id=world.id + 1)):
        assert world_mark() != mine


@pytest.mark.usefixtures("world")
def test_the_code_is_drawn_without_styles_or_scripts() -> None:
    svg = paper_qr_svg(CODE, FORM)
    assert svg.startswith('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 33 33">')
    assert "style" not in svg
    assert "<script" not in svg
