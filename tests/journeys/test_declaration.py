"""Journey: the declaration from the phone to paper, and its tick at the desk."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.journeys import deciding, registering
from tests.journeys.phone import Phone

pytestmark = [pytest.mark.browser, pytest.mark.long]

A4 = (595, 842)


def test_the_declaration_is_printed_kept_and_ticked_at_the_desk(phone: Phone, office: Phone) -> None:
    registering.choose_specimen(phone, "Họ tên khác một chữ")
    registering.prove_phone(phone)
    registering.fill_in(phone)
    registering.take_photos(phone, 3)
    code = registering.finish(phone)
    phone.tap("Xem tờ khai")
    phone.at("Tờ khai Mẫu số 01")
    phone.check("declaration")
    _is_one_sheet(phone.page.pdf(prefer_css_page_size=True), code)
    with phone.page.expect_download() as waiting:
        phone.tap("Tải PDF")
    assert waiting.value.suggested_filename == "to-khai-mau-01.pdf"
    _is_one_sheet(Path(waiting.value.path()).read_bytes(), code)

    deciding.enter(office)
    office.write("Nhận tờ khai", code)
    office.tap("Nhận tờ khai", role="button")
    office.sees(f"Đã nhận tờ khai của {code}")
    phone.open(f"/ho-so/{code}")
    phone.sees("Đã nhận tờ khai ký")
    assert not phone.errors


def _is_one_sheet(pdf: bytes, code: str) -> None:
    pages = PdfReader(BytesIO(pdf)).pages
    assert len(pages) == 1
    size = pages[0].mediabox
    assert (round(size.width), round(size.height)) == A4
    words = "".join(pages[0].extract_text().split())
    assert code in words
    assert "MẪU–KHÔNGCÓGIÁTRỊ" in words
