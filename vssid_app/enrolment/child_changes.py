"""What became of a child's dossiers, for all of its guardians: by whom and when, without what they hold."""

from __future__ import annotations

from collections.abc import Iterator

from flask_babel import gettext as _
from sqlalchemy import select

from vssid_app.core.extensions import db
from vssid_app.enrolment.kinds import DossierKind
from vssid_app.enrolment.models import Dossier, DossierChange
from vssid_app.enrolment.states import Action
from vssid_app.people.changes import MOST, Change


def dossier_changes_of(person_id: int) -> Iterator[Change]:
    """The changes of the dossiers by which this child was registered; one statement."""
    found = (
        select(DossierChange.at, DossierChange.action, DossierChange.by_id, DossierChange.by_system)
        .add_columns(Dossier.account_id, Dossier.code)
        .join(Dossier, Dossier.id == DossierChange.dossier_id)
        .where(Dossier.kind == DossierKind.CHILD, Dossier.person_id == person_id)
        .order_by(DossierChange.id.desc())
        .limit(MOST)
    )
    words = _words()
    for at, action, by_id, by_system, account_id, code in db.session.execute(found):
        if action not in words:
            continue
        by = None if by_system else account_id
        yield Change(at, by, f"{words[action]} {code}", by_office=by_id is not None)


def _words() -> dict[Action, str]:
    """Those that say something to a family."""
    return {
        Action.RECORD: _("Gửi hồ sơ đăng ký"),
        Action.RECEIVE_PAPER: _("Nhận tờ khai ký của hồ sơ"),
        Action.ASK_SUPPLEMENT: _("Yêu cầu bổ sung hồ sơ"),
        Action.RESUBMIT: _("Gửi lại hồ sơ"),
        Action.ACCEPT: _("Chấp nhận hồ sơ"),
        Action.ACCEPT_ONLINE: _("Chấp nhận hồ sơ"),
        Action.REJECT: _("Từ chối hồ sơ"),
        Action.WITHDRAW: _("Rút hồ sơ"),
    }
