"""Which way out each channel has in this installation."""

from __future__ import annotations

from collections.abc import Mapping

import structlog

from vssid_app.core.settings import Settings
from vssid_app.notifications.channels import InApp, NoGateway, Smtp, WayOut
from vssid_app.notifications.gateway import HttpGateway
from vssid_app.notifications.models import Channel


def ways_out(settings: Settings) -> Mapping[Channel, WayOut]:
    """Each channel's way out of this installation."""
    letters = Smtp(settings.mail.sender) if settings.mail.server else NoGateway("mail")
    texts = HttpGateway(settings.sms) if settings.sms.url else NoGateway("SMS")
    return {Channel.APP: InApp(), Channel.EMAIL: letters, Channel.SMS: texts}


def warn_of_missing_ways(settings: Settings) -> None:
    """Say in the log of a live worker that text messages have no way out: they wait for one."""
    if not settings.is_demo and not settings.sms.url:
        structlog.get_logger().warning("no SMS gateway is set: text messages stay queued", setting="SMS_URL")
