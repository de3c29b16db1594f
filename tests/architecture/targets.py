"""Something real behind each route with an id, and who may see it."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import timedelta
from itertools import count
from pathlib import Path

from sqlalchemy import select

from tests.architecture.request_targets import REQUEST_TARGETS
from tests.architecture.routes import Route
from tests.architecture.target import TOKEN, Target
from tests.support.cast import OFFICE, make_account, make_child_of, make_officer, make_person
from tests.support.dossiers import make_case, make_dossier
from tests.support.insurance import make_card, make_period
from tests.support.notices import tell_of
from tests.support.outbox import put
from tests.support.records import add_visit
from tests.support.service_requests import request_at_office
from vssid_app.core.clock import instant, today
from vssid_app.core.extensions import db, keyring
from vssid_app.enrolment.kinds import DossierKind
from vssid_app.enrolment.states import Status
from vssid_app.enrolment.steps import Step
from vssid_app.identity.codes.models import ChallengeRow, IssuedCode
from vssid_app.identity.codes.rules import Purpose
from vssid_app.identity.models import Account, AccountCase, Role
from vssid_app.notifications.models import Channel, Delivery
from vssid_app.notifications.operations import Message, claim_address
from vssid_app.people.invitations.operations import accept, invite
from vssid_app.people.invitations.tokens import link_token
from vssid_app.people.models import Guardianship, Invitation, Person, Relation, Specimen
from vssid_app.people.rules import BirthDate, Sex
from vssid_app.people.sight_rules import Part
from vssid_app.policy.models import Parameter

TABLE = Path(__file__).with_name("access_table.txt")
# Routes whose value in the path is no id of anybody's, with the reason.
NOBODYS = {
    "static": "files that everybody may have",
    "training.enter_role": "the parts of a practice world are for all its visitors",
}
# What strangers of the same world may have too; of another world it does not exist.
EVERYBODYS = {
    "training.choose_specimen": "invented papers lie ready for all visitors of a world",
    "people.invited": "the link itself is the key; nothing of the child before a sign-in, and one use",
}
_serial = count(1)


def routes_with_ids() -> list[Route]:
    """The routes of the golden table with a value in the path; another test holds it to the URL map."""
    lines = [line.split(" · ") for line in TABLE.read_text(encoding="utf-8").splitlines()[1:]]
    routes = [Route(name, tuple(methods.split()), path, rule) for name, methods, path, rule, *_ in lines]
    return [route for route in routes if "<" in route.path and route.endpoint not in NOBODYS]


def make_target(route: Route) -> Target:
    """Something for this route, in the world that is entered."""
    return (TARGETS.get(route.endpoint) or BY_RULE[route.rule])()


def _of_person() -> Target:
    guardian = make_person()
    child = make_child_of(guardian, until=today() - timedelta(days=1))
    make_card(child)
    year = today().year
    make_period(child, f"{year}-01", None)
    visit = add_visit(child, today())
    of_records = {"scheme": "bhyt", "kind": "mot-lan", "year": str(year), "visit_id": str(visit)}
    return Target(
        {"public_id": child.public_id, "side": "front", **of_records},
        account=make_account(child),
        former_guardian=make_account(guardian),
    )


def _of_invitation() -> Target:
    """A guardian who has just made an invitation for a child."""
    guardian = make_person()
    account, child = make_account(guardian), make_child_of(guardian)
    made = invite(guardian, child, Relation.MOTHER, by=account)
    return Target(
        {"public_id": child.public_id, "code": made.code, "token": link_token(made.code)},
        account=account,
        former_guardian=_former_guardian_of(child),
    )


def _of_accepted_invitation() -> Target:
    target, guest = _of_invitation(), make_person()
    made = db.session.scalars(select(Invitation).where(Invitation.code == target.values["code"])).one()
    accept(made, guest, account=make_account(guest))
    return target


def _of_link() -> Target:
    """The other phone, that the link was shown to."""
    return Target(_of_invitation().values, account=make_account())


def _of_carer() -> Target:
    """One's own care of a child, which one may end."""
    guardian = make_person()
    child = make_child_of(guardian)
    return Target(
        {"public_id": child.public_id, "guardian": guardian.public_id},
        account=make_account(guardian),
        former_guardian=_former_guardian_of(child),
    )


def _former_guardian_of(child: Person) -> Account:
    """Somebody whose care of a child has ended."""
    former = make_person()
    with db.transaction() as session:
        session.add(
            Guardianship(
                guardian_id=former.id,
                child_id=child.id,
                relation=Relation.GUARDIAN,
                valid_from=today() - timedelta(days=9),
                ended_at=instant(),
            )
        )
    return make_account(former)


def _of_care_challenge() -> Target:
    """The code that the invited one was asked for."""
    target, code = _of_own_challenge(Purpose.CARE)(), _of_invitation().values["code"]
    found = db.session.scalars(
        select(ChallengeRow).where(ChallengeRow.public_id == target.values["challenge"])
    ).one()
    with db.transaction():
        found.subject = f"accept:{code}"
    return target


def _of_notice() -> Target:
    """What a guardian was told of a child, before the care ended: the child was told the same."""
    guardian = make_person()
    child = make_child_of(guardian, until=today() - timedelta(days=1))
    account = make_account(child)
    return Target({"key": tell_of(account, child).key}, account=account)


def _of_dossier(status: Status = Status.DRAFT) -> Target:
    code = make_dossier(status).code
    return Target({"code": code, "step": Step.NUMBER, "kind": "id_front"}, dossier=code)


def _of_child_dossier() -> Target:
    """A child's dossier that stops at the fork: another guardian has the child."""
    guardian = make_person()
    child = make_child_of(make_person(), full_name="TRẦN THỊ MẪU CON")
    code = make_dossier(
        Status.DRAFT,
        kind=DossierKind.CHILD,
        guardian_id=guardian.id,
        relation=Relation.FATHER,
        full_name=child.full_name,
        birth=child.birth,
        person_id=child.id,
    ).code
    return Target({"code": code}, dossier=code)


def _of_guardian() -> Target:
    guardian = make_person()
    return Target({"public_id": guardian.public_id}, account=make_account(guardian))


def _of_sent_dossier() -> Target:
    return _of_dossier(Status.RECORDED)


def _of_office() -> Target:
    code = make_dossier(Status.PAPER_RECEIVED).code
    values = {"code": code, "kind": "id_front", "_made": "phe-duyet"}
    return Target(values, account=make_officer())


def _of_case() -> Target:
    return Target({"code": make_case().code}, account=make_officer())


def _of_challenge(purpose: Purpose, *, proven: bool = False) -> Callable[[], Target]:
    def make() -> Target:
        now = instant()
        challenge = ChallengeRow(
            public_id=secrets.token_urlsafe(16),
            purpose=purpose,
            channel=Channel.SMS,
            address="0000000009",
            device_hash=keyring.fingerprint("device", TOKEN),
            account_id=make_account(activated_at=None if purpose is Purpose.ACTIVATE else now).id,
            subject=make_dossier(Status.DRAFT).code,
            proven_at=now if proven else None,
        )
        challenge.codes = [
            IssuedCode(n=1, address_hash="test", device_hash="test", expires_at=now, wrong_tries=0)
        ]
        with db.transaction() as session:
            session.add(challenge)
        return Target({"challenge": challenge.public_id, "challenge_id": challenge.public_id}, device=True)

    return make


def _of_own_challenge(purpose: Purpose) -> Callable[[], Target]:
    """For a page of one's own account: the phone that asked, signed in."""

    def make() -> Target:
        target = _of_challenge(purpose)()
        found = db.session.scalars(
            select(ChallengeRow).where(ChallengeRow.public_id == target.values["challenge"])
        ).one()
        with db.transaction():
            found.subject = "sms:0000000010"
        return Target(target.values, account=db.session.get(Account, found.account_id), device=True)

    return make


def _of_account_case() -> Target:
    case = AccountCase(
        code=f"TK-TEST-{next(_serial):04d}",
        challenge_id=next(_serial),
        account_id=make_account().id,
        new_phone="0000000009",
        office_code=OFFICE,
    )
    with db.transaction() as session:
        session.add(case)
    return Target({"code": case.code}, account=make_officer())


def _of_message() -> Target:
    message = Message(
        channel=Channel.SMS,
        kind="code.register",
        address="0000000009",
        text="482615 là mã xác nhận.",
        code="482615",
        link="/dang-ky/ma/abcdefghijklmnopqrstuv",
        only_device=keyring.fingerprint("device", TOKEN),
    )
    with db.transaction():
        claim_address(keyring.fingerprint("device", TOKEN), message.address)
        row = put(message)
    return Target({"key": row.key}, device=True)


def _of_given_up() -> Target:
    message = Message(Channel.EMAIL, "dossier.recorded", "a@thuchanh.example", "Đã ghi nhận hồ sơ.")
    with db.transaction():
        row = put(message)
        row.delivery = Delivery.GIVEN_UP
    return Target({"key": row.key}, account=make_officer(office="", role=Role.ADMIN))


def _of_administration() -> Target:
    values = {
        "user": make_officer().user_name,
        "name": Parameter.BASE_SALARY,
        "code": OFFICE,
        "beneficiary": "HS",
        "level": "4",
    }
    return Target(values, account=make_officer(office="", role=Role.ADMIN))


def _of_specimen() -> Target:
    n = next(_serial)
    specimen = Specimen(
        public_id=secrets.token_urlsafe(16),
        serial=n,
        kind="identical",
        full_name="NGUYỄN VĂN THỬ",
        birth=BirthDate(1990, 5, 3),
        sex=Sex.MALE,
        si_number=f"9977{n:06d}",
        citizen_id=f"099090{n + 770_000:06d}",
        citizen_id_issued_on=today(),
        citizen_id_issued_at="Nơi thử",
        phone="0000000009",
        email="",
        commune_code="00145",
        street="",
    )
    with db.transaction() as session:
        session.add(specimen)
    return Target({"public_id": specimen.public_id})


BY_RULE: dict[str, Callable[[], Target]] = {
    **dict.fromkeys(("for_person", "for_person:any", *(f"for_person:{part}" for part in Part)), _of_person),
    "dossier_holder": _of_dossier,
    "staff:review_dossiers": _of_office,
    "staff:administer": _of_administration,
    "staff:handle_requests": lambda: Target(request_at_office(), account=make_officer()),
}
TARGETS: dict[str, Callable[[], Target]] = {
    **REQUEST_TARGETS,
    "desk.care": lambda: Target(
        {"public_id": make_child_of(make_person(), commune_code="00118").public_id}, account=make_officer()
    ),
    "desk.account_case": _of_account_case,
    "notices.open_notice": _of_notice,
    "people.care_code": _of_care_challenge,
    "people.confirm": _of_accepted_invitation,
    "people.end_care": _of_carer,
    "people.invitation": _of_invitation,
    "people.invite": _of_invitation,
    "people.invited": _of_link,
    "people.refuse": _of_accepted_invitation,
    "people.take_back": _of_invitation,
    "desk.case": _of_case,
    "desk.send_again": _of_given_up,
    "enrolment.blank_declaration_pdf": _of_sent_dossier,
    "enrolment.add_child": _of_guardian,
    "enrolment.beside_another": _of_child_dossier,
    "enrolment.child_with_card": _of_guardian,
    "enrolment.declaration": _of_sent_dossier,
    "enrolment.declaration_pdf": _of_sent_dossier,
    "enrolment.done": _of_sent_dossier,
    "enrolment.email_code": _of_challenge(Purpose.EMAIL),
    "enrolment.confirm": _of_challenge(Purpose.HAND_OVER),
    "enrolment.find_code": _of_challenge(Purpose.OPEN_DOSSIER),
    "enrolment.phone_code": _of_challenge(Purpose.REGISTER),
    "enrolment.skip_email": _of_challenge(Purpose.EMAIL),
    # Unproven, its link is for whoever holds it: the code itself went to the phone alone.
    "identity.activate_code": _of_challenge(Purpose.ACTIVATE, proven=True),
    "identity.activate_password": _of_challenge(Purpose.ACTIVATE, proven=True),
    "identity.lost_phone_code": _of_challenge(Purpose.LOST_PHONE),
    "identity.lost_phone_done": _of_challenge(Purpose.LOST_PHONE, proven=True),
    "identity.lost_phone_office": _of_challenge(Purpose.LOST_PHONE, proven=True),
    "identity.new_code": _of_own_challenge(Purpose.NEW_CONTACT),
    "identity.old_code": _of_own_challenge(Purpose.OLD_CONTACT),
    "identity.new_device": _of_challenge(Purpose.NEW_DEVICE),
    "identity.recover_code": _of_challenge(Purpose.RECOVER),
    "identity.recover_password": _of_challenge(Purpose.RECOVER, proven=True),
    "identity.sign_in_code": _of_challenge(Purpose.SIGN_IN),
    "inbox.fill_code": _of_message,
    "inbox.message": _of_message,
    "privacy.deletion_code": _of_own_challenge(Purpose.CLOSE_ACCOUNT),
    "privacy.own_data_code": _of_own_challenge(Purpose.OWN_DATA),
    "training.choose_specimen": _of_specimen,
}
