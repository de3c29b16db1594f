"""The forms of a card asked for again."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l

from vssid_app.agencies.place_forms import PlaceForm, offer
from vssid_app.core.forms import AppForm, Choice, PhoneText, PhotoFile, TextLine
from vssid_app.people.form_checks import check_free_text, check_name, checked_phone
from vssid_app.service_requests.kinds import CardLoss, Delivery, WhyPaper

E_CARD = "e_card"
_OFFERED = {
    Delivery.SCHOOL: _l("Trường"),
    Delivery.OFFICE: _l("Cơ quan BHXH"),
    Delivery.POST: _l("Tại nhà, qua bưu điện"),
}


class PaperForm(AppForm):
    """Whether paper is really needed; the e-card stands first."""

    why = Choice(
        _l("Bạn cần gì?"),
        choices=[
            (E_CARD, _l("Dùng thẻ điện tử ngay")),
            (WhyPaper.NO_SMARTPHONE, _l("Cần thẻ giấy: không có điện thoại thông minh")),
            (WhyPaper.NO_CHIP_CARD, _l("Cần thẻ giấy: chưa có CCCD gắn chip")),
            (WhyPaper.ELDERLY, _l("Cần thẻ giấy: cao tuổi")),
            (WhyPaper.REMOTE, _l("Cần thẻ giấy: ở vùng khó khăn, ít sóng")),
        ],
        missing=_l("Hãy chọn thẻ điện tử, hoặc lý do cần thẻ giấy."),
        hints={E_CARD: _l("Khuyên dùng: có ngay, không mất phí, khám được như thẻ giấy")},
    )

    @property
    def wants_e_card(self) -> bool:
        """Whether no paper is needed after all."""
        return bool(self.why.data == E_CARD)


class LossForm(AppForm):
    """Why the card is asked for again."""

    loss = Choice(
        _l("Vì sao cần cấp lại?"),
        choices=[(CardLoss.LOST, _l("Mất thẻ")), (CardLoss.DAMAGED, _l("Hỏng thẻ"))],
        missing=_l("Hãy chọn Mất thẻ hoặc Hỏng thẻ."),
        hints={
            CardLoss.LOST: _l("Người nhặt được có thể dùng thẻ. Thấy lần khám lạ trong sổ thì báo ngay."),
            CardLoss.DAMAGED: _l("Rách, nhoè, gãy. Gửi kèm ảnh nếu có."),
        },
    )


class DeliveryForm(AppForm):
    """Where the card is handed over."""

    delivery = Choice(_l("Nhận thẻ ở đâu?"), choices=[], missing=_l("Hãy chọn một nơi nhận thẻ."))

    def __init__(self, *args: Any, hints: dict[Delivery, str], **given: Any) -> None:
        super().__init__(*args, **given)
        self.delivery.hints = {str(key): words for key, words in hints.items()}
        offer(self.delivery, [(way, str(words)) for way, words in _OFFERED.items() if way in hints])


class HomeForm(PlaceForm):
    """Who takes the card from the postman, and where."""

    street = TextLine(
        _l("Số nhà, đường, tổ"),
        missing=_l("Bạn chưa nhập số nhà, đường hoặc tổ."),
        max_length=150,
        box={"autocomplete": "address-line1"},
    )
    recipient = TextLine(
        _l("Người nhận"),
        missing=_l("Bạn chưa nhập tên người nhận."),
        max_length=100,
        box={"autocomplete": "name", "autocapitalize": "words"},
    )
    phone = PhoneText(
        _l("Điện thoại người nhận"),
        missing=_l("Bạn chưa nhập số điện thoại người nhận."),
        hint=_l("Bưu tá gọi trước khi phát"),
    )
    note = TextLine(_l("Dặn bưu tá"), hint=_l("Ví dụ: phát sau 17 giờ"), max_length=200)
    normal_phone = ""

    def validate_street(self, field: TextLine) -> None:
        """No real number hidden in free text."""
        check_free_text(field.value)

    def validate_recipient(self, field: TextLine) -> None:
        """A name is letters; at least two words."""
        check_name(field.value)

    def validate_phone(self, field: PhoneText) -> None:
        """Take the number in its stored form."""
        self.normal_phone = checked_phone(field.value)

    def validate_note(self, field: TextLine) -> None:
        """No real number hidden in free text."""
        check_free_text(field.value)


class PhotoForm(AppForm):
    """One photo, which may be left out."""

    photo = PhotoFile(_l("Ảnh"), missing=_l("Bạn chưa chọn ảnh. Chụp hoặc chọn ảnh, hoặc bấm Bỏ qua."))


class SendForm(AppForm):
    """Nothing but the button."""
