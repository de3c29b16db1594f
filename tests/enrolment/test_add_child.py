"""A guardian registers a child from inside the account."""

from __future__ import annotations

from tests.support.children import begin_child, fill_child, hand_in, make_family
from tests.support.codes import messages
from tests.support.pages import PageClient
from tests.support.registering import dossier
from vssid_app.core.clock import today
from vssid_app.core.world import CurrentWorld
from vssid_app.enrolment.states import Status
from vssid_app.people.queries import has_in_care


def test_a_child_that_agrees_in_all_is_in_the_account_at_once(client: PageClient, world: CurrentWorld) -> None:
    family = make_family(client, world)
    code = begin_child(family)
    fill_child(family, code)
    done = hand_in(family, code)
    assert done.heading == "Đã đăng ký xong cho con"
    assert dossier(code).status is Status.ACTIVE
    assert has_in_care(family.guardian.id, family.child.id, today())
    assert messages()[-1].kind == "dossier.child_accepted"
    assert client.get(f"/nguoi/{family.child.public_id}/").status == 200
