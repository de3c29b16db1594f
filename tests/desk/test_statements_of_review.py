"""What the officer's page of a child's dossier asks of the database: no more than any page."""

from __future__ import annotations

import pytest
from flask import Flask

from tests.support.cast import make_officer, sign_in
from tests.support.children import begin_child, fill_child, hand_in, make_family
from tests.support.pages import PageClient
from tests.support.statements import cost
from vssid_app.core.world import CurrentWorld
from vssid_app.people.models import Relation

pytestmark = pytest.mark.any_database

USUAL = 6


@pytest.mark.parametrize("kin", [Relation.FATHER, None])
def test_a_childs_dossier_asks_no_more_than_any_page(
    app: Flask, world: CurrentWorld, kin: Relation | None
) -> None:
    family = make_family(PageClient(app), world, kin=kin)
    code = begin_child(family)
    fill_child(family, code, identity={"full_name": "TRẦN THỊ MẪU KHÁC"})
    hand_in(family, code)
    officer = sign_in(PageClient(app), make_officer(), world)

    sent = cost(officer, f"/can-bo/ho-so/{code}")

    assert len(sent) <= USUAL, "\n".join(" ".join(text.split())[:150] for text in sent)
