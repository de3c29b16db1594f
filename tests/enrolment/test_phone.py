"""The phone that codes and answers go to."""

from __future__ import annotations

import pytest

from tests.support.codes import challenges, messages
from tests.support.pages import PageClient
from tests.support.registering import AT_PHONE, ask_code, errors, value_of

pytestmark = [pytest.mark.usefixtures("world"), pytest.mark.any_database]
PHONE = "0000345678"


def test_the_code_goes_to_the_phone_which_is_shown_back(client: PageClient) -> None:
    page = ask_code(client, PHONE).follow()

    assert "0000 345 678" in page.text
    assert [message.address for message in messages()] == [PHONE]


@pytest.mark.parametrize("typed", ["0000 345 678", "0000.345.678", "+84 000 345 678", "(0000)345-678"])
def test_spaces_dots_and_the_country_code_do_not_matter(client: PageClient, typed: str) -> None:
    assert ask_code(client, typed).status == 303

    assert [message.address for message in messages()] == [PHONE]


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "Bạn chưa nhập số điện thoại."),
        ("0000 345 67", "Số điện thoại phải có 10 số. Bạn đã nhập 9 số."),
        ("0000 345 6789", "Số điện thoại phải có 10 số. Bạn đã nhập 11 số."),
        ("không có", "Số điện thoại chỉ gồm chữ số."),
        ("0912 345 678", "Đây là bản tập. Đừng nhập số thật, hãy dùng số mẫu bắt đầu bằng 0000."),
        ("+84 912 345 678", "Đây là bản tập. Đừng nhập số thật, hãy dùng số mẫu bắt đầu bằng 0000."),
        ("1900345678", "Đây không phải số di động. Hãy nhập số nhận được tin nhắn."),
    ],
)
def test_a_wrong_phone_has_its_sentence_and_stays_in_the_box(
    client: PageClient, typed: str, sentence: str
) -> None:
    page = ask_code(client, typed)

    assert errors(page) == [sentence]
    assert value_of(page, "phone") == typed
    assert page.root.all("title")[0].text.startswith("Lỗi: ")
    assert messages() == []


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("an@mau", "Địa chỉ e-mail chưa đúng."),
        ("an mau@thuchanh.example", "Địa chỉ e-mail chưa đúng."),
        ("an@a.example,b@b.example", "Địa chỉ e-mail chưa đúng."),
        ("<script>@b.example", "Địa chỉ e-mail chưa đúng."),
        ("an@gmail.com", "Đây là bản tập. Chỉ dùng e-mail mẫu"),
        ("an@gmail.com.example.vn", "Đây là bản tập. Chỉ dùng e-mail mẫu"),
    ],
)
def test_a_wrong_or_real_email_has_its_sentence(client: PageClient, typed: str, sentence: str) -> None:
    page = ask_code(client, PHONE, typed)

    assert errors(page)[0].startswith(sentence)
    assert value_of(page, "email") == typed
    assert messages() == []


def test_a_wrong_number_is_corrected_from_the_page_of_the_code(client: PageClient) -> None:
    page = ask_code(client, PHONE).follow().tap("Sửa số")

    assert value_of(page, "phone") == PHONE
    assert page.submit("Gửi mã cho tôi", phone="0000345679").status == 303
    assert [message.address for message in messages()] == [PHONE, "0000345679"]


def test_sending_twice_asks_once_and_leads_to_the_same_page(client: PageClient) -> None:
    page = client.get(AT_PHONE)

    first, second = (page.submit("Gửi mã cho tôi", phone=PHONE) for _tap in range(2))

    assert first.location == second.location
    assert len(challenges()) == len(messages()) == 1
