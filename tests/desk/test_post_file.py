"""The post's file at the desk: shown first, bad lines said one by one, the good kept, twice is once."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO

import pytest

from tests.support.cast import OTHER_OFFICE, make_officer, sign_in
from tests.support.codes import messages
from tests.support.pages import Page, PageClient
from tests.support.service_requests import AT_SCHOOL, as_it_is_now, make_request
from vssid_app.core.clock import today
from vssid_app.core.world import CurrentWorld
from vssid_app.service_requests.post_file_rules import EXAMPLE, read_lines
from vssid_app.service_requests.states import Status

PATH = "/can-bo/dich-vu/buu-dien"
HEAD = "code,tracking_number,event,date\n"
ONE, TWO = "EB123456785VN", "EB987654321VN"


@pytest.fixture
def desk(client: PageClient, world: CurrentWorld) -> PageClient:
    return sign_in(client, make_officer(), world)


def send(desk: PageClient, content: str | bytes) -> Page:
    data = content.encode() if isinstance(content, str) else content
    return desk.get(PATH).submit("Xem tệp", content=(BytesIO(data), "buu-dien.csv"))


def line(code: str, event: str, number: str = ONE, day: str = "") -> str:
    return f"{code},{number},{event},{day or today().isoformat()}\n"


def test_a_parcel_goes_its_way_by_the_file_and_twice_changes_nothing(desk: PageClient) -> None:
    request = make_request(Status.PRINTED)
    content = HEAD + line(request.code, "dispatched") + line(request.code, "delivered")
    page = send(desk, content)
    assert page.heading == "Sẽ ghi 2 dòng"
    assert as_it_is_now(request).status is Status.PRINTED
    said = len(messages())
    assert page.submit("Ghi 2 dòng").heading == "Đã ghi 2 dòng"
    assert as_it_is_now(request).status is Status.DELIVERED
    assert request.tracking_number == ONE
    assert len(messages()) == said + 2

    again = send(desk, content)
    assert again.heading == "Sẽ ghi 0 dòng"
    assert again.text.count("Đã ghi từ trước") == 2
    # Two pages of the same preview: the second finds it done.
    assert page.submit("Ghi 2 dòng").heading == "Đã ghi 0 dòng"
    assert len(messages()) == said + 2


@pytest.mark.parametrize(
    ("start", "separator"), [("", ","), ("\ufeff", ","), ("\ufeff", ";"), ("", ";")], ids=repr
)
def test_with_or_without_a_mark_by_comma_or_semicolon(desk: PageClient, start: str, separator: str) -> None:
    request = make_request(Status.PRINTED)
    content = (HEAD + line(request.code, "dispatched")).replace(",", separator).replace("\n", "\r\n")
    page = send(desk, start + content)
    page.submit("Ghi 1 dòng")
    assert as_it_is_now(request).status is Status.IN_DELIVERY


def test_columns_may_stand_in_any_order(desk: PageClient) -> None:
    request = make_request(Status.PRINTED)
    page = send(
        desk,
        f"Date;Event;Code;Tracking_Number\n{today():%d/%m/%Y};Dispatched;{request.code.lower()};"
        "eb 123456785 vn\n",
    )
    page.submit("Ghi 1 dòng")
    assert as_it_is_now(request).status is Status.IN_DELIVERY


def test_each_bad_line_is_said_and_the_good_kept(desk: PageClient) -> None:
    good, way = make_request(Status.PRINTED), make_request(Status.IN_DELIVERY, tracking_number=TWO)
    other = make_request(Status.PRINTED, office_code=OTHER_OFFICE)
    school, early = make_request(Status.PRINTED, **AT_SCHOOL), make_request(Status.SENT)
    future = (today() + timedelta(days=1)).isoformat()
    before = (today() - timedelta(days=400)).isoformat()
    lines = {
        line(good.code, "dispatched"): "Sẽ ghi",
        line(good.code, "dispatched").replace(",", ", "): "Trùng với một dòng ở trên",
        line(other.code, "dispatched"): "Không có yêu cầu này ở cơ quan bạn",
        line("TH-0000-0000", "dispatched"): "Không có yêu cầu này ở cơ quan bạn",
        line("=1+1", "dispatched"): "như công thức",
        line(good.code, "@sum(a1)"): "như công thức",
        line(good.code, "lost"): "Cột event là",
        line(good.code, "dispatched", "12345"): "Mã vận đơn có hai chữ",
        line(good.code, "delivered", day="31/02/2026"): "Ngày ghi như",
        line(way.code, "delivered"): "Mã vận đơn khác với mã đã ghi",
        line(way.code, "delivered", TWO, future): "Ngày ở tương lai",
        line(way.code, "delivered", "EB111111111VN", before): "Ngày trước khi gia đình gửi yêu cầu",
        line(school.code, "dispatched"): "Thẻ này không gửi bưu điện",
        line(early.code, "dispatched"): "Không hợp với trạng thái: Chờ tiếp nhận",
        f"{good.code},{ONE}\n": "không đủ bốn ô",
        "không phải mã,,,\n": "Mã yêu cầu có dạng",
    }
    page = send(desk, HEAD + "".join(lines))
    told = {row.all("td")[0].text: row.all("td")[3].text for row in page.root.all("tr") if row.all("td")}
    for at, words in enumerate(lines.values(), 2):
        assert words in told[str(at)], (at, told[str(at)])
    assert "15 dòng không nhận." in page.text
    page.submit("Ghi 1 dòng")
    assert as_it_is_now(good).status is Status.IN_DELIVERY
    for request in (other, school):
        assert as_it_is_now(request).status is Status.PRINTED
    assert as_it_is_now(way).status is Status.IN_DELIVERY


def test_a_number_of_another_homes_parcel_is_not_taken(desk: PageClient) -> None:
    make_request(Status.IN_DELIVERY, tracking_number=ONE)
    far, farther = (make_request(Status.PRINTED, street=f"Số {n} ngõ Khác") for n in (8, 9))
    lines = [
        line(far.code, "dispatched"),
        line(far.code, "dispatched", TWO),
        line(farther.code, "dispatched", TWO),
        line(farther.code, "delivered", TWO),
    ]
    page = send(desk, HEAD + "".join(lines))
    assert page.heading == "Sẽ ghi 1 dòng"
    assert page.text.count("Mã vận đơn này là của bưu phẩm gửi nơi khác") == 2
    page.submit("Ghi 1 dòng")
    assert as_it_is_now(far).tracking_number == TWO
    assert as_it_is_now(farther).status is Status.PRINTED


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("", "Tệp không có dòng nào"),
        (HEAD, "Tệp không có dòng nào"),
        ("code,event,date\nTH-0000-0000,delivered,2026-01-01\n", "tệp này có: code, event, date"),
        ("mã;vận đơn\n1;2\n", "Dòng đầu phải là bốn cột"),
        ("code,tracking_number,event,date\n".encode("utf-16"), "không phải chữ UTF-8"),
        (HEAD + f"TH-0000-0000,{ONE},delivered,2026-01-01\n" * 1001, "Tệp quá dài"),
        (b"x" * 60_001, "Tệp quá dài"),
    ],
    ids=["empty", "only the head", "a column less", "others", "UTF-16", "lines", "bytes"],
)
def test_a_file_that_is_none_is_refused_at_the_field(
    desk: PageClient, content: str | bytes, words: str
) -> None:
    page = send(desk, content)
    assert page.heading == "Tệp của bưu điện"
    assert words in page.text


def test_no_file_is_said(desk: PageClient) -> None:
    assert "Chọn tệp CSV của bưu điện." in desk.get(PATH).submit("Xem tệp").text


def test_the_example_is_a_file_that_can_be_read(desk: PageClient) -> None:
    answer = desk.raw.get(f"{PATH}/mau.csv")
    assert answer.data.decode("utf-8-sig") == EXAMPLE
    assert [each.trouble for each in read_lines(EXAMPLE)] == [None] * 3


def test_returned_says_when_to_the_family(desk: PageClient) -> None:
    request = make_request(Status.IN_DELIVERY, tracking_number=ONE)
    send(desk, HEAD + line(request.code, "returned")).submit("Ghi 1 dòng")
    assert as_it_is_now(request).status is Status.RETURNED
    assert "Bưu điện ghi ngày" in messages()[-1].text
