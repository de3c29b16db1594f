"""The sentences of offices that open or close."""

from __future__ import annotations

from datetime import date

from flask_babel import gettext as _

from vssid_app.agencies.openings import NewOffice, OfficeProblem
from vssid_app.core.pages import show_date


def problem(of: OfficeProblem) -> str:
    """Why an office cannot be opened or closed so, and what to do."""
    return {
        OfficeProblem.BAD_CODE: _("Mã cơ quan có 3 hoặc 5 số. Ví dụ: 001 hoặc 00104."),
        OfficeProblem.EXISTS: _(
            "Mã này đang là của một cơ quan trong những ngày đó. Chọn mã hoặc ngày khác."
        ),
        OfficeProblem.UNKNOWN_DISTRICT: _("Tỉnh, thành phố này chưa từng có quận, huyện với mã đó."),
        OfficeProblem.PAST: _("Ngày này đã qua. Ghi lý do ở ô “Lý do” nếu vẫn cần đổi."),
        OfficeProblem.NOT_OPEN: _("Ngày đó cơ quan không hoạt động. Xem lại lịch sử của cơ quan."),
        OfficeProblem.CLOSED_ALREADY: _("Cơ quan đã đóng đúng ngày này rồi."),
        OfficeProblem.CHANGES_LATER: _("Sau ngày đó đã có một tên mới. Chọn ngày sau khi tên mới bắt đầu."),
    }[of]


def opening(new: NewOffice) -> str:
    """What opening would change, in one line."""
    return _(
        "Từ %(day)s: thêm %(name)s, mã %(code)s.", day=show_date(new.first_day), name=new.name, code=new.code
    )


def closing(name: str, last_day: date) -> str:
    """What closing would change, in one line."""
    return _("%(name)s nhận hồ sơ tới hết %(day)s.", name=name, day=show_date(last_day))


def left_behind(waiting: int) -> str:
    """What becomes of the dossiers that wait there."""
    later = _("Sau đó không ai chọn được cơ quan này để nộp hồ sơ mới.")
    if not waiting:
        return _("Không có hồ sơ nào đang chờ ở đây.") + " " + later
    stays = _("%(n)s hồ sơ đang chờ ở đây vẫn do cán bộ của cơ quan này xét tiếp.", n=waiting)
    return f"{stays} {later}"
