"""Reasons and results in words; they name columns, limits and lists, and repeat nothing of a line."""

from __future__ import annotations

from flask_babel import gettext as _

from vssid_app.registry.exchange.exporting import Written
from vssid_app.registry.exchange.importing import Outcome
from vssid_app.registry.exchange.line_rules import ENDS_AHEAD_MONTHS, STARTS_AHEAD_MONTHS
from vssid_app.registry.exchange.problems import Problem
from vssid_app.registry.exchange.reading import Reject


def reason(reject: Reject) -> str:
    """Why a line or file was not taken, in one sentence; a cell's reason begins with its column."""
    sentence = _cell_sentences(reject) | _line_sentences() | _text_sentences(reject)
    words = sentence[reject.problem]
    return _("Cột %(column)s: %(why)s", column=reject.column, why=words) if reject.column else words


def _cell_sentences(reject: Reject) -> dict[Problem, str]:
    told = reject.told
    return {
        Problem.MISSING: _("không được để trống."),
        Problem.NOT_A_DAY: _("không phải một ngày có thật, viết dạng NĂM-THÁNG-NGÀY như 2026-09-05."),
        Problem.NOT_A_MONTH: _("không phải tháng, viết dạng NĂM-THÁNG như 2026-09."),
        Problem.NO_SUCH_MONTH: _("không có tháng này, tháng chỉ từ 01 đến 12."),
        Problem.TOO_LONG_AGO: _("năm trước %(year)s, có lẽ gõ nhầm.", year=told),
        Problem.NOT_A_BIRTH: _("không phải ngày sinh có thật, viết như 2009-09-05 hoặc chỉ năm như 1950."),
        Problem.AMOUNT_WITH_DOTS: _("số tiền viết liền chữ số, không chấm, không phẩy, như 1490000."),
        Problem.NOT_AN_AMOUNT: _("không phải số nguyên từ 0 trở lên."),
        Problem.TOO_LARGE: _("số quá lớn."),
        Problem.TOO_LONG: _("dài quá %(most)s ký tự.", most=told),
        Problem.HIDDEN_CHARACTERS: _("có ký tự ẩn hoặc không đọc được."),
        Problem.NOT_A_NAME: _("không có chữ cái nào, không phải họ tên."),
        Problem.NOT_ONE_OF: _("phải là một trong các giá trị: %(values)s.", values=told),
        Problem.NOT_10_DIGITS: _("phải có đúng 10 chữ số (bảng tính có thể đã bỏ số 0 ở đầu)."),
        Problem.NOT_12_DIGITS: _("phải có đúng 12 chữ số (bảng tính có thể đã bỏ số 0 ở đầu)."),
        Problem.NOT_A_PHONE: _("không phải số điện thoại di động."),
        Problem.NOT_A_CARD_CODE: _(
            "mã thẻ gồm 15 ký tự: 2 chữ cái, mức hưởng từ 1 đến 5, 2 số mã tỉnh, 10 số mã số BHXH."
        ),
        Problem.NOT_A_FACILITY: _("mã cơ sở gồm 2 số và 3 ký tự, như 01025."),
        Problem.NOT_AN_OFFICE: _("mã cơ quan BHXH có 3 hoặc 5 chữ số, như 00104."),
        Problem.NOT_A_PROVINCE: _("mã tỉnh có 2 chữ số, như 01."),
        Problem.NOT_A_COMMUNE: _("mã xã, phường có 5 chữ số, như 00118."),
        Problem.REAL_NUMBER: _("bản thực hành chỉ nhận số để tập, không nhận số thật."),
        Problem.PRACTICE_NUMBER: _("đây là số để tập, không có thật."),
        Problem.ACCOUNT_NOT_MASKED: _(
            "số tài khoản phải được che, nhiều nhất %(most)s chữ số liền nhau.", most=told
        ),
    }


def _line_sentences() -> dict[Problem, str]:
    return {
        Problem.BIRTH_IN_FUTURE: _("Ngày sinh ở tương lai."),
        Problem.BIRTH_TOO_LONG_AGO: _("Ngày sinh quá xa, có lẽ gõ nhầm năm."),
        Problem.OTHER_PERSONS_CARD: _("Mười số cuối của mã thẻ khác mã số BHXH của dòng."),
        Problem.ENDS_BEFORE_START: _("Ngày hoặc tháng kết thúc trước khi bắt đầu."),
        Problem.IN_FUTURE: _("Ngày ở tương lai, việc này chưa thể xảy ra."),
        Problem.TOO_FAR_AHEAD: _(
            "Ở tương lai quá xa: bắt đầu chậm nhất sau %(start)s tháng, "
            "quá trình kết thúc chậm nhất sau %(end)s tháng.",
            start=STARTS_AHEAD_MONTHS,
            end=ENDS_AHEAD_MONTHS,
        ),
        Problem.SHARES_ABOVE_TOTAL: _(
            "Quỹ trả, cùng chi trả, tự trả và nguồn khác cộng lại nhiều hơn tổng chi phí."
        ),
        Problem.OVERLAP: _("Trùng tháng với một quá trình khác cùng loại bảo hiểm, cùng đơn vị."),
        Problem.UNKNOWN_PERSON: _("Không có người nào với mã số BHXH này trong dữ liệu."),
        Problem.OWN_PARENT: _("Cha hoặc mẹ và con là cùng một mã số BHXH."),
        Problem.SAME_FACILITY: _("Nơi khám mới giống nơi khám cũ."),
        Problem.UNKNOWN_PARENT: _("Không có người nào với mã số BHXH của cha hoặc mẹ trong dữ liệu."),
        Problem.CITIZEN_ID_TAKEN: _("Số định danh này đã là của một người khác."),
        Problem.DUPLICATE: _("Một dòng ở trên có cùng khóa nhưng nội dung khác; dòng trên được giữ."),
    }


def _text_sentences(reject: Reject) -> dict[Problem, str]:
    return {
        Problem.BROKEN_BYTES: _("Dòng có byte hỏng, không phải UTF-8."),
        Problem.LINE_TOO_LONG: _("Dòng quá dài."),
        Problem.OPEN_QUOTE: _("Dấu ngoặc kép mở mà không đóng."),
        Problem.BAD_QUOTE: _("Sau dấu ngoặc kép đóng còn chữ; dấu ngoặc kép trong ô phải viết hai lần."),
        Problem.WRONG_NUMBER_OF_CELLS: _("Số ô khác với dòng tiêu đề."),
        Problem.NOT_UTF8: _(
            "Cả tệp không được nhận: không phải UTF-8. Trong Excel hãy lưu dạng “CSV UTF-8”."
        ),
        Problem.COLUMNS_MISSING: _("Cả tệp không được nhận: thiếu cột %(columns)s.", columns=reject.told),
        Problem.COLUMN_TWICE: _(
            "Cả tệp không được nhận: có hai cột cùng tên %(columns)s.", columns=reject.told
        ),
    }


def outcome_words(outcome: Outcome) -> str:
    """What became of a file, in one line."""
    if outcome.refused is not None:
        return f"{outcome.file}: {reason(outcome.refused)}"
    said = _(
        "%(file)s: mới %(new)s, thay đổi %(changed)s, không đổi %(same)s, bị loại %(rejected)s",
        file=outcome.file,
        new=outcome.new,
        changed=outcome.changed,
        same=outcome.unchanged,
        rejected=outcome.rejected,
    )
    return f"{said}{_moves_words(outcome)}"


def _moves_words(outcome: Outcome) -> str:
    """Which of two facilities won, where a change was approved that the file did not know."""
    if not outcome.kept_moves and not outcome.dropped_moves:
        return ""
    return _(
        "; nơi khám đã duyệt đổi: giữ %(kept)s, theo tệp %(dropped)s",
        kept=outcome.kept_moves,
        dropped=outcome.dropped_moves,
    )


def written_words(written: Written) -> str:
    """How many lines a file of an export has, without its header."""
    return _("%(file)s: %(lines)s dòng", file=written.file, lines=written.lines)
