"""A declaration as it is laid out: numbered lines in parts, the same for the PDF and for the browser."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class Option:
    """A box to tick."""

    word: str
    ticked: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """One numbered question; with options it is answered by ticks, else on a dotted line."""

    number: int
    label: str
    value: str = ""
    options: tuple[Option, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """Questions under a title; those of one line stand side by side."""

    title: str
    lines: tuple[tuple[Entry, ...], ...]


@dataclass(frozen=True, slots=True)
class Receiver:
    """The part that is torn off and kept by whoever takes the paper."""

    title: str
    how: str
    options: tuple[Option, ...]
    date_label: str
    name_label: str


@dataclass(frozen=True, slots=True)
class Paper:
    """All words of one declaration, on one page of A4; ``code`` and ``qr`` are empty without a dossier."""

    form_name: str
    form_note: str
    nation: str
    motto: str
    title: str
    subtitle: str
    to_label: str
    office: str
    code_label: str
    code: str
    qr: str
    """The QR code as SVG."""
    parts: tuple[Part, ...]
    oath: str
    place_and_date: str
    signer: str
    signer_hint: str
    receiver: Receiver
    mark: str
    """Across the page, where the paper is worth nothing; empty in live."""
    made_by: str
    made_at: str
    moment: datetime | None
    """When the dossier was handed over: the PDF's date, so that the same dossier gives the same bytes."""

    def words(self) -> Mapping[str, Any]:
        """All that is drawn, as plain values for JSON."""
        drawn = asdict(self)
        del drawn["moment"]
        return drawn
