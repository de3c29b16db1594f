"""A dossier found again on any phone."""

from __future__ import annotations

import pytest
from flask import Flask

from tests.support.codes import let_pass, messages, newest_code, wrong_code
from tests.support.pages import Page, PageClient
from tests.support.registering import begin, errors, main_words, make_papers, recorded, value_of

pytestmark = pytest.mark.usefixtures("world")
NOBODY = "TH-0000-0000"


@pytest.fixture
def elsewhere(app: Flask) -> PageClient:
    return PageClient(app)


def ask(client: PageClient, code: str, phone: str) -> Page:
    return client.get("/ho-so").submit("Gửi mã cho tôi", code=code, phone=phone)


def test_code_and_phone_open_it_on_another_phone(client: PageClient, elsewhere: PageClient) -> None:
    papers = make_papers()
    code = recorded(client, papers)
    let_pass(minutes=1)

    done = ask(elsewhere, code, papers.phone).follow().submit("Xác nhận", code=newest_code())

    assert done.location == f"/ho-so/{code}"
    assert done.follow().heading == "Đã ghi nhận"


@pytest.mark.parametrize("spelt", ["{0}", "th {1}", "{1}", " th-{1} "])
def test_the_code_is_read_however_it_is_spelt(client: PageClient, elsewhere: PageClient, spelt: str) -> None:
    papers = make_papers()
    code = begin(client, papers.phone)
    let_pass(minutes=1)

    typed = spelt.format(code, code.removeprefix("TH-").replace("-", " ").lower())
    ask(elsewhere, typed, papers.phone)

    assert messages()[-1].kind == "code.open_dossier"


@pytest.mark.parametrize(
    ("code", "phone"),
    [("right", "wrong"), ("wrong", "right"), ("wrong", "wrong")],
)
def test_a_wrong_phone_or_code_looks_the_same_and_sends_nothing(
    client: PageClient, app: Flask, code: str, phone: str
) -> None:
    papers = make_papers()
    codes = {"right": begin(client, papers.phone), "wrong": NOBODY}
    phones = {"right": papers.phone, "wrong": "0000999999"}
    let_pass(minutes=1)
    seen = []

    for asked_code, asked_phone in ((codes["right"], phones["right"]), (codes[code], phones[phone])):
        let_pass(minutes=1)
        sent = len(messages())
        page = ask(PageClient(app), asked_code, asked_phone).follow()
        guess = page.submit("Xác nhận", code=wrong_code())
        seen.append((page.status, main_words(page), guess.status, main_words(guess), len(messages()) - sent))

    assert [answer[:4] for answer in seen] == [seen[0][:4]] * 2
    assert [answer[4] for answer in seen] == [1, 0]


def test_right_after_a_code_went_out_both_have_to_wait_alike(client: PageClient, app: Flask) -> None:
    papers = make_papers()
    code = begin(client, papers.phone)

    right = ask(PageClient(app), code, papers.phone)
    wrong = ask(PageClient(app), NOBODY, papers.phone)

    assert right.status == wrong.status == 200
    assert errors(right)[0].startswith("Thử lại sau")
    assert errors(wrong)[0].startswith("Thử lại sau")


@pytest.mark.parametrize(
    ("code", "phone", "sentences"),
    [
        ("", "", ["Bạn chưa nhập mã hồ sơ.", "Bạn chưa nhập số điện thoại."]),
        ("TH-7K3M", "0000345678", ["Mã hồ sơ có dạng TH-7K3M-Q9XA. Xem lại tin nhắn."]),
        ("'; DROP TABLE--", "0000345678", ["Mã hồ sơ có dạng TH-7K3M-Q9XA. Xem lại tin nhắn."]),
        (NOBODY, "12", ["Số điện thoại phải có 10 số. Bạn đã nhập 2 số."]),
        (NOBODY, "0912345678", ["Đây là bản tập. Đừng nhập số thật, hãy dùng số mẫu bắt đầu bằng 0000."]),
    ],
)
def test_a_wrong_field_has_its_sentence(
    client: PageClient, code: str, phone: str, sentences: list[str]
) -> None:
    assert errors(ask(client, code, phone)) == sentences


def test_a_link_to_anothers_dossier_carries_its_code_along(client: PageClient, elsewhere: PageClient) -> None:
    code = begin(client)

    page = elsewhere.get(f"/ho-so/{code}").follow()

    assert page.heading == "Tìm hồ sơ"
    assert value_of(page, "code") == code


def test_the_page_of_the_code_is_for_the_asking_device_only(
    client: PageClient, elsewhere: PageClient
) -> None:
    papers = make_papers()
    code = begin(client, papers.phone)
    let_pass(minutes=1)
    path = ask(client, code, papers.phone).location

    assert elsewhere.get(path).status == 404


def test_the_message_with_the_code_leads_to_its_page(client: PageClient) -> None:
    papers = make_papers()
    code = begin(client, papers.phone)
    let_pass(minutes=1)

    path = ask(client, code, papers.phone).location

    assert messages()[-1].link == path
