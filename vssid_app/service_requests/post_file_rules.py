"""The post's file: what is written in it, line by line. Plain Python, without the database.

UTF-8 with or without BOM, comma or semicolon; columns code, tracking_number, event, date, in any order.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from io import StringIO

from vssid_app.core.csv_file import FORMULA
from vssid_app.service_requests.states import Action
from vssid_app.service_requests.tracking_rules import is_tracking_number, tidy_tracking_number

COLUMNS = ("code", "tracking_number", "event", "date")
MAX_BYTES = 60_000
MAX_LINES = 1000
EVENTS = {
    "dispatched": Action.DISPATCH,
    "delivered": Action.DELIVER,
    "returned": Action.RETURN,
}
EXAMPLE = (
    "code,tracking_number,event,date\r\n"
    "TH-7K3M-Q9XA,EB123456785VN,dispatched,2026-11-25\r\n"
    "TH-7K3M-Q9XA,EB123456785VN,delivered,2026-11-27\r\n"
    "TH-2B8N-R4WC,EB987654321VN,returned,27/11/2026\r\n"
)
_CODE = re.compile(r"TH-[0-9A-Z]{4}-[0-9A-Z]{4}")


class FileTrouble(StrEnum):
    """Why nothing of a file can be read."""

    NOT_UTF8 = "not_utf8"
    EMPTY = "empty"
    COLUMNS = "columns"
    TOO_LONG = "too_long"


class BadFile(Exception):
    """The file as a whole is none of the post's; ``columns`` are the first line's, where they are wrong."""

    def __init__(self, trouble: FileTrouble, columns: tuple[str, ...] = ()) -> None:
        super().__init__(trouble)
        self.trouble, self.columns = trouble, columns


class LineTrouble(StrEnum):
    """Why a line is not taken."""

    FIELDS = "fields"
    FORMULA = "formula"
    CODE = "code"
    NUMBER = "number"
    EVENT = "event"
    DATE = "date"
    DOUBLED = "doubled"


@dataclass(frozen=True, slots=True)
class PostLine:
    """One line; ``trouble`` is None for one that can be looked up."""

    at: int
    """Its number in the file, the first line being 1."""
    code: str
    number: str = ""
    action: Action | None = None
    day: date | None = None
    trouble: LineTrouble | None = None


def decoded(content: bytes) -> str:
    """The text of a file.

    Raises:
        BadFile: when it is too long or not UTF-8.
    """
    if len(content) > MAX_BYTES:
        raise BadFile(FileTrouble.TOO_LONG)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise BadFile(FileTrouble.NOT_UTF8) from None


def read_lines(text: str) -> list[PostLine]:
    """The lines of a file, good and bad; empty ones are none.

    Raises:
        BadFile: when the first line does not name the columns, or there are too many lines.
    """
    head = text.lstrip("\ufeff").split("\n", 1)[0]
    separator = ";" if head.count(";") > head.count(",") else ","
    try:
        rows = list(csv.reader(StringIO(text.lstrip("\ufeff"), newline=""), delimiter=separator))
    except csv.Error:
        raise BadFile(FileTrouble.COLUMNS) from None
    if not rows or not any(field.strip() for field in rows[0]):
        raise BadFile(FileTrouble.EMPTY)
    names = tuple(field.strip().lower() for field in rows[0])
    if sorted(names) != sorted(COLUMNS):
        raise BadFile(FileTrouble.COLUMNS, names)
    filled = [(at, row) for at, row in enumerate(rows[1:], 2) if any(field.strip() for field in row)]
    if not filled:
        raise BadFile(FileTrouble.EMPTY)
    if len(filled) > MAX_LINES:
        raise BadFile(FileTrouble.TOO_LONG)
    return _without_doubles(_line(at, names, row) for at, row in filled)


def _without_doubles(lines: Iterable[PostLine]) -> list[PostLine]:
    seen: set[tuple[str, str, Action | None]] = set()
    found = []
    for line in lines:
        key = (line.code, line.number, line.action)
        if line.trouble is None and key in seen:
            found.append(PostLine(line.at, line.code, trouble=LineTrouble.DOUBLED))
        else:
            found.append(line)
        seen.add(key)
    return found


def _line(at: int, names: tuple[str, ...], row: list[str]) -> PostLine:
    first = row[0].strip()[:20] if row else ""
    if len(row) != len(names):
        return PostLine(at, first, trouble=LineTrouble.FIELDS)
    if any(field.lstrip(" ").startswith(FORMULA) for field in row):
        return PostLine(at, first, trouble=LineTrouble.FORMULA)
    fields = dict(zip(names, (field.strip() for field in row), strict=True))
    code, number = fields["code"].upper(), tidy_tracking_number(fields["tracking_number"])
    action, day = EVENTS.get(fields["event"].lower()), _day(fields["date"])
    trouble = _trouble(code, number, action, day)
    return PostLine(at, code[:20], number[:30], action, day, trouble)


def _trouble(code: str, number: str, action: Action | None, day: date | None) -> LineTrouble | None:
    if not _CODE.fullmatch(code):
        return LineTrouble.CODE
    if not is_tracking_number(number):
        return LineTrouble.NUMBER
    if action is None:
        return LineTrouble.EVENT
    return LineTrouble.DATE if day is None else None


def _day(text: str) -> date | None:
    """``2026-11-27``, or as Vietnam writes it: ``27/11/2026``."""
    for shape in ("%Y-%m-%d", "%d/%m/%Y"):
        try:
            return datetime.strptime(text, shape).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    return None
