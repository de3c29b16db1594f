"""Registering over HTTP as a person does: from the phone to ``Ghi nhận``, or up to any step."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from io import BytesIO
from itertools import count
from typing import Any

from sqlalchemy import func, select
from werkzeug.datastructures import FileStorage
from werkzeug.test import encode_multipart

from tests.support.cast import OFFICE, make_person
from tests.support.codes import newest_code
from tests.support.pages import Page, PageClient, form_values
from vssid_app.core.db import WorldScoped
from vssid_app.core.extensions import db, private_files
from vssid_app.core.files import new_file_id
from vssid_app.core.world import current_world
from vssid_app.enrolment.models import Dossier, DossierPhoto
from vssid_app.enrolment.operations.deciding import ask_supplement, open_review, reject
from vssid_app.enrolment.photo_kinds import PhotoKind
from vssid_app.enrolment.queries import find_dossier, missing_steps
from vssid_app.enrolment.reasons import Reason
from vssid_app.enrolment.steps import PHOTO_OF_STEP, PHOTO_STEPS, Step
from vssid_app.people.models import Person
from vssid_app.people.rules import BirthDate

_serial = count(500_000)
COMMUNE = "00118"
AT_PHONE = "/dang-ky/dien-thoai"


@dataclass(frozen=True)
class Papers:
    """What an invented person holds in the hand while registering."""

    number: str
    full_name: str
    birth: tuple[str, str, str]
    sex: str
    citizen_id: str
    phone: str
    issued_on: tuple[str, str, str] = ("3", "5", "2021")
    issued_at: str = "Cục Cảnh sát QLHC về TTXH"
    commune: str = COMMUNE
    street: str = "Số 1 ngõ Mẫu"
    office: str = OFFICE

    def but(self, **other: Any) -> Papers:
        """The same papers with something else on them."""
        return replace(self, **other)

    def typed(self, step: Step) -> dict[str, str]:
        """What is typed in a step."""
        return {
            Step.NUMBER: {"number": self.number},
            Step.IDENTITY: self.identity,
            Step.ADDRESS: {"place": self.commune, "street": self.street},
            Step.OFFICE: {"place": self.office},
            Step.HANDOVER: {"handover": "desk"},
        }[step]

    @property
    def identity(self) -> dict[str, str]:
        """The identity step as it is typed."""
        return {
            "full_name": self.full_name,
            **date_boxes("birth", *self.birth),
            "sex": self.sex,
            "citizen_id": self.citizen_id,
            **date_boxes("issued_on", *self.issued_on),
            "issued_at": self.issued_at,
        }


def date_boxes(name: str, day: str, month: str, year: str) -> dict[str, str]:
    """A date as its three boxes send it."""
    return {f"{name}-day": day, f"{name}-month": month, f"{name}-year": year}


def make_papers(**other: Any) -> Papers:
    """Papers of a man of the reserved ranges, born on 03/05/1990, whom the register need not know."""
    n = next(_serial)
    papers = Papers(
        number=f"99{n:08d}",
        full_name="NGUYỄN VĂN THỬ",
        birth=("3", "5", "1990"),
        sex="male",
        citizen_id=f"099090{n:06d}",
        phone=f"0000{n:06d}",
    )
    return papers.but(**other)


def make_registered(papers: Papers, **other: Any) -> Person:
    """The register's person of these papers; ``other`` is what the register has differently."""
    day, month, year = (int(part) for part in papers.birth)
    facts: dict[str, Any] = {
        "full_name": papers.full_name,
        "birth": BirthDate(year, month, day),
        "sex": papers.sex,
        "si_number": papers.number,
        "citizen_id": papers.citizen_id,
        "phone": None,
        **other,
    }
    return make_person(**facts)


def known_papers(**differently: Any) -> Papers:
    """Papers of somebody in the register, which agrees but for what is given."""
    papers = make_papers()
    make_registered(papers, **differently)
    return papers


def ask_code(client: PageClient, phone: str, email: str = "") -> Page:
    """Send the phone; the answer leads to the page of the code."""
    return client.get(AT_PHONE).submit("Gửi mã cho tôi", phone=phone, email=email)


def begin(client: PageClient, phone: str | None = None) -> str:
    """Prove a phone; gives the code of the dossier that begins with it."""
    asked = ask_code(client, phone or f"0000{next(_serial):06d}").follow()
    proven = asked.submit("Xác nhận", code=newest_code())
    assert proven.status == 303, proven.text
    return proven.location.split("/")[2]


def step_path(code: str, step: Step) -> str:
    """The address of a step."""
    return f"/dang-ky/{code}/{step}"


def open_step(client: PageClient, code: str, step: Step) -> Page:
    """Open a step as a link would."""
    return client.get(step_path(code, step))


def save(client: PageClient, code: str, step: Step, **typed: Any) -> Page:
    """Open a step, type, and go on; the answer is a redirect or the page with its errors."""
    return open_step(client, code, step).submit("Tiếp tục", **typed)


def save_number(client: PageClient, code: str, number: str) -> Page:
    """Save the number step."""
    return save(client, code, Step.NUMBER, number=number)


def save_identity(client: PageClient, code: str, papers: Papers, **typed: Any) -> Page:
    """Save the identity step as the papers say, but for what is given."""
    return save(client, code, Step.IDENTITY, **{**papers.identity, **typed})


def take_sample(client: PageClient, code: str, kind: PhotoKind, flaw: str = "") -> Page:
    """``Dùng ảnh mẫu``; with a flaw, one of the bad ones."""
    page = open_step(client, code, PHOTO_STEPS[kind])
    return page.submit("Ảnh mẫu rõ", flaw=flaw) if flaw else page.submit("Ảnh mẫu rõ")


def send_photo(client: PageClient, code: str, kind: PhotoKind, data: bytes, name: str = "anh.jpg") -> Page:
    """Send a file in the step of a photo, as the page's form does."""
    sent = {"csrf_token": token_of(client), "photo": FileStorage(BytesIO(data), name)}
    boundary, body = encode_multipart(sent)
    # Encoded here: the test client itself would write a large file to the disk.
    where = step_path(code, PHOTO_STEPS[kind])
    return client.post(where, body, content_type=f"multipart/form-data; boundary={boundary}")


def fill(client: PageClient, code: str, papers: Papers, until: Step = Step.CHECK) -> None:
    """Do one step after the other as they come, until the one given is next."""
    token = token_of(client)
    for _step in Step:
        step = next(iter(missing_steps(dossier(code))), Step.CHECK)
        if step is until:
            return
        if step in PHOTO_OF_STEP:
            lay_photo(code, PHOTO_OF_STEP[step])
        else:
            done = client.post(step_path(code, step), {"csrf_token": token, **papers.typed(step)})
            assert done.status == 303, (step, errors(done))
    raise AssertionError(f"{until} does not come; next is {step}")


def token_of(client: PageClient) -> str:
    """The CSRF token of a browser's forms."""
    return str(form_values(client.get(AT_PHONE).form("Gửi mã cho tôi"))["csrf_token"])


def next_step(client: PageClient, code: str) -> Step:
    """The step that ``Làm tiếp`` leads to."""
    leads = client.get(f"/ho-so/{code}").link("Làm tiếp")
    return Step(leads.rsplit("/", 1)[1])


def lay_photo(code: str, kind: PhotoKind) -> None:
    """Have a good photo there already; drawing a sample takes its time, and has tests of its own."""
    file_id = new_file_id()
    private_files.put(file_id, b"a good photo", world=current_world().id)
    with db.transaction() as session:
        session.add(DossierPhoto(dossier_id=dossier(code).id, kind=kind, file_id=file_id, is_sample=True))


def filled(client: PageClient, papers: Papers, until: Step = Step.CHECK) -> str:
    """A dossier with all that comes before a step."""
    code = begin(client, papers.phone)
    fill(client, code, papers, until)
    return code


def record(client: PageClient, code: str) -> Page:
    """Both ticks and ``Ghi nhận``."""
    ticks = {"consent": "y", "truthful": "y"}
    return client.post(step_path(code, Step.CHECK), {"csrf_token": token_of(client), **ticks})


def recorded(client: PageClient, papers: Papers) -> str:
    """A dossier that was handed over."""
    code = filled(client, papers)
    assert record(client, code).location == f"/dang-ky/{code}/xong"
    return code


def dossier(code: str) -> Dossier:
    """The dossier as it is now."""
    db.session.rollback()
    db.session.expire_all()
    found = find_dossier(code)
    assert found is not None
    return found


def rows(kind: type[WorldScoped]) -> int:
    """How many rows of a kind the world has now."""
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(kind)) or 0


def send_back(code: str, reasons: Iterable[str], *, by: int, rejected: bool = False) -> None:
    """The office asks for a supplement, or rejects, with reasons such as ``photo_blurred:id_back``."""
    open_review(dossier(code), by=by)
    parsed = [Reason.parse(text) for text in reasons]
    if rejected:
        reject(dossier(code), parsed, by=by)
    else:
        ask_supplement(dossier(code), parsed, by=by)


def errors(page: Page) -> list[str]:
    """The sentences of the error summary."""
    summaries = [e for e in page.root.everything() if "error-summary" in e.attrs.get("class", "").split()]
    return [item.text.replace("\u00a0", " ") for summary in summaries for item in summary.all("li")]


def value_of(page: Page, name: str) -> str:
    """What a field holds."""
    found = [e for e in page.root.everything() if e.attrs.get("name") == name]
    chosen = [e for e in found if "checked" in e.attrs] if found[0].attrs.get("type") == "radio" else found
    return chosen[0].attrs.get("value", "") if chosen else ""


def main_words(page: Page) -> str:
    """The words of the page itself, without those of the practice phone around it, and without times."""
    return re.sub(r"\d\d:\d\d", "", page.root.all("main")[0].text)
