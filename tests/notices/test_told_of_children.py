"""A guardian is told of a child's dossier in the app too, and led to what it is about."""

from __future__ import annotations

from tests.support.cast import make_account, make_child_of, make_officer, make_person, sign_in
from tests.support.codes import messages, newest_code
from tests.support.dossiers import make_dossier
from tests.support.notices import notices, tell_of
from tests.support.pages import PageClient
from vssid_app.core.clock import instant
from vssid_app.core.extensions import db
from vssid_app.core.world import CurrentWorld
from vssid_app.enrolment.kinds import DossierKind
from vssid_app.enrolment.messages import send_child_accepted
from vssid_app.enrolment.models import Dossier, Match
from vssid_app.enrolment.operations.deciding import ask_supplement, open_review
from vssid_app.enrolment.photo_kinds import PhotoKind
from vssid_app.enrolment.reasons import Reason, ReasonCode
from vssid_app.enrolment.states import Status
from vssid_app.identity.models import Account
from vssid_app.notifications.models import Channel
from vssid_app.people.models import Person

BLURRED = Reason(ReasonCode.PHOTO_BLURRED, PhotoKind.ID_BACK)


def make_family() -> tuple[Person, Account]:
    guardian = make_person()
    return guardian, make_account(guardian, email="a@thuchanh.example", email_proven_at=instant())


def dossier_of(guardian: Person, account: Account) -> Dossier:
    """A child's dossier at the desk."""
    return make_dossier(
        Status.RECORDED,
        Match.DIFFERS,
        kind=DossierKind.CHILD,
        challenge_id=None,
        guardian_id=guardian.id,
        account_id=account.id,
        relation="father",
        phone=account.phone,
        email=account.email,
    )


def test_what_the_desk_asks_for_leads_to_the_dossier(client: PageClient, world: CurrentWorld) -> None:
    guardian, account = make_family()
    dossier, officer = dossier_of(guardian, account), make_officer()
    open_review(dossier, by=officer.id)
    before, told_before = len(messages()), len(notices())
    ask_supplement(dossier, [BLURRED], by=officer.id)
    assert [message.channel for message in messages()[before:]] == [Channel.SMS, Channel.EMAIL]
    (told,) = notices()[told_before:]
    assert (told.kind, told.case_code) == ("dossier.supplement", dossier.code)
    assert told.person_id == guardian.id, "nobody sees the child before it is accepted"
    sign_in(client, account, world)
    page = client.get("/thong-bao").submit("Hồ sơ cần bổ sung").follow()
    assert page.status == 200
    assert dossier.code in page.text


def test_an_accepted_child_leads_to_its_card(client: PageClient, world: CurrentWorld) -> None:
    guardian, account = make_family()
    dossier, child = dossier_of(guardian, account), make_child_of(guardian)
    with db.transaction():
        db.reload(dossier)
        dossier.person_id = child.id
        send_child_accepted(dossier)
    told = notices()[-1]
    assert told.person_id == child.id
    sign_in(client, account, world)
    page = client.get("/thong-bao").submit("Đã đăng ký xong cho con").follow()
    assert page.path.startswith(f"/nguoi/{child.public_id}/the")
    assert page.status == 200


def test_the_link_of_a_message_leads_on_after_the_sign_in(client: PageClient, world: CurrentWorld) -> None:
    """Whoever opens a text message on a phone that is signed out comes to its screen all the same."""
    guardian, account = make_family()
    child = make_child_of(guardian)
    tell_of(account, child, link=f"/nguoi/{child.public_id}/ca-nhan")
    link = messages()[-1].link
    assert link == f"/nguoi/{child.public_id}/ca-nhan"
    asked = client.get(link).follow().tap("Bằng mã gửi về điện thoại")
    code_page = asked.submit("Gửi mã cho tôi", user=account.phone).follow()
    page = code_page.submit("Xác nhận", code=newest_code()).follow()
    assert page.path == link
    assert page.status == 200
