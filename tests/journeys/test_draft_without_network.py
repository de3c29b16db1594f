"""A form sent without network is said to be unsent, stays on the phone, and goes once its writer sends it."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect

from tests.journeys import registering
from tests.journeys.kept import counted
from tests.journeys.phone import Phone
from tests.journeys.sites import let_a_minute_pass

pytestmark = [pytest.mark.browser, pytest.mark.any_database]

KIND = "Mọi thông tin đều khớp"
WRITTEN = "TRẦN THỊ BẢN NHÁP"
KEPT = "Phần đã điền được giữ trên máy này."
UNSENT = "Chưa gửi."
DUMP = """async () => {
  const found = [JSON.stringify(localStorage), JSON.stringify(sessionStorage)];
  const text = (value) => value instanceof ArrayBuffer || ArrayBuffer.isView(value)
    ? new TextDecoder("utf-8", {fatal: false}).decode(value)
    : value && typeof value === "object" && !(value instanceof CryptoKey)
      ? Object.entries(value).map(([key, inside]) => `${key} ${text(inside)}`).join(" ")
      : String(value);
  for (const {name} of await indexedDB.databases()) {
    const base = await new Promise((done) => {
      const asked = indexedDB.open(name); asked.onsuccess = () => done(asked.result);
    });
    for (const store of base.objectStoreNames) {
      const all = base.transaction(store).objectStore(store).getAll();
      await new Promise((done) => { all.onsuccess = done; });
      found.push(`${name}/${store}: ${all.result.map(text).join(" ")}`);
    }
    base.close();
  }
  return found.join("\\n");
}"""


def at_identity(phone: Phone) -> None:
    """A dossier of an invented person, at the step with the most to fill in, filled in."""
    registering.choose_specimen(phone, KIND)
    registering.prove_phone(phone)
    phone.tap("Điền giúp tôi")
    phone.tap("Tiếp tục")
    phone.page.wait_for_url("**/thong-tin")
    phone.tap("Điền giúp tôi")
    phone.page.wait_for_url("**dien=1")
    phone.page.wait_for_load_state("networkidle")
    phone.write("Họ và tên", WRITTEN)


def unsent(phone: Phone) -> None:
    phone.tap("Tiếp tục")
    phone.sees(UNSENT)
    phone.sees(KEPT)


def dump(page: Page) -> str:
    found: str = page.evaluate(DUMP)
    return found


def falls_out(times: int) -> Callable[[Route], Any]:
    """A line that lets the form through and loses the answer, so many times."""
    left = [times]

    def handle(route: Route) -> None:
        if route.request.method != "POST" or not left[0]:
            route.continue_()
            return
        left[0] -= 1
        route.fetch()
        route.abort("connectionreset")

    return handle


def without_email(route: Route) -> None:
    """The same page of another version, which asks for no email any more."""
    page = route.fetch().text()
    route.fulfill(body=re.sub(r'<input class="box" type="email"[^>]*>', "", page), content_type="text/html")


def test_a_registration_goes_on_after_the_network_was_away(phone: Phone, demo_database: str) -> None:
    dossiers = counted(demo_database, "dossiers")
    at_identity(phone)
    line: BrowserContext = phone.page.context

    line.set_offline(True)
    phone.write("Nơi cấp CCCD", "Cục Mẫu")
    phone.sees("Đang mất mạng – phần đã điền được giữ trên máy này")
    unsent(phone)
    phone.check("unsent")
    stored = dump(phone.page)
    assert "guest-drafts/records" in stored
    assert WRITTEN not in stored
    line.set_offline(False)
    phone.sees("Đã có mạng. Xem lại rồi gửi.")
    assert phone.page.url.endswith("/thong-tin?dien=1")

    phone.open("/")
    phone.sees("Có 1 bản chưa gửi")
    phone.check("waiting")
    phone.tap("Mở để gửi")
    phone.sees("Đã điền lại. Xem lại rồi gửi.")
    expect(phone.page.get_by_label("Họ và tên")).to_have_value(WRITTEN)
    phone.check("opened")
    phone.tap("Tiếp tục")
    phone.page.wait_for_url("**/ket-qua")
    phone.open("/")
    phone.page.wait_for_load_state("networkidle")
    expect(phone.page.get_by_text("bản chưa gửi")).to_be_hidden()
    assert WRITTEN not in dump(phone.page)
    assert counted(demo_database, "dossiers") == dossiers + 1
    assert phone.errors == []


@pytest.mark.long
def test_an_answer_that_is_lost_twice_hands_over_once(phone: Phone, demo_database: str) -> None:
    let_a_minute_pass(demo_database)
    registering.choose_specimen(phone, KIND)
    registering.prove_phone(phone)
    registering.fill_in(phone)
    registering.take_photos(phone, 1)
    phone.tap("Tiếp tục")
    phone.choose("Tự nộp tại bộ phận Tiếp nhận hồ sơ")
    phone.tap("Tiếp tục")
    phone.at("Kiểm tra trước khi gửi")
    phone.page.wait_for_load_state("networkidle")
    changes = counted(demo_database, "dossier_changes")
    phone.page.route("**/kiem-tra", falls_out(2))

    phone.choose("Tôi đồng ý")
    phone.choose("Tôi cam đoan")
    phone.tap("Ghi nhận")
    phone.sees(UNSENT)
    after_first = counted(demo_database, "dossier_changes")
    phone.tap("Thử lại")
    expect(phone.page.get_by_role("button", name="Đang ghi nhận…")).to_be_hidden()
    phone.sees(UNSENT)
    phone.tap("Thử lại")
    phone.page.wait_for_url(re.compile("/xong$"))
    assert after_first > changes
    assert counted(demo_database, "dossier_changes") == after_first


@pytest.mark.long
def test_a_draft_opened_in_two_tabs_is_sent_once(phone: Phone, demo_database: str) -> None:
    phone.open("/dang-ky/dien-thoai")
    phone.page.wait_for_load_state("networkidle")
    phone.write("Số điện thoại", "0000 765 432")
    phone.write("E-mail", "ten@thuchanh.example")
    phone.page.context.set_offline(True)
    phone.tap("Gửi mã cho tôi")
    phone.sees(KEPT)
    phone.page.context.set_offline(False)
    other = phone.page.context.new_page()
    for page in (phone.page, other):
        page.goto("/")
        page.get_by_role("link", name="Mở để gửi").click()
        expect(page.get_by_label("Số điện thoại")).to_have_value("0000 765 432")
    other.route("**/dien-thoai", without_email)
    other.reload()
    expect(other.get_by_text("Không còn ô để điền: E-mail: ten@thuchanh.example")).to_be_visible()
    other.unroute("**/dien-thoai")
    other.reload()
    expect(other.get_by_label("E-mail")).to_have_value("ten@thuchanh.example")
    challenges = counted(demo_database, "challenges")

    for page in (phone.page, other):
        page.get_by_role("button", name="Gửi mã cho tôi").click()
        page.wait_for_url(re.compile("/dang-ky/ma/"))

    assert phone.page.url == other.url
    assert counted(demo_database, "challenges") == challenges + 1


@pytest.mark.long
def test_a_page_that_has_grown_too_old_opens_again_with_what_was_filled_in(phone: Phone) -> None:
    phone.open("/dang-ky/dien-thoai")
    phone.page.wait_for_load_state("networkidle")
    phone.write("Số điện thoại", "0000 765 434")
    phone.page.context.clear_cookies(name="phien")

    phone.tap("Gửi mã cho tôi")
    phone.sees("Trang này đã mở quá lâu. Hãy tải lại trang rồi gửi. Phần đã điền được giữ trên máy này.")
    phone.tap("Tải lại trang")

    phone.sees("Đã điền lại. Xem lại rồi gửi.")
    phone.tap("Gửi mã cho tôi")
    phone.page.wait_for_url(re.compile("/dang-ky/ma/"))


def sign_in(phone: Phone, role: str) -> None:
    phone.open("/")
    phone.tap(role)
    phone.page.wait_for_url(re.compile("/nguoi/"))


def draft_of_a_new_phone(phone: Phone) -> None:
    phone.open("/tai-khoan/dien-thoai")
    phone.page.wait_for_load_state("networkidle")
    phone.write("Số điện thoại mới", "0000 222 333")
    phone.page.locator("input[type=password]").fill("mat khau khong duoc giu")
    phone.page.context.set_offline(True)
    phone.tap("Tiếp tục")
    phone.sees(KEPT)
    phone.page.context.set_offline(False)


@pytest.mark.long
def test_another_person_on_the_same_phone_sees_no_draft(phone: Phone) -> None:
    sign_in(phone, "Người đi làm")
    draft_of_a_new_phone(phone)
    # The session ends without a sign-out: what was written waits for the same account.
    session = [cookie for cookie in phone.page.context.cookies() if cookie.get("name") == "phien"]
    phone.page.context.clear_cookies(name="phien")
    phone.tap("Tiếp tục")
    phone.at("Trang này đã cũ")
    phone.open("/dang-nhap")
    phone.page.wait_for_load_state("networkidle")
    expect(phone.page.get_by_text("bản chưa gửi")).to_be_hidden()
    phone.page.context.add_cookies(session)  # type: ignore[arg-type]
    phone.open("/tai-khoan/dien-thoai#chua-gui")
    expect(phone.page.get_by_label("Số điện thoại mới")).to_have_value("0000 222 333")
    expect(phone.page.locator("input[type=password]")).to_have_value("")

    phone.page.context.clear_cookies(name="phien")
    sign_in(phone, "Học sinh đã có CCCD")
    phone.page.wait_for_load_state("networkidle")
    expect(phone.page.get_by_text("bản chưa gửi")).to_be_hidden()
    assert "drafts/records: \n" in dump(phone.page) + "\n"


def test_a_sign_out_leaves_nothing_of_a_draft(phone: Phone) -> None:
    sign_in(phone, "Người đi làm")
    draft_of_a_new_phone(phone)
    assert "drafts/records: format" in dump(phone.page)
    phone.open("/tai-khoan/thiet-bi")
    phone.page.wait_for_load_state("networkidle")
    phone.tap("Đăng xuất máy này")
    phone.page.wait_for_load_state("networkidle")

    left = dump(phone.page)
    assert "0000 222 333" not in left
    assert "format" not in left


@pytest.mark.long
def test_where_nothing_can_be_kept_it_is_said(phone: Phone) -> None:
    phone.page.add_init_script("Object.defineProperty(window, 'indexedDB', {value: undefined})")
    phone.open("/dang-ky/dien-thoai")
    phone.page.wait_for_load_state("networkidle")
    phone.write("Số điện thoại", "0000 765 433")
    phone.page.context.set_offline(True)
    phone.tap("Gửi mã cho tôi")

    phone.sees("Máy này không giữ được phần đã điền: đừng rời trang này.")
    expect(phone.page.get_by_label("Số điện thoại")).to_have_value("0000 765 433")
    phone.page.context.set_offline(False)
    phone.tap("Thử lại")
    phone.page.wait_for_url(re.compile("/dang-ky/ma/"))
