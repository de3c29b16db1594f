"""What a phone keeps, when something is wrong: with its storage, its clock, its line."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from playwright.sync_api import Route, expect

from tests.journeys.kept import digits, enter, holds_nothing_of, keep, records, says, stored
from tests.journeys.phone import Phone

pytestmark = [pytest.mark.browser, pytest.mark.any_database]

NOTHING = "Chưa có mạng"
DROPPED = "Một bản lưu đã quá hạn hoặc không đọc được nữa nên đã xóa"
YEAR = timedelta(days=365)
REFUSED = """IDBFactory.prototype.open = () => { throw new DOMException("refused", "SecurityError"); }"""
# As a page of another version, or a broken disk, would have left the card.
CHANGE = """async (how) => {
  const answered = (request) => new Promise((done) => { request.onsuccess = () => done(request.result); });
  const base = await answered(indexedDB.open("vault"));
  const { key } = await answered(base.transaction("keys").objectStore("keys").get("account"));
  const [id] = (await answered(base.transaction("records").objectStore("records").getAllKeys())).filter(([kind]) => kind === "card");
  const record = await answered(base.transaction("records").objectStore("records").get(id));
  if (how === "older format") record.format = 0;
  if (how === "torn") record.sealed = record.sealed.slice(5);
  if (how === "other facts") {
    const additionalData = new TextEncoder().encode(JSON.stringify([record.format, ...id, record.written, record.expires]));
    const text = new TextEncoder().encode(JSON.stringify({ name: "NGUYỄN", digits: "1" }));
    record.sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv: record.iv, additionalData }, key, text);
  }
  const change = base.transaction("records", "readwrite");
  change.objectStore("records").put(how === "nothing" ? null : record, id);
  await new Promise((done) => { change.oncomplete = done; });
  base.close();
}"""  # noqa: E501 - a script reads better in whole lines
# A thief's copy: what the disk holds of a record, taken out and put into another vault.
TAKE = """async () => {
  const answered = (request) => new Promise((done) => { request.onsuccess = () => done(request.result); });
  const base = await answered(indexedDB.open("vault"));
  const store = base.transaction("records").objectStore("records");
  const [keys, values] = await Promise.all([answered(store.getAllKeys()), answered(store.getAll())]);
  base.close();
  return keys.map((key, n) => [key, { ...values[n], iv: [...values[n].iv], sealed: [...new Uint8Array(values[n].sealed)] }]);
}"""  # noqa: E501 - as above
PUT_BACK = """async (rows) => {
  const answered = (request) => new Promise((done) => { request.onsuccess = () => done(request.result); });
  const base = await answered(indexedDB.open("vault"));
  const change = base.transaction("records", "readwrite");
  for (const [key, value] of rows)
    change.objectStore("records").put({ ...value, iv: new Uint8Array(value.iv), sealed: new Uint8Array(value.sealed).buffer }, key);
  await new Promise((done) => { change.oncomplete = done; });
  base.close();
}"""  # noqa: E501 - as above
# The probe is answered, and by then the line is gone.
ANSWERED = """() => {
  window.fetch = () => Promise.resolve(new Response("ok"));
  Object.defineProperty(navigator, "onLine", { get: () => true });
}"""


def begin_child(phone: Phone) -> str:
    """A dossier whose timeline can be opened; gives its code."""
    phone.open("/them-con")
    phone.choose("Chưa có")
    phone.tap("Bắt đầu")
    found = re.search(r"/dang-ky/([^/]+)/", phone.page.url)
    assert found
    return found[1]


def see_timeline(phone: Phone, code: str) -> None:
    """Open it with network, and wait until the phone has it."""
    phone.open(f"/ho-so/{code}")
    for _try in range(50):
        if "timeline" in records(phone):
            return
        phone.page.wait_for_timeout(100)
    pytest.fail("the timeline is not kept")


@pytest.mark.long
def test_the_last_seen_timeline_is_there_without_network(phone: Phone) -> None:
    enter(phone, part=2)
    name, number = keep(phone)
    code = begin_child(phone)
    see_timeline(phone, code)
    steps = phone.page.locator(".timeline .node-title").all_inner_texts()
    status = phone.page.get_by_role("heading", level=1).inner_text()
    assert code not in stored(phone).replace(f'["timeline","{code}"]', "")
    phone.page.context.set_offline(True)

    phone.open(f"/ho-so/{code}")
    says(phone, status)
    assert phone.page.locator(".timeline .node-title").all_inner_texts() == steps
    phone.sees("Bản lưu lúc")
    phone.check("timeline")
    phone.page.emulate_media(color_scheme="dark")
    phone.check("timeline-dark")
    phone.open("/")
    says(phone, "Trên điện thoại này")
    phone.check("list-dark")
    phone.tap(name)
    assert digits(phone) == number
    phone.check("card-dark")
    phone.tap("Đọc số cho nhân viên")
    phone.check("digits-dark")
    phone.page.go_back()
    phone.tap("Bản lưu khác")
    phone.tap(code)
    says(phone, status)
    assert not phone.errors


@pytest.mark.long
def test_a_timeline_goes_at_sign_out_and_is_of_the_last_seen_dossier_alone(phone: Phone) -> None:
    enter(phone, part=2)
    kept = keep(phone)
    first = begin_child(phone)
    see_timeline(phone, first)
    phone.open(f"/ho-so/{first}")
    phone.open("/tai-khoan/thiet-bi")
    phone.page.context.set_offline(True)
    phone.tap("Đăng xuất máy này")
    says(phone, "Đã đăng xuất trên máy này")
    phone.page.emulate_media(color_scheme="dark")
    phone.check("signed-out-dark")
    assert first not in stored(phone)
    holds_nothing_of(phone, *kept)


@pytest.mark.long
@pytest.mark.parametrize("how", ["older format", "torn", "other facts", "nothing"])
def test_a_copy_that_cannot_be_read_goes_with_a_word(phone: Phone, how: str) -> None:
    enter(phone)
    _name, number = keep(phone)
    card = phone.page.url
    phone.open("/tro-giup")
    phone.page.evaluate(CHANGE, how)
    phone.page.context.set_offline(True)
    phone.open(card)
    says(phone, NOTHING)
    expect(phone.page.get_by_text(DROPPED).first).to_be_visible()
    phone.check("dropped")
    phone.page.emulate_media(color_scheme="dark")
    phone.check("dropped-dark")
    assert "card" not in records(phone)

    phone.page.context.set_offline(False)
    phone.open(card)
    phone.sees("Mở được khi mất mạng")
    phone.page.context.set_offline(True)
    phone.open(card)
    assert digits(phone) == number
    assert not phone.errors


@pytest.mark.long
@pytest.mark.parametrize(
    ("wrong", "later"),
    [(YEAR, timedelta()), (-YEAR, timedelta()), (timedelta(), YEAR), (timedelta(), -YEAR)],
    ids=["ahead-then-right", "behind-then-right", "right-then-ahead", "right-then-behind"],
)
def test_a_clock_that_jumps_by_a_year_takes_the_copy(
    phone: Phone, wrong: timedelta, later: timedelta
) -> None:
    phone.page.clock.set_fixed_time(datetime.now(UTC) + wrong)
    enter(phone)
    keep(phone)
    card = phone.page.url
    phone.page.context.set_offline(True)
    phone.page.clock.set_fixed_time(datetime.now(UTC) + later)
    phone.open(card)
    says(phone, NOTHING)
    expect(phone.page.get_by_text(DROPPED).first).to_be_visible()
    assert "card" not in records(phone)


@pytest.mark.long
@pytest.mark.parametrize("wrong", [YEAR, -YEAR], ids=["ahead", "behind"])
def test_a_clock_that_is_always_wrong_by_a_year_changes_nothing_of_the_card(
    phone: Phone, wrong: timedelta
) -> None:
    phone.page.clock.set_fixed_time(datetime.now(UTC) + wrong)
    enter(phone)
    keep(phone)
    with_network = phone.page.get_by_role("heading", level=1).inner_text()
    card = phone.page.url
    phone.page.context.set_offline(True)
    phone.page.clock.set_fixed_time(datetime.now(UTC) + wrong + timedelta(minutes=5))
    phone.open(card)
    says(phone, with_network)


@pytest.mark.long
def test_a_browser_that_refuses_its_storage_says_so_and_the_card_stays(phone: Phone) -> None:
    phone.page.add_init_script(REFUSED)
    enter(phone)
    phone.tap("Giữ thẻ")
    phone.sees("Máy này chưa giữ được thẻ")
    assert digits(phone)
    phone.check("failed")
    assert not phone.errors


@pytest.mark.long
def test_a_stolen_copy_of_the_storage_is_worth_nothing_after_sign_out(phone: Phone) -> None:
    enter(phone)
    name, number = keep(phone)
    card = phone.page.url
    stolen: list[Any] = phone.page.evaluate(TAKE)
    assert {key[0] for key, _value in stolen} >= {"card"}
    phone.open("/tai-khoan/thiet-bi")
    phone.tap("Đăng xuất máy này")
    phone.page.wait_for_url("**/")

    enter(phone, part=1)
    keep(phone)
    phone.page.evaluate(PUT_BACK, stolen)
    phone.page.context.set_offline(True)
    phone.open(card)
    expect(phone.page.locator("[data-offline] h1")).to_be_visible()
    phone.page.wait_for_function("() => performance.getEntriesByName('shown').length")
    shown = phone.page.locator("main").inner_text()
    assert name not in shown
    assert number not in shown
    assert records(phone).count("card") == 1


@pytest.mark.long
def test_a_line_that_comes_and_goes_signs_out_once_and_for_all(phone: Phone) -> None:
    enter(phone)
    kept, card = keep(phone), phone.page.url
    phone.open("/tai-khoan/thiet-bi")
    phone.page.context.set_offline(True)
    phone.tap("Đăng xuất máy này")
    says(phone, "Đã đăng xuất trên máy này")
    for _time in range(3):
        phone.page.context.set_offline(False)
        phone.page.context.set_offline(True)
        phone.open(card)
        assert kept[0] not in phone.page.locator("main").inner_text()
    phone.page.context.set_offline(False)
    phone.open(card)
    phone.at("Đăng nhập")
    phone.open("/toi")
    phone.at("Đăng nhập")
    holds_nothing_of(phone, *kept)


@pytest.mark.long
def test_a_form_lost_on_its_way_back_to_the_browser_is_said_and_opens_again(phone: Phone) -> None:
    enter(phone)
    keep(phone)
    phone.open("/tai-khoan/dien-thoai")
    phone.page.wait_for_load_state("networkidle")
    phone.write("Số điện thoại mới", "0000 222 444")
    phone.page.locator("input[type=password]").fill("mat khau khong duoc giu")
    phone.page.evaluate(ANSWERED)
    phone.page.context.set_offline(True)
    phone.page.get_by_role("button", name="Tiếp tục").click()
    says(phone, "Chưa gửi được")
    phone.sees("Phần đã điền vẫn giữ trên máy này")
    phone.check("unsent")
    phone.page.emulate_media(color_scheme="dark")
    phone.check("unsent-dark")
    phone.page.context.set_offline(False)
    phone.tap("Mở lại để gửi")
    phone.sees("Có bản điền lúc")
    phone.tap("Điền lại")
    expect(phone.page.get_by_label("Số điện thoại mới")).to_have_value("0000 222 444")
    expect(phone.page.locator("input[type=password]")).to_have_value("")


@pytest.mark.long
def test_before_any_success_a_form_lost_on_that_way_waits_on_its_page(phone: Phone) -> None:
    """No worker is there yet: the browser shows its own page, and going back shows ours."""

    def only_the_script_gets_through(route: Route) -> None:
        if route.request.method == "POST" and "x-sent-by-script" not in route.request.headers:
            route.abort("internetdisconnected")
        else:
            route.continue_()

    phone.open("/dang-ky/dien-thoai")
    phone.page.wait_for_load_state("networkidle")
    phone.write("Số điện thoại", "0000 12")
    phone.write("E-mail", "ten@thuchanh.example")
    phone.page.route("**/dang-ky/dien-thoai", only_the_script_gets_through)
    with phone.page.expect_event("requestfailed"):
        phone.page.get_by_role("button", name="Gửi mã cho tôi").click()
    phone.page.unroute("**/dang-ky/dien-thoai")
    phone.open("/dang-ky/dien-thoai")
    phone.sees("Có bản điền lúc")
    phone.tap("Điền lại")
    expect(phone.page.get_by_label("E-mail")).to_have_value("ten@thuchanh.example")
