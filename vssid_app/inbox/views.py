"""The practice inbox: what a phone and a mailbox would have received, on this device."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, abort, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from vssid_app.core.access import anybody
from vssid_app.core.device import known_device
from vssid_app.inbox.display import age_in_seconds, sender_of, shown
from vssid_app.inbox.folders import Folder, folder_to_open, folders
from vssid_app.notifications.models import OutboxMessage
from vssid_app.notifications.operations import KEPT_IN_PRACTICE, mark_read
from vssid_app.notifications.queries import (
    NewestLine,
    find_message,
    messages_of,
    newest_unread,
    unread_by_channel,
    unread_messages,
)

pages = Blueprint("inbox", __name__, url_prefix="/hop-thu")


@pages.get("")
@anybody
def messages() -> str:
    """The messages of this device, newest first, one kind at a time."""
    device = known_device()
    unread = unread_by_channel(device) if device else {}
    folder = folder_to_open(request.args.get("loai", ""), unread)
    found = messages_of(device, folder.channel, KEPT_IN_PRACTICE) if device else ()
    return render_template(
        "inbox/messages.html",
        folders=folders(unread),
        folder=folder,
        messages=[shown(message) for message in found],
        has_unread=bool(unread),
    )


@pages.post("/da-doc")
@anybody
def read_all() -> ResponseReturnValue:
    """Mark everything as read."""
    device = known_device()
    if device:
        mark_read(*unread_messages(device))
    return redirect(url_for(".messages", loai=request.form.get("loai") or None), 303)


@pages.get("/moi.json")
@anybody
def poll() -> ResponseReturnValue:
    """The number of unread messages and the newest of them, for the strip; 304 while nothing is new."""
    device = known_device()
    unread, newest = newest_unread(device) if device else (0, None)
    response = jsonify(unread=unread, latest=_banner(newest) if newest else None)
    response.set_etag(f"{unread}-{newest.key if newest else ''}")
    return response.make_conditional(request)


@pages.get("/<string(length=36):key>")
@anybody
def message(key: str) -> str:
    """One message; opening it reads it."""
    found = _opened(key)
    folder = next(folder for folder in Folder if folder.channel == found.channel)
    return render_template("inbox/message.html", message=shown(found), folder=folder)


@pages.get("/<string(length=36):key>/ma")
@anybody
def fill_code(key: str) -> ResponseReturnValue:
    """To the page that asks for the message's code, with the code in its field."""
    found = _opened(key)
    if not found.code or not found.link:
        abort(404)
    return redirect(f"{found.link}?ma={found.code}")


def _opened(key: str) -> OutboxMessage:
    device = known_device()
    found = find_message(device, key) if device else None
    if found is None:
        abort(404)
    if found.read_at is None:
        mark_read(found)
    return found


def _banner(newest: NewestLine) -> dict[str, Any]:
    """What the practice SMS on the page shows."""
    fills = newest.code and newest.link
    return {
        "sender": sender_of(newest),
        "text": newest.text if newest.code or newest.channel == Folder.SMS.channel else newest.subject,
        "code": newest.code,
        "age": age_in_seconds(newest),
        "url": url_for(".fill_code" if fills else ".message", key=newest.key),
    }
