"""``Không phải tôi``: a case on the desk, answered once, with a sentence for the family."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select

from tests.support.cast import OTHER_OFFICE, make_account, make_officer, make_person, sign_in
from tests.support.dossiers import make_case, make_dossier
from tests.support.pages import PageClient
from vssid_app.audit.models import AuditEntry
from vssid_app.audit.tags import Tag
from vssid_app.core.extensions import db
from vssid_app.core.world import CurrentWorld
from vssid_app.enrolment.models import OwnershipCase
from vssid_app.enrolment.operations.cases import open_case, settle_case
from vssid_app.enrolment.states import Status
from vssid_app.enrolment.taken import Taken
from vssid_app.notifications.models import OutboxMessage

LIST = "/can-bo/yeu-cau-kiem-tra"
COME_IN = "Cần xem giấy tờ tuỳ thân. Mời bạn mang bản gốc tới cơ quan BHXH."


@pytest.fixture
def desk(client: PageClient, world: CurrentWorld) -> PageClient:
    return sign_in(client, make_officer(), world)


def kept(case: OwnershipCase) -> OwnershipCase:
    db.session.rollback()
    db.session.refresh(case)
    return case


def texts() -> list[str]:
    return [message.text for message in db.session.scalars(select(OutboxMessage).order_by(OutboxMessage.id))]


def test_a_second_tap_leads_to_the_same_case(world: CurrentWorld) -> None:
    dossier = make_dossier(Status.DRAFT)
    assert open_case(dossier, Taken.NUMBER).code == open_case(dossier, Taken.NUMBER).code
    assert db.session.scalar(select(func.count(OwnershipCase.id))) == 1


def test_a_case_is_settled_once(world: CurrentWorld) -> None:
    case = make_case()
    first, second = make_officer().id, make_officer().id
    assert settle_case(case, "Mời bạn tới cơ quan.", by=first)
    assert not settle_case(case, "Câu khác.", by=second)
    assert (kept(case).outcome, case.settled_by_id) == ("Mời bạn tới cơ quan.", first)
    assert [text for text in texts() if "đã xong" in text and "Mời bạn tới cơ quan." in text]


def test_the_page_shows_what_was_said_and_whose_the_account_is(desk: PageClient) -> None:
    holder = make_person(full_name="LÊ THỊ CHỦ")
    make_account(holder)
    case = make_case(person_id=holder.id)
    page = desk.get(LIST).tap(case.code)
    assert page.heading == f"Yêu cầu {case.code}"
    assert "mã số này có tài khoản, nhưng không phải của họ" in page.text
    assert "LÊ THỊ CHỦ" in page.text
    assert "Tên hoặc ngày sinh khác nhau." in page.text


def test_a_case_about_a_phone_leads_to_the_phones_holder(desk: PageClient) -> None:
    make_account(make_person(full_name="LÊ VĂN MÁY", phone="0000777001"))
    case = make_case(Taken.PHONE, phone="0000777001")
    page = desk.get(f"{LIST}/{case.code}")
    assert "số điện thoại này có tài khoản" in page.text
    assert "LÊ VĂN MÁY" in page.text


def test_a_case_without_an_account_any_more_says_so(desk: PageClient) -> None:
    page = desk.get(f"{LIST}/{make_case(Taken.PHONE).code}")
    assert "Không còn tài khoản nào trên số này." in page.text


def test_looking_at_a_case_is_noted(desk: PageClient) -> None:
    holder = make_person()
    case = make_case(person_id=holder.id)
    desk.get(f"{LIST}/{case.code}")
    db.session.rollback()
    noted = db.session.scalars(select(AuditEntry.tag).where(AuditEntry.actor_id.is_not(None))).all()
    assert set(noted) == {Tag.DOSSIER_VIEWED, Tag.PERSON_VIEWED}


def test_a_ready_answer_takes_one_tap_and_a_second(desk: PageClient) -> None:
    case = make_case()
    answer = desk.get(f"{LIST}/{case.code}").submit("Gửi trả lời", outcome="come_in").follow()
    assert "Đã trả lời yêu cầu" in answer.text
    assert COME_IN in answer.text
    assert "Lê Thử Huy đã trả lời lúc" in answer.text
    assert kept(case).outcome == COME_IN
    assert "Đã trả lời" in desk.get(LIST).text


def test_own_words_are_sent_as_written(desk: PageClient) -> None:
    case = make_case()
    desk.get(f"{LIST}/{case.code}").submit("Gửi trả lời", outcome="other", words="Chiều mai mời bạn ghé.")
    assert kept(case).outcome == "Chiều mai mời bạn ghé."


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({}, "Chọn một câu trả lời."),
        ({"outcome": "other"}, "Viết câu trả lời, hoặc chọn một câu có sẵn."),
        ({"outcome": "come_in", "words": "Gọi 0912345678"}, "Đừng ghi số giấy tờ hay số điện thoại thật"),
        ({"outcome": "other", "words": "x" * 10_000}, "Ô này dài nhất 300 ký tự."),
    ],
)
def test_an_answer_that_cannot_be_sent_gets_its_sentence(
    desk: PageClient, sent: dict[str, str], sentence: str
) -> None:
    case = make_case()
    answer = desk.get(f"{LIST}/{case.code}").submit("Gửi trả lời", **sent)
    assert answer.status == 200
    assert sentence in answer.text
    assert kept(case).settled_at is None


def test_the_second_officer_is_told_that_the_first_has_answered(desk: PageClient) -> None:
    case = make_case()
    page = desk.get(f"{LIST}/{case.code}")
    settle_case(case, "Mời bạn tới cơ quan.", by=make_officer(name="Phạm Thử Lan").id)
    answer = page.submit("Gửi trả lời", outcome="come_in").follow()
    assert "Một cán bộ khác đã trả lời trước." in answer.text
    assert "Phạm Thử Lan đã trả lời lúc" in answer.text


def test_another_offices_case_is_a_404_and_one_without_an_office_is_everybodys(desk: PageClient) -> None:
    theirs, free = make_case(office=OTHER_OFFICE), make_case(office_code=None)
    assert desk.get(f"{LIST}/{theirs.code}").status == 404
    listed = desk.get(LIST)
    assert theirs.code not in listed.text
    assert free.code in listed.text
    assert desk.get(f"{LIST}/{free.code}").status == 200
