"""The post's file: taken, shown line by line, and applied once it was looked at."""

from __future__ import annotations

from flask import Response, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import HiddenField

from vssid_app.core.forms import AppForm, PhotoFile
from vssid_app.desk.blueprint import pages
from vssid_app.enrolment.staff_frame import REQUESTS, desk_frame
from vssid_app.service_requests import post_file_words
from vssid_app.service_requests.operations.post_file import Judged, Standing, apply, judge
from vssid_app.service_requests.post_file_rules import EXAMPLE, BadFile, PostLine, decoded, read_lines
from vssid_app.service_requests.staff_access import handler, my_number, my_offices

EXAMPLE_NAME = "mau-tep-buu-dien.csv"
GOOD = frozenset({Standing.WILL, Standing.DONE})
QUIET = frozenset({Standing.BEFORE})


class PostFileForm(AppForm):
    """The file, as the post sends it."""

    content = PhotoFile(_l("Tệp CSV của bưu điện"), missing=_l("Chọn tệp CSV của bưu điện."))

    def __init__(self) -> None:
        super().__init__()
        self.content.box = {"accept": ".csv,text/csv"}


class ApplyForm(AppForm):
    """What was looked at, sent back; it is read anew, so nothing depends on its being unchanged."""

    text = HiddenField()


@pages.route("/can-bo/dich-vu/buu-dien", methods=["GET", "POST"])
@handler
def post_file() -> ResponseReturnValue:
    """Take a file, and show what each line of it would do."""
    form = PostFileForm()
    if form.validate_on_submit():
        try:
            text = decoded(form.content.content())
            lines = read_lines(text)
        except BadFile as bad:
            form.refuse(form.content, post_file_words.file_trouble(bad))
        else:
            return _preview(text, lines)
    return render_template(
        "desk/post_file.html", **desk_frame(REQUESTS), title=_("Tệp của bưu điện"), form=form
    )


@pages.post("/can-bo/dich-vu/buu-dien/ghi")
@handler
def apply_post_file() -> ResponseReturnValue:
    """Do what the good lines say; the same file again changes nothing."""
    form = ApplyForm()
    text = form.text.data or ""
    try:
        lines = read_lines(text)
    except BadFile as bad:
        upload = PostFileForm()
        upload.refuse(upload.content, post_file_words.file_trouble(bad))
        title = _("Tệp của bưu điện")
        return render_template("desk/post_file.html", **desk_frame(REQUESTS), title=title, form=upload)
    if not form.validate_on_submit():
        return _preview(text, lines)
    judged = apply(lines, my_offices(), by=my_number())
    done = _count(judged, Standing.DONE)
    return _lines(judged, title=_("Đã ghi %(n)s dòng", n=done), text="", will=0)


@pages.get("/can-bo/dich-vu/buu-dien/mau.csv")
@handler
def post_file_example() -> Response:
    """A file as it should be, to begin from; with a BOM, since table programs ask for it."""
    response = Response(b"\xef\xbb\xbf" + EXAMPLE.encode(), mimetype="text/csv")
    response.headers.set("Content-Disposition", "attachment", filename=EXAMPLE_NAME)
    return response


def _preview(text: str, lines: list[PostLine]) -> str:
    judged = judge(lines, my_offices())
    will = _count(judged, Standing.WILL)
    return _lines(judged, title=_("Sẽ ghi %(n)s dòng", n=will), text=text, will=will)


def _lines(judged: list[Judged], *, title: str, text: str, will: int) -> str:
    """All lines, first those that are not taken."""
    rows = [
        (
            each.line.at,
            each.line.code,
            post_file_words.event_word(each.line.action),
            post_file_words.standing_words(each),
            "ok" if each.standing in GOOD else "" if each.standing in QUIET else "soon",
        )
        for each in sorted(judged, key=lambda one: (one.standing in GOOD | QUIET, one.line.at))
    ]
    return render_template(
        "desk/post_lines.html",
        **desk_frame(REQUESTS),
        title=title,
        rows=rows,
        text=text,
        will=will,
        bad=sum(row[4] == "soon" for row in rows),
    )


def _count(judged: list[Judged], standing: Standing) -> int:
    return sum(each.standing is standing for each in judged)
