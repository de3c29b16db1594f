"""Seeing, printing and keeping the declaration; who may, and where it is offered."""

from __future__ import annotations

from io import BytesIO

import pytest
from pypdf import PdfReader

from tests.support.cast import make_officer, sign_in
from tests.support.dossiers import held, make_dossier
from tests.support.pages import PageClient
from vssid_app.core.world import CurrentWorld
from vssid_app.enrolment.access import HELD
from vssid_app.enrolment.models import Dossier
from vssid_app.enrolment.states import Status

pytestmark = pytest.mark.any_database


def holding(client: PageClient, dossier: Dossier) -> str:
    """Let a phone have proven the dossier's number; gives its address."""
    proven = held(dossier.code)
    with client.raw.session_transaction() as cookie:
        cookie[HELD] = proven
    return f"/ho-so/{dossier.code}"


def words_of(client: PageClient, path: str) -> str:
    answer = client.raw.get(path)
    assert (answer.status_code, answer.mimetype) == (200, "application/pdf")
    return "".join(PdfReader(BytesIO(answer.data)).pages[0].extract_text().split())


@pytest.mark.usefixtures("world")
def test_the_page_shows_what_the_pdf_shows(client: PageClient) -> None:
    dossier = make_dossier(full_name="NGUYỄN THỊ MẪU")
    at = holding(client, dossier)
    page = client.get(f"{at}/to-khai")
    assert page.heading == "Tờ khai Mẫu số 01"
    for told in ("NGUYỄN THỊ MẪU", "03/05/1992", dossier.code, "MẪU – KHÔNG CÓ GIÁ TRỊ", "Người khai"):
        assert told in page.text
        assert "".join(told.split()) in words_of(client, f"{at}/to-khai.pdf")
    assert page.response.headers["Cache-Control"] == "no-store"


@pytest.mark.usefixtures("world")
def test_the_page_leads_to_the_pdf_and_to_an_empty_one(client: PageClient) -> None:
    dossier = make_dossier(full_name="NGUYỄN THỊ MẪU")
    page = client.get(f"{holding(client, dossier)}/to-khai")
    assert "NGUYỄNTHỊMẪU" in words_of(client, page.link("Tải PDF"))
    empty = words_of(client, page.link("Tải tờ khai trống"))
    assert dossier.code in empty
    assert "NGUYỄN" not in empty


@pytest.mark.usefixtures("world")
def test_a_file_is_not_kept_and_its_name_tells_nothing(client: PageClient) -> None:
    answer = client.raw.get(f"{holding(client, make_dossier())}/to-khai.pdf")
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Content-Disposition"] == "attachment; filename=to-khai-mau-01.pdf"


@pytest.mark.usefixtures("world")
def test_markup_in_a_name_stays_text(client: PageClient) -> None:
    typed = '<script>alert("x")</script> {{ 7 * 7 }}'
    page = client.get(f"{holding(client, make_dossier(full_name=typed))}/to-khai")
    assert typed in page.text
    assert "<script>alert" not in page.response.text


@pytest.mark.usefixtures("world")
def test_anybody_may_have_an_empty_form(client: PageClient) -> None:
    words = words_of(client, "/to-khai-trong.pdf")
    assert "TH-" not in words
    assert "MẪU–KHÔNGCÓGIÁTRỊ" in words


@pytest.mark.usefixtures("world")
def test_the_list_of_papers_leads_to_the_empty_form(client: PageClient) -> None:
    form = client.get("/dang-ky/chuan-bi")
    listed = form.submit("Xem giấy tờ cần có", has_citizen_id="yes", who="self").follow()
    assert "MẪU–KHÔNGCÓGIÁTRỊ" in words_of(client, listed.link("tờ khai trống"))


@pytest.mark.usefixtures("world")
@pytest.mark.parametrize("name", ["to-khai", "to-khai.pdf", "to-khai-trong.pdf"])
def test_a_stranger_is_asked_for_the_phone(client: PageClient, name: str) -> None:
    for code in (make_dossier().code, "TH-0000-0000"):
        answer = client.raw.get(f"/ho-so/{code}/{name}")
        assert (answer.status_code, answer.location) == (302, f"/ho-so?ma={code}")


@pytest.mark.usefixtures("world")
@pytest.mark.parametrize("name", ["to-khai", "to-khai.pdf"])
def test_a_draft_goes_on_where_it_is_and_a_withdrawn_one_has_no_declaration(
    client: PageClient, name: str
) -> None:
    draft = holding(client, make_dossier(Status.DRAFT, photos=()))
    assert client.raw.get(f"{draft}/{name}").location.startswith("/dang-ky/")
    withdrawn = holding(client, make_dossier(Status.WITHDRAWN))
    assert client.raw.get(f"{withdrawn}/{name}").location == withdrawn
    assert client.raw.get(f"{withdrawn}/to-khai-trong.pdf").location == withdrawn


@pytest.mark.usefixtures("world")
def test_it_is_the_next_thing_after_handing_over(client: PageClient) -> None:
    dossier = make_dossier()
    holding(client, dossier)
    page = client.get(f"/dang-ky/{dossier.code}/xong")
    assert page.tap("Xem tờ khai").heading == "Tờ khai Mẫu số 01"


@pytest.mark.usefixtures("world")
@pytest.mark.parametrize(
    ("status", "offered"),
    [
        (Status.DRAFT, False),
        (Status.RECORDED, True),
        (Status.PAPER_RECEIVED, True),
        (Status.UNDER_REVIEW, True),
        (Status.SUPPLEMENT_ASKED, True),
        (Status.WITHDRAWN, False),
    ],
)
def test_tracking_offers_it_while_there_is_one(client: PageClient, status: Status, *, offered: bool) -> None:
    page = client.get(holding(client, make_dossier(status)))
    assert ("Xem tờ khai" in page.text) is offered


def test_an_officer_has_it_too(client: PageClient, world: CurrentWorld) -> None:
    dossier = make_dossier(Status.PAPER_RECEIVED)
    sign_in(client, make_officer(), world)
    review = client.get(f"/can-bo/ho-so/{dossier.code}")
    assert dossier.code in words_of(client, review.link("Tải tờ khai"))
