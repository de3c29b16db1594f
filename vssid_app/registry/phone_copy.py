"""What a phone may keep of a card for the hours without network: the facts of its face, in words."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import timedelta
from typing import Any

from flask_babel import gettext as _

from vssid_app.core.clock import instant, now
from vssid_app.core.pages import show_date
from vssid_app.core.text import group_number
from vssid_app.core.world import current_world
from vssid_app.people.messages import relation_words
from vssid_app.people.rules import Sex
from vssid_app.people.seen import InView
from vssid_app.registry import messages
from vssid_app.registry.card_qr.making import NoCardToShow, card_token, qr_svg
from vssid_app.registry.overview import CardOverview, ShownCard

KEPT_FOR = timedelta(days=7)
"""Then what the office has done since is too likely to differ. Source: the project's own decision 0022."""


@dataclass(frozen=True, slots=True)
class PhoneCopy:
    """A card as the phone keeps it: no more than its page shows at the counter."""

    name: str
    relation: str
    """What the person is to the account's holder; empty for oneself."""
    prefix: str
    number: str
    born: str
    state: str
    headline: str
    over: str
    """The headline once ``valid_to`` has passed."""
    valid_to: str | None
    facts: tuple[tuple[str, str], ...]
    qr: str
    """The signed code as SVG; empty for a card that opens no door."""
    made: str
    """When this was read, in the world's time."""
    until: str
    """The day of the world until which it is kept."""
    moment: int
    """The same in seconds, as the world's clock counts them: a phone's own clock may be wrong by years."""
    kept_for: int
    """Seconds."""

    def as_json(self) -> dict[str, Any]:
        """Plain values."""
        return asdict(self)


def phone_copy(seen: InView, overview: CardOverview, card: ShownCard) -> PhoneCopy:
    """The facts of a card that somebody sees, as they are now."""
    state, person, moment = messages.state_words(overview), seen.person, now()
    end = card.row.valid_to
    return PhoneCopy(
        name=person.full_name,
        relation=relation_words(seen.relation) if seen.relation else "",
        prefix=card.prefix,
        number=group_number(person.si_number),
        born=_born(seen),
        state=overview.state or "",
        headline=state.headline if state else "",
        over=_("Thẻ hết hạn từ %(day)s", day=show_date(end + messages.ONE_DAY)) if end else "",
        valid_to=end.isoformat() if end else None,
        facts=_facts(overview, card),
        qr=_code(overview),
        made=f"{moment:%H:%M, %d/%m/%Y}",
        until=show_date((moment + KEPT_FOR).date()),
        moment=int(instant().timestamp()) + current_world().clock_offset,
        kept_for=int(KEPT_FOR.total_seconds()),
    )


def _born(seen: InView) -> str:
    sex = _("Nữ") if seen.person.sex == Sex.FEMALE else _("Nam")
    return _("sinh %(birth)s · %(sex)s", birth=seen.person.birth.show(), sex=sex)


def _facts(overview: CardOverview, card: ShownCard) -> tuple[tuple[str, str], ...]:
    """Those of the card page, without what is counted from today."""
    level = _("Mức hưởng") if overview.is_usable else _("Mức hưởng khi thẻ dùng được")
    return (
        (_("Hạn dùng"), messages.validity_words(card)),
        (_("Nơi KCB ban đầu"), messages.facility_words(card)),
        (_("Đủ 5 năm liên tục"), messages.five_year_words(overview)),
        (level, messages.level_words(card)),
    )


def _code(overview: CardOverview) -> str:
    try:
        return qr_svg(card_token(overview))
    except NoCardToShow:
        return ""
