"""The sentences of WTForms and Flask-WTF in Vietnamese; neither brings them."""

from typing import ClassVar

from flask_babel import lazy_gettext
from flask_babel.speaklater import LazyString

Words = str | LazyString
"""Words for a reader: said now, or (in a class body) when they are shown."""

NOT_RIGHT = lazy_gettext("Ô này chưa đúng. Xem lại rồi gửi.")
STALE = lazy_gettext("Trang này đã mở quá lâu. Những gì bạn nhập vẫn còn, hãy bấm gửi lại.")


class VietnameseWords:
    """Stands in for the library's translations: what is not listed gets a sentence that fits anything."""

    known: ClassVar[dict[str, Words]] = {
        "This field is required.": lazy_gettext("Bạn chưa nhập ô này."),
        "Invalid input.": NOT_RIGHT,
        "Invalid email address.": lazy_gettext("Địa chỉ email chưa đúng. Ví dụ: ten@thuchanh.example."),
        "Not a valid choice.": lazy_gettext("Hãy chọn một trong các câu trả lời có sẵn."),
        "Invalid Choice: could not coerce.": lazy_gettext("Hãy chọn một trong các câu trả lời có sẵn."),
        "Not a valid integer value.": lazy_gettext("Ô này chỉ nhận số."),
        "Not a valid decimal value.": lazy_gettext("Ô này chỉ nhận số."),
        "Number must be at least %(min)s.": lazy_gettext("Số nhỏ nhất là %(min)s."),
        "Number must be at most %(max)s.": lazy_gettext("Số lớn nhất là %(max)s."),
        "Number must be between %(min)s and %(max)s.": lazy_gettext("Số phải từ %(min)s đến %(max)s."),
        "Field must be equal to %(other_name)s.": lazy_gettext("Hai lần nhập chưa giống nhau."),
        "Field must be at least %(min)d characters long.": lazy_gettext("Cần ít nhất %(min)d ký tự."),
        "Field cannot be longer than %(max)d characters.": lazy_gettext("Dài nhất %(max)d ký tự."),
        "Field must be exactly %(max)d characters long.": lazy_gettext("Cần đúng %(max)d ký tự."),
        "Field must be between %(min)d and %(max)d characters long.": lazy_gettext(
            "Cần từ %(min)d đến %(max)d ký tự."
        ),
        "The CSRF token is missing.": STALE,
    }

    def gettext(self, string: str) -> str:
        """Translate a sentence of the library."""
        return str(self.known.get(string, NOT_RIGHT))

    def ngettext(self, singular: str, plural: str, n: int) -> str:
        """Translate a sentence with a number; Vietnamese has one form for all numbers."""
        del singular, n
        return self.gettext(plural)
