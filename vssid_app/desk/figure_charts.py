"""Which charts the figures make, and what they say."""

from __future__ import annotations

from collections.abc import Sequence

from flask_babel import gettext as _

from vssid_app.core.pages import show_date
from vssid_app.desk.charts import Bar, Chart, Piece, in_a_row
from vssid_app.service_requests import staff_words, words
from vssid_app.service_requests.figure_rules import (
    MEDIAN,
    NINE_OF_TEN,
    PERCENT,
    Figures,
    Span,
    Standing,
    Tally,
    nearest_rank,
)
from vssid_app.service_requests.kinds import RequestKind
from vssid_app.service_requests.states import TIMED, Status

DASH = "–"
MOST_LABELS = 6
"""Columns that each have their day below them where the screen is wide."""


def charts_of(found: Figures) -> list[Chart]:
    """All charts that have something to show."""
    made = [
        standing_chart(found),
        days_chart(found),
        weeks_chart(found),
        late_chart(found),
        reasons_chart(found),
    ]
    return [chart for chart in made if chart is not None]


def percent(part: int, whole: int) -> str:
    """``25 %``, rounded to whole ones, half upwards; a dash of nothing."""
    return f"{(2 * PERCENT * part + whole) // (2 * whole)} %" if whole else DASH


def days_words(days: int | None) -> str:
    """So many working days, or a dash."""
    return DASH if days is None else _("%(n)s ngày", n=days)


def standing_chart(found: Figures) -> Chart | None:
    """Where the open requests are, and how many of each state are late."""
    if not found.standing:
        return None
    kinds = [kind for kind in RequestKind if any(each.kind is kind for each in found.standing)]
    states = [status for status in Status if any(each.status is status for each in found.standing)]
    by_state = {status: [each for each in found.standing if each.status is status] for status in states}
    most = max(_count(each) for each in by_state.values())
    bars = tuple(
        Bar(
            staff_words.status_word(status),
            in_a_row(most, "figure-late", _late(each), "figure-ok", _count(each) - _late(each)),
            _with_late(_count(each), _late(each)),
        )
        for status, each in by_state.items()
    )
    lines = [(staff_words.status_word(status), each) for status, each in by_state.items()]
    lines.append((_("Tất cả"), list(found.standing)))
    return Chart(
        _("Đang mở, theo trạng thái"),
        bars,
        (_("Trạng thái"), *(words.kind_word(kind) for kind in kinds), _("Tất cả"), _("Quá hẹn")),
        tuple(
            (
                label,
                *(_count([one for one in each if one.kind is kind]) for kind in kinds),
                _count(each),
                _late(each),
            )
            for label, each in lines
        ),
        legend=(("figure-ok", _("Trong hẹn hoặc đã có kết quả")), ("figure-late", _("Quá hẹn"))),
    )


def days_chart(found: Figures) -> Chart | None:
    """How many working days it takes to the result, and until a card is in the family's hands."""
    told = [
        (_("%(kind)s: tới kết quả", kind=words.kind_word(kind)), tally.days)
        for kind, tally in found.by_kind.items()
        if tally.days
    ]
    hands = found.by_kind[RequestKind.REISSUE].days_to_hands
    if hands:
        told.append((_("Cấp lại thẻ BHYT: tới tay gia đình"), hands))
    if not told:
        return None
    ranks = [
        (label, nearest_rank(days, MEDIAN) or 0, nearest_rank(days, NINE_OF_TEN) or 0) for label, days in told
    ]
    most = max(nine for _label, _half, nine in ranks) or 1
    bars = tuple(
        Bar(
            label,
            in_a_row(most, "figure-ok", half, "figure-more", nine - half),
            _(
                "trung vị %(half)s, chín phần mười trong %(nine)s",
                half=days_words(half),
                nine=days_words(nine),
            ),
        )
        for label, half, nine in ranks
    )
    rows = tuple(
        (label, sum(days.values()), half, nine)
        for (label, days), (_label, half, nine) in zip(told, ranks, strict=True)
    )
    return Chart(
        _("Số ngày làm việc từ lúc gửi"),
        bars,
        (_("Dịch vụ"), _("Số yêu cầu"), _("Trung vị"), _("Phân vị 90")),
        rows,
        legend=(("figure-ok", _("Trung vị")), ("figure-more", _("Tới phân vị 90"))),
        note=_(
            "Không tính cuối tuần và ngày nghỉ. Ngày chờ gia đình bổ sung và ngày bưu điện phát được tính."
        ),
    )


def weeks_chart(found: Figures) -> Chart | None:
    """What came and what had its result, week by week."""
    weeks = list(found.by_week.items())
    most = max(max(tally.sent, tally.results) for _week, tally in weeks)
    if not most:
        return None
    bars = tuple(Bar(_week_words(week), _columns(tally, most), "") for week, tally in weeks)
    rows = tuple(
        (_week_words(week), tally.sent, tally.results, tally.late, tally.withdrawn) for week, tally in weeks
    )
    whole = found.whole
    return Chart(
        _("Theo tuần"),
        bars,
        (_("Tuần"), _("Gửi đến"), _("Có kết quả"), _("Trong đó sau hẹn"), _("Gia đình rút")),
        rows,
        legend=(
            ("figure-more", _("Gửi đến")),
            ("figure-ok", _("Có kết quả trong hẹn")),
            ("figure-late", _("Có kết quả sau hẹn")),
        ),
        upright=True,
        said=_(
            "Biểu đồ %(weeks)s tuần: gửi đến %(sent)s, có kết quả %(results)s, trong đó sau hẹn %(late)s.",
            weeks=len(weeks),
            sent=whole.sent,
            results=whole.results,
            late=whole.late,
        ),
        top=most,
        ground=_ground([week for week, _tally in weeks]),
    )


def late_chart(found: Figures) -> Chart | None:
    """Which share was late: of what had its result in the period, and of what waits for one now."""
    waiting = [each for each in found.standing if each.status in TIMED]
    shares = [
        (_("Có kết quả trong kỳ"), found.whole.late, found.whole.results),
        (_("Đang chờ kết quả"), _late(waiting), _count(waiting)),
    ]
    if not any(whole for _label, _part, whole in shares):
        return None
    return Chart(
        _("Tỷ lệ quá hẹn"),
        tuple(
            Bar(
                label,
                in_a_row(whole, "figure-late", part, "figure-ok", whole - part),
                _("%(share)s: %(part)s trong %(whole)s", share=percent(part, whole), part=part, whole=whole)
                if whole
                else _("không có"),
            )
            for label, part, whole in shares
        ),
        (_("Yêu cầu"), _("Tất cả"), _("Quá hẹn"), _("Tỷ lệ")),
        tuple((label, whole, part, percent(part, whole)) for label, part, whole in shares),
        legend=(("figure-late", _("Quá hẹn")), ("figure-ok", _("Trong hẹn"))),
    )


def reasons_chart(found: Figures) -> Chart | None:
    """What was asked for and why requests were refused, by coded reasons."""
    if not found.reasons:
        return None
    most = max(found.reasons.values())
    asked, refused = _("Hỏi thêm"), _("Từ chối")
    told = [
        (asked if status is Status.SUPPLEMENT_ASKED else refused, staff_words.reason_title(reason), count)
        for (status, reason), count in found.reasons.items()
    ]
    looks = {asked: "figure-ok", refused: "figure-late"}
    return Chart(
        _("Hỏi thêm và từ chối, theo lý do"),
        tuple(
            Bar(f"{what}: {why}", in_a_row(most, looks[what], count), str(count)) for what, why, count in told
        ),
        (_("Lý do"), _("Việc"), _("Số lần")),
        tuple((why, what, count) for what, why, count in told),
        legend=(("figure-ok", asked), ("figure-late", refused)),
    )


def _count(standing: Sequence[Standing]) -> int:
    return sum(each.count for each in standing)


def _late(standing: Sequence[Standing]) -> int:
    return sum(each.late for each in standing)


def _with_late(count: int, late: int) -> str:
    return _("%(n)s, quá hẹn %(late)s", n=count, late=late) if late else str(count)


def _columns(tally: Tally, most: int) -> tuple[Piece, ...]:
    """Of one week, from the ground up: what came; beside it what had a result, late ones on top."""
    in_time = tally.results - tally.late
    return (
        *in_a_row(most, "figure-more", tally.sent),
        *in_a_row(most, "figure-ok", in_time, "figure-late", tally.late),
    )


def _ground(weeks: Sequence[Span]) -> tuple[str, ...]:
    """The first day of each week where there is room, else the two ends of the period."""
    if len(weeks) <= MOST_LABELS:
        return tuple(f"{first:%d/%m}" for first, _last in weeks)
    return show_date(weeks[0][0]), show_date(weeks[-1][1])


def _week_words(week: Span) -> str:
    return f"{week[0]:%d/%m}–{show_date(week[1])}"
