"""The value of a card: told to who knows number, name and birth date, and to nobody else."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from datetime import date, timedelta
from itertools import count
from statistics import median
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select, update

from tests.support.cast import make_account, make_child_of, make_person, sign_in
from tests.support.insurance import make_card
from tests.support.pages import Page, PageClient
from tests.support.statements import statements
from vssid_app.core.clock import instant, today
from vssid_app.core.extensions import db
from vssid_app.core.world import CurrentWorld
from vssid_app.lookups import operations
from vssid_app.lookups.models import LookupCount
from vssid_app.lookups.rules import LIMITS, Counted, Limit
from vssid_app.people.models import Person
from vssid_app.people.rules import BirthDate
from vssid_app.registry.models import CardStatus

pytestmark = pytest.mark.usefixtures("world")
NOTHING = "Không thấy thẻ nào khớp cả số, họ tên và ngày sinh."
TOKEN = re.compile(r"[\w.-]{80,}")
TRIES = 15
# Of medians on a busy machine, as the other tests of pace have it.
SLOWER = 2.5
_serial = count(1)


def ask(client: PageClient, number: str, name: str, birth: tuple[int, int, int] = (3, 5, 1990)) -> Page:
    day, month, year = map(str, birth)
    sent = {"number": number, "full_name": name, "birth-day": day, "birth-month": month, "birth-year": year}
    return client.get("/tra-cuu/the").submit("Tra cứu", **sent)


def holder(**given: object) -> Person:
    person = make_person(full_name="NGUYỄN THỊ ĐẬU BIẾC", **given)
    make_card(person)
    return person


@pytest.mark.parametrize("name", ["NGUYỄN THỊ ĐẬU BIẾC", "nguyen  thi dau biec", "Nguyễn Thị Đậu Biếc"])
def test_who_knows_all_three_is_told_the_state_dates_and_level(client: PageClient, name: str) -> None:
    page = ask(client, holder().si_number, name)
    assert page.heading == "Thẻ còn giá trị sử dụng"
    year = today().year
    assert f"01/01/{year} – 31/12/{year + 1}" in page.text
    assert "Mức 4: quỹ trả 80% chi phí" in page.text
    assert "000" in page.text


def test_the_card_code_and_the_identity_number_are_numbers_of_it_too(client: PageClient) -> None:
    person = holder()
    for number in (f"HS4 01 {person.si_number}", person.citizen_id or ""):
        assert ask(client, number, person.full_name).heading == "Thẻ còn giá trị sử dụng"


@pytest.mark.parametrize(
    ("given", "heading"),
    [
        ({"valid_to": date(2026, 1, 31)}, "Thẻ đã hết giá trị sử dụng"),
        ({"valid_from": date(2090, 1, 1), "valid_to": None}, "Thẻ chưa đến ngày có giá trị"),
        ({"status": CardStatus.WITHDRAWN}, "Thẻ đã bị thu hồi hoặc tạm khoá"),
        ({"status": CardStatus.REPORTED_OFF}, "Thẻ đã báo giảm"),
    ],
)
def test_other_states_are_told_in_words(client: PageClient, given: dict[str, Any], heading: str) -> None:
    person = make_person()
    make_card(person, **{"valid_from": date(2026, 1, 1), **given})
    page = ask(client, person.si_number, person.full_name)
    assert page.heading == heading


def nobodys_number(_person: Person) -> tuple[str, str, tuple[int, int, int]]:
    return f"9944{next(_serial):06d}", "NGUYỄN THỊ ĐẬU BIẾC", (3, 5, 1990)


def another_name(person: Person) -> tuple[str, str, tuple[int, int, int]]:
    return person.si_number, "NGUYỄN THỊ ĐẬU ĐŨA", (3, 5, 1990)


def another_birth(person: Person) -> tuple[str, str, tuple[int, int, int]]:
    return person.si_number, person.full_name, (4, 5, 1990)


def another_code(person: Person) -> tuple[str, str, tuple[int, int, int]]:
    return f"GD401{person.si_number}", person.full_name, (3, 5, 1990)


def without_a_card(_person: Person) -> tuple[str, str, tuple[int, int, int]]:
    other = make_person(full_name="NGUYỄN THỊ ĐẬU BIẾC")
    return other.si_number, other.full_name, (3, 5, 1990)


WRONG = [nobodys_number, another_name, another_birth, another_code, without_a_card]
Make = Callable[[Person], tuple[str, str, tuple[int, int, int]]]


def bare(page: Page, typed: tuple[str, str, tuple[int, int, int]]) -> str:
    """The page without what was typed and what differs from one visit to the next."""
    text = TOKEN.sub("…", page.response.text)
    for value in (typed[0], typed[1], *map(str, typed[2])):
        text = text.replace(f'value="{value}"', 'value="…"')
    return text


def test_whatever_differs_the_whole_answer_is_the_same(app: Flask) -> None:
    person, answers = holder(), set()
    for make in WRONG:
        typed = make(person)
        page = ask(PageClient(app), *typed)
        assert page.status == 200
        assert NOTHING in page.text
        answers.add(bare(page, typed))
    assert len(answers) == 1


def test_the_year_alone_does_not_pass_for_the_day(client: PageClient) -> None:
    person = holder()
    page = client.get("/tra-cuu/the")
    asked = {"number": person.si_number, "full_name": person.full_name, "birth-year": "1990"}
    assert NOTHING in page.submit("Tra cứu", **asked, **{"birth-year_only": "y"}).text


def test_the_year_is_enough_where_the_papers_have_only_the_year(client: PageClient) -> None:
    person = holder(birth=BirthDate(1950))
    page = client.get("/tra-cuu/the")
    asked = {"number": person.si_number, "full_name": person.full_name, "birth-year": "1950"}
    assert page.submit("Tra cứu", **asked, **{"birth-year_only": "y"}).heading == "Thẻ còn giá trị sử dụng"


def test_every_wrong_question_costs_the_same_few_statements(app: Flask) -> None:
    person, counted = holder(), set()
    ask(PageClient(app), *nobodys_number(person))
    for make in WRONG:
        typed, client = make(person), PageClient(app)
        page = client.get("/tra-cuu/the")
        day, month, year = map(str, typed[2])
        asked = {"number": typed[0], "full_name": typed[1], "birth-day": day, "birth-month": month}
        with statements() as sent:
            page.submit("Tra cứu", **asked, **{"birth-year": year})
        # PostgreSQL locks each counted key by a statement of its own; on SQLite there is one writer.
        asks = [one for one in sent if "pg_advisory" not in one]
        counted.add(sum("lookup_counts" not in one for one in asks))
        # One of them is the entry in the log.
        assert len(asks) <= 7, "\n".join(asks)
    assert len(counted) == 1


@pytest.mark.long
def test_every_wrong_question_takes_a_comparable_time(app: Flask) -> None:
    spent: dict[str, list[float]] = {make.__name__: [] for make in WRONG}
    for _try in range(TRIES):
        for make in WRONG:
            typed, client = make(holder()), PageClient(app)
            began = time.perf_counter()
            ask(client, *typed)
            spent[make.__name__].append(time.perf_counter() - began)
    middle = [median(times) for times in spent.values()]
    assert max(middle) / min(middle) < SLOWER


def test_owners_and_guardians_are_told_what_differs(
    app: Flask, client: PageClient, world: CurrentWorld
) -> None:
    guardian = holder()
    child = make_child_of(guardian, full_name="NGUYỄN THỊ LÚA NON")
    make_card(child)
    sign_in(client, make_account(guardian), world)
    assert ask(client, guardian.si_number, guardian.full_name, (4, 5, 1990)).heading == "Ngày sinh khác hồ sơ"
    assert ask(client, child.si_number, "NGUYỄN THỊ LÚA GIÀ", (3, 5, 2015)).heading.startswith("Họ tên khác")
    former = make_child_of(guardian, until=today() - timedelta(days=1))
    make_card(former)
    assert NOTHING in ask(client, former.si_number, "AI ĐÓ", (3, 5, 2015)).text
    other = sign_in(PageClient(app), make_account(), world)
    assert NOTHING in ask(other, guardian.si_number, guardian.full_name, (4, 5, 1990)).text


def test_what_is_missing_or_wrong_is_said_at_its_field_and_stays(client: PageClient) -> None:
    page = ask(client, "12345", "  ", (31, 2, 2015))
    for sentence in (
        "Mã số phải có 10 hoặc 12 số. Bạn đã nhập 5 số.",
        "Bạn chưa nhập họ và tên.",
        "Tháng 2/2015 chỉ có 28 ngày.",
    ):
        assert sentence in page.text
    assert 'value="12345"' in page.response.text


def test_a_practice_world_takes_no_real_number(client: PageClient) -> None:
    assert "Đừng nhập số thật" in ask(client, "0123456789", "NGUYỄN VĂN THỬ").text


@pytest.mark.parametrize(
    ("counted", "sentence"),
    [
        (Counted.DEVICE, "Máy này đã tra cứu nhiều lần."),
        (Counted.NUMBER, "Thông tin này đã được tra cứu quá nhiều lần."),
        (Counted.ADDRESS, "Mạng này đang tra cứu quá nhiều."),
    ],
)
def test_past_a_limit_the_page_says_when_to_try_again(
    client: PageClient, monkeypatch: pytest.MonkeyPatch, counted: Counted, sentence: str
) -> None:
    person = holder()
    monkeypatch.setitem(LIMITS, counted, Limit(2, timedelta(hours=1)))
    for _n in range(2):
        assert ask(client, person.si_number, person.full_name).status == 200
    page = ask(client, person.si_number, person.full_name)
    assert page.status == 429
    assert sentence in page.text
    assert 0 < int(page.response.headers["Retry-After"]) <= 3600
    assert f'value="{person.si_number}"' in page.response.text


def test_a_device_that_is_stopped_does_not_stop_the_hall(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    person = holder()
    monkeypatch.setitem(LIMITS, Counted.DEVICE, Limit(1, timedelta(hours=1)))
    first = PageClient(app)
    assert [ask(first, person.si_number, person.full_name).status for _n in range(2)] == [200, 429]
    assert ask(PageClient(app), person.si_number, person.full_name).status == 200


def test_a_number_that_nobody_has_is_stopped_as_one_that_somebody_has(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(LIMITS, Counted.NUMBER, Limit(1, timedelta(hours=1)))
    for number in (holder().si_number, "9944999999"):
        assert [ask(PageClient(app), number, "AI ĐÓ KHÁC").status for _n in range(2)] == [200, 429]


def test_counts_of_windows_that_are_over_are_swept(world: CurrentWorld) -> None:
    operations.count({Counted.ADDRESS: "one", Counted.DEVICE: "two"})
    with db.transaction() as session:
        session.execute(update(LookupCount).values(ends_at=instant() - timedelta(hours=1)))
    operations.count({Counted.ADDRESS: "three"})
    assert db.session.scalar(select(func.count()).select_from(LookupCount)) == 1
