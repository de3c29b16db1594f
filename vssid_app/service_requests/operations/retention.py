"""Photos go when they have served: so many days after the request's end, as the world's date has them."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select

from vssid_app.audit.operations import record
from vssid_app.audit.tags import Tag
from vssid_app.core.clock import now, today
from vssid_app.core.extensions import db, private_files
from vssid_app.policy.models import Parameter
from vssid_app.policy.queries import whole_number
from vssid_app.service_requests.models import ServiceRequest, ServiceRequestChange, ServiceRequestPhoto
from vssid_app.service_requests.states import ENDED

BATCH = 50


def delete_old_request_photos() -> bool:
    """Delete the photos of requests that ended long ago; says whether there may be more at once.

    Source: parameter ``photo_retention_days`` of the policy, in force today.
    """
    limit = now() - timedelta(days=whole_number(Parameter.PHOTO_RETENTION_DAYS, today()))
    changed_since = select(ServiceRequestChange.id).where(
        ServiceRequestChange.request_id == ServiceRequest.id, ServiceRequestChange.at > limit
    )
    with_photos = select(ServiceRequestPhoto.id).where(ServiceRequestPhoto.request_id == ServiceRequest.id)
    old = select(ServiceRequest).where(
        ServiceRequest.status.in_(list(ENDED)), with_photos.exists(), ~changed_since.exists()
    )
    found = db.session.scalars(old.order_by(ServiceRequest.id).limit(BATCH)).all()
    for request in found:
        _delete_photos(request)
    return len(found) == BATCH


def _delete_photos(request: ServiceRequest) -> None:
    with db.transaction():
        db.reload(request)
        files = forget_photos(request) if request.is_ended else []
    # After the rows: a row never points at nothing.
    for file_id in files:
        private_files.delete(file_id)


def forget_photos(request: ServiceRequest) -> list[str]:
    """Delete the rows of a request's photos, inside the running transaction.

    Gives the files: they are the caller's to delete once the transaction is through.
    """
    photos = list(request.photos)
    for photo in photos:
        db.session.delete(photo)
    if photos:
        record(Tag.SERVICE_PHOTOS_DELETED, actor=None, subject=request, count=len(photos))
    return [photo.file_id for photo in photos]
