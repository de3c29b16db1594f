"""The lists of dossiers, the next one at one tap, the signed papers, and the automatic officer's switch."""

from __future__ import annotations

from collections.abc import Sequence

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from vssid_app.agencies.queries import office
from vssid_app.core.clock import today
from vssid_app.core.paper_codes import Scan
from vssid_app.core.world import current_world
from vssid_app.desk.blueprint import pages
from vssid_app.desk.forms import PaperForm, SearchForm
from vssid_app.desk.rows import Row, done_rows, rows_of
from vssid_app.enrolment import staff_words
from vssid_app.enrolment.models import Dossier
from vssid_app.enrolment.operations.cases import set_automatic_officer
from vssid_app.enrolment.operations.deciding import receive_paper
from vssid_app.enrolment.queries import find_dossier
from vssid_app.enrolment.queries import queue as dossiers_in
from vssid_app.enrolment.staff_access import my_number, my_offices, reviewer, who_looks
from vssid_app.enrolment.staff_frame import DONE, REQUESTS, SUPPLEMENT, WAITING, desk_frame
from vssid_app.enrolment.staff_queries import HANDED_OVER, dossier_of_office
from vssid_app.enrolment.states import WAITING_FOR_OFFICE, NotAllowed, Status


@pages.get("/can-bo/hang-cho")
@reviewer
def queue() -> ResponseReturnValue:
    """What waits for the office, the most urgent first; or what a search finds, in whatever state."""
    search = SearchForm(request.args)
    sought = search.tim.value if request.args.get("tim") and search.validate() else ""
    statuses = HANDED_OVER if sought else WAITING_FOR_OFFICE
    rows = rows_of(dossiers_in(my_offices(), statuses, sought))
    title = _("%(n)s hồ sơ tìm thấy", n=len(rows)) if sought else ""
    return _list(WAITING, rows, search=search, title=title, paper=PaperForm())


@pages.get("/can-bo/cho-bo-sung")
@reviewer
def supplement() -> ResponseReturnValue:
    """What waits for the families."""
    return _list(SUPPLEMENT, rows_of(dossiers_in(my_offices(), [Status.SUPPLEMENT_ASKED])))


@pages.get("/can-bo/da-xu-ly")
@reviewer
def done() -> ResponseReturnValue:
    """What has been decided or withdrawn, the latest first."""
    return _list(DONE, done_rows(my_offices()))


@pages.get("/can-bo/tiep-theo")
@reviewer
def next_dossier() -> ResponseReturnValue:
    """The most urgent dossier that nobody else looks at; ``?sau=`` names one to be left for later."""
    waiting = dossiers_in(my_offices(), WAITING_FOR_OFFICE)
    found = _next_of([each for each in waiting if who_looks(each) is None], request.args.get("sau"))
    if found is None:
        flash(_("Không còn hồ sơ nào chờ bạn xem."), "done")
        return redirect(url_for("desk.queue"))
    return redirect(url_for("enrolment_staff.review", code=found.code))


def _next_of(free: Sequence[Dossier], after: str | None) -> Dossier | None:
    """The one that follows in the list, so that skipping goes on; from its end back to its beginning."""
    codes = [dossier.code for dossier in free]
    start = codes.index(after) + 1 if after in codes else 0
    in_turn = [*free[start:], *free[:start]]
    return next((dossier for dossier in in_turn if dossier.code != after), None)


@pages.route("/can-bo/to-khai", methods=["GET", "POST"])
@reviewer
def papers() -> ResponseReturnValue:
    """Tick a signed paper as received by its code; the field is ready for the next one."""
    form = PaperForm()
    if request.method == "GET":
        return redirect(url_for("desk.queue"))
    if form.validate_on_submit():
        dossier = dossier_of_office(form.scan.code, my_offices())
        if dossier is None:
            form.refuse(form.code, _not_here(form.scan))
        elif _receive(dossier, form):
            return redirect(url_for("desk.queue", _anchor="paper"), 303)
    rows = rows_of(dossiers_in(my_offices(), WAITING_FOR_OFFICE))
    return _list(WAITING, rows, search=SearchForm(request.args), paper=form)


def _not_here(scan: Scan) -> str:
    """Why no dossier of this desk has the code; who has the paper itself in the hand is told where to."""
    elsewhere = find_dossier(scan.code) if scan.scanned else None
    place = office(elsewhere.office_code, today()) if elsewhere and elsewhere.office_code else None
    if elsewhere is None or place is None or elsewhere.office_code in my_offices():
        return _("Không có hồ sơ %(code)s ở cơ quan bạn. Xem lại mã.", code=scan.code)
    return _(
        "Tờ khai %(code)s nộp cho %(office)s, không phải cơ quan bạn. Chuyển tới đó hoặc trả lại gia đình.",
        code=scan.code,
        office=place.name,
    )


def _receive(dossier: Dossier, form: PaperForm) -> bool:
    before = dossier.paper_received_at is not None
    try:
        receive_paper(dossier, by=my_number())
    except NotAllowed:
        form.refuse(form.code, _("Không cần tờ khai nữa. %(last)s", last=staff_words.last_sentence(dossier)))
        return False
    flash(staff_words.paper_received_sentence(dossier, before=before), "done")
    return True


@pages.route("/can-bo/can-bo-tu-dong", methods=["GET", "POST"])
@reviewer
def automatic_officer() -> ResponseReturnValue:
    """Practice only: let the automatic officer do what nobody opens, or not; dossiers and requests alike."""
    if not current_world().is_practice:
        abort(404)
    if request.method == "GET":
        return redirect(url_for("desk.queue"))
    on = request.form.get("bat") == "1"
    set_automatic_officer(on=on, by=my_number())
    flash(_("Đã bật cán bộ tự động.") if on else _("Đã tắt cán bộ tự động."), "done")
    return redirect(url_for("desk.requests" if request.form.get("ve") == REQUESTS else "desk.queue"), 303)


def _list(
    kind: str,
    rows: Sequence[Row],
    *,
    search: SearchForm | None = None,
    title: str = "",
    paper: PaperForm | None = None,
) -> str:
    frame = desk_frame(kind)
    return render_template(
        "desk/queue.html",
        **frame,
        kind=kind,
        rows=rows,
        search=search,
        sought=bool(title),
        title=title or _title(kind, rows, frame["waiting"]),
        paper=paper,
        form=paper,
        late=sum(row.late for row in rows),
        due_today=sum(row.due_today for row in rows),
        practice=current_world().is_practice,
    )


def _title(kind: str, rows: Sequence[Row], waiting: int) -> str:
    if kind == WAITING:
        return _("%(n)s hồ sơ chờ xem", n=waiting)
    return _("%(n)s hồ sơ chờ gia đình bổ sung", n=len(rows)) if kind == SUPPLEMENT else _("Hồ sơ đã xử lý")
