"""The photo of a damaged card, which may be left out; and pictures shown to the family."""

from __future__ import annotations

from flask import Response, abort, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from vssid_app.core.files import FileMissing, StoreFull
from vssid_app.core.once import not_done
from vssid_app.core.picture_words import picture_trouble
from vssid_app.core.pictures import BadPicture
from vssid_app.core.world import current_world
from vssid_app.people.access import for_person
from vssid_app.service_requests import flow
from vssid_app.service_requests.access import own_request
from vssid_app.service_requests.blueprint import pages
from vssid_app.service_requests.forms import PhotoForm
from vssid_app.service_requests.kinds import PhotoKind
from vssid_app.service_requests.models import ServiceRequest
from vssid_app.service_requests.operations.drafting import NotEditable
from vssid_app.service_requests.operations.photos import photo_bytes, take_photo, use_sample
from vssid_app.service_requests.step_pages import is_open, step_page
from vssid_app.service_requests.steps import Step


@pages.route("/nguoi/<public_id>/dich-vu/<code>/anh-the", methods=["GET", "POST"])
@for_person
def damage(public_id: str, code: str) -> ResponseReturnValue:
    """The damaged card; taken, shown with its verdict, or left out."""
    request = own_request(code)
    if not is_open(request, Step.LOSS):
        not_done()
        return redirect(flow.next_url(public_id, request))
    form = PhotoForm()
    if form.validate_on_submit():
        trouble = _take(request, form.photo.data.read())
        if trouble is None:
            return redirect(url_for(".damage", public_id=public_id, code=code), 303)
        form.refuse(form.photo, trouble)
    photo = request.photo(PhotoKind.DAMAGE)
    return step_page(
        "damage",
        request,
        Step.LOSS,
        form,
        photo=photo,
        is_practice=current_world().is_practice,
        next_url=flow.next_url(public_id, request),
    )


@pages.post("/nguoi/<public_id>/dich-vu/<code>/anh-the/mau")
@for_person
def damage_sample(public_id: str, code: str) -> ResponseReturnValue:
    """Practice only: take the sample picture."""
    if not current_world().is_practice:
        abort(404)
    request = own_request(code)
    try:
        use_sample(request, PhotoKind.DAMAGE)
    except NotEditable:
        return redirect(flow.next_url(public_id, request), 303)
    return redirect(url_for(".damage", public_id=public_id, code=code), 303)


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


def _take(request: ServiceRequest, data: bytes) -> str | None:
    try:
        take_photo(request, PhotoKind.DAMAGE, data)
    except BadPicture as bad:
        return picture_trouble(bad)
    except StoreFull:
        return _("Máy chủ đang hết chỗ chứa ảnh. Ảnh chưa được lưu. Hãy thử lại sau ít phút.")
    except NotEditable:
        return _("Yêu cầu không còn nhận ảnh. Mở lại trang theo dõi.")
    return None
