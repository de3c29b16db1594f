"""Taking a photo: judged, re-encoded, encrypted; in a practice world only samples are ever kept."""

from __future__ import annotations

from dataclasses import replace

from vssid_app.agencies.queries import commune
from vssid_app.core.clock import instant, today
from vssid_app.core.extensions import db, private_files
from vssid_app.core.files import new_file_id
from vssid_app.core.pictures import re_encode, read_picture
from vssid_app.core.world import current_world
from vssid_app.enrolment.models import Dossier, DossierPhoto
from vssid_app.enrolment.operations.drafting import NotEditable
from vssid_app.enrolment.photo_kinds import OF_GUARDIAN, PhotoKind
from vssid_app.enrolment.photo_rules import PhotoProblem, Verdict, judge
from vssid_app.enrolment.queries import editable_steps, is_refused
from vssid_app.enrolment.sample_pictures import PaperFacts, draw_sample
from vssid_app.enrolment.steps import PHOTO_STEPS
from vssid_app.people.models import Specimen
from vssid_app.people.queries import find_person
from vssid_app.people.rules import Sex

TRIES_BEFORE_KEEPING = 2


def take_photo(dossier: Dossier, kind: PhotoKind, data: bytes) -> DossierPhoto:
    """Judge a picture and keep it, good or not; the page shows it with its verdict.

    In a practice world the picture itself is judged in memory and never written: the sample of that side is
    kept in its place, with the same flaw.

    Raises:
        BadPicture: when it cannot be opened as a picture; nothing is kept.
        NotEditable: when the dossier does not ask for this photo now.
    """
    picture = read_picture(data)
    verdict = judge(picture, kind)
    practice = current_world().is_practice
    kept = _sample(dossier, kind, verdict.problem) if practice else re_encode(picture)
    return _keep(dossier, kind, kept, verdict, is_sample=practice)


def use_sample(dossier: Dossier, kind: PhotoKind, flaw: PhotoProblem | None) -> DossierPhoto:
    """Practice only: keep the sample picture of a side as if it had been taken; a flawed one teaches."""
    if not current_world().is_practice:
        raise NotEditable(kind)
    kept = _sample(dossier, kind, flaw)
    return _keep(dossier, kind, kept, judge(read_picture(kept), kind), is_sample=True)


def keep_anyway(dossier: Dossier, kind: PhotoKind) -> DossierPhoto | None:
    """Go on with a picture that was judged bad twice; the officer is told."""
    with db.transaction():
        _check_open(dossier, kind)
        photo = dossier.photo(kind)
        if photo is None or not may_keep_anyway(dossier, photo):
            return None
        photo.kept_anyway = True
        photo.taken_at = instant()
        return photo


def may_keep_anyway(dossier: Dossier, photo: DossierPhoto) -> bool:
    """Whether it was tried often enough; an office that asks for a new photo is not answered with the old."""
    return photo.bad_tries >= TRIES_BEFORE_KEEPING and not is_refused(dossier, photo)


def photo_bytes(photo: DossierPhoto) -> bytes:
    """The picture itself, decrypted."""
    return private_files.get(photo.file_id, world=photo.world_id)


def _keep(
    dossier: Dossier, kind: PhotoKind, data: bytes, verdict: Verdict, *, is_sample: bool
) -> DossierPhoto:
    """Write the file first, then the row: a row never points at nothing. An orphan file is swept later."""
    file_id = new_file_id()
    private_files.put(file_id, data, world=current_world().id)
    with db.transaction() as session:
        _check_open(dossier, kind)
        photo = dossier.photo(kind)
        replaced = photo.file_id if photo else None
        if photo is None:
            photo = DossierPhoto(dossier_id=dossier.id, kind=kind, bad_tries=0)
            dossier.photos.append(photo)
        elif is_refused(dossier, photo):
            photo.bad_tries = 0
        photo.file_id = file_id
        photo.problem = verdict.problem
        photo.where = verdict.where
        photo.bad_tries = photo.bad_tries + 1 if verdict.problem else 0
        photo.kept_anyway = False
        photo.is_sample = is_sample
        photo.taken_at = instant()
        session.flush()
    if replaced:
        private_files.delete(replaced)
    return photo


def _check_open(dossier: Dossier, kind: PhotoKind) -> None:
    db.reload(dossier)
    if PHOTO_STEPS.get(kind) not in editable_steps(dossier):
        raise NotEditable(kind)


def _sample(dossier: Dossier, kind: PhotoKind, flaw: PhotoProblem | None) -> bytes:
    """The sample paper of the dossier's person: of the lent papers, else of what was typed."""
    specimen = db.session.get(Specimen, dossier.specimen_id) if dossier.specimen_id else None
    if dossier.is_of_child:
        papers = _papers_of_family(dossier, kind)
    else:
        papers = _papers_of(specimen) if specimen else _papers_as_typed(dossier)
    return draw_sample(kind, papers, flaw)


def _papers_of_family(dossier: Dossier, kind: PhotoKind) -> PaperFacts:
    """The guardian's card, or a paper of the child that names the guardian."""
    guardian = find_person(dossier.guardian_id) if dossier.guardian_id else None
    if guardian is None:
        return _papers_as_typed(dossier)
    if kind not in OF_GUARDIAN:
        return replace(_papers_as_typed(dossier), guardian=guardian.full_name)
    return PaperFacts(
        full_name=guardian.full_name,
        birth_date=guardian.birth.show(),
        sex=_sex(guardian.sex),
        number=guardian.citizen_id or "",
        issued_on="",
        issued_at="",
        address=guardian.street,
        seed=guardian.id,
    )


def _papers_of(specimen: Specimen) -> PaperFacts:
    place = commune(specimen.commune_code, today())
    return PaperFacts(
        full_name=specimen.full_name,
        birth_date=specimen.birth.show(),
        sex=_sex(specimen.sex),
        number=specimen.citizen_id,
        issued_on=f"{specimen.citizen_id_issued_on:%d/%m/%Y}",
        issued_at=specimen.citizen_id_issued_at,
        address=f"{specimen.street}, {place}" if place else specimen.street,
        seed=specimen.serial,
    )


def _papers_as_typed(dossier: Dossier) -> PaperFacts:
    issued_on = dossier.citizen_id_issued_on
    return PaperFacts(
        full_name=dossier.full_name or "",
        birth_date=dossier.birth.show() if dossier.birth else "",
        sex=_sex(dossier.sex) if dossier.sex else "",
        number=dossier.citizen_id or "",
        issued_on=f"{issued_on:%d/%m/%Y}" if issued_on else "",
        issued_at=dossier.citizen_id_issued_at or "",
        address=dossier.street or "",
        seed=dossier.id,
    )


def _sex(sex: Sex) -> str:
    return "Nam" if sex is Sex.MALE else "Nữ"
