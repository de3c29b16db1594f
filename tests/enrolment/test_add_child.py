"""A guardian registers a child from inside the account."""

from __future__ import annotations

from io import BytesIO

import pytest
from flask import Flask
from pypdf import PdfReader

from tests.support.cast import make_account, make_child_of, make_officer, make_person, sign_in
from tests.support.children import begin_child, fill_child, hand_in, make_child, make_family, save
from tests.support.codes import messages
from tests.support.pages import PageClient
from tests.support.registering import dossier, errors, rows
from vssid_app.core.clock import today
from vssid_app.core.extensions import db
from vssid_app.core.world import CurrentWorld
from vssid_app.enrolment.models import Dossier
from vssid_app.enrolment.operations.deciding import accept, open_review, receive_paper
from vssid_app.enrolment.operations.opening import CannotOpen, Obstacle
from vssid_app.enrolment.states import Status
from vssid_app.enrolment.steps import Step
from vssid_app.people.models import Guardianship
from vssid_app.people.queries import guardians_of, has_in_care
from vssid_app.people.rules import BirthDate


def test_a_child_that_agrees_in_all_is_in_the_account_at_once(
    client: PageClient, world: CurrentWorld
) -> None:
    family = make_family(client, world)
    code = begin_child(family)
    assert begin_child(family) == code, "a second tap goes on with the dossier that is still empty"
    fill_child(family, code)
    done = hand_in(family, code)
    assert done.heading == "Đã đăng ký xong cho con"
    assert dossier(code).status is Status.ACTIVE
    assert has_in_care(family.guardian.id, family.child.id, today())
    assert messages()[-1].kind == "dossier.child_accepted"
    assert client.get(f"/nguoi/{family.child.public_id}/").status == 200
    again = begin_child(family)
    save(family, again, Step.RELATION)
    assert "Bạn đã có" in errors(save(family, again, Step.NUMBER))[0]


def test_what_the_register_does_not_know_goes_to_the_desk(client: PageClient, world: CurrentWorld) -> None:
    family = make_family(client, world, kin=None)
    code = begin_child(family)
    fill_child(family, code)
    assert hand_in(family, code).heading == "Đã gửi đăng ký"
    assert not has_in_care(family.guardian.id, family.child.id, today())
    paper = PdfReader(BytesIO(client.raw.get(f"/ho-so/{code}/to-khai.pdf").data))
    assert len(paper.pages) == 1
    assert "QUAN HỆ" in paper.pages[0].extract_text().upper()
    officer = make_officer()
    review = sign_in(PageClient(client.app), officer, world).get(f"/can-bo/ho-so/{code}")
    assert f"Người đăng ký: {family.guardian.full_name}" in review.text
    receive_paper(dossier(code), by=officer.id)
    open_review(dossier(code), by=officer.id)
    accept(dossier(code), by=officer.id)
    held = db.session.query(Guardianship).one()
    assert (held.proof, held.granted_by, held.valid_from) == ("birth_certificate", code, today())
    assert held.valid_to is not None
    assert client.get(f"/ho-so/{code}").heading == "Đã đăng ký xong cho con"


def test_a_class_that_differs_is_not_decided_on_line(client: PageClient, world: CurrentWorld) -> None:
    family = make_family(client, world, class_name="6 Mẫu 2", school_code="khac")
    code = begin_child(family)
    fill_child(family, code)
    hand_in(family, code)
    assert dossier(code).status is Status.RECORDED


@pytest.mark.parametrize(
    ("birth", "sentence"),
    [
        (("3", "5", "1989"), "phải sau ngày sinh của bạn"),
        (("3", "5", "2004"), "tự đăng ký"),
    ],
)
def test_a_birth_that_does_not_fit_the_guardian_is_refused_at_its_field(
    client: PageClient, world: CurrentWorld, birth: tuple[str, str, str], sentence: str
) -> None:
    family = make_family(client, world)
    code = begin_child(family)
    fill_child(family, code, Step.IDENTITY)
    day, month, year = birth
    boxes = {"birth-day": day, "birth-month": month, "birth-year": year}
    answer = save(family, code, Step.IDENTITY, **boxes)
    assert sentence in errors(answer)[0]
    assert year in [e.attrs.get("value") for e in answer.root.everything()]


def test_the_own_number_is_no_childs(client: PageClient, world: CurrentWorld) -> None:
    family = make_family(client, world)
    code = begin_child(family)
    save(family, code, Step.RELATION)
    refused = save(family, code, Step.NUMBER, number=family.guardian.si_number)
    assert errors(refused) == ["Đây là số của bạn. Hãy nhập số của con."]


def test_a_guardian_under_age_adds_nobody(client: PageClient, world: CurrentWorld) -> None:
    young = make_person(birth=BirthDate(today().year - 16, 1, 1))
    sign_in(client, make_account(young), world)
    page = client.get(f"/nguoi/{young.public_id}/them-con")
    assert "phải đủ 18 tuổi" in page.text
    client.post(page.path, {"has_citizen_id": "no"})
    assert rows(Dossier) == 0


def test_a_child_from_seven_on_is_asked_too(client: PageClient, world: CurrentWorld) -> None:
    family = make_family(client, world)
    code = begin_child(family)
    fill_child(family, code)
    refused = hand_in(family, code, child_agrees=False)
    assert "Hãy đưa máy cho con" in errors(refused)[0]
    assert dossier(code).child_consent_at is None
    hand_in(family, code)
    assert dossier(code).child_consent_at is not None


def test_a_child_in_anothers_care_comes_to_a_fork_and_is_never_decided_on_line(
    client: PageClient, world: CurrentWorld
) -> None:
    family = make_family(client, world)
    other = make_person()
    with db.transaction() as session:
        session.add(_held(other.id, family.child.id))
    code = begin_child(family)
    fill_child(family, code, Step.IDENTITY)
    fork = save(family, code, Step.IDENTITY).follow()
    assert fork.heading == "Phụ huynh khác đã đăng ký cho con"
    assert other.full_name not in fork.text
    fork.submit("Gửi hồ sơ để cán bộ xét")
    fill_child(family, code)
    hand_in(family, code)
    assert dossier(code).status is Status.RECORDED
    assert [person.id for person, _relation in guardians_of(family.child.id, today())] == [other.id]


def test_of_two_dossiers_for_one_child_only_one_gives_the_care(
    app: Flask, client: PageClient, world: CurrentWorld
) -> None:
    family = make_family(client, world, kin=None)
    codes = []
    for _n in range(2):
        code = begin_child(family)
        fill_child(family, code)
        hand_in(family, code)
        codes.append(code)
    officer = make_officer().id
    for code in codes:
        receive_paper(dossier(code), by=officer)
        open_review(dossier(code), by=officer)
    accept(dossier(codes[0]), by=officer)
    with pytest.raises(CannotOpen) as caught:
        accept(dossier(codes[1]), by=officer)
    assert caught.value.obstacle is Obstacle.ALREADY_IN_CARE
    assert rows(Guardianship) == 1


def test_a_child_with_an_account_of_its_own_is_told_to_use_it(
    client: PageClient, world: CurrentWorld
) -> None:
    family = make_family(client, world)
    make_account(family.child, phone="0000990011")
    code = begin_child(family)
    fill_child(family, code, Step.IDENTITY)
    assert save(family, code, Step.IDENTITY).follow().heading == "Con đã có tài khoản riêng"


def test_the_guardians_card_is_not_asked_again_while_it_is_kept(
    client: PageClient, world: CurrentWorld
) -> None:
    family = make_family(client, world)
    first = begin_child(family)
    fill_child(family, first)
    hand_in(family, first)
    second = make_child()
    code = begin_child(family)
    page = client.get(f"/nguoi/{family.guardian.public_id}/them-con")
    assert "CCCD của bạn" not in page.text
    fill_child(family, code, Step.OFFICE, number={"number": second.si_number})
    kinds = {photo.kind for photo in dossier(code).photos}
    assert kinds == {"portrait", "birth_certificate"}


def test_a_withdrawn_dossier_gives_nothing_and_the_child_can_be_registered_anew(
    client: PageClient, world: CurrentWorld
) -> None:
    family = make_family(client, world, kin=None)
    code = begin_child(family)
    fill_child(family, code)
    hand_in(family, code)
    client.get(f"/ho-so/{code}/rut").submit("Rút hồ sơ")
    assert dossier(code).status is Status.WITHDRAWN
    assert not has_in_care(family.guardian.id, family.child.id, today())
    assert begin_child(family) != code


def test_another_family_sees_nothing_of_the_dossier(client: PageClient, world: CurrentWorld) -> None:
    family = make_family(client, world)
    code = begin_child(family)
    stranger = sign_in(PageClient(client.app), make_account(), world)
    assert stranger.get(f"/ho-so/{code}").location.startswith("/ho-so?")
    assert stranger.get(f"/nguoi/{family.guardian.public_id}/them-con").status == 404
    child = make_child_of(family.guardian)
    assert client.get(f"/nguoi/{child.public_id}/them-con").status == 404


def _held(guardian: int, child: int) -> Guardianship:
    return Guardianship(guardian_id=guardian, child_id=child, relation="mother", valid_from=today())
