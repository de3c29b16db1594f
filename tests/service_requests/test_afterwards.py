"""After a refusal or a withdrawal the page still has one step that helps."""

from __future__ import annotations

import pytest

from tests.support.cast import sign_in
from tests.support.pages import Page, PageClient
from tests.support.service_requests import make_holder, make_request
from vssid_app.core.extensions import db
from vssid_app.core.world import CurrentWorld
from vssid_app.service_requests.kinds import RequestKind
from vssid_app.service_requests.reasons import REJECTIONS, Reason
from vssid_app.service_requests.states import Status


def ended(client: PageClient, world: CurrentWorld, status: Status, kind: RequestKind, reason: str) -> Page:
    person, account = make_holder()
    sign_in(client, account, world)
    request = make_request(status, kind, person=person, account=account)
    if reason:
        with db.transaction():
            request.changes[-1].reasons = [reason]
    return client.get(f"/nguoi/{person.public_id}/dich-vu/{request.code}")


@pytest.mark.parametrize(
    ("kind", "reason"), [(kind, each) for kind, all_ in REJECTIONS.items() for each in all_]
)
def test_each_reason_leads_on(
    client: PageClient, world: CurrentWorld, kind: RequestKind, reason: Reason
) -> None:
    page = ended(client, world, Status.REJECTED, kind, reason)
    (button,) = [a for a in page.root.all("a") if "button-filled" in a.attrs.get("class", "")]
    assert client.get(button.attrs["href"]).status == 200


def test_what_was_withdrawn_is_asked_for_again(client: PageClient, world: CurrentWorld) -> None:
    page = ended(client, world, Status.WITHDRAWN, RequestKind.REISSUE, "")
    assert page.link("Gửi yêu cầu mới").endswith("/dich-vu/ve/612a")
