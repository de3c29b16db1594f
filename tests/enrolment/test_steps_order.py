"""Steps come in order, each is saved by itself, and nothing is lost on the way back."""

from __future__ import annotations

import pytest
from flask import Flask

from tests.support.cast import make_account, make_officer, make_person, sign_in
from tests.support.pages import PageClient
from tests.support.registering import (
    begin,
    date_boxes,
    dossier,
    filled,
    known_papers,
    make_papers,
    next_step,
    open_step,
    recorded,
    save,
    save_identity,
    send_back,
    step_path,
    take_sample,
)
from vssid_app.core.world import CurrentWorld
from vssid_app.enrolment.photo_kinds import PhotoKind
from vssid_app.enrolment.states import Status
from vssid_app.enrolment.steps import Step

pytestmark = [pytest.mark.usefixtures("world"), pytest.mark.any_database]


@pytest.mark.parametrize("step", [step for step in Step if step is not Step.NUMBER])
def test_a_step_ahead_leads_to_the_one_that_is_next(client: PageClient, step: Step) -> None:
    code = begin(client)

    assert open_step(client, code, step).location == step_path(code, Step.NUMBER)


def test_sending_a_step_ahead_saves_nothing(client: PageClient) -> None:
    code = begin(client)
    token = open_step(client, code, Step.NUMBER).form("Tiếp tục").all("input")[0].attrs["value"]

    sent = client.post(step_path(code, Step.HANDOVER), {"csrf_token": token, "handover": "desk"})

    assert sent.location == step_path(code, Step.NUMBER)
    assert dossier(code).handover is None


def test_a_photo_that_is_not_asked_for_leads_to_the_next_step(client: PageClient) -> None:
    code = filled(client, known_papers(), until=Step.OFFICE)

    assert open_step(client, code, Step.ID_FRONT).location == step_path(code, Step.OFFICE)


@pytest.mark.parametrize("step", ["khong-co", "KIEM-TRA", "anh", "../ho-so", "%00", "x" * 3000])
def test_a_step_that_does_not_exist_is_not_found(client: PageClient, step: str) -> None:
    code = begin(client)

    assert client.get(f"/dang-ky/{code}/{step}").status == 404


def test_every_step_that_is_done_can_be_gone_back_to(client: PageClient) -> None:
    code = filled(client, known_papers())

    for step in (Step.NUMBER, Step.IDENTITY, Step.ADDRESS, Step.PORTRAIT, Step.OFFICE, Step.HANDOVER):
        assert open_step(client, code, step).status == 200


def test_going_back_and_saving_all_again_loses_nothing(client: PageClient) -> None:
    code = filled(client, known_papers())
    before = open_step(client, code, Step.CHECK).text

    for step in (Step.NUMBER, Step.IDENTITY, Step.ADDRESS, Step.OFFICE, Step.HANDOVER):
        assert save(client, code, step).location == step_path(code, Step.CHECK)

    assert open_step(client, code, Step.CHECK).text == before


def test_two_tabs_each_keep_what_the_other_saved(client: PageClient) -> None:
    papers = known_papers()
    code = filled(client, papers, until=Step.ADDRESS)
    address, identity = open_step(client, code, Step.ADDRESS), open_step(client, code, Step.IDENTITY)

    address.submit("Tiếp tục", place=papers.commune, street="Số 1 ngõ Mẫu")
    identity.submit("Tiếp tục", issued_at="Nơi cấp mẫu")

    found = dossier(code)
    assert (found.street, found.citizen_id_issued_at) == ("Số 1 ngõ Mẫu", "Nơi cấp mẫu")
    assert next_step(client, code) is Step.PORTRAIT


def test_changing_what_was_compared_asks_for_the_photos_that_follow(client: PageClient) -> None:
    papers = known_papers()
    code = filled(client, papers)

    save_identity(client, code, papers.but(full_name="NGUYỄN VĂN KHÁC"))

    assert open_step(client, code, Step.CHECK).location == step_path(code, Step.ID_FRONT)


def test_a_dossier_goes_on_later_where_it_was_left(client: PageClient) -> None:
    code = filled(client, make_papers(), until=Step.ID_BACK)

    later = client.get(f"/ho-so/{code}").tap("Làm tiếp")

    assert later.heading == "CCCD mặt sau"


@pytest.mark.parametrize(
    "path", ["/ho-so/{}", "/dang-ky/{}/ma-so", "/dang-ky/{}/kiem-tra", "/dang-ky/{}/xong"]
)
def test_anothers_dossier_and_one_that_does_not_exist_lead_to_finding_alike(
    client: PageClient, app: Flask, path: str
) -> None:
    code = begin(client)
    stranger = PageClient(app)

    for asked in (code, "TH-0000-0000"):
        page = stranger.get(path.format(asked))
        assert (page.status, page.location) == (302, f"/ho-so?ma={asked}")


def test_being_signed_in_opens_no_dossier_of_another(
    client: PageClient, app: Flask, world: CurrentWorld
) -> None:
    code = begin(client)
    stranger = sign_in(PageClient(app), make_account(), world)

    assert stranger.get(f"/ho-so/{code}").location == f"/ho-so?ma={code}"


def test_a_recorded_dossier_leads_to_its_timeline_and_is_not_changed(client: PageClient) -> None:
    papers = known_papers(full_name="NGUYỄN VĂN KHÁC")
    code = filled(client, papers)
    old_tab = open_step(client, code, Step.ADDRESS)
    open_step(client, code, Step.CHECK).submit("Ghi nhận", consent="y", truthful="y")

    assert old_tab.submit("Tiếp tục", street="Số 9 ngõ Mẫu").location == f"/ho-so/{code}"
    assert open_step(client, code, Step.NUMBER).location == f"/ho-so/{code}"
    assert dossier(code).street == papers.street


def test_a_supplement_opens_the_asked_step_only_and_keeps_all_else(client: PageClient) -> None:
    papers = known_papers(full_name="NGUYỄN VĂN KHÁC")
    code = recorded(client, papers)
    send_back(code, ["photo_blurred:id_back"], by=make_officer().id)

    page = client.get(f"/ho-so/{code}")
    assert "CCCD mặt sau bị mờ." in page.text
    assert "Các phần khác giữ nguyên." in page.text
    assert page.link("Sửa chỗ này") == page.link("Sửa và gửi lại") == step_path(code, Step.ID_BACK)
    for step in (Step.NUMBER, Step.IDENTITY, Step.ADDRESS, Step.PORTRAIT, Step.ID_FRONT, Step.OFFICE):
        assert open_step(client, code, step).location == step_path(code, Step.ID_BACK)
    kept = {photo.kind: photo.file_id for photo in dossier(code).photos}

    take_sample(client, code, PhotoKind.ID_BACK)
    sent = open_step(client, code, Step.CHECK).submit("Ghi nhận", consent="y", truthful="y")

    assert sent.location == f"/dang-ky/{code}/xong"
    found = dossier(code)
    assert found.status is Status.UNDER_REVIEW
    assert {photo.kind for photo in found.photos if photo.file_id != kept[photo.kind]} == {PhotoKind.ID_BACK}
    assert (found.full_name, found.street) == (papers.full_name, papers.street)


def test_a_supplement_cannot_be_sent_before_it_is_mended(client: PageClient) -> None:
    code = recorded(client, known_papers(full_name="NGUYỄN VĂN KHÁC"))
    send_back(code, ["photo_blurred:id_back", "name_differs"], by=make_officer().id)

    assert open_step(client, code, Step.CHECK).location == step_path(code, Step.IDENTITY)
    assert open_step(client, code, Step.ID_BACK).status == 200


def test_a_rejected_dossier_can_be_corrected_and_sent_again(client: PageClient) -> None:
    papers = known_papers(birth=make_person().birth, full_name="NGUYỄN VĂN KHÁC")
    code = recorded(client, papers)
    send_back(code, ["name_differs"], by=make_officer().id, rejected=True)

    save_identity(client, code, papers.but(full_name="NGUYỄN VĂN KHÁC"))
    open_step(client, code, Step.CHECK).submit("Ghi nhận", consent="y", truthful="y")

    # What agrees after all is decided at once.
    assert dossier(code).status is Status.ACCEPTED


def test_typing_wrong_does_not_change_what_was_saved(client: PageClient) -> None:
    papers = make_papers()
    code = filled(client, papers, until=Step.ADDRESS)

    page = save(client, code, Step.IDENTITY, **date_boxes("birth", "3", "15", "1990"))

    assert page.status == 200
    assert dossier(code).birth is not None
    assert next_step(client, code) is Step.ADDRESS
