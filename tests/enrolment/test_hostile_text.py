"""NUL, marks of direction, scripts and ten thousand characters in every field that takes text."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.support.cast import OFFICE
from tests.support.codes import messages
from tests.support.pages import Page, PageClient
from tests.support.registering import (
    COMMUNE,
    ask_code,
    begin,
    dossier,
    errors,
    filled,
    known_papers,
    make_papers,
    open_step,
    recorded,
    rows,
    save,
    save_identity,
)
from vssid_app.enrolment.models import Dossier
from vssid_app.enrolment.steps import Step

pytestmark = pytest.mark.usefixtures("world")
HIDDEN = "Ô này có ký tự ẩn. Chúng tôi đã bỏ đi, hãy xem lại rồi gửi."
SCRIPT = "<script>alert('1')</script>"
Send = Callable[[PageClient, str, str], Page]


def at_identity(client: PageClient) -> str:
    return filled(client, make_papers(), until=Step.IDENTITY)


def at_address(client: PageClient) -> str:
    return filled(client, make_papers(), until=Step.ADDRESS)


def at_handover(client: PageClient) -> str:
    return filled(client, known_papers(), until=Step.HANDOVER)


def nowhere(client: PageClient) -> str:
    return ""


# Each field: how far one has to be, and how it is sent.
FIELDS: dict[str, tuple[Callable[[PageClient], str], Send]] = {
    "school": (
        nowhere,
        lambda client, _code, text: client.get("/dang-ky/chuan-bi").submit(
            has_citizen_id="yes", who="self", school=text
        ),
    ),
    "phone": (nowhere, lambda client, _code, text: ask_code(client, text)),
    "email": (nowhere, lambda client, _code, text: ask_code(client, "0000345678", text)),
    "one-time code": (
        nowhere,
        lambda client, _code, text: ask_code(client, "0000345678").follow().submit("Xác nhận", code=text),
    ),
    "number": (begin, lambda client, code, text: save(client, code, Step.NUMBER, number=text)),
    "name": (
        at_identity,
        lambda client, code, text: save_identity(client, code, make_papers(), full_name=text),
    ),
    "citizen id": (
        at_identity,
        lambda client, code, text: save_identity(client, code, make_papers(), citizen_id=text),
    ),
    "place of issue": (
        at_identity,
        lambda client, code, text: save_identity(client, code, make_papers(), issued_at=text),
    ),
    "street": (
        at_address,
        lambda client, code, text: save(client, code, Step.ADDRESS, place=COMMUNE, street=text),
    ),
    "class": (
        at_handover,
        lambda client, code, text: save(client, code, Step.HANDOVER, handover="school", class_name=text),
    ),
    "dossier code": (
        nowhere,
        lambda client, _code, text: client.get("/ho-so").submit(
            "Gửi mã cho tôi", code=text, phone="0000345678"
        ),
    ),
}


@pytest.mark.parametrize("field", FIELDS)
def test_a_field_survives_whatever_is_typed(client: PageClient, field: str) -> None:
    arrive, send = FIELDS[field]
    code = arrive(client)

    for text in ("Nguyễn\x00 Thử", "\u202eửhT nễyugN", "Nguyễn \u2066Thử\u2069", "\x1b[31m Thử"):
        page = send(client, code, text)
        assert page.status == 200, text
        assert HIDDEN in errors(page), text
        assert not {"\x00", "\x1b", "\u202e", "\u2066"} & set(page.response.text), text
    long = send(client, code, "a" * 10_000)
    assert long.status == 200
    assert len(errors(long)) == 1
    scripted = send(client, code, SCRIPT)
    assert "<script>alert" not in scripted.response.text
    for text in ("' OR '1'='1", "{{ 7*7 }}", "../../etc/passwd", "%s%n", "🙂" * 40):
        assert send(client, code, text).status in {200, 303}, text
    assert rows(Dossier) == (1 if code else 0)


def test_after_the_hidden_marks_are_taken_out_it_can_be_sent(client: PageClient) -> None:
    code = at_identity(client)
    page = save_identity(client, code, make_papers(), full_name="NGUYỄN VĂN\x00 THỬ")

    assert page.submit("Tiếp tục").status == 303
    assert dossier(code).full_name == "NGUYỄN VĂN THỬ"


def test_zero_width_marks_that_come_with_copying_go_silently(client: PageClient) -> None:
    code = at_identity(client)

    save_identity(client, code, make_papers(), full_name="\ufeffNGUYỄN\u200b VĂN THỬ")

    assert dossier(code).full_name == "NGUYỄN VĂN THỬ"


def test_a_script_in_a_street_is_text_on_every_page_and_in_every_letter(client: PageClient) -> None:
    street = f'{SCRIPT}"><img src=x onerror=alert(1)>'
    code = recorded(client, make_papers(street=street))

    pages = [client.get(f"/ho-so/{code}"), client.get(f"/dang-ky/{code}/xong")]
    for page in pages:
        assert "<script>alert" not in page.response.text
        assert "<img src=x" not in page.response.text
    assert all("<script>" not in (message.html or "") for message in messages())


def test_a_script_in_a_street_is_read_back_as_it_was_typed(client: PageClient) -> None:
    code = filled(client, make_papers(street=SCRIPT))

    page = open_step(client, code, Step.CHECK)

    assert SCRIPT in page.text
    assert "&lt;script&gt;" in page.response.text


@pytest.mark.parametrize(
    "extra", ["status", "account_id", "person_id", "match", "world_id", "decided_on_line"]
)
def test_a_field_that_the_form_does_not_have_is_not_taken(client: PageClient, extra: str) -> None:
    code = filled(client, make_papers(), until=Step.OFFICE)
    before = getattr(dossier(code), extra)

    save(client, code, Step.OFFICE, place=OFFICE, **{extra: "accepted"})

    assert getattr(dossier(code), extra) == before
