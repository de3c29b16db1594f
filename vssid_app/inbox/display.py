"""How a practice message looks: like one on a phone, with its code standing out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from flask_babel import gettext as _

from vssid_app.core.clock import instant, today, world_time
from vssid_app.core.pages import show_date, show_time
from vssid_app.notifications.models import Channel, OutboxMessage
from vssid_app.notifications.queries import NewestLine

SMS_SENDER = "TAPHUAN"
PREVIEW_LENGTH = 160


@dataclass(frozen=True, slots=True)
class Shown:
    """A message as a page shows it; the text in three parts, the middle one the code (or empty)."""

    key: str
    channel: Channel
    sender: str
    subject: str
    address: str
    before: str
    code: str
    after: str
    when: str
    is_unread: bool
    link: str | None

    @property
    def title(self) -> str:
        """What the message is called: its subject, or who sent it."""
        return self.subject if self.subject and self.channel is not Channel.SMS else self.sender

    @property
    def preview(self) -> str:
        """The text as a list shows it: the first lines, cut at a word."""
        words = f"{self.before}{self.code}{self.after}"
        if len(words) <= PREVIEW_LENGTH:
            return words
        return words[:PREVIEW_LENGTH].rsplit(maxsplit=1)[0] + "…"

    @property
    def is_short(self) -> bool:
        """Whether the list shows all of it."""
        return len(f"{self.before}{self.code}{self.after}") <= PREVIEW_LENGTH

    @property
    def paragraphs(self) -> list[str]:
        """The text of a letter, one paragraph each."""
        words = f"{self.before}{self.code}{self.after}"
        return [part.strip() for part in words.split("\n") if part.strip()]


def sender_of(message: OutboxMessage | NewestLine) -> str:
    """Who a message says it is from."""
    return SMS_SENDER if message.channel == Channel.SMS else _("Thực hành VssID")


def shown(message: OutboxMessage) -> Shown:
    """A message, ready for a page."""
    before, code, after = _around_code(message)
    return Shown(
        key=message.key,
        channel=Channel(message.channel),
        sender=sender_of(message),
        subject=message.subject,
        address=message.address,
        before=before,
        code=code,
        after=after,
        when=show_when(message.created_at),
        is_unread=message.read_at is None,
        link=message.link,
    )


def show_when(moment: datetime) -> str:
    """``09:43`` today, then ``Hôm qua``, then the date, by the world's clock."""
    day = world_time(moment).date()
    if day == today():
        return show_time(moment)
    return _("Hôm qua") if day == today() - timedelta(days=1) else show_date(day)


def age_in_seconds(message: NewestLine) -> int:
    """How long ago a message came: the banner drops only for a fresh one."""
    return max(0, int((instant() - message.created_at).total_seconds()))


def _around_code(message: OutboxMessage) -> tuple[str, str, str]:
    if not message.code or message.code not in message.text:
        return message.text, "", ""
    return message.text.partition(message.code)
