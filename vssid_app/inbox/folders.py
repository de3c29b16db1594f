"""The three kinds of practice messages, as the inbox divides them."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from flask import url_for
from flask_babel import gettext as _

from vssid_app.notifications.models import Channel


class Folder(StrEnum):
    """One part of the inbox; the value stands in its address."""

    SMS = "sms"
    EMAIL = "email"
    NOTICES = "thong-bao"

    @property
    def channel(self) -> Channel:
        """The channel whose messages are in it."""
        return CHANNELS[self]

    @property
    def words(self) -> str:
        """Its name on the page."""
        return {
            Folder.SMS: _("SMS"),
            Folder.EMAIL: _("E-mail"),
            Folder.NOTICES: _("Thông báo"),
        }[self]


CHANNELS = {Folder.SMS: Channel.SMS, Folder.EMAIL: Channel.EMAIL, Folder.NOTICES: Channel.APP}


def folder_to_open(asked: str, unread: Mapping[Channel, int]) -> Folder:
    """The folder of the address; without one, the first that has something unread."""
    if asked in set(Folder):
        return Folder(asked)
    return next((folder for folder in Folder if unread.get(folder.channel)), Folder.SMS)


def folders(unread: Mapping[Channel, int]) -> list[tuple[str, str, str]]:
    """The three as the segment of the page shows them: key, words with the number of unread, address."""
    return [
        (folder.value, _with_count(folder.words, unread.get(folder.channel, 0)), _address(folder))
        for folder in Folder
    ]


def _with_count(words: str, count: int) -> str:
    return f"{words} ({count})" if count else words


def _address(folder: Folder) -> str:
    return url_for("inbox.messages", loai=folder.value)
