from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser

CODE = "#code"
REMEMBER_BUSY = """() => {
  const button = document.querySelector('.dock button');
  const width = button.offsetWidth;
  const keep = () => sessionStorage.setItem('busy', `${button.innerText} ${button.offsetWidth === width}`);
  new MutationObserver(keep).observe(button, {subtree: true, childList: true, characterData: true});
}"""


@pytest.fixture
def large_photo(tmp_path: Path) -> Path:
    path = tmp_path / "large.png"
    Image.effect_noise((3000, 2200), 60).convert("RGB").save(path, compress_level=1)
    return path


def test_the_practice_message_drops_and_fills_the_code_in(page: Page, site: str) -> None:
    page.goto(f"{site}/code")
    expect(page.get_by_text("482615 là mã xác nhận.")).to_be_visible()
    expect(page.locator("[data-unread]")).to_have_text("3")
    page.get_by_text("Điền mã").click()
    expect(page.get_by_text("482615 × 1")).to_be_visible()


def test_the_message_drops_too_where_nothing_is_drawn(page: Page, site: str) -> None:
    page.add_init_script("window.requestAnimationFrame = () => 0")
    page.goto(f"{site}/code")
    expect(page.get_by_text("482615 là mã xác nhận.")).to_be_visible()


def test_the_message_covers_neither_title_nor_field(page: Page, site: str) -> None:
    page.goto(f"{site}/code")
    box = page.locator(".sms")
    expect(box).to_be_visible()
    page.wait_for_timeout(300)
    message, title = box.bounding_box(), page.locator("h1").bounding_box()
    assert message
    assert title
    assert message["y"] + message["height"] <= title["y"]


def test_a_closed_message_stays_closed(page: Page, site: str) -> None:
    page.goto(f"{site}/code")
    page.get_by_text("Đóng").click()
    page.reload()
    page.wait_for_timeout(500)
    expect(page.locator(".sms")).to_be_hidden()


def test_a_code_filled_in_by_the_phone_sends_itself(page: Page, site: str) -> None:
    page.goto(f"{site}/code")
    page.evaluate(
        "() => { const box = document.querySelector('#code'); box.value = '123456';"
        " box.dispatchEvent(new InputEvent('input', {inputType: 'insertReplacementText', bubbles: true})) }"
    )
    expect(page.get_by_text("123456 × 1")).to_be_visible()


def test_a_typed_code_waits_for_the_button(page: Page, site: str) -> None:
    page.goto(f"{site}/code")
    page.locator(CODE).press_sequentially("123456")
    page.wait_for_timeout(300)
    assert page.url.endswith("/code")
    expect(page.locator("h1")).to_have_text("Nhập mã 6 số")


def test_a_double_tap_sends_once_and_the_button_keeps_its_width(page: Page, site: str) -> None:
    page.goto(f"{site}/code")
    page.locator(CODE).fill("12345")
    page.evaluate(REMEMBER_BUSY)
    page.locator(".dock button").dblclick(no_wait_after=True)
    expect(page.get_by_text("12345 × 1")).to_be_visible()
    assert page.evaluate("sessionStorage.getItem('busy')") == "Đang gửi… true"


def test_back_makes_the_button_usable_again(page: Page, site: str) -> None:
    page.goto(f"{site}/code")
    page.locator(CODE).fill("12345")
    page.locator(".dock button").click()
    expect(page.get_by_text("12345 × 1")).to_be_visible()
    page.go_back()
    expect(page.locator(".dock button")).to_have_text("Xác nhận")
    page.locator(CODE).fill("54321")
    page.locator(".dock button").click()
    expect(page.get_by_text("54321 ×")).to_be_visible()


def test_sending_again_appears_when_its_time_has_come(page: Page, site: str) -> None:
    page.goto(f"{site}/code")
    again = page.get_by_role("button", name="Gửi lại mã")
    expect(again).to_be_hidden()
    expect(again).to_be_visible(timeout=10_000)
    expect(page.get_by_text("Gửi lại mã sau")).to_be_hidden()
    expect(page.get_by_text("Xem lại số.")).to_be_visible()


def test_without_scripts_sending_again_is_there_at_once(browser: Browser, site: str) -> None:
    page = browser.new_page(java_script_enabled=False)
    page.goto(f"{site}/code")
    expect(page.get_by_role("button", name="Gửi lại mã")).to_be_visible()
    page.locator(CODE).fill("777777")
    page.get_by_role("button", name="Xác nhận").click()
    expect(page.get_by_text("777777 × 1")).to_be_visible()
    page.close()


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("990 123 4567", "Đây là mã số BHXH (10 số)"),
        ("099.215.004.321", "Đây là số CCCD (12 số)"),
        ("hs4 01 990 123 4567", "Đây là số thẻ BHYT (15 ký tự)"),
        ("990 123 456", ""),
    ],
)
def test_the_page_says_which_number_it_recognised(page: Page, site: str, typed: str, words: str) -> None:
    page.goto(site)
    page.locator("#number").fill(typed)
    expect(page.locator("[data-says]")).to_have_text(words)


def test_a_password_can_be_looked_at_and_accents_are_noticed(page: Page, site: str) -> None:
    page.goto(site)
    box = page.locator("#password")
    box.fill("mậtkhẩu")
    expect(page.get_by_text("Tắt bộ gõ tiếng Việt")).to_be_visible()
    page.get_by_role("button", name="Hiện mật khẩu").click()
    expect(box).to_have_attribute("type", "text")
    box.fill("matkhau")
    expect(page.get_by_text("Tắt bộ gõ tiếng Việt")).to_be_hidden()


def test_a_large_photo_is_made_smaller_and_sent(page: Page, site: str, large_photo: Path) -> None:
    page.goto(f"{site}/photo")
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="Chụp ảnh").click()
    chooser.value.set_files(large_photo)
    sent = page.get_by_text("ffd8ff")
    expect(sent).to_be_visible(timeout=15_000)
    assert int(sent.inner_text().split()[1]) < large_photo.stat().st_size / 4


def test_what_is_no_picture_goes_to_the_server_as_it_is(page: Page, site: str, tmp_path: Path) -> None:
    paper = tmp_path / "paper.pdf"
    paper.write_bytes(b"%PDF" + b"0" * 400_000)
    page.goto(f"{site}/photo")
    page.locator("#photo").set_input_files(paper)
    expect(page.get_by_text("255044 400004")).to_be_visible()


def test_without_scripts_a_photo_is_an_ordinary_file_field(
    browser: Browser, site: str, large_photo: Path
) -> None:
    page = browser.new_page(java_script_enabled=False)
    page.goto(f"{site}/photo")
    page.locator("#photo").set_input_files(large_photo)
    page.get_by_role("button", name="Gửi ảnh này").click()
    expect(page.get_by_text("89504e")).to_be_visible(timeout=15_000)
    page.close()


def test_a_waiting_page_reloads_when_there_is_news(page: Page, site: str) -> None:
    page.goto(f"{site}/waiting")
    expect(page.get_by_text("Lần mở 2")).to_be_visible(timeout=12_000)


def test_a_code_can_be_copied(page: Page, site: str) -> None:
    page.goto(site)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Chép").click()
    expect(page.get_by_role("status").filter(has_text="Đã chép")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == "TH-7K3M-Q9XA"
