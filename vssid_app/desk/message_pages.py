"""Messages that leave: what waits, what was given up and can be sent again, what has left."""

from __future__ import annotations

from flask import abort, current_app, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from vssid_app.core.settings import Settings
from vssid_app.core.world import current_world
from vssid_app.desk.admin_frame import frame_for_all
from vssid_app.desk.blueprint import pages
from vssid_app.desk.message_rows import row_of
from vssid_app.enrolment.staff_frame import MESSAGES
from vssid_app.identity.access import Permission, signed_in_visitor, staff
from vssid_app.notifications.models import Delivery
from vssid_app.notifications.operations import send_again as let_go_again
from vssid_app.notifications.queries import count_by_delivery, message_by_key, outgoing

SHOWN = 50
administrator = staff(Permission.ADMINISTER)
"""Administrators; messages belong to no office, so the pages are for those of the whole installation."""


@pages.get("/can-bo/tin-nhan")
@administrator
def messages() -> ResponseReturnValue:
    """What was given up first, then what waits, then what has left."""
    _answer_to_all_offices()
    settings: Settings = current_app.extensions["settings"]
    return render_template(
        "desk/messages.html",
        **frame_for_all(MESSAGES, at_the_desk=MESSAGES),
        counts=count_by_delivery(),
        shown=SHOWN,
        practice=current_world().is_practice,
        has_gateway=bool(settings.sms.url),
        **{delivery.value: [row_of(each) for each in outgoing(delivery, SHOWN)] for delivery in Delivery},
    )


@pages.post("/can-bo/tin-nhan/<key>/gui-lai")
@administrator
def send_again(key: str) -> ResponseReturnValue:
    """Let a message that was given up go once more."""
    _answer_to_all_offices()
    message = message_by_key(key)
    if message is None:
        abort(404)
    if let_go_again(message, by=signed_in_visitor().account_id):
        flash(_("Tin đã vào hàng chờ gửi lại."), "done")
    else:
        flash(_("Tin này không gửi lại được: đã gửi, đang chờ gửi, hoặc mã trong tin đã hết hạn."), "refused")
    return redirect(url_for("desk.messages"), 303)


def _answer_to_all_offices() -> None:
    """Be a 404 to an administrator of single offices; ``""`` stands for all of them."""
    if "" not in signed_in_visitor().offices_where(Permission.ADMINISTER):
        abort(404)
