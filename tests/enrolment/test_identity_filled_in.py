"""``Điền giúp tôi``: the invented papers that this browser chose, in each step, without a prior search."""

from __future__ import annotations

import pytest

from tests.support.codes import newest_code
from tests.support.pages import PageClient
from tests.support.registering import begin, dossier, known_papers, lay_photo, open_step, record, value_of
from vssid_app.enrolment.photo_kinds import PhotoKind
from vssid_app.enrolment.states import Status
from vssid_app.enrolment.steps import Step
from vssid_app.people.models import Specimen
from vssid_app.training.operations import refill_specimens
from vssid_app.training.queries import list_of_specimens
from vssid_app.training.synthetic import SpecimenKind

pytestmark = pytest.mark.usefixtures("world")


def lent(client: PageClient, kind: SpecimenKind) -> Specimen:
    refill_specimens()
    specimen = next(each for each in list_of_specimens() if each.kind == kind)
    client.get("/nguoi-mau").submit(action=specimen.public_id)
    return specimen


def begun(client: PageClient) -> str:
    """From the phone to the dossier, with ``Điền giúp tôi``."""
    page = client.get("/dang-ky/dien-thoai").tap("Điền giúp tôi").submit("Gửi mã cho tôi", email="")
    return page.follow().submit("Xác nhận", code=newest_code()).location.split("/")[2]


def test_an_identical_match_is_filled_in_and_accepted_at_once(client: PageClient) -> None:
    specimen = lent(client, SpecimenKind.IDENTICAL)
    code = begun(client)

    for step in (Step.NUMBER, Step.IDENTITY, Step.ADDRESS):
        done = open_step(client, code, step).tap("Điền giúp tôi").submit("Tiếp tục")
        assert done.status == 303, done.text
    lay_photo(code, PhotoKind.PORTRAIT)
    open_step(client, code, Step.OFFICE).submit("Tiếp tục")
    open_step(client, code, Step.HANDOVER).submit("Tiếp tục", handover="desk")
    record(client, code)

    found = dossier(code)
    assert found.status is Status.ACCEPTED
    assert (found.full_name, found.si_number) == (specimen.full_name, specimen.si_number)
    # Used papers are offered to nobody again.
    assert specimen.public_id not in {each.public_id for each in list_of_specimens()}


@pytest.mark.parametrize(
    ("kind", "heading"),
    [
        (SpecimenKind.NAME_DIFFERS, "Họ và tên khác với hồ sơ BHXH"),
        (SpecimenKind.BIRTH_DIFFERS, "Ngày sinh khác với hồ sơ BHXH"),
        (SpecimenKind.NOT_FOUND, "Chưa thấy mã số này"),
    ],
)
def test_each_kind_of_papers_shows_what_it_is_for(
    client: PageClient, kind: SpecimenKind, heading: str
) -> None:
    lent(client, kind)
    code = begun(client)

    for step in (Step.NUMBER, Step.IDENTITY):
        done = open_step(client, code, step).tap("Điền giúp tôi").submit("Tiếp tục")

    assert done.follow().heading == heading


def test_nothing_is_filled_in_before_it_is_asked_for(client: PageClient) -> None:
    lent(client, SpecimenKind.IDENTICAL)
    code = begun(client)

    assert value_of(open_step(client, code, Step.NUMBER), "number") == ""


def test_without_chosen_papers_nothing_is_offered_nor_filled_in(client: PageClient) -> None:
    papers = known_papers()
    code = begin(client, papers.phone)

    page = client.get(f"/dang-ky/{code}/ma-so?dien=1")

    assert "Điền giúp tôi" not in page.text
    assert value_of(page, "number") == ""
