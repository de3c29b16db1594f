"""Dossiers for tests: whole ones, in any state, as families and officers would have left them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from io import BytesIO
from itertools import count

from PIL import Image

from tests.support.cast import OFFICE, make_person
from vssid_app.core.clock import instant, today
from vssid_app.core.extensions import db, private_files
from vssid_app.core.files import new_file_id
from vssid_app.core.text import fold
from vssid_app.core.world import current_world
from vssid_app.enrolment.access import mark_of
from vssid_app.enrolment.kinds import DossierKind
from vssid_app.enrolment.models import Dossier, DossierPhoto, Handover, Match, OwnershipCase
from vssid_app.enrolment.operations.cases import open_case
from vssid_app.enrolment.operations.changing import change_status
from vssid_app.enrolment.photo_kinds import PhotoKind
from vssid_app.enrolment.photo_rules import PhotoProblem
from vssid_app.enrolment.queries import find_dossier
from vssid_app.enrolment.reasons import Reason
from vssid_app.enrolment.states import Action, Status
from vssid_app.enrolment.steps import PHOTOS_OF, Step
from vssid_app.enrolment.taken import Taken
from vssid_app.identity.codes.challenge import Challenge
from vssid_app.identity.codes.models import ChallengeRow
from vssid_app.identity.codes.operations import open_challenge
from vssid_app.identity.codes.rules import Purpose
from vssid_app.notifications.models import Channel
from vssid_app.notifications.operations import address_hash
from vssid_app.people.models import Person
from vssid_app.people.queries import citizen_id_hash
from vssid_app.people.rules import BirthDate, IdentityField, Sex

_serial = count(1)
# How a dossier comes to each state.
WAY_TO: Mapping[Status, tuple[Action, ...]] = {
    Status.DRAFT: (),
    Status.RECORDED: (Action.RECORD,),
    Status.PAPER_RECEIVED: (Action.RECORD, Action.RECEIVE_PAPER),
    Status.UNDER_REVIEW: (Action.RECORD, Action.OPEN_REVIEW),
    Status.SUPPLEMENT_ASKED: (Action.RECORD, Action.OPEN_REVIEW, Action.ASK_SUPPLEMENT),
    Status.ACCEPTED: (Action.RECORD, Action.OPEN_REVIEW, Action.ACCEPT),
    Status.ACTIVE: (Action.RECORD, Action.OPEN_REVIEW, Action.ACCEPT, Action.ACTIVATE),
    Status.REJECTED: (Action.RECORD, Action.OPEN_REVIEW, Action.REJECT),
    Status.WITHDRAWN: (Action.RECORD, Action.WITHDRAW),
}
OTHER_NAME = "NGUYỄN VĂN KHÁC"


def make_dossier(
    status: Status = Status.RECORDED,
    match: Match = Match.IDENTICAL,
    *,
    office: str = OFFICE,
    differing: Iterable[IdentityField] = (IdentityField.FULL_NAME,),
    bad: Mapping[PhotoKind, PhotoProblem] | None = None,
    photos: Iterable[PhotoKind] = PHOTOS_OF[DossierKind.SELF],
    reasons: Iterable[Reason] = (),
    paper: bool | None = None,
    due_in: int = 3,
    sent_ago: timedelta = timedelta(0),
    by: int | None = None,
    **given: object,
) -> Dossier:
    """A dossier of an invented grown-up; ``bad`` are photos that were kept in spite of a problem.

    ``paper`` says whether the signed paper has come; left out, it has in each state that needs it.
    """
    n = next(_serial)
    person = _register_person(n, match, set(differing))
    facts = _facts(n, person, match, set(differing), office) | given
    dossier = Dossier(**facts)
    needs_paper = status in {Status.PAPER_RECEIVED, Status.ACCEPTED, Status.ACTIVE}
    with db.transaction() as session:
        session.add(dossier)
        session.flush()
        for kind in photos:
            _add_photo(dossier, kind, (bad or {}).get(kind))
        for action in WAY_TO[status]:
            change_status(dossier, action, by=by, reasons=list(reasons) if _is_answer(action) else ())
        if status is not Status.DRAFT:
            dossier.recorded_at = dossier.consent_at = instant() - sent_ago
            dossier.due_on = today() + timedelta(days=due_in)
            dossier.paper_due_on = today() + timedelta(days=10)
        dossier.paper_received_at = instant() if (needs_paper if paper is None else paper) else None
        code = dossier.code
    db.session.expire_all()
    found = find_dossier(code)
    assert found is not None
    return found


def make_case(about: Taken = Taken.NUMBER, **given: object) -> OwnershipCase:
    """A case of ``Không phải tôi``, opened from a draft."""
    return open_case(make_dossier(Status.DRAFT, **given), about)  # type: ignore[arg-type]


def proven_on(dossier: Dossier, device: str = "test") -> str:
    """A device on which the dossier's phone has just been proven."""
    opened = open_challenge(
        Purpose.OPEN_DOSSIER, Channel.SMS, dossier.phone, device=device, subject=dossier.code
    )
    assert isinstance(opened, Challenge)
    with db.transaction() as session:
        session.get_one(ChallengeRow, opened.id).proven_at = instant()
    return device


def _is_answer(action: Action) -> bool:
    return action in {Action.ASK_SUPPLEMENT, Action.REJECT}


def _register_person(n: int, match: Match, differing: set[IdentityField]) -> Person | None:
    if match is Match.NOT_FOUND:
        return None
    facts: dict[str, object] = {
        "full_name": f"TRẦN THỊ MẪU {n}",
        "birth": BirthDate(1992, 5, 3),
        "sex": Sex.FEMALE,
        "si_number": f"9988{n:06d}",
        "citizen_id": f"099192{n + 500_000:06d}",
        "phone": None,
    }
    if match is Match.DIFFERS and IdentityField.FULL_NAME in differing:
        facts["full_name"] = f"TRẦN THỊ MẬU {n}"
    if match is Match.DIFFERS and IdentityField.BIRTH_DATE in differing:
        facts["birth"] = BirthDate(1992, 3, 5)
    return make_person(**facts)


def _facts(
    n: int, person: Person | None, match: Match, differing: set[IdentityField], office: str
) -> dict[str, object]:
    name, citizen_id, phone = f"TRẦN THỊ MẪU {n}", f"099192{n + 500_000:06d}", f"0000{n + 500_000:06d}"
    steps = [Step.NUMBER, Step.IDENTITY, Step.ADDRESS, Step.OFFICE, Step.HANDOVER]
    return {
        "code": f"TH-{n:04d}-TEST",
        "challenge_id": 1_000_000 + n,
        "status": Status.DRAFT,
        "device_hash": "test",
        "phone": phone,
        "phone_hash": address_hash(phone),
        "si_number": f"9988{n:06d}",
        "typed_number": f"9988{n:06d}",
        "full_name": name,
        "name_folded": fold(name),
        "birth": BirthDate(1992, 5, 3),
        "sex": Sex.FEMALE,
        "citizen_id": citizen_id,
        "citizen_id_hash": citizen_id_hash(citizen_id),
        "citizen_id_issued_on": date(2022, 3, 1),
        "citizen_id_issued_at": "Cục Cảnh sát QLHC về TTXH",
        "commune_code": "00145",
        "street": f"Tổ {n}",
        "office_code": office,
        "handover": Handover.DESK,
        "saved_steps": {step: instant().isoformat() for step in steps},
        "match": match,
        "differences": [str(field) for field in IdentityField if field in differing]
        if match is Match.DIFFERS
        else [],
        "person_id": person.id if person else None,
    }


def _add_photo(dossier: Dossier, kind: PhotoKind, problem: PhotoProblem | None) -> None:
    file_id = new_file_id()
    private_files.put(file_id, _picture(), world=current_world().id)
    dossier.photos.append(
        DossierPhoto(
            dossier_id=dossier.id,
            kind=kind,
            file_id=file_id,
            problem=problem,
            kept_anyway=problem is not None,
            bad_tries=2 if problem else 0,
            is_sample=True,
        )
    )


def _picture() -> bytes:
    out = BytesIO()
    Image.new("RGB", (86, 54), "#dbf0e2").save(out, "JPEG")
    return out.getvalue()


def as_it_is_now(dossier: Dossier) -> Dossier:
    """The dossier as the database holds it after somebody else's transaction."""
    db.session.rollback()
    db.session.refresh(dossier)
    return dossier


def held(code: str) -> list[tuple[str, str]]:
    """What the cookie says of a browser that has proven the phone of this dossier and of no other."""
    found = find_dossier(code)
    assert found is not None
    return [(code, mark_of(found))]
