"""Taking a photo that may go with a request; practice keeps a sample in its place."""

from __future__ import annotations

from vssid_app.core.clock import instant
from vssid_app.core.extensions import db, private_files
from vssid_app.core.files import new_file_id
from vssid_app.core.pictures import re_encode, read_picture
from vssid_app.core.world import current_world
from vssid_app.service_requests.kinds import PhotoKind
from vssid_app.service_requests.models import ServiceRequest, ServiceRequestPhoto
from vssid_app.service_requests.operations.drafting import NotEditable
from vssid_app.service_requests.queries import editable_steps
from vssid_app.service_requests.sample_pictures import draw_sample
from vssid_app.service_requests.steps import Step

STEP_OF = {PhotoKind.DAMAGE: Step.LOSS, PhotoKind.PROOF: Step.WRONG}


def take_photo(request: ServiceRequest, kind: PhotoKind, data: bytes) -> ServiceRequestPhoto:
    """Keep a picture with the request, in place of an earlier one.

    In a practice world the picture is opened in memory and never written: a sample is kept in its place.

    Raises:
        BadPicture: when it cannot be opened as a picture; nothing is kept.
        NotEditable: when the request does not ask for this photo now.
    """
    picture = read_picture(data)
    practice = current_world().is_practice
    return _keep(request, kind, draw_sample(kind) if practice else re_encode(picture), is_sample=practice)


def use_sample(request: ServiceRequest, kind: PhotoKind) -> ServiceRequestPhoto:
    """Practice only: keep the sample as if it had been taken."""
    if not current_world().is_practice:
        raise NotEditable(kind)
    return _keep(request, kind, draw_sample(kind), is_sample=True)


def may_have_photo(request: ServiceRequest, kind: PhotoKind) -> bool:
    """Whether a photo may be taken now: of a draft once its step is filled in, which a photo does not do."""
    step = STEP_OF[kind]
    return step in editable_steps(request) and (not request.is_draft or step in request.saved_steps)


def photo_bytes(photo: ServiceRequestPhoto) -> bytes:
    """The picture itself, decrypted.

    Raises:
        FileMissing: when it is gone.
    """
    return private_files.get(photo.file_id, world=photo.world_id)


def _keep(request: ServiceRequest, kind: PhotoKind, data: bytes, *, is_sample: bool) -> ServiceRequestPhoto:
    """Write the file first, then the row: a row never points at nothing. An orphan file is swept later."""
    file_id = new_file_id()
    private_files.put(file_id, data, world=current_world().id)
    with db.transaction() as session:
        db.reload(request)
        if not may_have_photo(request, kind):
            raise NotEditable(kind)
        photo = request.photo(kind)
        replaced = photo.file_id if photo else None
        if photo is None:
            photo = ServiceRequestPhoto(request_id=request.id, kind=kind)
            request.photos.append(photo)
        photo.file_id, photo.is_sample, photo.taken_at = file_id, is_sample, instant()
        # The picture is the answer where the office asked for it.
        request.saved_steps = {**request.saved_steps, STEP_OF[kind]: photo.taken_at.isoformat()}
        session.flush()
    if replaced:
        private_files.delete(replaced)
    return photo
