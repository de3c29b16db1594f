"""A counter verifies a card: what the camera would read from the screen, with network, without it, forged."""

from __future__ import annotations

import io

import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import expect

from tests.journeys.phone import Phone

pytestmark = pytest.mark.browser

MARK = "MẪU – KHÔNG CÓ GIÁ TRỊ KHÁM CHỮA BỆNH"
# Keeps the real locks, to see whether they are held.
KEEP_LOCKS = """{
  const request = WakeLock.prototype.request;
  window.locks = [];
  WakeLock.prototype.request = async function (kind) {
    const lock = await request.call(this, kind);
    window.locks.push(lock);
    return lock;
  };
}"""
WITHOUT_CRYPTO = "Object.defineProperty(crypto, 'subtle', {value: undefined})"


def read_card(phone: Phone) -> str:
    """What a scanner reads from the screen of the first practice role."""
    phone.open("/")
    phone.page.locator("main form button").first.click()
    phone.tap("Đưa thẻ khi đi khám")
    # The page is there before its picture is, on a busy machine for long.
    code = phone.page.locator(".card-qr img")
    code.evaluate("image => image.decode()")
    picture = code.screenshot()
    (found,) = zxingcpp.read_barcodes(Image.open(io.BytesIO(picture)))
    return found.text


def judge(phone: Phone, text: str) -> list[str]:
    """What the page says of a pasted text, line by line."""
    phone.write("Nội dung mã QR", text)
    phone.tap("Kiểm tra nội dung đã dán")
    result = phone.page.locator("#result")
    expect(result).not_to_contain_text("Đang hỏi")
    return [line for line in result.inner_text().splitlines() if line]


def keep_the_screen_on(phone: Phone) -> None:
    """The card's large digits hold the lock of the screen, and ask anew when the page is back."""
    phone.page.add_init_script(KEEP_LOCKS)
    phone.tap("Đọc số cho nhân viên")
    phone.page.wait_for_function("locks.length === 1 && !locks[0].released")
    phone.page.evaluate(
        "locks[0].release().then(() => document.dispatchEvent(new Event('visibilitychange')))"
    )
    phone.page.wait_for_function("locks.length === 2 && locks[0].released && !locks[1].released")


def test_a_card_is_verified_with_network_without_it_and_by_an_old_browser(phone: Phone) -> None:
    token = read_card(phone)
    name = phone.page.locator(".card-name").inner_text()
    forged = f"{token[:-9]}{'A' if token[-9] != 'A' else 'B'}{token[-8:]}"
    keep_the_screen_on(phone)
    phone.open("/xac-minh")
    phone.check("scanner")

    online = judge(phone, token)
    assert (online[0], online[2]) == (MARK, "Hợp lệ, hôm nay thẻ dùng được")
    assert name in online
    phone.check("verified")

    phone.page.context.set_offline(True)
    offline = judge(phone, token)
    assert (offline[0], offline[2]) == (MARK, "Chữ ký đúng, theo mã thẻ còn hạn")
    assert "bị khoá sau khi tạo mã thì ở đây chưa thấy" in offline[3]
    assert "chưa hỏi được dữ liệu hôm nay" in offline[4]
    assert judge(phone, forged)[0] == "Không hợp lệ: chữ ký sai"

    phone.page.context.set_offline(False)
    phone.page.add_init_script(WITHOUT_CRYPTO)
    with phone.page.expect_response("**/ed25519.*.js"):
        phone.open("/xac-minh")
    phone.page.context.set_offline(True)
    assert judge(phone, token) == offline
    assert judge(phone, forged)[0] == "Không hợp lệ: chữ ký sai"
    assert not phone.errors
