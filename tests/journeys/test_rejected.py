"""Journey (c): rejected, corrected, sent again, accepted."""

import pytest

from tests.journeys import deciding, registering
from tests.journeys.phone import Phone

pytestmark = [pytest.mark.browser, pytest.mark.long]

BIRTH_DIFFERS = "Ngày sinh khác hồ sơ"


def test_a_rejected_dossier_is_corrected_and_accepted(phone: Phone, office: Phone) -> None:
    deciding.enter(office)
    registering.choose_specimen(phone, BIRTH_DIFFERS)
    registering.prove_phone(phone)
    registering.fill_in(phone)
    registering.take_photos(phone, 3)
    code = registering.finish(phone)

    deciding.reject(office, code, "birth_date_differs")

    phone.open(f"/ho-so/{code}")
    phone.at("Chưa được chấp nhận")
    phone.check("rejected")
    phone.tap("Sửa chỗ này")
    phone.at("Thông tin của bạn")
    phone.check("mend")
    phone.tap("Tiếp tục")
    if "ket-qua" in phone.page.url:
        phone.tap("Đúng rồi, đi tiếp")
    registering.hand_over(phone)

    deciding.accept(office, code)

    phone.open(f"/ho-so/{code}")
    registering.activate(phone)
    phone.check("home")
    assert not phone.errors
