"""Signing in by a code to the phone."""

from __future__ import annotations

import pytest
from flask import Flask

from tests.support.cast import make_account, make_person
from tests.support.codes import challenges, let_pass, messages, newest_code, wrong_code
from tests.support.pages import Page, PageClient
from vssid_app.core.pages import show_time
from vssid_app.core.world import CurrentWorld

pytestmark = pytest.mark.usefixtures("world")
PHONE = "0000345678"


def ask(client: PageClient, user: str = PHONE, path: str = "/dang-nhap/ma") -> Page:
    return client.get(path).submit("Gửi mã cho tôi", user=user)


def enter(page: Page, code: str) -> Page:
    return page.submit("Xác nhận", code=code)


def is_in(client: PageClient) -> bool:
    return "/dang-nhap" not in client.get("/toi").location


def test_a_code_to_the_phone_signs_in(client: PageClient) -> None:
    person = make_person(phone=PHONE)
    make_account(person)

    done = enter(ask(client).follow(), newest_code())

    assert done.location == "/toi"
    assert client.get("/toi").location == f"/nguoi/{person.public_id}/"


@pytest.mark.parametrize("typed", ["0000 345 678", "+84 000 345 678", "990 000 1234", "099 090 123 456"])
def test_phone_si_number_and_citizen_id_all_lead_there(client: PageClient, typed: str) -> None:
    make_account(make_person(phone=PHONE, si_number="9900001234", citizen_id="099090123456"))

    assert enter(ask(client, typed).follow(), newest_code()).location == "/toi"


def test_one_goes_on_to_the_page_that_asked_for_signing_in(client: PageClient) -> None:
    make_account(make_person(phone=PHONE))
    asked = client.get("/toi").follow().tap("Bằng mã gửi về điện thoại")

    code_page = asked.submit("Gửi mã cho tôi", user=PHONE).follow()

    assert enter(code_page, newest_code()).location == "/toi"


@pytest.mark.parametrize(
    "wanted", ["//evil.example", "https://evil.example/", "/\\evil.example", "/\t/evil.example", "evil"]
)
def test_no_address_leads_away_from_the_site(client: PageClient, wanted: str) -> None:
    make_account(make_person(phone=PHONE))
    page = client.get("/dang-nhap/ma", query_string={"tiep": wanted}).submit("Gửi mã cho tôi", user=PHONE)

    assert enter(page.follow(), newest_code()).location == "/toi"


def test_the_page_says_where_the_code_went_and_until_when_it_holds(client: PageClient) -> None:
    make_account(make_person(phone=PHONE))

    page = ask(client).follow()

    until = show_time(challenges()[0].codes[0].expires_at)
    assert "0000 ••• 678" in page.text
    assert f"Mã dùng được đến {until}" in page.text
    assert PHONE not in page.response.text
    field = next(e for e in page.root.all("input") if e.attrs.get("name") == "code")
    assert field.attrs["autocomplete"] == "one-time-code"
    assert field.attrs["inputmode"] == "numeric"


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "Nhập mã 6 số trong tin nhắn."),
        ("12345", "Bạn mới nhập 5 số, mã có 6 số."),
        ("1234567", "Bạn đã nhập 7 số, mã chỉ có 6 số."),
        ("12345a", "Mã chỉ có số."),
        ("١٢٣٤٥٦", "Mã chỉ có số."),
    ],
)
def test_what_cannot_be_a_code_is_told_and_costs_no_try(
    client: PageClient, typed: str, sentence: str
) -> None:
    make_account(make_person(phone=PHONE))

    assert sentence in enter(ask(client).follow(), typed).text
    assert challenges()[0].codes[0].wrong_tries == 0


def test_spaces_and_hyphens_in_a_code_do_not_matter(client: PageClient) -> None:
    make_account(make_person(phone=PHONE))
    page, code = ask(client).follow(), newest_code()

    assert enter(page, f" {code[:3]}-{code[3:]} ").location == "/toi"


def test_a_wrong_code_says_how_many_tries_are_left(client: PageClient) -> None:
    make_account(make_person(phone=PHONE))

    assert (
        "Mã chưa đúng. Xem lại tin nhắn; bạn còn 4 lần nhập."
        in enter(ask(client).follow(), wrong_code()).text
    )


def test_a_wrong_code_points_to_the_newer_one(client: PageClient) -> None:
    make_account(make_person(phone=PHONE))
    page = ask(client).follow()
    let_pass(seconds=31)
    page = page.submit("Gửi lại mã").follow()

    assert "Mã chưa đúng. Còn mã mới hơn gửi lúc" in enter(page, wrong_code()).text


def test_an_earlier_code_stays_good(client: PageClient) -> None:
    make_account(make_person(phone=PHONE))
    page, first = ask(client).follow(), newest_code()
    let_pass(seconds=31)
    page.submit("Gửi lại mã")

    assert newest_code() != first
    assert enter(page, first).location == "/toi"


def test_the_sixth_try_is_refused_even_with_the_right_code(client: PageClient) -> None:
    make_account(make_person(phone=PHONE))
    page, right = ask(client).follow(), newest_code()
    for _try in range(4):
        enter(page, wrong_code())

    assert "Bạn đã nhập sai 5 lần. Bấm “Gửi lại mã” để nhận mã mới." in enter(page, wrong_code()).text
    assert "Bạn đã nhập sai 5 lần." in enter(page, right).text
    let_pass(seconds=31)
    page.submit("Gửi lại mã")
    assert enter(page, newest_code()).location == "/toi"


def test_an_expired_code_brings_a_new_one(client: PageClient) -> None:
    make_account(make_person(phone=PHONE))
    page, old = ask(client).follow(), newest_code()
    let_pass(minutes=15)

    answer = enter(page, old)

    assert "Mã đã hết hạn. Chúng tôi vừa gửi mã mới." in answer.text
    assert newest_code() != old
    assert enter(answer, newest_code()).location == "/toi"


def test_an_expired_code_with_a_newer_one_living_points_there(client: PageClient) -> None:
    make_account(make_person(phone=PHONE))
    page, old = ask(client).follow(), newest_code()
    let_pass(minutes=14)
    page.submit("Gửi lại mã")
    let_pass(minutes=2)

    assert "Mã này đã hết hạn. Còn mã mới hơn gửi lúc" in enter(page, old).text
    assert len(messages()) == 2


def test_a_code_works_once(client: PageClient) -> None:
    make_account(make_person(phone=PHONE))
    page, code = ask(client).follow(), newest_code()
    enter(page, code)
    client.post("/dang-xuat", {"csrf_token": csrf(client)})

    assert "Mã này đã dùng rồi." in enter(client.get(page.path), code).text
    assert not is_in(client)


def csrf(client: PageClient) -> str:
    page = client.get("/dang-nhap/mat-khau")
    return next(e.attrs["value"] for e in page.root.all("input") if e.attrs.get("name") == "csrf_token")


def test_a_double_tap_signs_in_though_the_first_answer_was_lost(app: Flask, client: PageClient) -> None:
    make_account(make_person(phone=PHONE))
    page, code = ask(client).follow(), newest_code()
    form = {"csrf_token": token_of(page), "code": code}
    before = session_of(client)
    client.post(page.path, form)
    client.raw.set_cookie("phien", before)

    again = client.post(page.path, form)

    assert again.location == "/toi"
    assert is_in(client)


def session_of(client: PageClient) -> str:
    cookie = client.raw.get_cookie("phien")
    assert cookie is not None
    return cookie.value


def token_of(page: Page) -> str:
    return next(e.attrs["value"] for e in page.root.all("input") if e.attrs.get("name") == "csrf_token")


def test_the_right_code_a_minute_later_is_a_reuse(client: PageClient) -> None:
    make_account(make_person(phone=PHONE))
    page, code = ask(client).follow(), newest_code()
    enter(page, code)
    let_pass(seconds=61)
    client.raw.delete_cookie("phien")

    assert "Mã này đã dùng rồi." in enter(client.get(page.path), code).text


def test_another_device_gets_404_for_the_page_of_a_code(app: Flask, client: PageClient) -> None:
    make_account(make_person(phone=PHONE))
    page = ask(client).follow()

    assert PageClient(app).get(page.path).status == 404


def test_a_code_opens_nothing_but_its_own_purpose(client: PageClient) -> None:
    make_account(make_person(phone=PHONE))
    public_id = ask(client).location.rsplit("/", 1)[1]

    for path in (f"/quen-mat-khau/{public_id}", f"/kich-hoat/{public_id}", f"/dang-ky/ma/{public_id}"):
        assert client.get(path).status == 404, path


def test_a_sign_in_code_lets_nobody_choose_a_password(client: PageClient) -> None:
    make_account(make_person(phone=PHONE))
    page = ask(client).follow()
    enter(page, newest_code())
    public_id = page.path.rsplit("/", 1)[1]

    assert client.get(f"/quen-mat-khau/{public_id}/mat-khau").status == 404
    assert "Mật khẩu mới" not in client.get(f"/kich-hoat/{public_id}/mat-khau").text


def test_asking_again_at_once_leads_to_the_same_code(client: PageClient) -> None:
    make_account(make_person(phone=PHONE))

    assert ask(client).location == ask(client).location
    assert len(messages()) == 1


def test_resending_too_soon_says_how_long_to_wait(client: PageClient) -> None:
    make_account(make_person(phone=PHONE))

    answer = ask(client).follow().submit("Gửi lại mã")

    assert "Thử lại sau 30 giây. Mã vừa gửi vẫn dùng được." in answer.text
    assert len(messages()) == 1


def test_a_flooded_phone_gets_five_codes_in_a_quarter_of_an_hour(app: Flask) -> None:
    make_account(make_person(phone=PHONE))
    pages = [ask(PageClient(app)) for _device in range(20)]
    for _more in range(6):
        let_pass(seconds=31)
        ask(PageClient(app))

    assert len(messages()) == 5
    assert sum(page.status == 302 for page in pages) == 1
    assert "Thử lại sau" in pages[-1].text
    assert "Đã gửi 5 mã tới đây. Thử lại sau" in ask(PageClient(app)).text


def test_another_phone_behind_the_same_address_is_not_held_up(app: Flask) -> None:
    make_account(make_person(phone=PHONE))
    make_account(make_person(phone="0000999111"))
    for _device in range(20):
        ask(PageClient(app))

    assert ask(PageClient(app), "0000999111").status == 302
    assert messages()[-1].address == "0000999111"


def test_staff_get_no_code(client: PageClient, world: CurrentWorld) -> None:
    make_account(person_id=None, phone=PHONE)

    ask(client)

    assert messages() == []


def test_an_account_that_waits_for_activation_is_led_to_its_password(client: PageClient) -> None:
    make_account(make_person(phone=PHONE), activated_at=None)

    page = enter(ask(client).follow(), newest_code()).follow()

    assert page.heading == "Đặt mật khẩu của bạn"
    assert page.submit("Đặt mật khẩu và vào", password="ba con meo vang").location == "/toi"
    assert is_in(client)
