"""The piles of requests of services, and the next one at one tap."""

from __future__ import annotations

import re
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from vssid_app.core.forms import SearchText
from vssid_app.desk.blueprint import pages
from vssid_app.desk.forms import SearchForm
from vssid_app.desk.request_batches import OFFERED
from vssid_app.desk.request_rows import request_rows
from vssid_app.enrolment.staff_frame import REQUESTS, desk_frame
from vssid_app.service_requests import staff_words
from vssid_app.service_requests.staff_access import handler, my_offices
from vssid_app.service_requests.staff_actions import SLUGS
from vssid_app.service_requests.staff_queries import count_by_turn, next_code, requests_in
from vssid_app.service_requests.turns import Turn

EVERY = "tat-ca"
# As far as an address may lead; more waits for no office.
_PAGE = re.compile(r"[1-9][0-9]{0,2}")


class RequestSearchForm(SearchForm):
    """Finding a request; sent by GET."""

    tim = SearchText(_l("Tìm theo mã yêu cầu hoặc tên"), missing=_l("Nhập mã hoặc tên."), max_length=60)


@pages.get("/can-bo/dich-vu")
@handler
def requests() -> ResponseReturnValue:
    """One pile, late ones on top; or what a search finds, in whatever state."""
    search = RequestSearchForm(request.args)
    typed = search.tim.value if request.args.get("tim") and search.validate() else ""
    # Of a receipt's QR code, as a scanner types it, the code stands before the first dot.
    sought = typed.partition(".")[0]
    turn = next((each for each in Turn if each == request.args.get("viec")), Turn.WAITING)
    page = _page_number()
    found, more = requests_in(my_offices(), turn, sought, page)
    counts = count_by_turn(my_offices())
    rows = request_rows(found)
    # Without a script, all of a page are ticked by coming back to it.
    all_ticked = request.args.get("chon") == EVERY
    here: dict[str, Any] = {"viec": turn.value, "tim": sought or None, "trang": page if page > 1 else None}
    return render_template(
        "desk/requests.html",
        **desk_frame(REQUESTS),
        title=_title(turn, sought, len(rows), counts[turn]),
        search=search,
        sought=sought,
        turn=turn,
        piles=[_pile(each, counts[each]) for each in Turn],
        rows=rows,
        late=sum(row.late for row in rows),
        actions=[
            (SLUGS[action], staff_words.do_word(action)) for action in OFFERED.get(turn, ()) if not sought
        ],
        all_ticked=all_ticked,
        all_url=url_for("desk.requests", **here, chon=None if all_ticked else EVERY),
        before_url=url_for("desk.requests", **{**here, "trang": page - 1}) if page > 1 else None,
        more_url=url_for("desk.requests", **{**here, "trang": page + 1}) if more else None,
    )


@pages.get("/can-bo/dich-vu/tiep-theo")
@handler
def next_request() -> ResponseReturnValue:
    """The most urgent one; ``?sau=`` names one to be left for later."""
    code = next_code(my_offices(), request.args.get("sau", ""))
    if code is None:
        flash(_("Không còn yêu cầu nào chờ bạn."), "done")
        return redirect(url_for("desk.requests"))
    return redirect(url_for("desk.request", code=code))


def _page_number() -> int:
    typed = request.args.get("trang", "1")
    return int(typed) if _PAGE.fullmatch(typed) else 1


def _pile(turn: Turn, count: int) -> tuple[str, str, str]:
    word = staff_words.turn_word(turn)
    words = word if turn is Turn.ENDED else f"{word} ({count})"
    return turn, words, url_for("desk.requests", viec=turn.value)


def _title(turn: Turn, sought: str, found: int, count: int) -> str:
    if sought:
        return _("%(n)s yêu cầu tìm thấy", n=found)
    return {
        Turn.WAITING: _("%(n)s yêu cầu chờ xử lý", n=count),
        Turn.RECEIVE: _("%(n)s yêu cầu chờ tiếp nhận", n=count),
        Turn.DECIDE: _("%(n)s yêu cầu chờ xét", n=count),
        Turn.PRINT: _("%(n)s thẻ chờ in", n=count),
        Turn.HAND_ON: _("%(n)s thẻ chờ giao đi", n=count),
        Turn.TAKE: _("%(n)s thẻ chờ tới tay gia đình", n=count),
        Turn.FAMILY: _("%(n)s yêu cầu chờ gia đình bổ sung", n=count),
        Turn.ENDED: _("Yêu cầu đã xong"),
    }[turn]
