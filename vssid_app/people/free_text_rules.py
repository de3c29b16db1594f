"""Real numbers hidden in free text, which a practice world must neither store nor log."""

import re
import unicodedata

from vssid_app.people.number_rules import NumberKind, is_reserved, is_reserved_phone

SHORTEST_RUN = 9
LONGEST_RUN = 12

# A digit may be followed by a few spaces, dots or hyphens and still belong to the same number.
CHAIN = re.compile(r"\d+(?:[\s.\-\u2010-\u2015\u200b-\u200f\u2060\ufeff]{1,3}\d+)*", re.ASCII)
RESERVED_CARD_CODE = re.compile(
    r"(?<![a-z])[a-z]{2}[\s.\-]?[1-5][\s.\-]?\d{2}[\s.\-]?9[\s.\-]?9(?:[\s.\-]?\d){8}(?!\d)",
    re.ASCII | re.IGNORECASE,
)


def contains_real_number(text: str) -> bool:
    """Tell whether the text holds a run of 9-12 digits that is outside the reserved ranges.

    Spaces, dots and hyphens between the digits do not hide it. Longer runs count too, since a real
    number may be a part of them.
    """
    plain = RESERVED_CARD_CODE.sub(" x ", unicodedata.normalize("NFKC", text))
    return any(_chain_holds_real_number(re.findall(r"\d+", chain.group())) for chain in CHAIN.finditer(plain))


def _chain_holds_real_number(tokens: list[str]) -> bool:
    """Walk the groups of digits: step over a reserved number, stop at a real one."""
    at = 0
    while at < len(tokens):
        runs = _runs_from(tokens, at)
        reserved = [end for end, run in runs if _is_reserved_run(run)]
        if not reserved and (
            any(len(run) >= SHORTEST_RUN for _, run in runs) or len(tokens[at]) > LONGEST_RUN
        ):
            return True
        at = max(reserved, default=at + 1)
    return False


def _runs_from(tokens: list[str], at: int) -> list[tuple[int, str]]:
    """Return the runs of at most twelve digits that begin at this group, each with the group after it."""
    runs, run = [], ""
    for end in range(at, len(tokens)):
        run += tokens[end]
        if len(run) > LONGEST_RUN:
            break
        runs.append((end + 1, run))
    return runs


def _is_reserved_run(run: str) -> bool:
    kinds = {9: NumberKind.LEGACY_ID_CARD, 10: NumberKind.SI_NUMBER, 12: NumberKind.CITIZEN_ID}
    kind = kinds.get(len(run))
    return kind is not None and (is_reserved(kind, run) or is_reserved_phone(run))
