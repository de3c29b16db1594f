"""The receipt: one page, the same bytes for the same request; its QR code counts in its own world alone."""

from __future__ import annotations

import re
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader

from tests.support.service_requests import AT_SCHOOL, make_request
from vssid_app.core.paper_codes import Misread, Scan
from vssid_app.core.paper_qr import world_mark
from vssid_app.core.world import CurrentWorld
from vssid_app.service_requests.kinds import RequestKind
from vssid_app.service_requests.models import ServiceRequest
from vssid_app.service_requests.receipt.content import receipt_of
from vssid_app.service_requests.receipt.scan_rules import qr_text, read_scan

CODE, MARK = "TH-7K3M-Q9XA", "482615"
NAME = "TRẦN THỊ MẪU"


def words_of(request: ServiceRequest) -> str:
    pages = PdfReader(BytesIO(receipt_of(request, NAME, "Nơi vận hành thử"))).pages
    assert len(pages) == 1
    return re.sub(r"\s+", " ", pages[0].extract_text())


def test_it_says_what_was_asked_for_and_by_when(world: CurrentWorld) -> None:
    request = make_request()
    assert request.due_on
    said = words_of(request)
    for words in (request.code, NAME, "Cấp lại thẻ BHYT", f"{request.due_on:%d/%m/%Y}", "22.000"):
        assert words in said
    assert "MẪU – KHÔNG CÓ GIÁ TRỊ" in said


def test_a_paper_that_is_carried_around_names_no_recipient(world: CurrentWorld) -> None:
    said = words_of(make_request())
    assert "NGUYỄN THỊ MẪU NHẬN" not in said
    assert "0000 345 678" not in said
    assert "ngõ Mẫu" not in said
    assert "6 Mẫu 1" in words_of(make_request(**AT_SCHOOL))


@pytest.mark.parametrize(
    ("given", "told", "not_told"),
    [
        ({}, ["mang thêm CCCD", "Cước bưu điện chỉ trả cho bưu tá"], []),
        (AT_SCHOOL, ["mang thêm CCCD"], ["Cước bưu điện"]),
        ({"kind": RequestKind.FACILITY_CHANGE}, ["vẫn khám ở nơi đang ghi"], ["Cước bưu điện", "mang thêm"]),
        ({"kind": RequestKind.CORRECTION}, ["Đang đề nghị đính chính"], ["Cước bưu điện", "mang thêm"]),
    ],
)
def test_it_advises_on_what_was_asked_for_alone(
    world: CurrentWorld, given: dict[str, Any], told: list[str], not_told: list[str]
) -> None:
    said = words_of(make_request(**given))
    assert all(words in said for words in told)
    assert not any(words in said for words in not_told)


def test_the_same_request_gives_the_same_bytes(world: CurrentWorld) -> None:
    request = make_request()
    assert receipt_of(request, NAME, "") == receipt_of(request, NAME, "")


@pytest.mark.any_database
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (qr_text(CODE, MARK), Scan(CODE, scanned=True)),
        (f"  {CODE.lower()}.dv.{MARK}\n", Scan(CODE, scanned=True)),
        ("th 7k3m q9xa", Scan(CODE)),
        ("7K3MQ9XA", Scan(CODE)),
        (qr_text(CODE, "000000"), Scan(misread=Misread.OTHER_WORLD)),
        (f"{CODE}.01.{MARK}", Scan(misread=Misread.OTHER_PAPER)),
        ("0000345678", Scan(misread=Misread.NO_CODE)),
        ("", Scan(misread=Misread.NO_CODE)),
        (f"{CODE}.DV", Scan(misread=Misread.NO_CODE)),
    ],
)
def test_a_scan_is_understood_or_it_is_said_why_not(text: str, expected: Scan) -> None:
    assert read_scan(text, MARK) == expected


def test_each_world_has_its_own_mark(world: CurrentWorld) -> None:
    assert re.fullmatch(r"\d{6}", world_mark())
