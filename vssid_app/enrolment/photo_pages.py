"""One photo a screen: take it, see it with its verdict, use it or take it again."""

from __future__ import annotations

from flask import Response, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from vssid_app.core.files import FileMissing, StoreFull
from vssid_app.core.picture_words import picture_trouble
from vssid_app.core.pictures import BadPicture
from vssid_app.core.world import current_world
from vssid_app.enrolment import flow, words
from vssid_app.enrolment.access import current_dossier, dossier_holder
from vssid_app.enrolment.blueprint import pages
from vssid_app.enrolment.forms import PhotoForm
from vssid_app.enrolment.models import Dossier, DossierPhoto
from vssid_app.enrolment.operations.drafting import NotEditable
from vssid_app.enrolment.operations.photos import (
    keep_anyway,
    may_keep_anyway,
    photo_bytes,
    take_photo,
    use_sample,
)
from vssid_app.enrolment.papers import paper_of
from vssid_app.enrolment.photo_kinds import PhotoKind
from vssid_app.enrolment.photo_rules import PhotoProblem
from vssid_app.enrolment.photo_words import verdict_words
from vssid_app.enrolment.progress import step_frame
from vssid_app.enrolment.queries import is_done, photos_needed
from vssid_app.enrolment.sample_pictures import flaws_of
from vssid_app.enrolment.steps import PHOTO_STEPS

EXAMPLES = {
    PhotoKind.PORTRAIT: "sample-portrait.webp",
    PhotoKind.ID_FRONT: "sample-id-front.webp",
    PhotoKind.ID_BACK: "sample-id-back.webp",
    PhotoKind.BIRTH_CERTIFICATE: "sample-birth-certificate.webp",
    PhotoKind.GUARDIANSHIP: "sample-birth-certificate.webp",
    PhotoKind.GUARDIAN_FRONT: "sample-id-front.webp",
    PhotoKind.GUARDIAN_BACK: "sample-id-back.webp",
}


def photo_page(dossier: Dossier, kind: PhotoKind) -> ResponseReturnValue:
    """Show the step of a photo, or take what was sent."""
    form = PhotoForm()
    if form.validate_on_submit():
        problem = _take(dossier, kind, form)
        if problem is None:
            return redirect(flow.step_url(dossier, PHOTO_STEPS[kind]), 303)
        form.refuse(form.photo, problem)
    return _render(dossier, kind, form)


def _take(dossier: Dossier, kind: PhotoKind, form: PhotoForm) -> str | None:
    try:
        take_photo(dossier, kind, form.photo.data.read())
    except BadPicture as bad:
        return picture_trouble(bad)
    except StoreFull:
        return _("Máy chủ đang hết chỗ chứa ảnh. Ảnh chưa được lưu. Hãy thử lại sau ít phút.")
    except NotEditable:
        return _("Hồ sơ không còn nhận ảnh này. Mở lại trang theo dõi hồ sơ.")
    return None


def _render(dossier: Dossier, kind: PhotoKind, form: PhotoForm) -> str:
    photo = dossier.photo(kind)
    needed = sorted(photos_needed(dossier), key=list(PhotoKind).index)
    return render_template(
        "enrolment/photo.html",
        form=form,
        kind=kind,
        photo=photo,
        name=words.photo_word(kind, paper_of(dossier)),
        number=needed.index(kind) + 1 if kind in needed else 1,
        count=len(needed),
        is_portrait=kind is PhotoKind.PORTRAIT,
        photo_url=_photo_url(dossier, photo) if photo else None,
        example=f"samples/{EXAMPLES[kind]}",
        verdict=verdict_words(photo) if photo else None,
        is_done=is_done(dossier, PHOTO_STEPS[kind]),
        may_keep=photo is not None and may_keep_anyway(dossier, photo),
        is_practice=current_world().is_practice,
        flaws=(PhotoProblem.BLURRED, PhotoProblem.GLARE, PhotoProblem.CUT)
        if kind is not PhotoKind.PORTRAIT
        else (PhotoProblem.BLURRED, PhotoProblem.DARK),
        next_url=flow.next_url(dossier),
        **step_frame(dossier, PHOTO_STEPS[kind]),
    )


def _photo_url(dossier: Dossier, photo: DossierPhoto) -> str:
    # The file's own id in the address: a new picture is a new address, no old one is shown by mistake.
    return url_for("enrolment.photo", code=dossier.code, kind=photo.kind, v=photo.file_id[:8])


@pages.get("/dang-ky/<code>/anh/<kind>")
@dossier_holder
def photo(code: str, kind: str) -> ResponseReturnValue:  # noqa: ARG001 - the rule has fetched the dossier
    """The picture, for the family that took it."""
    found = current_dossier().photo(_kind(kind))
    if found is None:
        abort(404)
    return picture_response(found)


@pages.post("/dang-ky/<code>/anh/<kind>/mau")
@dossier_holder
def sample(code: str, kind: str) -> ResponseReturnValue:  # noqa: ARG001
    """Practice only: take the sample picture; a flawed one shows what the check says."""
    if not current_world().is_practice:
        abort(404)
    dossier, known = current_dossier(), _kind(kind)
    flaw = next((each for each in flaws_of(known) if each == request.form.get("flaw")), None)
    try:
        use_sample(dossier, known, flaw)
    except NotEditable:
        return redirect(flow.next_url(dossier), 303)
    return redirect(flow.step_url(dossier, PHOTO_STEPS[known]), 303)


@pages.post("/dang-ky/<code>/anh/<kind>/van-dung")
@dossier_holder
def keep(code: str, kind: str) -> ResponseReturnValue:  # noqa: ARG001
    """``Vẫn dùng ảnh này``: after two bad tries; the officer is told."""
    dossier, known = current_dossier(), _kind(kind)
    try:
        keep_anyway(dossier, known)
    except NotEditable:
        return redirect(flow.next_url(dossier), 303)
    return redirect(flow.next_url(dossier), 303)


def picture_response(found: DossierPhoto) -> Response:
    """A private picture; never kept by a browser or a proxy."""
    try:
        data = photo_bytes(found)
    except FileMissing:
        abort(404)
    return Response(data, mimetype="image/jpeg", headers={"Cache-Control": "no-store"})


def _kind(text: str) -> PhotoKind:
    known = next((each for each in PHOTO_STEPS if each == text), None)
    if known is None:
        abort(404)
    return known
