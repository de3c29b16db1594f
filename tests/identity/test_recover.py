"""A forgotten password: three screens, free, and in."""

from __future__ import annotations

import re

import pytest
from flask import Flask

from tests.support.cast import make_account, make_person
from tests.support.codes import challenges, messages, newest_code
from tests.support.devices import known_phone
from tests.support.pages import Page, PageClient
from vssid_app.core.clock import instant
from vssid_app.core.extensions import db, keyring
from vssid_app.identity.models import Account, IdentifierKind, LoginIdentifier
from vssid_app.identity.passwords.hashing import hash_password, is_password

pytestmark = [pytest.mark.any_database, pytest.mark.usefixtures("world")]
PHONE = "0000345678"
OLD, NEW = "ba con meo vang", "bon con vit xanh"


def holder(**given: object) -> Account:
    person = make_person(phone=PHONE, si_number="9900001234", citizen_id="099090123456")
    return make_account(person, **{"password_hash": hash_password(OLD), **given})


def ask(client: PageClient, user: str = PHONE) -> Page:
    return client.get("/quen-mat-khau").submit("Gửi mã cho tôi", user=user)


def prove(client: PageClient) -> Page:
    return ask(client).follow().submit("Xác nhận", code=newest_code()).follow()


def choose(page: Page, password: str = NEW) -> Page:
    return page.submit("Đặt mật khẩu và vào", password=password)


def kept(account: Account) -> Account:
    db.session.rollback()
    db.session.refresh(account)
    return account


def test_three_screens_lead_in(client: PageClient) -> None:
    account = holder()

    done = choose(prove(client))

    assert done.location == "/toi"
    assert "/nguoi/" in client.get("/toi").location
    assert is_password(NEW, kept(account).password_hash)


def test_it_says_that_it_is_free(client: PageClient) -> None:
    assert "Miễn phí. Ai đòi tiền là lừa đảo." in client.get("/quen-mat-khau").text


def test_no_password_is_ever_sent(client: PageClient) -> None:
    holder()
    choose(prove(client))

    assert all(NEW not in message.text and OLD not in message.text for message in messages())


def test_the_holder_is_told_of_the_new_password(client: PageClient) -> None:
    holder(email="thu@thuchanh.example", email_proven_at=instant())
    choose(prove(client))

    told = [message for message in messages() if message.kind == "account.password_changed"]
    assert {message.address for message in told} == {PHONE, "thu@thuchanh.example"}
    assert "Mật khẩu của bạn vừa được đổi" in told[0].text


def test_other_sessions_end(app: Flask, client: PageClient) -> None:
    other = known_phone(PageClient(app), holder())
    other.get("/dang-nhap/mat-khau").submit("Đăng nhập", user=PHONE, password=OLD)
    assert "/nguoi/" in other.get("/toi").location

    choose(prove(client))

    assert other.get("/toi").location == "/dang-nhap?tiep=/toi"
    assert "/nguoi/" in client.get("/toi").location


def test_the_way_back_stays_open_during_the_delay(client: PageClient) -> None:
    holder()
    for _try in range(5):
        client.get("/dang-nhap/mat-khau").submit("Đăng nhập", user=PHONE, password="sai roi ban oi")

    assert choose(prove(client)).location == "/toi"
    client.raw.delete_cookie("phien")
    again = client.get("/dang-nhap/mat-khau").submit("Đăng nhập", user=PHONE, password=NEW)
    assert again.location == "/toi"


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "Nhập mật khẩu mới."),
        ("meo con", "Mật khẩu cần ít nhất 8 ký tự. Bạn mới nhập 7."),
        ("bốn con vịt", "Bạn đang bật gõ tiếng Việt?"),
        ("matkhau123", "Mật khẩu này dễ đoán."),
        ("0000345678", "Mật khẩu này chỉ có tên hoặc số của bạn nên dễ đoán."),
        ("9900001234a", "Mật khẩu này chỉ có tên hoặc số của bạn nên dễ đoán."),
        ("meo" * 43, "Mật khẩu dài nhất 128 ký tự. Bạn đã nhập 129."),
        ("bon con\x00 vit xanh", "Mật khẩu có ký tự ẩn."),
    ],
)
def test_a_password_that_is_not_good_enough_is_told_why(
    client: PageClient, typed: str, sentence: str
) -> None:
    holder()
    page = prove(client)

    assert sentence in choose(page, typed).text
    assert choose(page).location == "/toi"


def test_an_unknown_number_gets_the_same_pages_and_no_message(app: Flask, client: PageClient) -> None:
    holder()
    known, unknown = ask(client), ask(PageClient(app), "0000777888")

    assert len(messages()) == 1
    assert known.status == unknown.status == 302
    assert plain(known.follow(), PHONE) == plain(unknown.follow(), "0000777888")
    wrong = [page.follow().submit("Xác nhận", code="000001") for page in (known, unknown)]
    assert plain(wrong[0], PHONE) == plain(wrong[1], "0000777888")


def plain(page: Page, phone: str) -> str:
    """The page without what differs between any two: its token, its id, the masked number typed.

    And without the frame, where a practice phone counts its messages.
    """
    text = page.response.text.split("<main", 1)[1]
    for element in page.root.all("input"):
        if element.attrs.get("name") == "csrf_token":
            text = text.replace(element.attrs["value"], "")
    # Nor without times: the second page is asked for a moment later.
    text = re.sub(r"\b\d{1,2}:\d\d\b|data-[a-z-]*=\"\d+\"", "", text)
    masked = f"{phone[:4]}\u00a0•••\u00a0{phone[-3:]}"
    return text.replace(page.path.rsplit("/", 1)[1], "").replace(masked, "N")


def test_a_phone_is_shown_only_where_it_was_typed(client: PageClient) -> None:
    holder()

    by_number = ask(client, "9900001234").follow()

    assert "678" not in by_number.text
    assert "Nếu số bạn nhập có tài khoản, mã đã được gửi" in by_number.text


def test_no_guess_ever_opens_a_decoy(client: PageClient) -> None:
    page = ask(client, "0000777888").follow()
    for guess in ("000000", "123456", "999999"):
        assert page.submit("Xác nhận", code=guess).status == 200

    assert challenges()[0].proven_at is None


def test_a_flood_of_an_unknown_number_is_held_up_alike(app: Flask) -> None:
    answers = [ask(PageClient(app), "0000777888") for _device in range(2)]

    assert answers[0].status == 302
    assert "Thử lại sau" in answers[1].text


def test_the_last_screen_needs_the_code_first(client: PageClient) -> None:
    holder()
    code_page = ask(client).location

    assert client.get(f"{code_page}/mat-khau").status == 404


def test_the_last_screen_is_for_the_device_that_proved(app: Flask, client: PageClient) -> None:
    holder()
    page = prove(client)

    assert PageClient(app).get(page.path).status == 404


def test_a_proof_sets_one_password(client: PageClient) -> None:
    account = holder()
    page = prove(client)
    choose(page)
    client.raw.delete_cookie("phien")

    again = client.post(page.path, {"csrf_token": fresh_token(client), "password": "nam con cho den"})

    assert again.location == "/dang-nhap"
    assert is_password(NEW, kept(account).password_hash)


def fresh_token(client: PageClient) -> str:
    page = client.get("/quen-mat-khau")
    return next(e.attrs["value"] for e in page.root.all("input") if e.attrs.get("name") == "csrf_token")


def test_a_second_tap_of_the_new_password_leads_in_too(client: PageClient) -> None:
    holder()
    page = prove(client)
    choose(page)
    client.raw.delete_cookie("phien")

    again = client.post(page.path, {"csrf_token": fresh_token(client), "password": NEW})

    assert again.location == "/toi"
    assert len([m for m in messages() if m.kind == "account.password_changed"]) == 1


def test_back_to_the_code_page_after_the_proof_leads_on(client: PageClient) -> None:
    holder()
    code_page = ask(client).follow()
    code_page.submit("Xác nhận", code=newest_code())

    assert code_page.submit("Xác nhận", code=newest_code()).location.endswith("/mat-khau")


def test_a_proven_email_is_a_way_too(client: PageClient) -> None:
    account = holder(email="thu@thuchanh.example", email_proven_at=instant())
    add_email(account)

    page = ask(client, "THU@thuchanh.example").follow()

    assert messages()[-1].address == "thu@thuchanh.example"
    assert "t•••@thuchanh.example" in page.text


def add_email(account: Account) -> None:
    hashed = keyring.fingerprint(IdentifierKind.EMAIL, "thu@thuchanh.example")
    with db.transaction() as session:
        session.add(LoginIdentifier(account_id=account.id, kind=IdentifierKind.EMAIL, value_hash=hashed))
