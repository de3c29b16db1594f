"""The card's QR code, the keys that sign it, and what verifying it says."""

from __future__ import annotations

import io
import json
from datetime import timedelta

import pytest
import zxingcpp
from flask import Flask
from PIL import Image

from tests.registry.card_qr.tokens import token_of
from tests.support.cast import make_account, make_person, sign_in
from tests.support.insurance import make_card
from tests.support.pages import PageClient
from vssid_app.core.clock import instant, today
from vssid_app.core.extensions import db
from vssid_app.core.world import CurrentWorld, WorldKind
from vssid_app.people.models import Person
from vssid_app.people.rules import BirthDate
from vssid_app.registry.card_qr import CardToday, Reason, verify_token
from vssid_app.registry.card_qr.making import code_of, qr_svg
from vssid_app.registry.card_qr.models import SigningKey
from vssid_app.registry.card_qr.operations import key_to_sign_with, rotate
from vssid_app.registry.models import CardStatus

DAY = timedelta(days=1)
LARGEST = 15
"""Version of the QR code: 77 dots in 232 px are three to a dot, which phones still read from a screen."""


def published(client: PageClient) -> list[dict[str, str]]:
    content: dict[str, list[dict[str, str]]] = json.loads(client.get("/.well-known/jwks.json").response.data)
    return content["keys"]


@pytest.fixture
def holder(world: CurrentWorld) -> Person:
    return make_person(full_name="NGUYỄN MINH THỬ", birth=BirthDate(2009, 9, 5))


def test_the_picture_is_the_token_and_is_not_kept(
    client: PageClient, holder: Person, world: CurrentWorld
) -> None:
    make_card(holder)
    sign_in(client, make_account(holder), world)
    page = client.get(f"/nguoi/{holder.public_id}/the")
    (picture,) = [img for img in page.root.all("img") if img.attrs["alt"] == "Mã QR của thẻ"]
    answer = client.get(picture.attrs["src"]).response
    assert answer.mimetype == "image/svg+xml"
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.text == qr_svg(token_of(holder))


def test_a_scanner_reads_the_token_back(holder: Person) -> None:
    make_card(holder)
    token = token_of(holder)
    picture = io.BytesIO()
    code_of(token).save(picture, kind="png", scale=3)
    (read,) = zxingcpp.read_barcodes(Image.open(picture))
    assert read.text == token


def test_the_code_stays_small_enough_for_a_phones_screen(world: CurrentWorld) -> None:
    plain, long = (
        make_person(full_name="NGUYỄN THỊ PHƯƠNG THẢO"),
        make_person(full_name=("NGUYỄN THỊ " * 6)[:60]),
    )
    for person in (plain, long):
        make_card(person)
    sizes = [int(code_of(token_of(person)).version) for person in (plain, long)]
    assert sizes[0] < LARGEST
    assert sizes[1] <= LARGEST


def test_a_card_that_opens_no_door_has_no_code(
    client: PageClient, holder: Person, world: CurrentWorld
) -> None:
    card = make_card(holder, status=CardStatus.WITHDRAWN)
    sign_in(client, make_account(holder), world)
    address = f"/nguoi/{holder.public_id}/the"
    assert "qr.svg" not in client.get(address).response.text
    assert client.get(f"{address}/qr.svg").status == 404
    with db.transaction():
        card.status, card.valid_from, card.valid_to = CardStatus.ACTIVE, today() - 9 * DAY, today() - DAY
    assert client.get(f"{address}/qr.svg").status == 404


def test_verifying_says_what_the_register_says_today(holder: Person) -> None:
    card = make_card(holder, valid_to=today() + DAY)
    token = token_of(holder)
    found = verify_token(token)
    assert (found.valid, found.reason, found.world) == (True, Reason.OK, WorldKind.DEMO)
    assert found.today is CardToday.VALID
    assert found.claims
    assert found.claims.as_dict(instant())["number"] == holder.si_number
    assert found.claims.practice
    for facts, said in (
        ({"status": CardStatus.SUSPENDED}, CardToday.LOCKED),
        ({"status": CardStatus.ACTIVE, "valid_to": today() - DAY}, CardToday.EXPIRED),
        ({"valid_from": today() - 2 * DAY}, CardToday.UNKNOWN),
    ):
        with db.transaction():
            for name, value in facts.items():
                setattr(card, name, value)
        later = verify_token(token)
        assert (later.valid, later.today) == (True, said)


def test_a_person_of_another_name_says_nothing_of_the_tokens(holder: Person) -> None:
    make_card(holder)
    token = token_of(holder)
    with db.transaction():
        db.session.get_one(Person, holder.id).full_name = "NGUYỄN MINH KHÁC"
    assert verify_token(token).today is CardToday.UNKNOWN


def test_what_proves_nothing_is_not_looked_up(holder: Person) -> None:
    make_card(holder)
    found = verify_token(token_of(holder)[:-2])
    assert (found.valid, found.reason, found.claims, found.today) == (False, Reason.BAD_SIGNATURE, None, None)


def test_a_token_is_the_same_for_an_hour(holder: Person) -> None:
    make_card(holder)
    assert token_of(holder) == token_of(holder)


def test_cards_of_an_old_key_still_verify(holder: Person, client: PageClient) -> None:
    make_card(holder)
    old = token_of(holder)
    rotate(WorldKind.DEMO)
    new = token_of(holder)
    assert old.split(".")[0] != new.split(".")[0]
    assert verify_token(old).valid
    assert verify_token(new).valid
    kids = [key["kid"] for key in published(client)]
    assert len(kids) == 2
    assert key_to_sign_with(WorldKind.DEMO).kid == kids[0]


def test_each_kind_of_world_has_its_own_key(world: CurrentWorld) -> None:
    assert key_to_sign_with(WorldKind.DEMO).kid != key_to_sign_with(WorldKind.TRAINING).kid
    assert key_to_sign_with(WorldKind.DEMO).kid == key_to_sign_with(WorldKind.DEMO).kid


def test_the_keys_are_public_and_hold_no_secret(client: PageClient, world: CurrentWorld) -> None:
    key_to_sign_with(WorldKind.DEMO)
    answer = client.get("/.well-known/jwks.json").response
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert answer.headers["Cache-Control"].startswith("public, max-age=")
    (key,) = published(client)
    assert {name: key[name] for name in ("kty", "crv", "alg", "use", "world")} == {
        "kty": "OKP",
        "crv": "Ed25519",
        "alg": "Ed25519",
        "use": "sig",
        "world": "demo",
    }
    assert "d" not in key


def test_the_private_half_is_encrypted_at_rest(world: CurrentWorld) -> None:
    kid = key_to_sign_with(WorldKind.DEMO).kid
    stored = db.session.connection().exec_driver_sql("SELECT private_jwk FROM signing_keys").scalar_one()
    private = db.session.query(SigningKey).filter_by(kid=kid).one().private_jwk
    assert '"d"' in private
    assert '"d"' not in stored


def test_the_command_rotates_the_key_of_this_installation(app: Flask, world: CurrentWorld) -> None:
    before = key_to_sign_with(WorldKind.DEMO).kid
    db.close()
    said = app.test_cli_runner().invoke(args=["keys", "rotate"])
    assert said.exit_code == 0, said.output
    assert key_to_sign_with(WorldKind.DEMO).kid != before
    refused = app.test_cli_runner().invoke(args=["keys", "rotate", "--world", "live"])
    assert refused.exit_code != 0
    assert db.session.query(SigningKey).filter_by(kid=before).one().retired_at
