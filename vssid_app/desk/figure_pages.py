"""The figures of requests: for an office of its own work, for administrators of all; as page and as CSV."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from flask import Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from vssid_app.agencies.queries import office_names
from vssid_app.agencies.remembered import office_name
from vssid_app.core.clock import today
from vssid_app.core.csv_file import csv_file
from vssid_app.core.forms import AppForm, DateParts, Pick
from vssid_app.core.pages import show_date
from vssid_app.desk.admin_frame import frame_for_all
from vssid_app.desk.blueprint import pages
from vssid_app.desk.charts import Cell, Chart
from vssid_app.desk.figure_charts import charts_of, days_words, percent
from vssid_app.enrolment.staff_frame import FIGURES, REQUESTS
from vssid_app.identity.access import Permission, signed_in_visitor, staff
from vssid_app.service_requests import words
from vssid_app.service_requests.figure_queries import figures as count
from vssid_app.service_requests.figure_queries import offices_asked
from vssid_app.service_requests.figure_rules import (
    MEDIAN,
    MOST_DAYS,
    NINE_OF_TEN,
    USUAL_DAYS,
    Figures,
    Period,
    nearest_rank,
)
from vssid_app.service_requests.kinds import RequestKind

FILE_NAME = "so-lieu-yeu-cau.csv"
reader = staff(Permission.SEE_FIGURES)
"""Officers see their own offices', administrators all."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be counted."""

    offices: frozenset[str]
    period: Period
    kind: RequestKind | None


class FiguresForm(AppForm):
    """Period, kind and office; sent by GET, so that it can be come back to."""

    class Meta(AppForm.Meta):
        csrf = False

    tu = DateParts(_l("Từ ngày"), latest=today)
    den = DateParts(_l("Đến hết ngày"), latest=today)
    loai = Pick(_l("Dịch vụ"), choices=[])
    co_quan = Pick(_l("Cơ quan"), choices=[])

    def __init__(self, offices: Mapping[str, str]) -> None:
        last = today()
        first = last - timedelta(days=USUAL_DAYS - 1)
        super().__init__(request.args, data={"tu": first, "den": last})
        kinds = [(kind.value, words.kind_word(kind)) for kind in RequestKind]
        self.loai.choices = [("", _("Tất cả dịch vụ")), *kinds]
        named = sorted(offices.items(), key=lambda one: one[1])
        self.co_quan.choices = [("", _("Tất cả cơ quan")), *named]
        if len(offices) == 1:
            # There is nothing to choose, whatever the address says.
            self.co_quan.data = named[0][0]

    def asked(self, mine: frozenset[str]) -> Asked | None:
        """What is to be counted; None when something of it is wrong, which is said at the field."""
        if not self.validate():
            return None
        period = Period(_day(self.tu), _day(self.den))
        if period.first > period.last:
            self.refuse(self.tu, _("Ngày đầu phải trước hoặc trùng ngày cuối."))
        elif (period.last - period.first).days >= MOST_DAYS:
            self.refuse(self.tu, _("Chọn kỳ không dài quá %(n)s ngày.", n=MOST_DAYS))
        if self.error_list:
            return None
        offices = frozenset({self.co_quan.data}) if self.co_quan.data else mine
        return Asked(offices, period, RequestKind(self.loai.data) if self.loai.data else None)


@pages.get("/can-bo/dich-vu/so-lieu")
@reader
def figures() -> ResponseReturnValue:
    """The charts, each with its table; what is wrong with the question is said at its field."""
    mine, names = _offices()
    form = FiguresForm(names)
    asked = form.asked(mine)
    found = count(asked.offices, asked.period, asked.kind) if asked else None
    charts = charts_of(found) if found else []
    return render_template(
        "desk/figures.html",
        **frame_for_all(FIGURES, at_the_desk=REQUESTS),
        title=_("Số liệu yêu cầu dịch vụ"),
        form=form,
        several=len(names) != 1,
        about=_about(asked, names) if asked else "",
        found=found,
        tiles=_tiles(found) if found else [],
        charts=charts,
        csv_url=url_for("desk.figures_file", **form.asked_in_address) if charts else None,
    )


@pages.get("/can-bo/dich-vu/so-lieu.csv")
@reader
def figures_file() -> ResponseReturnValue:
    """The tables of the page as one: which table, which row, which column, the number."""
    mine, names = _offices()
    form = FiguresForm(names)
    asked = form.asked(mine)
    if asked is None:
        return redirect(url_for("desk.figures", **form.asked_in_address))
    charts = charts_of(count(asked.offices, asked.period, asked.kind))
    response = Response(csv_file(_lines(_about(asked, names), charts)), mimetype="text/csv")
    response.headers.set("Content-Disposition", "attachment", filename=FILE_NAME)
    return response


def _offices() -> tuple[frozenset[str], Mapping[str, str]]:
    """The reader's offices, ``""`` for all, and the names of those that can be chosen, by code."""
    mine = signed_in_visitor().offices_where(Permission.SEE_FIGURES)
    if "" in mine:
        return mine, office_names(offices_asked(), today())
    return mine, {code: office_name(code, today()) or code for code in mine}


def _day(field: DateParts) -> date:
    year, month, day = field.data or field.object_data or (0, None, None)
    return date(year, month or 1, day or 1)


def _about(asked: Asked, names: Mapping[str, str]) -> str:
    """Whose figures, of what and of which days."""
    offices = sorted(names.get(code, code) for code in asked.offices if code)
    kind = words.kind_word(asked.kind) if asked.kind else _("Tất cả dịch vụ")
    return _(
        "%(office)s · %(kind)s · %(first)s – %(last)s",
        office=", ".join(offices) or _("Tất cả cơ quan"),
        kind=kind,
        first=show_date(asked.period.first),
        last=show_date(asked.period.last),
    )


def _tiles(found: Figures) -> list[tuple[str, str, str]]:
    """The four numbers at the top: what, how many, and what is to be known beside it."""
    whole = found.whole
    standing, late = sum(each.count for each in found.standing), sum(each.late for each in found.standing)
    return [
        (_("Đang mở hôm nay"), str(standing), _("quá hẹn %(n)s", n=late)),
        (_("Gửi đến trong kỳ"), str(whole.sent), _("gia đình rút %(n)s", n=whole.withdrawn)),
        (
            _("Có kết quả trong kỳ"),
            str(whole.results),
            _("sau hẹn %(n)s (%(share)s)", n=whole.late, share=percent(whole.late, whole.results)),
        ),
        (
            _("Ngày làm việc tới kết quả"),
            days_words(nearest_rank(whole.days, MEDIAN)),
            _("trung vị; phân vị 90: %(n)s", n=days_words(nearest_rank(whole.days, NINE_OF_TEN))),
        ),
    ]


def _lines(about: str, charts: list[Chart]) -> Iterator[tuple[Cell, ...]]:
    yield (_("Bảng"), _("Dòng"), _("Cột"), _("Số"))
    yield (_("Số liệu của"), about, "", "")
    for chart in charts:
        for label, *cells in chart.rows:
            for head, cell in zip(chart.heads[1:], cells, strict=True):
                yield (chart.title, label, head, cell)
