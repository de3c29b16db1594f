"""What a token must be to count: each way of being wrong has its own word."""

from __future__ import annotations

import base64
import json
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given, settings
from hypothesis import strategies as st
from joserfc import jws
from joserfc.jwk import OKPKey

from vssid_app.core.world import WorldKind
from vssid_app.people.rules import BirthDate
from vssid_app.registry.card_qr.token_rules import LIFE, CardClaims, Checked, PublicKey, Reason, check, sign

DEMO, LIVE = OKPKey.generate_key("Ed25519"), OKPKey.generate_key("Ed25519")
KEYS = {
    "demo1": PublicKey("demo1", WorldKind.DEMO, DEMO.as_dict(private=False)),  # type: ignore[arg-type]
    "live1": PublicKey("live1", WorldKind.LIVE, LIVE.as_dict(private=False)),  # type: ignore[arg-type]
}
NOW = datetime(2026, 11, 22, 10, tzinfo=UTC)
CLAIMS = CardClaims(
    number="9900000016",
    full_name="NGUYỄN VĂN AN",
    birth=BirthDate(2009, 9, 5),
    level=4,
    facility_code="01025",
    valid_from=date(2026, 1, 1),
    valid_to=date(2026, 12, 31),
    five_year_date=date(2028, 10, 1),
    world=WorldKind.DEMO,
    clock_offset=0,
    issued_at=NOW,
    expires_at=NOW + LIFE,
)
TOKEN = sign(CLAIMS, "demo1", DEMO)


def changed(**given: object) -> str:
    facts = {name: getattr(CLAIMS, name) for name in CLAIMS.__slots__}
    return sign(CardClaims(**{**facts, **given}), "demo1", DEMO)


def forged(header: dict[str, Any], *bodies: object, key: OKPKey = DEMO) -> str:
    """A token with any header over any body, signed with a key in spite of what the header says."""
    payload = _part(json.dumps(bodies[0]).encode()) if bodies else TOKEN.split(".")[1]
    signed = f"{_part(json.dumps(header).encode())}.{payload}"
    assert isinstance(key.private_key, Ed25519PrivateKey)
    signature = key.private_key.sign(signed.encode())
    return f"{signed}.{_part(signature)}"


def _part(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode()


def judge(text: str, *, world: WorldKind = WorldKind.DEMO, moment: datetime = NOW) -> Checked:
    return check(text, KEYS, world, moment)


def test_what_was_signed_is_read_back() -> None:
    assert judge(TOKEN) == Checked(Reason.OK, WorldKind.DEMO, CLAIMS)


def test_an_old_birth_date_a_card_without_end_and_a_long_name_are_read_back() -> None:
    given = {"birth": BirthDate(1950), "valid_to": None, "full_name": "Ễ" * 100, "five_year_date": None}
    found = judge(changed(level=None, facility_code=None, **given)).claims
    assert found
    assert {name: getattr(found, name) for name in given} == given


def test_no_letter_of_it_can_be_changed() -> None:
    for place, letter in enumerate(TOKEN):
        other = "A" if letter != "A" else "B"
        assert not judge(f"{TOKEN[:place]}{other}{TOKEN[place + 1 :]}").claims, place


def test_the_last_letter_has_one_spelling_only() -> None:
    """Its lowest bits belong to no byte: most readers of base64 take four letters there for the same."""
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    twins = [c for c in letters if _bytes(TOKEN[:-1] + c) == _bytes(TOKEN) and c != TOKEN[-1]]
    assert twins
    assert {judge(TOKEN[:-1] + letter).reason for letter in twins} == {Reason.BAD_SIGNATURE}


def _bytes(token: str) -> bytes:
    return base64.urlsafe_b64decode(token.split(".")[2] + "==")


@pytest.mark.parametrize(
    ("header", "reason"),
    [
        ({"alg": "none", "kid": "demo1"}, Reason.WRONG_ALGORITHM),
        ({"alg": "NONE", "kid": "demo1"}, Reason.WRONG_ALGORITHM),
        ({"alg": "HS256", "kid": "demo1"}, Reason.WRONG_ALGORITHM),
        ({"kid": "demo1"}, Reason.WRONG_ALGORITHM),
        ({"alg": "Ed25519", "kid": "gone"}, Reason.UNKNOWN_KEY),
        ({"alg": "Ed25519", "kid": ["demo1"]}, Reason.MALFORMED),
        ({"alg": "Ed25519"}, Reason.MALFORMED),
        ({"alg": "Ed25519", "kid": "demo1", "crit": ["b64"], "b64": False}, Reason.MALFORMED),
        ({"alg": "Ed25519", "kid": "demo1", "jwk": {}}, Reason.MALFORMED),
    ],
)
def test_a_header_that_we_do_not_write_is_refused_though_well_signed(
    header: dict[str, Any], reason: Reason
) -> None:
    assert judge(forged(header)) == Checked(reason)


def test_alg_none_without_a_signature_is_refused() -> None:
    head, body, _signature = forged({"alg": "none", "kid": "demo1"}).split(".")
    assert judge(f"{head}.{body}.").reason is Reason.WRONG_ALGORITHM


def test_another_worlds_key_does_not_count_here() -> None:
    token = sign(CLAIMS, "live1", LIVE)
    assert judge(token).reason is Reason.BAD_SIGNATURE
    assert judge(TOKEN, world=WorldKind.LIVE) == Checked(Reason.OTHER_WORLD, WorldKind.DEMO)
    assert judge(forged({"alg": "Ed25519", "kid": "demo1"}, key=LIVE)).reason is Reason.BAD_SIGNATURE


def test_who_holds_a_practice_key_cannot_write_a_live_card() -> None:
    assert judge(changed(world=WorldKind.LIVE)).reason is Reason.BAD_SIGNATURE


def test_a_token_lives_for_its_time() -> None:
    assert judge(TOKEN, moment=NOW + LIFE - timedelta(seconds=1)).reason is Reason.OK
    late = judge(TOKEN, moment=NOW + LIFE)
    assert (late.reason, late.claims) == (Reason.EXPIRED, CLAIMS)
    assert judge(TOKEN, moment=NOW - timedelta(minutes=4)).reason is Reason.OK
    assert judge(TOKEN, moment=NOW - timedelta(minutes=6)).reason is Reason.FROM_FUTURE


def test_the_card_is_judged_on_the_day_of_its_own_world() -> None:
    back = -int((NOW - datetime(2021, 5, 13, 10, tzinfo=UTC)).total_seconds())
    days = {"valid_from": date(2021, 1, 1), "valid_to": date(2021, 5, 13)}
    assert judge(changed(clock_offset=back, **days)).reason is Reason.OK
    late = NOW + timedelta(hours=7)
    assert judge(changed(clock_offset=back, **days), moment=late).reason is Reason.CARD_EXPIRED
    assert judge(changed(**days)).reason is Reason.CARD_EXPIRED
    assert judge(changed(valid_from=date(2026, 11, 23))).reason is Reason.CARD_NOT_YET


BODIES: list[object] = [
    *([], 7, None, {}, {"n": 1}),
    {"n": "x", "h": "y", "b": 20091399, "a": 20260101, "w": "demo", "iat": 0, "exp": 1},
    {"n": "x", "h": "y", "b": 2009, "a": 20260101, "w": "demo", "iat": 1e300, "exp": 1},
    {"n": "x", "h": 5, "b": 2009, "a": 20260101, "w": "demo", "iat": 0, "exp": 1},
    {"n": "x", "h": "y", "b": 2009, "a": 20260101, "w": "moon", "iat": 0, "exp": 1},
]


@pytest.mark.parametrize("body", BODIES, ids=str)
def test_well_signed_nonsense_is_malformed(body: object) -> None:
    assert judge(forged({"alg": "Ed25519", "kid": "demo1"}, body)) == Checked(Reason.MALFORMED)


@pytest.mark.parametrize(
    "text", ["", ".", "..", "a.b", "a.b.c.d", "é.é.é", _part(b"[" * 2000) + ".a.b", "\ud800.a.b"]
)
def test_what_is_no_token_is_malformed(text: str) -> None:
    assert judge(text).reason is Reason.MALFORMED


def test_ten_megabytes_are_not_looked_into() -> None:
    assert judge(TOKEN + "A" * 10_000_000).reason is Reason.TOO_LONG


def test_spaces_and_broken_lines_do_not_count() -> None:
    assert judge(f" \n{TOKEN[:70]}\r\n{TOKEN[70:]}\r\n").reason is Reason.OK


@given(st.text(max_size=100), st.sampled_from(["", "."]))
@settings(max_examples=100, deadline=None)
def test_no_text_raises(text: str, dot: str) -> None:
    judge(f"{TOKEN[:30]}{text}{dot}{text}")


def test_others_read_our_token_by_the_published_key() -> None:
    """A verifier that knows only RFC 7515 and 8037."""
    found = jws.deserialize_compact(TOKEN, OKPKey.import_key(dict(KEYS["demo1"].jwk)), algorithms=["Ed25519"])
    assert json.loads(found.payload)["m"] == 1
