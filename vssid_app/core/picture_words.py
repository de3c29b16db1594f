"""Why a file is no picture that can be taken, and what to do."""

from __future__ import annotations

from flask_babel import gettext as _

from vssid_app.core.pictures import BadPicture, PictureProblem


def picture_trouble(bad: BadPicture) -> str:
    """Why a file cannot be taken, and what to do."""
    return {
        PictureProblem.EMPTY: _("Tệp này trống. Hãy chụp lại hoặc chọn ảnh khác."),
        PictureProblem.TOO_BIG: _("Ảnh lớn hơn 15 MB. Hãy chụp lại ở cỡ nhỏ hơn."),
        PictureProblem.NOT_A_PICTURE: _("Tệp này không phải ảnh. Hãy chọn ảnh JPEG, PNG, WebP hoặc HEIC."),
        PictureProblem.TRUNCATED: _("Ảnh bị hỏng, thiếu một phần. Hãy chụp lại."),
        PictureProblem.TOO_MANY_PIXELS: _("Ảnh quá lớn. Hãy chụp lại ở cỡ nhỏ hơn."),
    }[bad.problem]
