"""What the list says."""

from __future__ import annotations

from flask_babel import gettext as _

from vssid_app.people.looks.models import LookedPage


def page_words(page: LookedPage) -> str:
    """A page, as a family knows it."""
    return {
        LookedPage.HOME: _("Trang chính"),
        LookedPage.PROFILE: _("Thông tin cá nhân"),
        LookedPage.CARD: _("Thẻ BHYT"),
        LookedPage.CARD_FILE: _("Tải ảnh hoặc PDF của thẻ"),
        LookedPage.CARD_ON_PHONE: _("Thẻ lưu trên máy"),
        LookedPage.PARTICIPATION: _("Quá trình tham gia"),
        LookedPage.BENEFITS: _("Thông tin hưởng"),
        LookedPage.VISITS: _("Sổ khám chữa bệnh"),
        LookedPage.LOOKS: _("Ai đã xem hồ sơ"),
        LookedPage.RIGHTS: _("Ai được xem hồ sơ"),
        LookedPage.CHILDREN: _("Thêm con"),
        LookedPage.DOSSIER: _("Hồ sơ đăng ký"),
        LookedPage.PHOTOS: _("Ảnh giấy tờ"),
        LookedPage.DECLARATION: _("Tờ khai"),
        LookedPage.CASE: _("Yêu cầu kiểm tra"),
        LookedPage.REQUESTS: _("Yêu cầu gửi cơ quan BHXH"),
        LookedPage.OWN_DATA: _("Tệp tải dữ liệu"),
        LookedPage.OTHER: _("Trang khác"),
    }[page]
