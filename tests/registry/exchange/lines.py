"""Files of the exchange for tests: one good line of each, and ways to change a cell."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from io import BytesIO, StringIO
from pathlib import Path

from vssid_app.registry.exchange.reading import Reject, SheetReader
from vssid_app.registry.exchange.sheets import Line, Sheet, sheets

NUMBER = "9900000017"
PARENT = "9900000025"
Cells = dict[str, str]

GOOD: dict[str, Cells] = {
    "persons.csv": {
        "si_number": NUMBER,
        "full_name": "NGUYỄN VĂN THỬ",
        "date_of_birth": "1980-05-06",
        "sex": "M",
        "citizen_id": "099080000017",
        "phone": "0000000017",
        "province_code": "01",
        "commune_code": "00118",
        "address": "Số 5, ngõ Mẫu",
    },
    "cards.csv": {
        "si_number": NUMBER,
        "card_code": f"DN401{NUMBER}",
        "valid_from": "2024-01-01",
        "valid_to": "",
        "facility_code": "01025",
        "issued_on": "2024-01-01",
        "office_code": "00104",
        "status": "active",
    },
    "periods.csv": {
        "si_number": NUMBER,
        "scheme": "SI",
        "from_month": "2015-01",
        "to_month": "2019-12",
        "unit_code": "DV01",
        "unit_name": "Công ty Mẫu",
        "job_title": "Kế toán",
        "base_pay": "5000000",
        "salary": "",
        "arrears_months": "2",
    },
    "benefits.csv": {
        "si_number": NUMBER,
        "kind": "sickness_maternity",
        "decision_no": "12/QĐ-BHXH",
        "decision_date": "2020-03-01",
        "from_date": "2020-03-05",
        "to_date": "2020-03-09",
        "amount": "1250000",
        "payer": "BHXH quận Long Biên",
        "account_masked": "•••• 4321",
    },
    "visits.csv": {
        "si_number": NUMBER,
        "facility_code": "01025",
        "admitted": "2020-03-01",
        "discharged": "2020-03-05",
        "icd10": "J06.9",
        "diagnosis": "Viêm đường hô hấp trên",
        "total": "900000",
        "fund_paid": "720000",
        "copay": "180000",
        "self_paid": "0",
        "other_paid": "0",
        "care_level": "basic",
        "in_network": "Y",
    },
}
# Of two people: it needs somebody more in the register.
KINSHIP: Cells = {"child_si_number": NUMBER, "parent_si_number": PARENT, "relation": "mother"}


def good(file: str, **cells: str) -> Cells:
    """The good line of a file with other cells."""
    return {**(KINSHIP if file == "kinships.csv" else GOOD[file]), **cells}


def person(place: int, **cells: str) -> Cells:
    """A person of their own."""
    own = {"si_number": f"99{place:08d}", "citizen_id": f"099080{place:06d}", "phone": f"0000{place:06d}"}
    return good("persons.csv", **{**own, **cells})


def as_csv(lines: Iterable[Cells], *, separator: str = ",", end: str = "\n") -> str:
    """Lines under their header."""
    every = list(lines)
    text = StringIO()
    writer = csv.DictWriter(text, list(every[0]), delimiter=separator, lineterminator=end)
    writer.writeheader()
    writer.writerows(every)
    return text.getvalue()


def write(folder: Path, file: str, *lines: Cells) -> Path:
    """Put a file of these lines into a folder."""
    folder.mkdir(exist_ok=True)
    (folder / file).write_text(as_csv(lines), encoding="utf-8")
    return folder


def sheet(file: str, *, practice: bool = True) -> Sheet:
    """The sheet of a file name."""
    return next(sheet for sheet in sheets(practice=practice) if sheet.file == file)


def read(file: str, content: str | bytes, *, practice: bool = True) -> list[Line | Reject]:
    """What a file's content is read as."""
    data = content.encode() if isinstance(content, str) else content
    return list(SheetReader(sheet(file, practice=practice), BytesIO(data)))
