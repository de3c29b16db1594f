"""What pages say of people, and of what is typed about them."""

from __future__ import annotations

from flask_babel import gettext as _

from vssid_app.core.world import current_world
from vssid_app.people.care_rules import CareProblem
from vssid_app.people.models import EndReason, Relation
from vssid_app.people.rules import (
    BadBirthDate,
    BadNumber,
    BadPhone,
    BirthProblem,
    NumberProblem,
    PhoneProblem,
    RecognisedNumber,
    is_reserved,
)
from vssid_app.people.sight_rules import Part


def relation_words(relation: Relation) -> str:
    """What somebody in care is to their guardian."""
    return _("người được giám hộ") if relation is Relation.GUARDIAN else _("con")


def guardian_words(relation: Relation) -> str:
    """What a guardian is to the one in care."""
    return {
        Relation.FATHER: _("Cha"),
        Relation.MOTHER: _("Mẹ"),
        Relation.GUARDIAN: _("Người giám hộ"),
    }[relation]


def end_words(reason: EndReason) -> str:
    """Why somebody's care ended."""
    return {
        EndReason.NO_LONGER_CARES: _("Không còn chăm sóc"),
        EndReason.WRONG_PERSON: _("Nhầm người"),
        EndReason.OWN_WISH: _("Tự thôi chăm sóc"),
        EndReason.COURT_DECISION: _("Quyết định của toà án"),
        EndReason.GUARDIAN_DIED: _("Người chăm sóc đã mất"),
        EndReason.WRONG_GRANT: _("Đã ghi nhận nhầm"),
        EndReason.FAMILY_WISH: _("Theo yêu cầu của gia đình"),
    }[reason]


def part_words(part: Part) -> str:
    """A part of what the register holds of somebody, as the pages call it."""
    return {
        Part.CARD: _("Thẻ BHYT"),
        Part.PARTICIPATION: _("Quá trình tham gia"),
        Part.BENEFITS: _("Thông tin hưởng"),
        Part.VISITS: _("Sổ khám chữa bệnh"),
        Part.SERVICES: _("Dịch vụ công"),
    }[part]


def care_trouble(problem: CareProblem, *, adult_age: int) -> str:
    """Why one cannot have the care of the other, and what to do."""
    return {
        CareProblem.GUARDIAN_TOO_YOUNG: _(
            "Người giám hộ phải đủ %(age)s tuổi. Hãy nhờ cha, mẹ hoặc người lớn khác đăng ký.", age=adult_age
        ),
        CareProblem.CHILD_GROWN_UP: _(
            "Người này đã đủ %(age)s tuổi nên tự đăng ký. Xem lại năm sinh.", age=adult_age
        ),
        CareProblem.CHILD_OLDER: _("Ngày sinh của con phải sau ngày sinh của bạn. Xem lại năm sinh."),
        CareProblem.TOO_NEAR: _(
            "Tuổi của bạn và con quá gần nhau để là cha mẹ và con. Xem lại năm sinh, hoặc sửa quan hệ."
        ),
    }[problem]


def number_trouble(bad: BadNumber) -> str:
    """What is wrong with a number, and what to do."""
    return {
        NumberProblem.EMPTY: _("Bạn chưa nhập số."),
        NumberProblem.LETTERS: _("Mã số chỉ gồm chữ số. Số thẻ BHYT cũ bắt đầu bằng 2 chữ cái."),
        NumberProblem.WRONG_LENGTH: _("Mã số phải có 10 hoặc 12 số. Bạn đã nhập %(n)s số.", n=bad.length),
        NumberProblem.BAD_CARD_CODE: _(
            "Số thẻ BHYT có 2 chữ cái và 13 số. Bạn đã nhập %(n)s ký tự.", n=bad.length
        ),
        NumberProblem.LEGACY_ID_NOT_ACCEPTED: _("Không còn dùng CMND 9 số. Hãy nhập số CCCD 12 số."),
    }[bad.problem]


def range_trouble(number: RecognisedNumber) -> str | None:
    """Why a good number does not belong here: practice takes reserved numbers only, live the others."""
    reserved = is_reserved(number.kind, number.value)
    if current_world().is_practice and not reserved:
        return _("Đây là bản tập. Đừng nhập số thật, hãy dùng số của người mẫu.")
    if not current_world().is_practice and reserved:
        return _("Đây là số để tập, không có thật. Hãy nhập số trên giấy tờ của bạn.")
    return None


def birth_trouble(bad: BadBirthDate) -> str:
    """What is wrong with a date of birth, and what to do."""
    return {
        BirthProblem.UNREADABLE: _("Ngày sinh chưa đúng. Ví dụ: 3 5 2009."),
        BirthProblem.NO_SUCH_MONTH: _("Tháng sinh phải từ 1 đến 12."),
        BirthProblem.NO_SUCH_DAY: _("Tháng này không có ngày đó. Xem lại ngày sinh."),
        BirthProblem.FUTURE: _("Ngày sinh không thể ở tương lai. Xem lại năm sinh."),
        BirthProblem.TOO_LONG_AGO: _("Năm sinh quá xa. Xem lại năm sinh."),
    }[bad.problem]


def phone_trouble(bad: BadPhone) -> str:
    """What is wrong with a phone number, and what to do."""
    return {
        PhoneProblem.EMPTY: _("Bạn chưa nhập số điện thoại."),
        PhoneProblem.LETTERS: _("Số điện thoại chỉ gồm chữ số."),
        PhoneProblem.WRONG_LENGTH: _("Số điện thoại phải có 10 số. Bạn đã nhập %(n)s số.", n=bad.length),
        PhoneProblem.NOT_MOBILE: _("Đây không phải số di động. Hãy nhập số nhận được tin nhắn."),
        PhoneProblem.REAL_NUMBER: _("Đây là bản tập. Đừng nhập số thật, hãy dùng số mẫu bắt đầu bằng 0000."),
        PhoneProblem.PRACTICE_NUMBER: _("Đây là số để tập, không nhận được tin nhắn. Hãy nhập số của bạn."),
    }[bad.problem]
