"""A practice phone reads its own messages, and nobody else's."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.inbox.conftest import DEVICE_PATH, OTHER_TOKEN, Send
from tests.support.pages import PageClient
from vssid_app.core.clock import instant
from vssid_app.core.extensions import db
from vssid_app.notifications.models import Channel, OutboxMessage
from vssid_app.notifications.operations import KEPT_IN_PRACTICE

pytestmark = pytest.mark.any_database


def test_an_empty_inbox_says_when_something_comes(phone: PageClient) -> None:
    page = phone.get("/hop-thu")
    assert page.status == 200
    assert page.heading == "Hộp thư thực hành"
    assert "Chưa có tin nào" in page.text
    assert "Không có tin thật nào được gửi." in page.text


def test_a_newcomer_gets_no_cookie_by_looking(client: PageClient) -> None:
    page = client.get("/hop-thu")
    assert "Chưa có tin nào" in page.text
    assert "thiet_bi" not in page.response.headers.get("Set-Cookie", "")


def test_the_newest_message_stands_first(phone: PageClient, send: Send) -> None:
    send("Tin thứ nhất.")
    send("Tin thứ hai.")
    text = phone.get("/hop-thu").text
    assert text.index("Tin thứ hai.") < text.index("Tin thứ nhất.")
    assert "SMS (2)" in text


def test_each_kind_has_its_own_list(phone: PageClient, send: Send) -> None:
    send("Tin nhắn.")
    send("Thân thư.", channel=Channel.EMAIL, address="a@thuchanh.example", subject="Tiêu đề thư")
    send("Việc trong ứng dụng.", channel=Channel.APP, subject="Một thông báo")
    letters = phone.get("/hop-thu").tap("E-mail (1)")
    assert "Tiêu đề thư" in letters.text
    assert "Tin nhắn." not in letters.text
    assert "Việc trong ứng dụng." in letters.tap("Thông báo (1)").text


def test_the_first_kind_with_something_unread_opens(phone: PageClient, send: Send) -> None:
    send("Thân thư.", channel=Channel.EMAIL, address="a@thuchanh.example", subject="Tiêu đề thư")
    assert "Tiêu đề thư" in phone.get("/hop-thu").text
    assert "Tiêu đề thư" in phone.get("/hop-thu?loai=khong-co").text, "a kind that does not exist is none"
    assert "Chưa có tin nào" in phone.get("/hop-thu?loai=sms").text


def test_opening_a_message_reads_it(phone: PageClient, send: Send) -> None:
    send("Tin thứ nhất.")
    send("Tin thứ hai.")
    page = phone.get("/hop-thu").tap("TAPHUAN")
    assert page.heading == "TAPHUAN"
    assert "Tin thứ hai." in page.text
    assert "SMS (1)" in phone.get("/hop-thu").text


def test_all_can_be_marked_as_read_at_once(phone: PageClient, send: Send) -> None:
    send("Tin thứ nhất.")
    send("Thân thư.", channel=Channel.EMAIL, address="a@thuchanh.example", subject="Tiêu đề thư")
    page = phone.get("/hop-thu").submit("Đánh dấu đã đọc hết").follow()
    assert "SMS (" not in page.text
    assert "E-mail (" not in page.text
    assert "Đánh dấu đã đọc hết" not in page.text


def test_another_phone_sees_nothing(phone: PageClient, other_phone: PageClient, send: Send) -> None:
    message = send("Tin riêng.")
    assert "Tin riêng." not in other_phone.get("/hop-thu").text
    assert other_phone.get(f"/hop-thu/{message.key}").status == 404


def test_two_phones_of_one_number_share_notices_but_not_codes(
    phone: PageClient, other_phone: PageClient, send: Send, send_code: Send
) -> None:
    send("Tin chung.", plays=OTHER_TOKEN)
    code = send_code("482615")
    assert "Tin chung." in phone.get("/hop-thu").text
    theirs = other_phone.get("/hop-thu").text
    assert "Tin chung." in theirs
    assert "482615" not in theirs
    assert other_phone.get(f"/hop-thu/{code.key}/ma").status == 404


def test_a_code_leads_to_its_page_with_the_field_filled_in(phone: PageClient, send_code: Send) -> None:
    send_code("482615")
    page = phone.get("/hop-thu")
    assert "482615 là mã xác nhận." in page.text
    led = phone.get(page.link("Điền vào ô mã"))
    assert led.status == 302
    assert led.location == f"{DEVICE_PATH}?ma=482615"
    assert "SMS (" not in phone.get("/hop-thu").text, "a code that was used has been read"


def test_a_message_without_a_code_fills_nothing(phone: PageClient, send: Send) -> None:
    message = send("Hồ sơ đã được nhận.", link="/ho-so/TH-7K3M-Q9XA")
    assert phone.get(f"/hop-thu/{message.key}/ma").status == 404
    assert phone.get(f"/hop-thu/{message.key}").link("Mở trong ứng dụng") == "/ho-so/TH-7K3M-Q9XA"


def test_a_long_letter_is_cut_in_the_list_and_whole_on_its_page(phone: PageClient, send: Send) -> None:
    message = send(
        "Chào bạn.\n\n" + "Một câu dài. " * 40 + "Hết.",
        channel=Channel.EMAIL,
        address="a@thuchanh.example",
        subject="Tiêu đề thư",
    )
    assert "Hết." not in phone.get("/hop-thu?loai=email").text
    page = phone.get(f"/hop-thu/{message.key}")
    assert page.heading == "Tiêu đề thư"
    assert "Hết." in page.text


def test_a_text_is_shown_as_text(phone: PageClient, send: Send) -> None:
    send("<script>alert(1)</script> <b>đậm</b>")
    page = phone.get("/hop-thu")
    assert "<script>alert(1)</script>" in page.text


def test_only_the_newest_fifty_are_kept(phone: PageClient, send: Send) -> None:
    for n in range(KEPT_IN_PRACTICE + 3):
        send(f"Tin số {n}.")
    text = phone.get("/hop-thu").text
    assert "Tin số 52." in text
    assert "Tin số 2." not in text
    assert text.count("Tin số") == KEPT_IN_PRACTICE


@pytest.mark.parametrize(("days", "words"), [(1, "Hôm qua"), (400, "/")])
def test_older_messages_say_their_day(phone: PageClient, send: Send, days: int, words: str) -> None:
    message = send("Tin cũ.")
    with db.transaction() as session:
        row = session.get_one(OutboxMessage, message.id)
        row.created_at = instant() - timedelta(days=days)
    assert words in phone.get("/hop-thu").text


def test_an_address_of_the_inbox_that_is_none_is_a_404(phone: PageClient) -> None:
    assert phone.get("/hop-thu/" + "0" * 36).status == 404
    assert phone.get("/hop-thu/ngan").status == 404


def test_notices_are_read_in_the_app(phone: PageClient) -> None:
    page = phone.get("/hop-thu?loai=thong-bao")
    assert "Thông báo nằm trong ứng dụng" in page.text
    assert page.link("Mở mục Thông báo") == "/thong-bao"
