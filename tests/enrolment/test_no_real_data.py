"""The demo keeps nothing real: a search through database, files and logs for what was typed and sent."""

from __future__ import annotations

import logging
import tempfile
from collections.abc import Iterator, Sequence
from io import BytesIO
from random import Random

import pytest
import structlog
from PIL import Image

from tests.support.codes import messages
from tests.support.databases import ON_POSTGRESQL
from tests.support.pages import Page, PageClient
from tests.support.pictures import take_one
from tests.support.registering import (
    ask_code,
    begin,
    date_boxes,
    dossier,
    errors,
    filled,
    known_papers,
    make_papers,
    rows,
    save,
    save_identity,
    save_number,
    send_photo,
    take_sample,
)
from vssid_app.core.settings import Settings
from vssid_app.enrolment.models import Dossier
from vssid_app.enrolment.operations.photos import photo_bytes
from vssid_app.enrolment.photo_kinds import PhotoKind
from vssid_app.enrolment.photo_rules import PhotoProblem
from vssid_app.enrolment.steps import Step

pytestmark = [pytest.mark.usefixtures("world"), pytest.mark.any_database]
# Of the forms of real numbers, and of nobody: 9 and 5 in a row are in no one's.
CITIZEN_ID = "001099555999"
SI_NUMBER = "0195559995"
PHONE = "0995559995"
EMAIL = "an.995559995@gmail.com"
REFUSED = "Đây là bản tập."


class Kept:
    """All that is left behind: every file of the data folder, byte for byte, and every line of the logs."""

    def __init__(
        self, settings: Settings, lines: Sequence[object], handler: pytest.LogCaptureFixture
    ) -> None:
        self._settings, self._lines, self._handler = settings, lines, handler

    def holds(self, text: str | bytes) -> list[str]:
        """Where it is found."""
        raw = text.encode() if isinstance(text, str) else text
        files = [path for path in self._settings.data_dir.rglob("*") if path.is_file()]
        logged = "\n".join([*map(str, self._lines), self._handler.text]).encode()
        return [path.name for path in files if raw in path.read_bytes()] + ["the log"] * (raw in logged)


@pytest.fixture
def kept(demo_settings: Settings, caplog: pytest.LogCaptureFixture) -> Iterator[Kept]:
    caplog.set_level(logging.DEBUG)
    with structlog.testing.capture_logs() as lines:
        yield Kept(demo_settings, lines, caplog)
        assert lines, "nothing was logged at all: the search looked at nothing"


def is_refused(page: Page) -> bool:
    return any(sentence.startswith(REFUSED) for sentence in errors(page))


@pytest.mark.skipif(ON_POSTGRESQL, reason="the server keeps its files elsewhere")
def test_the_search_finds_what_is_kept(client: PageClient, kept: Kept) -> None:
    begin(client)
    save_identity(client, filled(client, make_papers(), until=Step.ADDRESS), make_papers())

    assert kept.holds("NGUYỄN VĂN THỬ")


@pytest.mark.parametrize("phone", [PHONE, "0995 559 995", "+84 995 559 995", "84995559995"])
def test_a_real_phone(client: PageClient, kept: Kept, phone: str) -> None:
    assert is_refused(ask_code(client, phone))

    assert kept.holds("995559995") == []
    assert messages() == []


def test_a_real_email(client: PageClient, kept: Kept) -> None:
    assert is_refused(ask_code(client, "0000345678", EMAIL))

    assert kept.holds(EMAIL) == []


@pytest.mark.parametrize("number", [SI_NUMBER, CITIZEN_ID, f"HS401{SI_NUMBER}", "001 099 555 999"])
def test_a_real_number_in_the_number_field(client: PageClient, kept: Kept, number: str) -> None:
    code = begin(client)

    assert is_refused(save_number(client, code, number))

    assert dossier(code).typed_number is None
    assert kept.holds(SI_NUMBER) == kept.holds(CITIZEN_ID) == kept.holds("099 555") == []


@pytest.mark.parametrize(
    "typed",
    [
        {"citizen_id": CITIZEN_ID},
        {"full_name": f"NGUYỄN VĂN {PHONE}"},
        {"full_name": f"NGUYỄN {CITIZEN_ID[:6]} {CITIZEN_ID[6:]}"},
        {"issued_at": f"Cục {SI_NUMBER}"},
    ],
)
def test_a_real_number_in_the_identity_step(client: PageClient, kept: Kept, typed: dict[str, str]) -> None:
    code = filled(client, make_papers(), until=Step.IDENTITY)

    page = save_identity(client, code, make_papers(), **typed)

    assert is_refused(page)
    assert dossier(code).full_name is None
    for value in typed.values():
        assert kept.holds(value) == []


@pytest.mark.parametrize(
    "number", [PHONE, CITIZEN_ID, "0995.559.995", "001-099-555-999", "０９９５５５９９９５"]
)
def test_a_real_number_hidden_in_a_street(client: PageClient, kept: Kept, number: str) -> None:
    code = filled(client, make_papers(), until=Step.ADDRESS)

    page = save(client, code, Step.ADDRESS, place="00118", street=f"Số 1, gọi {number}")

    assert is_refused(page)
    assert kept.holds(number) == []


def test_a_real_number_hidden_in_a_class(client: PageClient, kept: Kept) -> None:
    code = filled(client, known_papers(), until=Step.HANDOVER)

    page = save(client, code, Step.HANDOVER, handover="school", class_name=f"10 Mẫu {PHONE}")

    assert is_refused(page)
    assert kept.holds(PHONE) == []


def test_a_real_number_in_a_search(client: PageClient, kept: Kept) -> None:
    client.get("/dang-ky/chuan-bi").submit(has_citizen_id="yes", who="self", school=PHONE)
    client.get("/ho-so").submit("Gửi mã cho tôi", code="TH-0000-0000", phone=PHONE)
    client.get("/ho-so", query_string={"ma": CITIZEN_ID})

    assert kept.holds(PHONE) == kept.holds(CITIZEN_ID) == []


def test_numbers_of_the_practice_ranges_may_stand_in_free_text(client: PageClient) -> None:
    code = filled(client, make_papers(), until=Step.ADDRESS)

    done = save(client, code, Step.ADDRESS, place="00118", street="Số 1, gọi 0000 345 678")

    assert done.status == 303


def real_photo(kind: PhotoKind, flaw: PhotoProblem | None = None) -> tuple[bytes, Image.Image]:
    """A photo from a telephone, and its pixels."""
    image = take_one(Random("a real photo"), kind, flaw).image
    target = BytesIO()
    image.save(target, "JPEG", quality=95)
    return target.getvalue(), image


@pytest.mark.parametrize("flaw", [None, PhotoProblem.BLURRED])
def test_a_real_photo_is_judged_and_the_sample_is_kept_in_its_place(
    client: PageClient, kept: Kept, flaw: PhotoProblem | None
) -> None:
    code = filled(client, make_papers(), until=Step.PORTRAIT)
    take_sample(client, code, PhotoKind.PORTRAIT, flaw or "")
    sample = photo_bytes(dossier(code).photos[0])
    sent, _image = real_photo(PhotoKind.PORTRAIT, flaw)

    send_photo(client, code, PhotoKind.PORTRAIT, sent)

    photo = dossier(code).photos[0]
    assert photo.problem == flaw
    assert photo.is_sample
    assert photo_bytes(photo) == sample
    for at in range(0, len(sent) - 64, len(sent) // 50):
        assert kept.holds(sent[at : at + 64]) == []


def test_a_large_photo_is_not_even_written_beside(
    client: PageClient, kept: Kept, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = filled(client, make_papers(), until=Step.PORTRAIT)
    sent, _image = real_photo(PhotoKind.PORTRAIT)
    # A telephone's file of three megabytes; with no folder for temporary files, writing one would fail.
    monkeypatch.setattr(tempfile, "tempdir", "/there/is/no/such/folder")

    done = send_photo(client, code, PhotoKind.PORTRAIT, sent + b"\x00" * 3_000_000)

    assert done.status == 303
    assert dossier(code).photos[0].is_sample


def test_each_photo_that_was_replaced_is_gone_from_the_folder(
    client: PageClient, demo_settings: Settings
) -> None:
    code = filled(client, make_papers(), until=Step.PORTRAIT)
    sent, _image = real_photo(PhotoKind.PORTRAIT)
    before = set((demo_settings.data_dir / "files").rglob("*"))

    for _again in range(3):
        send_photo(client, code, PhotoKind.PORTRAIT, sent)

    new = {path for path in (demo_settings.data_dir / "files").rglob("*") if path.is_file()} - before
    assert [path.name for path in new] == [dossier(code).photos[0].file_id]


def test_what_was_typed_beside_a_real_number_is_not_kept_either(client: PageClient, kept: Kept) -> None:
    code = filled(client, make_papers(), until=Step.IDENTITY)

    save_identity(
        client,
        code,
        make_papers(),
        citizen_id=CITIZEN_ID,
        full_name="LÊ THỊ CHƯA LƯU",
        **date_boxes("birth", "1", "2", "1999"),
    )

    assert kept.holds("LÊ THỊ CHƯA LƯU") == []
    assert rows(Dossier) == 1
