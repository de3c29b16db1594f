"""What pages say of the people to practise with."""

from __future__ import annotations

from dataclasses import dataclass

from flask_babel import gettext as _

from vssid_app.training.synthetic import SpecimenKind


@dataclass(frozen=True, slots=True)
class KindWords:
    """A kind of specimen in words: what is special, and what will happen."""

    title: str
    about: str


def kind_words(kind: str) -> KindWords:
    """The words for a kind of specimen."""
    return {
        SpecimenKind.IDENTICAL: KindWords(
            _("Mọi thông tin đều khớp"), _("Trường hợp dễ nhất, nên tập trước.")
        ),
        SpecimenKind.NAME_DIFFERS: KindWords(
            _("Họ tên khác một chữ"), _("Phải chụp ảnh giấy tờ, cán bộ sẽ so và duyệt.")
        ),
        SpecimenKind.BIRTH_DIFFERS: KindWords(
            _("Ngày sinh khác hồ sơ"), _("Phải chụp ảnh giấy tờ, cán bộ sẽ so và duyệt.")
        ),
        SpecimenKind.NOT_FOUND: KindWords(
            _("Không tìm thấy mã số"), _("BHXH chưa có người này, cán bộ sẽ trả lời.")
        ),
        SpecimenKind.GUARDIAN_WITH_CHILDREN: KindWords(
            _("Phụ huynh có con nhỏ"), _("Đăng ký cho chính mình, rồi cho hai con chưa có CCCD.")
        ),
    }[SpecimenKind(kind)]


def another_was_lent(asked: str, lent: str) -> str:
    """Said when another phone chose the same papers first."""
    return _("%(asked)s vừa có máy khác chọn. Bạn tập với %(lent)s, cùng kiểu.", asked=asked, lent=lent)
