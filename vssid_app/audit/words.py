"""What happened, in words: codes and kinds, never a person's name or number."""

from __future__ import annotations

from flask_babel import gettext as _

from vssid_app.audit.tags import Tag


def tag_word(tag: Tag) -> str:
    """What happened; what has no words yet is shown as its code."""
    return _tag_words().get(tag, tag.value)


def _tag_words() -> dict[Tag, str]:
    return {
        Tag.ACCOUNT_OPENED: _("Mở tài khoản"),
        Tag.ACCOUNT_ACTIVATED: _("Kích hoạt tài khoản"),
        Tag.ACCOUNT_DISABLED: _("Khoá tài khoản"),
        Tag.PASSWORD_CHANGED: _("Đổi mật khẩu"),
        Tag.SIGNED_IN: _("Đăng nhập"),
        Tag.SIGNED_OUT: _("Đăng xuất"),
        Tag.SIGN_IN_REFUSED: _("Đăng nhập bị từ chối"),
        Tag.STAFF_ADDED: _("Thêm cán bộ"),
        Tag.STAFF_READMITTED: _("Mở lại tài khoản cán bộ"),
        Tag.ROLE_GIVEN: _("Thêm vai"),
        Tag.ROLE_TAKEN: _("Bỏ vai"),
        Tag.PARAMETER_SET: _("Đổi tham số"),
        Tag.OFFICE_RENAMED: _("Đổi tên cơ quan"),
        Tag.OFFICE_OPENED: _("Thêm cơ quan"),
        Tag.OFFICE_CLOSED: _("Đóng cơ quan"),
        Tag.BENEFIT_LEVEL_SET: _("Đổi mức hưởng"),
        Tag.FUND_SHARE_SET: _("Đổi phần quỹ trả"),
        Tag.WORKING_DAY_SET: _("Đổi ngày làm việc"),
        Tag.SECOND_FACTOR_CHANGED: _("Tự cài lại mã xác thực"),
        Tag.SECOND_FACTOR_RESET: _("Đặt lại mã xác thực"),
        Tag.SECOND_FACTOR_ENROLLED: _("Cài mã xác thực"),
        Tag.RECOVERY_CODES_MADE: _("Tạo mã dự phòng"),
        Tag.RECOVERY_CODE_USED: _("Dùng mã dự phòng"),
        Tag.CONTACT_CHANGED: _("Đổi điện thoại hoặc email"),
        Tag.ACCOUNT_CASE_OPENED: _("Mở yêu cầu đổi số điện thoại"),
        Tag.ACCOUNT_CASE_VIEWED: _("Xem yêu cầu đổi số điện thoại"),
        Tag.ACCOUNT_CASE_DECIDED: _("Quyết định yêu cầu đổi số điện thoại"),
        Tag.NOTICES_CHOSEN: _("Đổi cách nhận thông báo"),
        Tag.OWN_DATA_TAKEN: _("Tải dữ liệu của mình"),
        Tag.DELETION_ASKED: _("Yêu cầu xoá tài khoản"),
        Tag.DELETION_TAKEN_BACK: _("Rút yêu cầu xoá tài khoản"),
        Tag.ACCOUNT_CLOSED: _("Đóng tài khoản, xoá liên hệ"),
        Tag.DOSSIER_STARTED: _("Bắt đầu hồ sơ"),
        Tag.DOSSIER_CHANGED: _("Hồ sơ chuyển bước"),
        Tag.DOSSIER_VIEWED: _("Xem hồ sơ"),
        Tag.PHOTO_VIEWED: _("Xem ảnh hồ sơ"),
        Tag.PHOTOS_DELETED: _("Xoá ảnh hồ sơ"),
        Tag.GUARDIANSHIP_GRANTED: _("Ghi nhận người chăm sóc"),
        Tag.GUARDIANSHIP_ENDED: _("Chấm dứt quyền chăm sóc"),
        Tag.INVITATION_MADE: _("Mời người chăm sóc"),
        Tag.INVITATION_ACCEPTED: _("Nhận lời mời chăm sóc"),
        Tag.INVITATION_CONFIRMED: _("Xác nhận người chăm sóc được mời"),
        Tag.INVITATION_REFUSED: _("Không xác nhận người nhận lời mời"),
        Tag.INVITATION_TAKEN_BACK: _("Rút lời mời chăm sóc"),
        Tag.INVITATION_VOID: _("Lời mời chăm sóc mất hiệu lực"),
        Tag.CARE_ENDED_BY_OFFICE: _("Chấm dứt quyền chăm sóc theo quyết định"),
        Tag.GUARDIANSHIPS_VIEWED: _("Xem ai chăm sóc một người"),
        Tag.HAND_OVER_BEGUN: _("Con có tài khoản riêng"),
        Tag.HAND_OVER_ANSWERED: _("Con chọn người chăm sóc còn xem được gì"),
        Tag.SHARE_CHOSEN: _("Cho xem hồ sơ"),
        Tag.SHARE_ENDED: _("Thôi cho xem hồ sơ như trước"),
        Tag.PERSON_VIEWED: _("Xem dữ liệu của một người"),
        Tag.CARD_CHECKED: _("Tra cứu giá trị thẻ"),
        Tag.CARD_VERIFIED: _("Kiểm tra mã QR của thẻ"),
        Tag.NUMBER_SOUGHT: _("Tra cứu mã số BHXH"),
        Tag.OWNERSHIP_CASE_OPENED: _("Mở yêu cầu kiểm tra"),
        Tag.OWNERSHIP_CASE_SETTLED: _("Trả lời yêu cầu kiểm tra"),
        Tag.REGISTER_IMPORTED: _("Nhập dữ liệu BHXH từ tệp"),
        Tag.SERVICE_REQUEST_STARTED: _("Bắt đầu yêu cầu dịch vụ"),
        Tag.SERVICE_REQUEST_CHANGED: _("Yêu cầu dịch vụ chuyển bước"),
        Tag.SERVICE_REQUEST_VIEWED: _("Xem yêu cầu dịch vụ"),
        Tag.SERVICE_PHOTO_VIEWED: _("Xem ảnh của yêu cầu"),
        Tag.SERVICE_PHOTOS_DELETED: _("Xoá ảnh của yêu cầu"),
        Tag.REGISTER_CHANGED: _("Đổi một dòng dữ liệu BHXH"),
        Tag.REGISTER_EXPORTED: _("Xuất dữ liệu BHXH ra tệp"),
        Tag.AUTOMATIC_OFFICER_ACTED: _("Cán bộ tự động làm một bước"),
        Tag.SWITCH_SET: _("Bật hoặc tắt một chức năng"),
    }
