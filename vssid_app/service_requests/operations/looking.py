"""What an officer's looking leaves in the log, and the picture that is looked at."""

from __future__ import annotations

from vssid_app.audit.operations import record
from vssid_app.audit.tags import Tag
from vssid_app.core.extensions import db, private_files
from vssid_app.service_requests.models import ServiceRequest, ServiceRequestPhoto


def note_request_views(*requests: ServiceRequest, by: int) -> None:
    """Note that staff read requests."""
    with db.transaction(keep_read=True):
        for request in requests:
            record(Tag.SERVICE_REQUEST_VIEWED, actor=by, subject=request)


def viewed_photo(photo: ServiceRequestPhoto, *, by: int) -> bytes:
    """The picture itself, decrypted; that staff saw it is noted.

    Raises:
        FileMissing: when its time was up, or the account was closed.
    """
    data = private_files.get(photo.file_id, world=photo.world_id)
    with db.transaction(keep_read=True):
        record(Tag.SERVICE_PHOTO_VIEWED, actor=by, subject=photo, kind=photo.kind)
    return data
