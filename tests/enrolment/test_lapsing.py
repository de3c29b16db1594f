"""Cases that nobody decides are late, then end without a change; whoever asked is told."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.support.cast import OFFICE, make_account, make_officer, sign_in
from tests.support.codes import messages
from tests.support.dossiers import make_case
from tests.support.pages import PageClient
from vssid_app.audit.models import AuditEntry
from vssid_app.audit.tags import Tag
from vssid_app.core.clock import instant
from vssid_app.core.extensions import db
from vssid_app.core.world import CurrentWorld
from vssid_app.enrolment.models import OwnershipCase
from vssid_app.enrolment.operations.cases import settle_case
from vssid_app.enrolment.operations.lapsing import close_undecided
from vssid_app.identity.contacts.cases import decide_account_case
from vssid_app.identity.models import AccountCase, CaseDecision

pytestmark = pytest.mark.usefixtures("world")
# Working days are at most so many days more; holidays of two weeks included.
LONG_AGO, LATELY = timedelta(days=50), timedelta(days=3)


def asked(ago: timedelta) -> OwnershipCase:
    case = make_case()
    with db.transaction():
        case.opened_at = instant() - ago
    return case


def lost(ago: timedelta, *, known: bool = True) -> AccountCase:
    case = AccountCase(
        code=f"TK-{ago.days:04d}-{int(known):04d}",
        challenge_id=ago.days * 2 + known,
        account_id=make_account().id if known else None,
        new_phone="0000345678",
        office_code=OFFICE,
        opened_at=instant() - ago,
    )
    with db.transaction() as session:
        session.add(case)
    return case


def kinds() -> list[str]:
    return [message.kind for message in messages()]


def test_an_old_one_ends_without_a_change_and_is_told_once() -> None:
    case = asked(LONG_AGO)
    close_undecided()
    close_undecided()
    db.session.refresh(case)
    assert case.settled_at
    assert case.settled_by_id is None
    assert "chưa đổi gì" in case.outcome
    assert kinds().count("case.lapsed") == 1
    assert not settle_case(case, "Muộn rồi", by=make_officer().id)


@pytest.mark.parametrize("known", [True, False])
def test_a_lost_phone_too_whether_there_is_an_account_or_not(known: bool) -> None:  # noqa: FBT001
    case = lost(LONG_AGO, known=known)
    close_undecided()
    db.session.refresh(case)
    assert (case.decision, case.decided_by_id) == (CaseDecision.LAPSED, None)
    assert kinds() == ["account.case_lapsed"]
    assert not decide_account_case(case, CaseDecision.PHONE_CHANGED, by=make_officer().id)
    noted = db.session.scalars(select(AuditEntry.tag).where(AuditEntry.actor_id.is_(None))).all()
    assert Tag.ACCOUNT_CASE_DECIDED in noted


def test_a_young_one_waits_on() -> None:
    case, phone = asked(LATELY), lost(LATELY)
    close_undecided()
    db.session.refresh(case)
    db.session.refresh(phone)
    assert (case.settled_at, phone.decided_at) == (None, None)


def test_the_desk_shows_which_are_late(client: PageClient, world: CurrentWorld) -> None:
    sign_in(client, make_officer(), world)
    for ago in (LATELY, timedelta(days=14)):
        asked(ago)
        lost(ago)
    for path in ("yeu-cau-kiem-tra", "mat-so-dien-thoai"):
        text = client.get(f"/can-bo/{path}").text
        assert text.count("Trễ, chờ") == 1, path


def test_the_page_of_one_that_ended_says_that_nothing_was_changed(
    client: PageClient, world: CurrentWorld
) -> None:
    sign_in(client, make_officer(), world)
    case = lost(LONG_AGO)
    close_undecided()
    text = client.get(f"/can-bo/mat-so-dien-thoai/{case.code}").text
    assert "chưa đổi gì." in text
    assert "đã đổi số" not in text
