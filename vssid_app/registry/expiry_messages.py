"""What is told of a card that ends soon: whose it is, which one, until when, and what to do."""

from __future__ import annotations

from datetime import date

from flask_babel import gettext as _

from vssid_app.core.pages import show_date
from vssid_app.notifications.notices import Notice
from vssid_app.people.seen import SeenPerson
from vssid_app.registry.messages import left_words, renewal_words
from vssid_app.registry.rules import split_card_code

OWN_CARD = "/toi/the"
DIGITS_TOLD = 3
"""Of the number: text messages lie open on locked phones."""


def card_ends(person: SeenPerson, card_code: str, last_day: date, on: date, *, is_own: bool) -> Notice:
    """To the holder, or to who has the child in care; it leads to that person's card."""
    whose = _("của bạn") if is_own else _("của %(name)s", name=person.short_name)
    first = _(
        "Thẻ BHYT %(whose)s (số cuối %(digits)s) dùng đến hết %(day)s, %(left)s.",
        whose=whose,
        digits=person.si_number[-DIGITS_TOLD:],
        day=show_date(last_day),
        left=left_words((last_day - on).days),
    )
    todo = renewal_words(split_card_code(card_code).beneficiary_code)
    card = f"/nguoi/{person.public_id}/the"
    return Notice(
        kind="card.ends",
        title=_("Thẻ BHYT sắp hết hạn"),
        text=f"{first} {todo}",
        brief=_("%(first)s Mở thẻ xem cách gia hạn.", first=first),
        # The shorter address leaves room in a text message for what to do.
        link=OWN_CARD if is_own else card,
        screen=card,
        about_id=person.id,
    )
