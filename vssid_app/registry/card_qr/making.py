"""Making the token of a card, and its picture."""

from __future__ import annotations

import json
from datetime import datetime
from functools import lru_cache
from io import BytesIO

from vssid_app.core.clock import instant
from vssid_app.core.late import segno
from vssid_app.core.world import current_world
from vssid_app.registry.card_qr.operations import key_to_sign_with
from vssid_app.registry.card_qr.token_rules import LIFE, CardClaims, sign
from vssid_app.registry.overview import CardOverview, ShownCard

# A screen is neither soiled nor creased: the lowest correction gives the largest dots.
CORRECTION = "l"
# Of eight masks the best is worth 70 ms of looking for; of a signature's letters one is as good as another.
MASK = 3
REMEMBERED = 256


class NoCardToShow(Exception):
    """The card opens no door today: a code that others could show as valid is not made of it."""


def card_token(overview: CardOverview) -> str:
    """The signed text of a card that is usable today; the same for an hour.

    Raises:
        NoCardToShow: for a card that has ended, is locked or is still to come, and for nobody's.
    """
    if overview.card is None or not overview.is_usable:
        raise NoCardToShow
    from joserfc.jwk import OKPKey  # noqa: PLC0415 - as in token_rules: by the first code

    key = key_to_sign_with(current_world().kind)
    private = OKPKey.import_key(json.loads(key.private_jwk))
    return sign(_claims(overview, overview.card, _this_hour()), key.kid, private)


def code_of(text: str) -> segno.QRCode:
    """The QR code of a token."""
    return segno.make(text, error=CORRECTION, mask=MASK, micro=False, boost_error=False)


@lru_cache(maxsize=REMEMBERED)
def qr_svg(text: str) -> str:
    """A QR code as SVG with its quiet zone, black on white."""
    out = BytesIO()
    code_of(text).save(
        out, kind="svg", xmldecl=False, omitsize=True, light="#fff", nl=False, svgclass=None, lineclass=None
    )
    return out.getvalue().decode()


def _claims(overview: CardOverview, card: ShownCard, made: datetime) -> CardClaims:
    world, person = current_world(), overview.person
    run = overview.continuity
    return CardClaims(
        number=person.si_number,
        full_name=person.full_name,
        birth=person.birth,
        level=card.level,
        facility_code=card.row.facility_code,
        next_facility_code=card.next_move.facility_code if card.next_move else None,
        next_facility_from=card.next_move.holds_from if card.next_move else None,
        valid_from=card.row.valid_from,
        valid_to=card.row.valid_to,
        five_year_date=run.five_year_date if run and run.broken_since is None else None,
        world=world.kind,
        clock_offset=world.clock_offset,
        issued_at=made,
        expires_at=made + LIFE,
    )


def _this_hour() -> datetime:
    """The hour that has begun: the picture can be remembered, and says of itself rather older than newer."""
    return instant().replace(minute=0, second=0, microsecond=0)
