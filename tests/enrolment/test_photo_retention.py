"""Photos are deleted so many days after the decision, by the date of the world."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.support.cast import make_officer
from tests.support.dossiers import held, make_dossier
from tests.support.pages import PageClient
from vssid_app.audit.models import AuditEntry
from vssid_app.audit.tags import Tag
from vssid_app.core.clock import instant, today
from vssid_app.core.extensions import db, private_files
from vssid_app.core.files import FileMissing
from vssid_app.core.world import CurrentWorld
from vssid_app.enrolment.access import HELD
from vssid_app.enrolment.models import Dossier
from vssid_app.enrolment.operations.deciding import reject
from vssid_app.enrolment.operations.retention import delete_old_photos
from vssid_app.enrolment.reasons import Reason, ReasonCode
from vssid_app.enrolment.states import Status

DAYS = 90


def decided(days_ago: int) -> Dossier:
    """A dossier with photos that was rejected so many days ago."""
    dossier = make_dossier(Status.UNDER_REVIEW, paper=True)
    reject(dossier, [Reason(ReasonCode.NAME_DIFFERS)], by=make_officer().id)
    with db.transaction():
        for change in dossier.changes:
            change.at = instant() - timedelta(days=days_ago)
    return dossier


def test_after_ninety_days_rows_and_files_are_gone_and_it_is_audited(world: CurrentWorld) -> None:
    dossier = decided(DAYS + 1)
    files = [photo.file_id for photo in dossier.photos]
    assert files
    assert delete_old_photos() is False
    db.session.expire_all()
    assert dossier.photos == []
    for file_id in files:
        with pytest.raises(FileMissing):
            private_files.get(file_id, world=world.id)
    entry = db.session.scalars(select(AuditEntry).where(AuditEntry.tag == Tag.PHOTOS_DELETED)).one()
    assert (entry.subject_id, entry.facts) == (dossier.id, {"count": len(files)})


def test_the_family_reads_the_day(client: PageClient, world: CurrentWorld) -> None:
    dossier = decided(DAYS + 1)
    proven = held(dossier.code)
    with client.raw.session_transaction() as cookie:
        cookie[HELD] = proven
    before = client.get(f"/ho-so/{dossier.code}").text
    delete_old_photos()
    after = client.get(f"/ho-so/{dossier.code}").text
    assert "Ảnh đã xoá" not in before
    assert f"Ảnh đã xoá theo quy định {today():%d/%m/%Y}" in after


def test_before_that_and_without_a_decision_they_stay(world: CurrentWorld) -> None:
    young, open_one = decided(DAYS - 1), make_dossier(Status.UNDER_REVIEW, paper=True)
    with db.transaction():
        for change in open_one.changes:
            change.at = instant() - timedelta(days=2 * DAYS)
    delete_old_photos()
    db.session.expire_all()
    assert young.photos
    assert open_one.photos
