"""``Vẫn dùng ảnh này``: after two bad tries, flagged, and never against an office that saw it."""

from __future__ import annotations

import pytest

from tests.support.cast import make_officer
from tests.support.pages import PageClient
from tests.support.registering import (
    Papers,
    dossier,
    fill,
    filled,
    known_papers,
    make_papers,
    open_step,
    record,
    send_back,
    step_path,
    take_sample,
    token_of,
)
from vssid_app.enrolment.photo_kinds import PhotoKind
from vssid_app.enrolment.photo_rules import PhotoProblem
from vssid_app.enrolment.steps import Step

pytestmark = [pytest.mark.usefixtures("world"), pytest.mark.any_database]


@pytest.fixture
def code(client: PageClient) -> str:
    return filled(client, make_papers(), until=Step.PORTRAIT)


def test_only_after_two_bad_tries_the_photo_may_be_used_anyway(client: PageClient, code: str) -> None:
    keep = f"/dang-ky/{code}/anh/portrait/van-dung"
    page = take_sample(client, code, PhotoKind.PORTRAIT, "blurred").follow()
    assert "Vẫn dùng ảnh này" not in page.text
    client.post(keep, {"csrf_token": token_of(client)})
    assert not dossier(code).photos[0].is_usable

    page = take_sample(client, code, PhotoKind.PORTRAIT, "dark").follow()
    done = page.submit("Vẫn dùng ảnh này")

    assert done.location == step_path(code, Step.ID_FRONT)
    photo = dossier(code).photos[0]
    assert (photo.kept_anyway, photo.problem) == (True, PhotoProblem.DARK)


def test_a_good_photo_ends_the_counting_of_bad_ones(client: PageClient, code: str) -> None:
    for flaw in ("blurred", "", "blurred"):
        page = take_sample(client, code, PhotoKind.PORTRAIT, flaw).follow()

    assert "Vẫn dùng ảnh này" not in page.text


def test_a_new_photo_takes_away_the_flag_of_the_old_one(client: PageClient, code: str) -> None:
    for _try in range(2):
        page = take_sample(client, code, PhotoKind.PORTRAIT, "blurred").follow()
    page.submit("Vẫn dùng ảnh này")

    take_sample(client, code, PhotoKind.PORTRAIT)

    assert not dossier(code).photos[0].kept_anyway


def test_a_photo_used_anyway_is_not_decided_on_line(client: PageClient) -> None:
    from_register = known_papers()
    code = filled(client, from_register, until=Step.PORTRAIT)
    for _try in range(2):
        page = take_sample(client, code, PhotoKind.PORTRAIT, "blurred").follow()
    page.submit("Vẫn dùng ảnh này")

    assert _recorded_status(client, code, from_register) == "recorded"


def _recorded_status(client: PageClient, code: str, papers: Papers) -> str:
    fill(client, code, papers)
    record(client, code)
    return dossier(code).status


def test_the_same_bad_photo_does_not_answer_the_office_that_asked_for_a_new_one(client: PageClient) -> None:
    papers = make_papers()
    code = filled(client, papers, until=Step.PORTRAIT)
    for _try in range(2):
        page = take_sample(client, code, PhotoKind.PORTRAIT, "blurred").follow()
    page.submit("Vẫn dùng ảnh này")
    _recorded_status(client, code, papers)
    send_back(code, ["photo_blurred:portrait"], by=make_officer().id)

    assert "Vẫn dùng ảnh này" not in open_step(client, code, Step.PORTRAIT).text
    client.post(f"/dang-ky/{code}/anh/portrait/van-dung", {"csrf_token": token_of(client)})
    assert open_step(client, code, Step.CHECK).location == step_path(code, Step.PORTRAIT)

    page = take_sample(client, code, PhotoKind.PORTRAIT, "blurred").follow()
    assert "Vẫn dùng ảnh này" not in page.text
