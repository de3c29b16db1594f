"""What the page of verifying says of a text: by our keys where it is a token, else what is printed in it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from flask_babel import gettext as _

from vssid_app.core.clock import instant, today
from vssid_app.core.text import group_card_code, group_number
from vssid_app.registry.card_qr import (
    CardClaims,
    CardToday,
    QrKind,
    Reason,
    Verification,
    parse_qr,
    verify_token,
)
from vssid_app.registry.card_qr.token_rules import VIETNAM
from vssid_app.registry.reference import reference_on
from vssid_app.registry.verify_words import Verdict, labels, no_end, sexes, verdicts

OLD_AFTER = timedelta(hours=25)
"""A day, and the hour that a token's time may lie back. Source: the screens' "older than 24 h"."""

GROUPED = {"si_number", "citizen_id", "legacy_id_card"}
ISO_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII)


@dataclass(frozen=True, slots=True)
class Outcome:
    """A verdict on a text, and what the text says, as label and value; ``practice`` is said first."""

    code: str
    verdict: Verdict
    lines: tuple[tuple[str, str], ...] = ()
    practice: bool = False
    signed: bool = False
    proven: Verification | None = None
    """What was found of a token; None of all that carries no signature."""


def outcome_of(text: str) -> Outcome:
    """Judge what was scanned or pasted."""
    parsed = parse_qr(text)
    if parsed.kind is not QrKind.OWN:
        return Outcome(parsed.kind, verdicts()[parsed.kind], _lines(parsed.fields))
    return _of_token(verify_token(text))


def _of_token(found: Verification) -> Outcome:
    code = verdict_code(found)
    fields = _fields(found.claims) if found.claims else {}
    return Outcome(
        code,
        verdicts()[code],
        _lines(fields),
        practice=found.claims is not None and found.claims.practice,
        signed=found.claims is not None,
        proven=found,
    )


def verdict_code(found: Verification) -> str:
    """The register's word of today counts more than what the token says of itself."""
    if found.today is not None and not (found.today is CardToday.UNKNOWN and found.reason is not Reason.OK):
        return f"today_{found.today}"
    is_old = found.claims is not None and instant() - found.claims.issued_at > OLD_AFTER
    return "old" if found.reason is Reason.OK and is_old else found.reason


def _fields(claims: CardClaims) -> dict[str, str]:
    made = (claims.issued_at + timedelta(seconds=claims.clock_offset)).astimezone(VIETNAM)
    said = {
        "full_name": claims.full_name,
        "date_of_birth": claims.birth.iso(),
        "si_number": claims.number,
        "valid_from": claims.valid_from.isoformat(),
        "valid_to": claims.valid_to.isoformat() if claims.valid_to else "",
        "level": str(claims.level or ""),
        "facility_code": claims.facility_at(instant()) or "",
        "five_year_date": claims.five_year_date.isoformat() if claims.five_year_date else "",
        "made": f"{made:%H:%M, %d/%m/%Y}",
    }
    return {name: value for name, value in said.items() if value}


def _lines(fields: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    said = {"valid_to": no_end(), **fields} if "valid_from" in fields else fields
    return tuple((label, _shown(name, said[name])) for name, label in labels().items() if name in said)


def _shown(name: str, value: str) -> str:
    if name in GROUPED:
        return group_number(value)
    if name == "level":
        return _("Mức %(level)s", level=value)
    if name == "card_code":
        return group_card_code(value)
    if name == "sex":
        return sexes().get(value, value)
    if name == "facility_code" and len(value) == len("01025"):
        code, called = f"{value[:2]}-{value[2:]}", reference_on(today()).facilities.get(value)
        return f"{called} ({code})" if called else code
    return ISO_DAY.sub(r"\3/\2/\1", value) if name.endswith(("date", "birth", "from", "to", "on")) else value
