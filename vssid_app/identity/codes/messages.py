"""The words of a one-time code."""

from __future__ import annotations

from flask_babel import gettext as _

from vssid_app.core.pages import show_time
from vssid_app.identity.codes.models import Challenge
from vssid_app.notifications.models import Channel
from vssid_app.notifications.operations import Message


def one_time_code(challenge: Challenge, code: str) -> Message:
    """The code, until when it holds, and the warning that nobody may ask for it."""
    until = show_time(challenge.codes[-1].expires_at)
    sms = _("%(code)s là mã xác nhận, dùng đến %(until)s. Không đưa mã cho ai.", code=code, until=until)
    return Message(
        channel=Channel(challenge.channel),
        kind=f"code.{challenge.purpose}",
        address=challenge.address or "",
        subject=_("Mã xác nhận"),
        text=sms,
        code=code,
        only_device=challenge.device_hash,
    )
