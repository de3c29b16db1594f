"""Photos that may be left out: a damaged card, a paper that proves; and pictures shown to the family."""

from __future__ import annotations

from flask import Response, abort, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from vssid_app.core.files import FileMissing, StoreFull
from vssid_app.core.once import not_done
from vssid_app.core.picture_words import picture_trouble
from vssid_app.core.pictures import BadPicture
from vssid_app.core.world import current_world
from vssid_app.people.access import current_person, for_person
from vssid_app.service_requests import flow
from vssid_app.service_requests.access import own_request
from vssid_app.service_requests.blueprint import pages
from vssid_app.service_requests.forms import PhotoForm
from vssid_app.service_requests.kinds import PhotoKind
from vssid_app.service_requests.models import ServiceRequest
from vssid_app.service_requests.operations.drafting import NotEditable
from vssid_app.service_requests.operations.photos import (
    STEP_OF,
    may_have_photo,
    photo_bytes,
    take_photo,
    use_sample,
)
from vssid_app.service_requests.queries import missing_steps
from vssid_app.service_requests.step_pages import step_page


@pages.route("/nguoi/<public_id>/dich-vu/<code>/anh-the", methods=["GET", "POST"])
@for_person
def damage(public_id: str, code: str) -> ResponseReturnValue:  # noqa: ARG001 - the rule has fetched the person
    """The damaged card; taken, shown with its verdict, or left out."""
    return _photo_page(own_request(code), PhotoKind.DAMAGE)


@pages.route("/nguoi/<public_id>/dich-vu/<code>/anh-chung-minh", methods=["GET", "POST"])
@for_person
def proof(public_id: str, code: str) -> ResponseReturnValue:  # noqa: ARG001
    """A paper that shows what is right; taken, shown, or left out."""
    return _photo_page(own_request(code), PhotoKind.PROOF)


@pages.post("/nguoi/<public_id>/dich-vu/<code>/anh-the/mau")
@for_person
def damage_sample(public_id: str, code: str) -> ResponseReturnValue:  # noqa: ARG001
    """Practice only: take the sample picture."""
    return _take_sample(own_request(code), PhotoKind.DAMAGE)


@pages.post("/nguoi/<public_id>/dich-vu/<code>/anh-chung-minh/mau")
@for_person
def proof_sample(public_id: str, code: str) -> ResponseReturnValue:  # noqa: ARG001
    """Practice only: take the sample picture."""
    return _take_sample(own_request(code), PhotoKind.PROOF)


def page_of_photo(public_id: str, request: ServiceRequest, kind: PhotoKind) -> str:
    """The page of a request's photo."""
    return url_for(f"service_requests.{kind}", public_id=public_id, code=request.code)


def _photo_page(request: ServiceRequest, kind: PhotoKind) -> ResponseReturnValue:
    public_id, step = current_person().public_id, STEP_OF[kind]
    if not may_have_photo(request, kind):
        not_done()
        return redirect(flow.next_url(public_id, request))
    form = PhotoForm()
    if form.validate_on_submit():
        trouble = _take(request, kind, form.photo.data.read())
        if trouble is None:
            return redirect(page_of_photo(public_id, request, kind), 303)
        form.refuse(form.photo, trouble)
    return step_page(
        kind,
        request,
        step,
        form,
        photo=request.photo(kind),
        # Asked for by the office, and not given since: there is no way around it.
        is_asked=step in missing_steps(request),
        is_practice=current_world().is_practice,
        next_url=flow.next_url(public_id, request),
    )


def _take_sample(request: ServiceRequest, kind: PhotoKind) -> ResponseReturnValue:
    if not current_world().is_practice:
        abort(404)
    public_id = current_person().public_id
    try:
        use_sample(request, kind)
    except NotEditable:
        return redirect(flow.next_url(public_id, request), 303)
    return redirect(page_of_photo(public_id, request, kind), 303)


@pages.get("/nguoi/<public_id>/dich-vu/<code>/anh/<kind>")
@for_person
def photo(public_id: str, code: str, kind: str) -> Response:  # noqa: ARG001 - the rule has fetched the person
    """A picture of a request, for the family."""
    known = next((each for each in PhotoKind if each == kind), None)
    found = own_request(code).photo(known) if known else None
    if found is None:
        abort(404)
    try:
        data = photo_bytes(found)
    except FileMissing:
        abort(404)
    return Response(data, mimetype="image/jpeg", headers={"Cache-Control": "no-store"})


def _take(request: ServiceRequest, kind: PhotoKind, data: bytes) -> str | None:
    try:
        take_photo(request, kind, data)
    except BadPicture as bad:
        return picture_trouble(bad)
    except StoreFull:
        return _("Máy chủ đang hết chỗ chứa ảnh. Ảnh chưa được lưu. Hãy thử lại sau ít phút.")
    except NotEditable:
        return _("Yêu cầu không còn nhận ảnh. Mở lại trang theo dõi.")
    return None
