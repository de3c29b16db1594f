"""Photos go when they have served: so many days after the decision, as the world's date has them."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select

from vssid_app.audit.operations import record
from vssid_app.audit.tags import Tag
from vssid_app.core.clock import instant, today
from vssid_app.core.extensions import db, private_files
from vssid_app.enrolment.models import Dossier, DossierChange, DossierPhoto
from vssid_app.enrolment.states import DECIDED, Status
from vssid_app.policy.models import Parameter
from vssid_app.policy.queries import whole_number

BATCH = 50


def delete_old_photos() -> bool:
    """Delete the photos of dossiers decided long ago; says whether there may be more at once.

    Source: parameter ``photo_retention_days`` of the policy, in force today.
    """
    limit = instant() - timedelta(days=whole_number(Parameter.PHOTO_RETENTION_DAYS, today()))
    changed_since = select(DossierChange.id).where(
        DossierChange.dossier_id == Dossier.id, DossierChange.at > limit
    )
    with_photos = select(DossierPhoto.id).where(DossierPhoto.dossier_id == Dossier.id)
    old = select(Dossier).where(Dossier.status.in_(DECIDED), with_photos.exists(), ~changed_since.exists())
    found = db.session.scalars(old.order_by(Dossier.id).limit(BATCH)).all()
    for dossier in found:
        _delete_photos(dossier)
    return len(found) == BATCH


def _delete_photos(dossier: Dossier) -> None:
    with db.transaction() as session:
        db.reload(dossier)
        if Status(dossier.status) not in DECIDED:
            return
        photos = list(dossier.photos)
        for photo in photos:
            session.delete(photo)
        record(Tag.PHOTOS_DELETED, actor=None, subject=dossier, count=len(photos))
    # After the rows: a row never points at nothing.
    for photo in photos:
        private_files.delete(photo.file_id)
