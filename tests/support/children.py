"""Registering a child over HTTP, as its guardian does from inside the account."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import count
from typing import Any

from tests.support.cast import make_account, make_person, sign_in
from tests.support.codes import newest_code
from tests.support.pages import Page, PageClient
from tests.support.registering import date_boxes, dossier, lay_photo, step_path
from vssid_app.core.extensions import db
from vssid_app.core.world import CurrentWorld
from vssid_app.enrolment.queries import missing_steps
from vssid_app.enrolment.steps import PHOTO_OF_STEP, Step
from vssid_app.people.models import Kinship, Person, Relation
from vssid_app.people.rules import BirthDate, Sex

_serial = count(700_000)
SCHOOL = "THCS Bồ Đề"
CLASS = "6 Mẫu 1"


@dataclass(frozen=True)
class Family:
    """A signed-in guardian, and a child that the register knows as theirs."""

    client: PageClient
    guardian: Person
    child: Person

    def typed(self, step: Step) -> dict[str, Any]:
        """What is typed in a step."""
        birth = self.child.birth
        return {
            Step.RELATION: {"relation": "father"},
            Step.NUMBER: {"number": self.child.si_number},
            Step.IDENTITY: {
                "full_name": self.child.full_name,
                **date_boxes("birth", str(birth.day), str(birth.month), str(birth.year)),
                "sex": str(self.child.sex),
                "citizen_id": "",
            },
            Step.UNTIL: {"has_end": "no"},
            Step.SCHOOL: {"school": "", "class_name": ""},
            Step.ADDRESS: {"place": "00118", "street": "Số 1 ngõ Mẫu"},
            Step.OFFICE: {"place": "00104"},
            Step.HANDOVER: {"handover": "desk"},
        }[step]


def make_child(**given: Any) -> Person:
    """A pupil of the register whom nobody has in care."""
    n = next(_serial)
    facts: dict[str, Any] = {
        "full_name": "TRẦN THỊ MẪU CON",
        "birth": BirthDate(2016, 5, 3),
        "sex": Sex.FEMALE,
        "si_number": f"99{n:08d}",
        "citizen_id": None,
        "phone": None,
        **given,
    }
    return make_person(**facts)


def make_family(
    client: PageClient, world: CurrentWorld, *, kin: Relation | None = Relation.FATHER, **child: Any
) -> Family:
    """A signed-in father born in 1990, and a child; ``kin`` is what the register says of the two."""
    guardian = make_person(commune_code="00118", street="Số 1 ngõ Mẫu")
    sign_in(client, make_account(guardian), world)
    made = make_child(**child)
    if kin:
        with db.transaction() as session:
            session.add(Kinship(parent_id=guardian.id, child_id=made.id, relation=kin))
    return Family(client, guardian, made)


def begin_child(family: Family) -> str:
    """``+ Thêm con``; gives the code of the dossier that begins."""
    page = family.client.get(f"/nguoi/{family.guardian.public_id}/them-con")
    begun = page.submit("Bắt đầu", has_citizen_id="no")
    assert begun.status == 303, begun.text
    return begun.location.split("/")[2]


def fill_child(family: Family, code: str, until: Step = Step.CHECK, /, **other: dict[str, str]) -> None:
    """Go through the steps up to one; ``other`` is what is typed differently, by the step's name."""
    for _round in range(len(Step)):
        step = next(iter(missing_steps(dossier(code))), Step.CHECK)
        if step is until:
            return
        if step in PHOTO_OF_STEP:
            lay_photo(code, PHOTO_OF_STEP[step])
            continue
        done = save(family, code, step, **other.get(step.name.lower(), {}))
        assert done.status == 303, (step, done.text)
    raise AssertionError(f"{until} does not come")


def save(family: Family, code: str, step: Step, **other: str) -> Page:
    """Send one step."""
    page = family.client.get(step_path(code, step))
    return page.submit("Tiếp tục", **{**family.typed(step), **other})


def hand_in(family: Family | PageClient, code: str, *, child_agrees: bool = True) -> Page:
    """Tick, say for whom, answer the code; gives the page that comes of it."""
    client = family.client if isinstance(family, Family) else family
    ticks = {"consent": "y", "truthful": "y", **({"child_consent": "y"} if child_agrees else {})}
    page = client.get(step_path(code, Step.CHECK))
    answer = page.submit("Ghi nhận", **ticks)
    if answer.status == 200 and "Đúng, gửi" in answer.text:
        answer = answer.submit("Đúng, gửi")
    if answer.status == 303 and "xac-nhan" in answer.location:
        answer = answer.follow().submit("Xác nhận", code=newest_code())
    return answer.follow() if answer.status == 303 else answer
