"""What every message has, whatever it tells: the warning against swindlers, its size, its frame as a letter.

The words of a message are its feature's; these stand around them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from flask import current_app, render_template
from flask_babel import gettext as _

from vssid_app.core.settings import Settings
from vssid_app.notifications.models import Channel
from vssid_app.notifications.operations import Message
from vssid_app.notifications.rules import CODE_KINDS
from vssid_app.notifications.segments import size_of

MOST_SEGMENTS = 3
"""A text message of more parts arrives late or in pieces, and costs accordingly."""


@dataclass(frozen=True, slots=True)
class Notice:
    """Something to tell, in words for any channel; ``brief`` is told by SMS where ``text`` is too long."""

    kind: str
    title: str
    text: str
    brief: str = ""
    link: str | None = None
    screen: str = ""
    """Path that it leads to in the app, where it is another for who is signed in than ``link``."""
    about_id: int | None = None
    """The person whom it is about; None: whoever is told."""
    case_code: str = ""
    """The dossier or the request that it is about."""
    code: str | None = None
    useless_from: datetime | None = None
    warning: str = ""
    """In place of the general warning, where that would not be true: somebody is rightly paid."""


def written(notice: Notice, channel: Channel, address: str, *, only_device: str | None = None) -> Message:
    """The message for one address, with its warning, and as a letter where it is one."""
    return Message(
        channel=channel,
        kind=notice.kind,
        address=address,
        subject=notice.title,
        text=_letter_text(notice) if channel is Channel.EMAIL else _short_text(notice),
        html=_letter(notice) if channel is Channel.EMAIL else None,
        code=notice.code,
        link=notice.link,
        only_device=only_device,
        useless_from=notice.useless_from,
    )


def with_link(text: str, kind: str, link: str | None) -> str:
    """A text as it leaves: with the address that it leads to, where links are followed.

    A code's own message leads nowhere: people learn not to follow links that come with codes.
    """
    settings = _settings()
    if not link or not settings.public_url or kind.startswith(CODE_KINDS):
        return text
    return f"{text}\n{settings.public_url}{link}"


def _short_text(notice: Notice) -> str:
    """The text with a short warning, or the brief one where it would take too many parts."""
    general = _("Không đưa mã cho ai.") if notice.code else _("Không đưa mã, mật khẩu hay tiền cho ai.")
    warning = notice.warning or general
    whole = f"{notice.text} {warning}"
    fits = size_of(with_link(whole, notice.kind, notice.link)).segments <= MOST_SEGMENTS
    return whole if fits or not notice.brief else f"{notice.brief} {warning}"


def _letter_text(notice: Notice) -> str:
    return f"{notice.text}\n\n{_letter_warning(notice)}"


def _letter_warning(notice: Notice) -> str:
    return notice.warning or _("Không đưa mã hay mật khẩu cho ai. Không ai được thu tiền.")


def _letter(notice: Notice) -> str:
    settings = _settings()
    leads_on = bool(with_link("", notice.kind, notice.link))
    return render_template(
        "notifications/mail.html",
        notice=notice,
        warning=_letter_warning(notice),
        url=f"{settings.public_url}{notice.link}" if leads_on else None,
        operator=settings.operator_name,
        contact=settings.operator_contact,
    )


def _settings() -> Settings:
    settings: Settings = current_app.extensions["settings"]
    return settings
