"""What is said of the post's file: of the whole, and of each line."""

from __future__ import annotations

from flask_babel import gettext as _

from vssid_app.service_requests.operations.post_file import Judged, Standing
from vssid_app.service_requests.post_file_rules import (
    COLUMNS,
    MAX_LINES,
    BadFile,
    FileTrouble,
    LineTrouble,
)
from vssid_app.service_requests.staff_words import status_word
from vssid_app.service_requests.states import Action


def file_trouble(bad: BadFile) -> str:
    """Why nothing of a file can be read, and what to do."""
    return {
        FileTrouble.NOT_UTF8: _("Tệp không phải chữ UTF-8. Lưu lại dạng “CSV UTF-8” rồi chọn lại."),
        FileTrouble.EMPTY: _("Tệp không có dòng nào. Xem tệp mẫu."),
        FileTrouble.COLUMNS: _(
            "Dòng đầu phải là bốn cột %(columns)s; tệp này có: %(found)s.",
            columns=", ".join(COLUMNS),
            found=", ".join(bad.columns)[:120] or _("không đọc được"),
        ),
        FileTrouble.TOO_LONG: _(
            "Tệp quá dài: nhiều nhất %(n)s dòng, 60 KB. Chia thành nhiều tệp.", n=MAX_LINES
        ),
    }[bad.trouble]


def event_word(action: Action | None) -> str:
    """What the post reports."""
    words = {Action.DISPATCH: _("nhận gửi"), Action.DELIVER: _("đã phát"), Action.RETURN: _("trả về")}
    return words.get(action, "–") if action else "–"


def standing_words(judged: Judged) -> str:
    """What comes of a line, or why nothing."""
    if judged.standing is Standing.BAD:
        return line_trouble(judged.line.trouble)
    return {
        Standing.WILL: _("Sẽ ghi"),
        Standing.DONE: _("Đã ghi"),
        Standing.BEFORE: _("Đã ghi từ trước, không đổi gì"),
        Standing.UNKNOWN: _("Không có yêu cầu này ở cơ quan bạn"),
        Standing.OTHER_NUMBER: _("Mã vận đơn khác với mã đã ghi"),
        Standing.NUMBER_TAKEN: _("Mã vận đơn này là của bưu phẩm gửi nơi khác"),
        Standing.NOT_BY_POST: _("Thẻ này không gửi bưu điện"),
        Standing.OTHER_STATE: _(
            "Không hợp với trạng thái: %(status)s",
            status=status_word(judged.status) if judged.status else "–",
        ),
        Standing.IN_FUTURE: _("Ngày ở tương lai"),
        Standing.TOO_EARLY: _("Ngày trước khi gia đình gửi yêu cầu. Xem lại cột date"),
    }[judged.standing]


def line_trouble(trouble: LineTrouble | None) -> str:
    """Why a line cannot be read."""
    return {
        None: _("Không đọc được dòng này"),
        LineTrouble.FIELDS: _("Dòng không đủ bốn ô, hoặc thừa ô"),
        LineTrouble.FORMULA: _("Có ô bắt đầu bằng =, +, - hoặc @ như công thức: không nhận"),
        LineTrouble.CODE: _("Mã yêu cầu có dạng TH-7K3M-Q9XA"),
        LineTrouble.NUMBER: _("Mã vận đơn có hai chữ, chín số, hai chữ"),
        LineTrouble.EVENT: _("Cột event là dispatched, delivered hoặc returned"),
        LineTrouble.DATE: _("Ngày ghi như 2026-11-27 hoặc 27/11/2026"),
        LineTrouble.DOUBLED: _("Trùng với một dòng ở trên"),
    }[trouble]
