"""Reading everything back, and ``Ghi nhận``."""

from __future__ import annotations

import pytest

from tests.support.codes import messages
from tests.support.pages import Page, PageClient
from tests.support.registering import (
    dossier,
    errors,
    filled,
    known_papers,
    make_papers,
    open_step,
    record,
    rows,
    step_path,
)
from vssid_app.core.clock import today
from vssid_app.enrolment.models import Dossier
from vssid_app.enrolment.states import Action, Status
from vssid_app.enrolment.steps import Step, photos_asked, steps_for
from vssid_app.identity.models import Account
from vssid_app.policy.queries import deadline_in_days

pytestmark = pytest.mark.usefixtures("world")


def send(page: Page, **ticks: str) -> Page:
    return page.submit("Ghi nhận", **ticks)


def test_every_answer_is_read_back_with_its_way_to_mend_it(client: PageClient) -> None:
    papers = make_papers()
    code = filled(client, papers)

    page = open_step(client, code, Step.CHECK)

    for said in ("NGUYỄN VĂN THỬ", "03/05/1990", "Nam", "03/05/2021", "Số 1 ngõ Mẫu, Phường Bồ Đề"):
        assert said in page.text
    for number in (papers.number, papers.citizen_id, papers.phone):
        assert number in page.text.replace(" ", "")
    assert "Cổng TTĐT của BHXH VN" in page.text
    edits = {a.attrs["href"] for a in page.root.all("a") if "Sửa" in a.text}
    asked = steps_for(photos_asked(identical=False, always_both_sides=True))
    assert edits == {step_path(code, step) for step in asked if step is not Step.CHECK}


@pytest.mark.parametrize(
    ("ticks", "sentences"),
    [
        (
            {},
            ["Hãy đánh dấu đồng ý để gửi được hồ sơ.", "Hãy đánh dấu cam đoan thông tin là đúng."],
        ),
        ({"consent": "y"}, ["Hãy đánh dấu cam đoan thông tin là đúng."]),
        ({"truthful": "y"}, ["Hãy đánh dấu đồng ý để gửi được hồ sơ."]),
    ],
)
def test_without_both_ticks_nothing_is_sent(
    client: PageClient, ticks: dict[str, str], sentences: list[str]
) -> None:
    code = filled(client, make_papers())

    page = send(open_step(client, code, Step.CHECK), **ticks)

    assert errors(page) == sentences
    assert dossier(code).status is Status.DRAFT


def test_recording_is_one_change_with_a_date_by_when_it_is_decided(client: PageClient) -> None:
    code = filled(client, make_papers())

    done = send(open_step(client, code, Step.CHECK), consent="y", truthful="y")

    found = dossier(code)
    assert done.location == f"/dang-ky/{code}/xong"
    assert [change.action for change in found.changes] == [Action.RECORD]
    assert found.status is Status.RECORDED
    assert found.consent_at is not None
    assert found.due_on is not None
    assert found.due_on > today()
    assert found.paper_due_on == deadline_in_days(today(), 10)
    assert [message.kind for message in messages()] == ["code.register", "dossier.recorded"]
    assert code in messages()[-1].text


def test_an_identical_match_is_accepted_on_line_at_once(client: PageClient) -> None:
    papers = known_papers()
    code = filled(client, papers)

    page = record(client, code).follow()

    found = dossier(code)
    assert page.heading == "Tài khoản đã mở"
    assert [change.action for change in found.changes] == [Action.RECORD, Action.ACCEPT_ONLINE]
    assert found.decided_on_line
    assert rows(Account) == 1
    activation = messages()[-1]
    assert activation.kind == "dossier.accepted"
    assert activation.address == papers.phone
    assert activation.code
    assert f"Tên đăng nhập: {papers.number}" in activation.text


def test_the_activation_link_leads_to_where_its_code_is_typed(client: PageClient) -> None:
    code = filled(client, known_papers())
    page = record(client, code).follow()

    assert page.link("Nhập mã kích hoạt") == messages()[-1].link
    assert client.get(page.link("Nhập mã kích hoạt")).status == 200


@pytest.mark.parametrize(
    "differently", [{"full_name": "NGUYỄN VĂN KHÁC"}, {"sex": "female"}, {"citizen_id": "099090999999"}]
)
def test_what_differs_waits_for_an_officer(client: PageClient, differently: dict[str, str]) -> None:
    code = filled(client, known_papers(**differently))

    record(client, code)

    assert dossier(code).status is Status.RECORDED
    assert rows(Account) == 0


def test_an_unfinished_dossier_leads_to_what_is_missing(client: PageClient) -> None:
    code = filled(client, make_papers(), until=Step.OFFICE)

    assert record(client, code).location == step_path(code, Step.OFFICE)
    assert dossier(code).status is Status.DRAFT


def test_a_form_without_its_token_is_refused_and_changes_nothing(client: PageClient) -> None:
    code = filled(client, make_papers())

    refused = client.post(step_path(code, Step.CHECK), {"consent": "y", "truthful": "y"})

    assert refused.status == 400
    assert rows(Dossier) == 1
    assert dossier(code).status is Status.DRAFT
