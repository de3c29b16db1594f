from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from vssid_app.registry.card_qr import QrKind, parse_qr
from vssid_app.registry.card_qr.text_rules import CONTROLS, MAX_LENGTH

# The browser's reader is held to the same examples: tests/registry/card_qr/test_verify_in_browser.py.
EXAMPLES: list[dict[str, Any]] = json.loads(
    Path(__file__).with_name("texts.json").read_text(encoding="utf-8")
)


@pytest.mark.parametrize("wanted", EXAMPLES, ids=lambda each: str(each["why"]))
def test_a_text_is_read_as_the_table_says(wanted: dict[str, Any]) -> None:
    found = parse_qr(wanted["text"])
    assert (found.kind, found.signed, found.fields) == (wanted["kind"], wanted["signed"], wanted["fields"])


# Any characters, and texts that are nearly right: fields of the kinds that cards have, in any order.
FIELD = st.sampled_from(
    [
        "9900000016",
        "HS4019900000016",
        "099209012345",
        "4e677579e1bb856e",
        "c328",
        "4e00",
        "05/09/2009",
        "-",
        "$",
    ]
) | st.text(max_size=8)
TEXTS = st.text(max_size=200) | st.lists(FIELD, max_size=20).map("|".join)


@given(TEXTS)
@example("\ud800|" * 8)
@example("9900000016|" + "|".join(["\ud83d", "\x00"] * 8))
@settings(max_examples=150, deadline=None)
def test_no_text_raises_and_nothing_unprintable_comes_out(text: str) -> None:
    found = parse_qr(text)
    assert not [value for value in found.fields.values() if CONTROLS.search(value)]
    assert not found.signed or found.kind is QrKind.OWN


@given(st.text(alphabet="ABCDEFabcdef019-_.e", max_size=60))
@settings(max_examples=100, deadline=None)
def test_no_token_like_text_raises(text: str) -> None:
    parse_qr(f"{text}.{text}.{text}")


@pytest.mark.parametrize("piece", ["9900000016|", "a.", "|", "4e"])
def test_ten_megabytes_are_not_read(piece: str) -> None:
    assert parse_qr(piece * (10_000_000 // len(piece))).kind is QrKind.UNKNOWN
    assert parse_qr("9900000016|a|b|c|d|e|f".ljust(MAX_LENGTH)).kind is QrKind.CARD_2021
