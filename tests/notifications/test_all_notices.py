"""Every message of every feature to an account stands in the app too, once, and without a code."""

from __future__ import annotations

import re

import pytest
from flask import Flask

from tests.notifications.test_all_messages import TOLD, sent
from tests.support.notices import notices
from vssid_app.core.world import CurrentWorld
from vssid_app.notifications.rules import CODE_KINDS
from vssid_app.notifications.way_rules import topic_of

pytestmark = pytest.mark.any_database

# Told to a phone that is no account's yet, or to the sender of a dossier that led to none yet.
WITHOUT_ACCOUNT = {
    *("account.case_asked", "account.case_refused", "account.case_lapsed"),
    *("dossier.recorded", "dossier.withdrawn", "dossier.supplement", "dossier.rejected"),
    *("dossier.child_accepted", "case.opened", "case.settled", "case.lapsed"),
}
# One of each kind: others differ in their words alone.
KINDS = {name.partition(" ")[0]: name for name in reversed(TOLD) if not name.startswith(CODE_KINDS)}


@pytest.mark.parametrize("kind", KINDS)
def test_what_an_account_is_told_stands_in_the_app_once(app: Flask, world: CurrentWorld, kind: str) -> None:
    sent(KINDS[kind])
    told = notices()
    topic_of(kind)
    assert [notice.kind for notice in told] == ([] if kind in WITHOUT_ACCOUNT else [kind])
    for notice in told:
        assert not re.search(r"\b\d{6}\b", notice.text), "a code stands in no notice"
        assert "Không đưa mã" not in notice.text, "whoever reads it is signed in"
        assert notice.link.startswith("/"), "it leads somewhere"
