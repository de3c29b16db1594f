"""A child with an own account is asked what its guardians still see; it may change it at any time."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.support.cast import make_account, make_child_of, make_person, sign_in
from tests.support.codes import messages
from tests.support.insurance import make_card
from tests.support.pages import PageClient
from tests.support.sharing import grant, hand_over
from vssid_app.audit.models import AuditEntry
from vssid_app.audit.tags import Tag
from vssid_app.core.clock import today
from vssid_app.core.extensions import db
from vssid_app.core.world import CurrentWorld
from vssid_app.identity.models import Account
from vssid_app.people.care_rules import last_day_in_care
from vssid_app.people.handing_over import begin_hand_over, choose_shares, give_back, viewers_of
from vssid_app.people.models import EndReason, Guardianship, HandOver, Person, Relation, Share
from vssid_app.people.operations import end_care
from vssid_app.people.rules import BirthDate
from vssid_app.people.sight_rules import Part

TEEN, GROWN = BirthDate(2011, 5, 3), BirthDate(2005, 5, 3)


@pytest.fixture
def guardian(world: CurrentWorld) -> Account:
    return make_account(make_person(full_name="TRẦN THỊ HOA"))


def person_of(account: Account) -> Person:
    return db.session.get_one(Person, account.person_id)


@pytest.fixture
def child(guardian: Account) -> Person:
    made = make_child_of(
        person_of(guardian), birth=TEEN, full_name="LÊ MẪU AN", citizen_id="099211700001", phone="0000770001"
    )
    make_card(made)
    return made


@pytest.fixture
def own(child: Person) -> Account:
    """The child's account, activated just now."""
    account = make_account(child)
    with db.transaction():
        begin_hand_over(account)
    return account


def phone_of(client: PageClient, account: Account, world: CurrentWorld) -> PageClient:
    return sign_in(PageClient(client.app), account, world)


def shares_in_force() -> list[Share]:
    db.session.rollback()
    return db.session.query(Share).filter(Share.ended_at.is_(None)).all()


def test_the_account_changes_nothing_yet_and_tells_the_guardians(
    client: PageClient, world: CurrentWorld, guardian: Account, child: Person, own: Account
) -> None:
    told = messages()[-1]
    assert (told.kind, told.address) == ("care.hand_over_begun", guardian.phone)
    assert phone_of(client, guardian, world).get(f"/nguoi/{child.public_id}/ca-nhan").status == 200
    home = phone_of(client, own, world).get(f"/nguoi/{child.public_id}/")
    assert home.link("Chọn ai được xem hồ sơ của bạn") == "/toi/chia-se"
    assert db.session.query(HandOver).one().default_on == today() + timedelta(days=30)


def test_the_child_chooses_and_the_guardian_sees_that_and_acts_no_more(
    client: PageClient, world: CurrentWorld, guardian: Account, child: Person, own: Account
) -> None:
    phone = phone_of(client, own, world)
    page = phone.get("/toi/chia-se").follow()
    assert page.heading == "Ai được xem hồ sơ của bạn?"
    assert "Thị Hoa (cha) còn xem được" in page.text
    assert "Thẻ BHYT" not in [label.text for label in page.root.all("label")]
    visits = next(box for box in page.root.all("input") if box.attrs["name"].startswith("visits_"))
    saved = page.submit("Lưu lựa chọn", **{visits.attrs["name"]: "y"})
    assert saved.status == 303
    assert "Đã lưu" in saved.follow().text
    seen = phone_of(client, guardian, world)
    assert seen.get(f"/nguoi/{child.public_id}/so-kham/").status == 200
    assert seen.get(f"/nguoi/{child.public_id}/thong-tin-huong/mot-lan").status == 404
    assert seen.get(f"/nguoi/{child.public_id}/ca-nhan").status == 404
    assert "Mẫu An cho bạn xem: Thẻ BHYT, Sổ khám chữa bệnh." in messages()[-1].text
    assert "Chọn ai" not in phone.get(f"/nguoi/{child.public_id}/").text


def test_a_choice_is_changed_at_any_time_and_every_one_is_kept(own: Account, child: Person) -> None:
    viewer = viewers_of(child)[0].person.id
    for parts in ({Part.VISITS}, {Part.VISITS, Part.BENEFITS}, set(), set()):
        choose_shares(child, {viewer: frozenset(parts)}, by=own.id)
    assert [share.parts for share in shares_in_force()] == [""]
    assert [share.parts for share in db.session.query(Share).order_by(Share.id)] == [
        "visits",
        "benefits,visits",
        "",
    ]
    chosen = db.session.query(AuditEntry).filter_by(tag=Tag.SHARE_CHOSEN).count()
    assert chosen == 3, "the same choice again is none"


def test_the_same_choice_again_tells_nobody_again(own: Account, child: Person) -> None:
    viewer = viewers_of(child)[0].person.id
    choose_shares(child, {viewer: frozenset()}, by=own.id)
    told = len(messages())
    choose_shares(child, {viewer: frozenset()}, by=own.id)
    assert len(messages()) == told


def test_of_two_guardians_each_has_its_own_choice(
    client: PageClient, world: CurrentWorld, guardian: Account, child: Person, own: Account
) -> None:
    mother = make_account(make_person(full_name="NGÔ THỊ LAN"))
    grant(person_of(mother), child, relation=Relation.MOTHER)
    page = phone_of(client, own, world).get(f"/nguoi/{child.public_id}/chia-se")
    name = f"participation_{person_of(mother).public_id}"
    page.submit("Lưu lựa chọn", **{name: "y"})
    path = f"/nguoi/{child.public_id}/qua-trinh/bhyt"
    assert phone_of(client, mother, world).get(path).status == 200
    assert phone_of(client, guardian, world).get(path).status == 404


def test_what_was_not_offered_and_who_is_no_guardian_is_passed_over(own: Account, child: Person) -> None:
    stranger = make_person()
    choose_shares(child, {stranger.id: frozenset(Part)}, by=own.id)
    assert shares_in_force() == []


def test_only_the_person_itself_chooses(
    client: PageClient, world: CurrentWorld, guardian: Account, child: Person, own: Account
) -> None:
    path = f"/nguoi/{child.public_id}/chia-se"
    assert phone_of(client, guardian, world).get(path).status == 404
    assert phone_of(client, make_account(), world).get(path).status == 404


def test_whoever_has_no_guardian_reads_so(client: PageClient, world: CurrentWorld) -> None:
    alone = make_account()
    page = phone_of(client, alone, world).get("/toi/chia-se").follow()
    assert "Chỉ mình bạn" in page.text
    with db.transaction():
        begin_hand_over(alone)
    assert db.session.query(HandOver).count() == 0


def test_a_closed_account_gives_the_child_back(
    client: PageClient, world: CurrentWorld, guardian: Account, child: Person, own: Account
) -> None:
    choose_shares(child, {guardian.person_id or 0: frozenset()}, by=own.id)
    seen = phone_of(client, guardian, world)
    assert seen.get(f"/nguoi/{child.public_id}/ca-nhan").status == 404
    with db.transaction():
        give_back(child.id)
    assert seen.get(f"/nguoi/{child.public_id}/ca-nhan").status == 200


@pytest.fixture
def grown(guardian: Account) -> Account:
    """Somebody of age whose guardian's care ended with the last day of seventeen."""
    person = make_child_of(
        person_of(guardian),
        birth=GROWN,
        until=last_day_in_care(GROWN, adult_age=18),
        full_name="LÊ MẪU BÌNH",
        phone="0000770002",
    )
    make_card(person)
    hand_over(person)
    return make_account(person)


def test_grown_up_one_may_let_them_look_on_and_take_it_back(
    client: PageClient, world: CurrentWorld, guardian: Account, grown: Account
) -> None:
    person = person_of(grown)
    seen, phone = phone_of(client, guardian, world), phone_of(client, grown, world)
    card = f"/nguoi/{person.public_id}/the"
    assert seen.get(card).status == 404
    page = phone.get(f"/nguoi/{person.public_id}/chia-se")
    public_id = person_of(guardian).public_id
    given = page.submit("Cho phép tiếp tục xem", **{f"card_{public_id}": "y"})
    assert given.status == 303
    assert seen.get(card).status == 200
    assert seen.get(f"/nguoi/{person.public_id}/so-kham/").status == 404
    assert seen.get(f"/nguoi/{person.public_id}/ca-nhan").status == 404
    again = given.follow()
    # In mid-way: the form of the other tab still shows the tick, and taking back wins.
    assert again.submit("Thôi cho xem tất cả", **{f"card_{public_id}": "y"}).status == 303
    assert seen.get(card).status == 404
    assert "không cho bạn xem hồ sơ nữa" in messages()[-1].text
    assert shares_in_force() == []


def test_whose_care_was_ended_before_is_not_offered(guardian: Account, grown: Account) -> None:
    assert len(viewers_of(person_of(grown))) == 1
    held = db.session.query(Guardianship).filter_by(child_id=grown.person_id).one()
    with db.transaction():
        end_care(held, by=None, reason=EndReason.COURT_DECISION)
    assert viewers_of(person_of(grown)) == []
