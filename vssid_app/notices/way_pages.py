"""``Cách nhận thông báo``: by which ways somebody wants to be told what."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from vssid_app.identity.access import signed_in, signed_in_visitor
from vssid_app.identity.notice_ways import choose_ways, ways_of
from vssid_app.identity.telling import reach_of
from vssid_app.notices.access import reader
from vssid_app.notices.blueprint import pages
from vssid_app.notices.way_forms import CHOOSABLE, ways_form
from vssid_app.notices.words import inside_words, topic_hint, topic_words
from vssid_app.notifications.models import Channel, Topic


@pages.route("/cach-nhan", methods=["GET", "POST"])
@signed_in
def ways() -> ResponseReturnValue:
    """A tick for each topic and way; what protects the account is said to be fixed, and why."""
    reader()
    account = signed_in_visitor().account
    reach, taken = reach_of(account), ways_of(account)
    form = ways_form(reach, taken)
    if form.validate_on_submit():
        changed = choose_ways(account, form.chosen)
        flash(_("Đã lưu cách nhận thông báo.") if changed else _("Cách nhận thông báo giữ nguyên."), "done")
        return redirect(url_for(".ways"), 303)
    fixed = [inside_words(channel) for channel in taken[Topic.SECURITY] if channel is not Channel.APP]
    return render_template(
        "notices/ways.html",
        form=form,
        topics=CHOOSABLE,
        topic_words=topic_words,
        topic_hint=topic_hint,
        reach=reach,
        account=account,
        fixed=fixed,
    )
