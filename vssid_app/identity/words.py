"""Sentences that more than one page of this package says."""

from __future__ import annotations

from flask_babel import lazy_gettext as _

WRONG_PASSWORD = _("Số hoặc mật khẩu chưa đúng. Xem lại, hoặc đăng nhập bằng mã.")
WRONG_ACTIVATION = _("Tên đăng nhập hoặc mã kích hoạt chưa đúng. Xem lại tin nhắn.")
WRONG_STAFF_PASSWORD = _("Tên đăng nhập hoặc mật khẩu chưa đúng.")
WRONG_SECOND_FACTOR = _("Mã xác thực chưa đúng. Đợi mã mới trong ứng dụng rồi nhập lại.")
WRONG_ANY_FACTOR = _("Mã chưa đúng, hoặc đã dùng rồi. Đợi mã mới, hoặc dùng mã dự phòng khác.")
WRONG_RECOVERY_CODE = _("Mã dự phòng chưa đúng, hoặc đã dùng rồi. Thử mã khác trên tờ giấy.")
WRONG_OWN_PASSWORD = _("Mật khẩu chưa đúng.")
