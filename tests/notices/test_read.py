"""Reading ``Thông báo``: by day, by person, unread said in words, opened by a form."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.support.cast import make_account, make_child_of, make_officer, make_person, sign_in
from tests.support.notices import TEXT, TITLE, notices, tell_of
from tests.support.pages import Page, PageClient
from tests.support.registering import make_papers, recorded
from tests.support.service_requests import make_request
from tests.support.statements import cost
from vssid_app.core.clock import instant
from vssid_app.core.extensions import db
from vssid_app.core.world import CurrentWorld
from vssid_app.identity.models import Account
from vssid_app.notices.queries import PAGE
from vssid_app.people.models import Guardianship, Person

LIST = "/thong-bao"


@pytest.fixture
def guardian(world: CurrentWorld) -> Person:
    """Somebody who may have children in care."""
    return make_person(full_name="NGUYỄN THỊ MẪU LAN")


@pytest.fixture
def account(guardian: Person) -> Account:
    """The guardian's account."""
    return make_account(guardian)


@pytest.fixture
def phone(client: PageClient, account: Account, world: CurrentWorld) -> PageClient:
    """The guardian's phone."""
    return sign_in(client, account, world)


def days_ago(days: int) -> None:
    """Let the newest notice be told so long ago."""
    newest = notices()[-1]
    with db.transaction():
        newest.told_at -= timedelta(days=days)


def test_without_any_the_page_says_when_there_will_be_some(phone: PageClient) -> None:
    page = phone.get(LIST)
    assert page.heading == "Thông báo"
    assert "Chưa có thông báo nào" in page.text
    assert page.link("Về trang chính") == "/toi"


def test_the_newest_stands_first_under_its_day(phone: PageClient, account: Account) -> None:
    tell_of(account, title="Cũ nhất")
    days_ago(9)
    tell_of(account, title="Hôm trước")
    days_ago(1)
    tell_of(account, title="Mới nhất")
    page = phone.get(LIST)
    headings = [heading.text for heading in page.root.all("h2")]
    assert headings[:2] == ["Hôm nay", "Hôm qua"]
    assert len(headings) == 3
    order = [page.text.index(title) for title in ("Mới nhất", "Hôm trước", "Cũ nhất")]
    assert order == sorted(order)


def test_what_is_unread_is_said_in_a_word_and_counted(phone: PageClient, account: Account) -> None:
    tell_of(account, title="Đã xem")
    phone.get(LIST).submit("Đã xem")
    tell_of(account, title="Chưa xem")
    page = phone.get(LIST)
    assert "1 chưa đọc" in page.text
    assert "Chưa đọc" in page.form("Chưa xem").text
    assert "Chưa đọc" not in page.form("Đã xem").text


def test_opening_one_reads_it_and_leads_to_its_screen(phone: PageClient, account: Account) -> None:
    told = tell_of(account, link="/tai-khoan/thiet-bi")
    answer = phone.get(LIST).submit(TITLE)
    assert answer.status == 303
    assert answer.location == f"/tai-khoan/thiet-bi?thong-bao={told.key}"
    assert answer.follow().status == 200
    assert notices()[0].read_at is not None


def test_looking_reads_nothing(phone: PageClient, account: Account) -> None:
    told = tell_of(account)
    phone.get(LIST)
    assert phone.get(f"{LIST}/{told.key}").location == LIST, "a page that is fetched ahead reads nothing"
    assert phone.get(f"{LIST}/da-doc").location == LIST
    assert notices()[0].read_at is None


def test_a_double_tap_reads_it_once(phone: PageClient, account: Account) -> None:
    tell_of(account)
    page = phone.get(LIST)
    first = page.submit(TITLE)
    read_at = notices()[0].read_at
    assert page.submit(TITLE).location == first.location
    assert notices()[0].read_at == read_at


def test_a_screen_with_a_question_keeps_it(phone: PageClient, account: Account) -> None:
    told = tell_of(account, link="/tra-cuu/co-quan?q=long#ket-qua")
    expected = f"/tra-cuu/co-quan?q=long&thong-bao={told.key}#ket-qua"
    assert phone.get(LIST).submit(TITLE).location == expected


def test_one_that_leads_nowhere_leads_back(phone: PageClient, account: Account) -> None:
    tell_of(account, link=None)
    assert phone.get(LIST).submit(TITLE).location == LIST


def test_a_screen_that_is_gone_still_says_what_was_told(phone: PageClient, account: Account) -> None:
    tell_of(account, link="/nguoi/abcdefghijklmnopqrstuv/dich-vu/TH-7K3M-Q9XA")
    page = phone.get(LIST).submit(TITLE).follow()
    assert page.status == 404
    assert page.heading == "Trang này không mở được nữa"
    assert TEXT in page.text
    assert page.link("Về danh sách thông báo") == LIST


def test_the_key_of_a_notice_says_nothing_to_others(
    phone: PageClient, account: Account, world: CurrentWorld
) -> None:
    told = tell_of(account)
    gone = f"/khong-co?thong-bao={told.key}"
    assert TEXT in phone.get(gone).text
    sign_in(phone, make_account(), world)
    assert TEXT not in phone.get(gone).text
    phone.raw.delete_cookie("phien")
    assert TEXT not in phone.get(gone).text


def test_all_are_read_at_once_but_what_came_since(phone: PageClient, account: Account) -> None:
    tell_of(account)
    tell_of(account)
    page = phone.get(LIST)
    tell_of(account, title="Tin vừa đến")
    after = page.submit("Đánh dấu đã đọc hết").follow()
    assert [notice.read_at is None for notice in notices()] == [False, False, True]
    assert "1 chưa đọc" in after.text
    assert "Đánh dấu đã đọc hết" not in after.submit("Đánh dấu đã đọc hết").follow().text


def test_a_guardian_reads_of_each_child_apart(phone: PageClient, guardian: Person, account: Account) -> None:
    child, other = (make_child_of(guardian, full_name=f"NGUYỄN MẪU {name}") for name in ("AN", "BÌNH"))
    tell_of(account, title="Của tôi")
    tell_of(account, child, title="Của An")
    tell_of(account, other, title="Của Bình")
    page = phone.get(LIST)
    assert pills(page) == ["Tất cả", "Tôi", "Mẫu An", "Mẫu Bình"]
    assert "Mẫu An" in page.form("Của An").text, "each says whom it is about"
    of_child = page.tap("Mẫu An")
    assert "Của An" in of_child.text
    assert "Của Bình" not in of_child.text
    assert "Của tôi" not in of_child.text
    assert "Của tôi" in page.tap("Tôi").text
    assert "1 chưa đọc" in of_child.text
    after = of_child.submit("Đánh dấu đã đọc hết")
    assert child.public_id in after.location
    assert "Đã đọc hết." in after.follow().text
    assert [notice.read_at is None for notice in notices()] == [True, False, True], "the others' stay"


def test_without_others_there_is_nothing_to_choose(phone: PageClient, account: Account) -> None:
    tell_of(account)
    assert pills(phone.get(f"{LIST}?nguoi=khong-co")) == []


def test_long_lists_are_read_on(phone: PageClient, account: Account) -> None:
    for n in range(PAGE + 1):
        tell_of(account, title=f"Tin số {n:02d}.")
    page = phone.get(LIST)
    assert "Tin số 00." not in page.text
    older = page.tap("Xem thông báo cũ hơn")
    assert "Tin số 00." in older.text
    assert "Tin số 01." not in older.text
    assert "Xem thông báo cũ hơn" not in older.text


def test_a_key_that_is_not_ones_own_leads_to_the_first_page(phone: PageClient, account: Account) -> None:
    tell_of(account)
    other = tell_of(make_account(), title="Của người khác")
    for key in (other.key, "xyz"):
        page = phone.get(f"{LIST}?truoc={key}")
        assert TITLE in page.text, "there are notices: to say that there are none would be wrong"
        assert "Của người khác" not in page.text


def test_the_page_asks_as_much_for_a_thousand_as_for_one(
    phone: PageClient, guardian: Person, account: Account
) -> None:
    child = make_child_of(guardian)
    tell_of(account, child)
    few = cost(phone, LIST)
    for n in range(30):
        tell_of(account, child if n % 2 else guardian)
    many = cost(phone, LIST)
    assert len(few) == len(many) <= 6, many


def test_of_somebody_who_is_out_of_sight_nothing_is_read(
    phone: PageClient, guardian: Person, account: Account
) -> None:
    child = make_child_of(guardian)
    told = tell_of(account, child, title="Của con")
    assert "Của con" in phone.get(LIST).text
    end_care(child)
    page = phone.get(LIST)
    assert "Chưa có thông báo nào" in page.text
    with pytest.raises(AssertionError):
        page.form("Của con")
    tell_of(account, title="Của tôi")
    page = phone.get(LIST)
    assert pills(page) == []
    assert "1 chưa đọc" in page.text
    assert phone.post(f"{LIST}/{told.key}", data=csrf(page)).status == 404
    page.submit("Đánh dấu đã đọc hết")
    assert notices()[0].read_at is None, "nobody has read it"


def end_care(child: Person) -> None:
    held = db.session.scalars(select(Guardianship).where(Guardianship.child_id == child.id)).one()
    with db.transaction():
        held.ended_at = instant()


def csrf(page: Page) -> dict[str, str]:
    field = next(box for box in page.root.all("input") if box.attrs.get("name") == "csrf_token")
    return {"csrf_token": field.attrs["value"]}


def pills(page: Page) -> list[str]:
    found = [nav for nav in page.root.all("nav") if nav.attrs.get("aria-label") == "Thông báo về ai"]
    return [a.text for a in found[0].all("a")] if found else []


def test_staff_have_none(client: PageClient, world: CurrentWorld) -> None:
    sign_in(client, make_officer(), world)
    assert client.get(LIST).status == 404


def test_a_link_survives_the_sign_in(client: PageClient, account: Account) -> None:
    answer = client.get(f"{LIST}?nguoi=abc")
    assert answer.status == 302
    assert answer.location == "/dang-nhap?tiep=/thong-bao?nguoi%3Dabc"


def test_a_code_in_a_list_is_not_broken_over_lines(phone: PageClient, account: Account) -> None:
    tell_of(account, text="Thẻ của yêu cầu TH-7FSQ-7QP6 đã in. Nhận sau 8-12 giờ, trừ thứ Bảy - Chủ nhật.")
    page = phone.get(LIST)
    assert "yêu cầu TH-\u20607FSQ-\u20607QP6 đã in. Nhận sau 8-12 giờ, trừ thứ Bảy - Chủ nhật." in page.text


def test_the_page_of_a_case_takes_the_dots_off_what_was_told_of_it(
    phone: PageClient, account: Account, guardian: Person
) -> None:
    other = make_account(make_person(phone="0000345679"))
    request = make_request(person=guardian, account=account)
    tell_of(account, case_code=request.code)
    tell_of(account, case_code="TH-0000-0000")
    tell_of(other, case_code=request.code)
    phone.get(f"/nguoi/{guardian.public_id}/dich-vu/{request.code}")
    told = [(each.account_id, each.case_code, each.read_at is not None) for each in notices()[-3:]]
    assert told == [
        (account.id, request.code, True),
        (account.id, "TH-0000-0000", False),
        (other.id, request.code, False),
    ]


def test_so_does_the_page_of_a_dossier_for_who_is_signed_in(client: PageClient, world: CurrentWorld) -> None:
    code = recorded(client, make_papers())
    person = make_person(phone="0000345679")
    account = make_account(person)
    tell_of(account, kind="dossier.received", case_code=code)
    client.get(f"/ho-so/{code}")
    assert notices()[-1].read_at is None
    sign_in(client, account, world).get(f"/ho-so/{code}")
    assert notices()[-1].read_at is not None
