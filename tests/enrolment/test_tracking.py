"""Where a dossier is."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from tests.support.cast import make_officer
from tests.support.codes import messages
from tests.support.dossiers import make_dossier
from tests.support.pages import PageClient
from tests.support.registering import (
    begin,
    dossier,
    known_papers,
    make_papers,
    recorded,
    rows,
    send_back,
    step_path,
)
from vssid_app.core.clock import today
from vssid_app.enrolment.models import DossierChange
from vssid_app.enrolment.operations.deciding import accept, open_review, receive_paper
from vssid_app.enrolment.states import Status
from vssid_app.enrolment.steps import Step
from vssid_app.enrolment.timeline import bare_timeline_of, timeline_of

pytestmark = pytest.mark.usefixtures("world")


def test_the_state_is_the_title_of_a_draft_and_the_button_goes_on(client: PageClient) -> None:
    code = begin(client)

    page = client.get(f"/ho-so/{code}")

    assert page.heading == "Chưa gửi"
    assert page.link("Làm tiếp") == step_path(code, Step.NUMBER)
    assert "Trên máy khác, mở bằng mã hồ sơ này và số điện thoại" in page.text
    assert page.link("Tìm hồ sơ") == "/ho-so"


def test_what_was_sent_waits_for_the_paper_and_the_office(client: PageClient) -> None:
    code = recorded(client, make_papers())

    page = client.get(f"/ho-so/{code}")

    assert page.heading == "Đã ghi nhận"
    assert "Chờ tờ khai ký" in page.text
    assert "Hẹn trả lời trước" in page.text
    assert "BHXH cơ sở Long Biên" in page.text


def test_a_decision_on_line_is_marked_so(client: PageClient) -> None:
    code = recorded(client, known_papers())

    page = client.get(f"/ho-so/{code}")

    assert page.heading == "Đã chấp nhận"
    assert "khớp hồ sơ BHXH, duyệt trực tuyến" in page.text


def test_an_officers_way_is_told_step_by_step(client: PageClient) -> None:
    code, officer = recorded(client, known_papers(full_name="NGUYỄN VĂN KHÁC")), make_officer()
    seen = [client.get(f"/ho-so/{code}").heading]

    receive_paper(dossier(code), by=officer.id)
    seen.append(client.get(f"/ho-so/{code}").heading)
    open_review(dossier(code), by=officer.id)
    seen.append(client.get(f"/ho-so/{code}").heading)
    accept(dossier(code), by=officer.id)
    seen.append(client.get(f"/ho-so/{code}").heading)

    assert seen == ["Đã ghi nhận", "Đã nhận tờ khai ký", "Cán bộ đang xem", "Đã chấp nhận"]


def test_each_step_says_when_and_on_which_side_it_was_taken(client: PageClient) -> None:
    code, officer = recorded(client, known_papers(full_name="NGUYỄN VĂN KHÁC")), make_officer()
    receive_paper(dossier(code), by=officer.id)
    open_review(dossier(code), by=officer.id)
    accept(dossier(code), by=officer.id)

    told = [step.text.split("·") for step in timeline_of(dossier(code))[:4]]

    assert [whose.strip() for _at, whose in told] == ["bạn gửi", *["cơ quan BHXH"] * 3]
    assert {re.sub(r"\d", "0", at).strip() for at, _whose in told} == {"00:00,\u00a000/00"}


@pytest.mark.parametrize(
    ("days", "said"), [(0, "Trước "), (-1, "Quá hẹn 1 ngày, vẫn nộp được."), (-40, "Quá hẹn 40 ngày, vẫn")]
)
def test_how_late_the_paper_is_is_said(days: int, said: str) -> None:
    made = make_dossier(Status.RECORDED)
    made.paper_due_on = today() + timedelta(days=days)

    full, bare = timeline_of(made)[1], bare_timeline_of(made)[1]

    assert full.text.startswith("Tự nộp tại cơ quan BHXH. ")
    assert said in full.text
    assert bare.text.startswith(said)


def test_the_name_of_the_officer_is_not_shown(client: PageClient) -> None:
    code, officer = recorded(client, make_papers()), make_officer(name="Lê Thử Huy")
    open_review(dossier(code), by=officer.id)

    assert "Lê Thử Huy" not in client.get(f"/ho-so/{code}").text


def test_a_rejection_says_why_and_leads_to_the_exact_step(client: PageClient) -> None:
    code = recorded(client, make_papers())
    send_back(code, ["number_not_found"], by=make_officer().id, rejected=True)

    page = client.get(f"/ho-so/{code}")

    assert page.heading == "Chưa được chấp nhận"
    assert "Không tìm thấy mã số này. Xem 10 số cuối trên thẻ BHYT rồi nhập lại." in page.text
    assert page.link("Sửa và gửi lại") == step_path(code, Step.NUMBER)
    assert messages()[-1].kind == "dossier.rejected"


def test_an_open_timeline_asks_cheaply_whether_anything_changed(client: PageClient) -> None:
    code = recorded(client, make_papers())
    path = f"/ho-so/{code}/trang-thai.json"
    first = client.get(path)
    tag = first.response.headers["ETag"]
    assert client.get(path, headers={"If-None-Match": tag}).status == 304

    open_review(dossier(code), by=make_officer().id)

    assert client.get(path, headers={"If-None-Match": tag}).status == 200


def test_withdrawing_is_asked_once_and_done_once(client: PageClient) -> None:
    code = recorded(client, make_papers())
    page = client.get(f"/ho-so/{code}").tap("Rút hồ sơ")
    assert dossier(code).status is Status.RECORDED
    before = rows(DossierChange)

    first, second = (page.submit(action="") for _tap in range(2))

    assert first.location == second.location == f"/ho-so/{code}"
    assert client.get(f"/ho-so/{code}").heading == "Đã rút"
    assert rows(DossierChange) == before + 1
    assert [message.kind for message in messages()].count("dossier.withdrawn") == 1


def test_what_is_decided_cannot_be_withdrawn(client: PageClient) -> None:
    code = recorded(client, known_papers())

    assert client.get(f"/ho-so/{code}/rut").location == f"/ho-so/{code}"
    assert "Rút hồ sơ" not in client.get(f"/ho-so/{code}").text
