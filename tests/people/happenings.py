"""What can happen to a family, done over HTTP by the one whose it is to do; the model follows."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from http import HTTPStatus
from typing import Any

from tests.people.family import RELATIONS, Family
from tests.people.who_may import ACTS, Member
from tests.support.care import link_of, newest_invitation, proven
from tests.support.cast import make_account
from tests.support.children import hand_in
from tests.support.codes import let_pass
from tests.support.dossiers import make_dossier
from tests.support.pages import Page, PageClient, form_values
from tests.support.registering import dossier, step_path
from vssid_app.core.clock import instant
from vssid_app.core.extensions import db
from vssid_app.enrolment.kinds import DossierKind
from vssid_app.enrolment.models import Match
from vssid_app.enrolment.states import Status
from vssid_app.enrolment.steps import PHOTOS_OF, Step
from vssid_app.identity.models import Account
from vssid_app.people.handing_over import begin_hand_over
from vssid_app.people.models import Person, Relation


class LivingFamily(Family):
    """A family to which things happen."""

    def add(self, who: Member) -> None:
        """Somebody hands in a registration of the child; the register knows the father alone."""
        if who in self.waiting.values():
            return
        code = self._filled_in(who)
        answer = hand_in_as(self.phones[who], code)
        status = self._status(code)
        if not self.model.can_be_granted(who):
            assert status is Status.DRAFT, answer
        elif who is Member.FATHER and not self.model.guardians:
            assert status is Status.ACTIVE, answer
            self.model.grant(who)
            # The page that says so is about the child already.
            self.saw(who)
        else:
            assert status is Status.RECORDED, answer
            self.waiting[code] = who

    def accept(self, code: str) -> None:
        """The officer says yes."""
        who = self.waiting[code]
        page = self._open_as_officer(code)
        page.submit("Chấp nhận hồ sơ", **{"phe-duyet-paper": "y"})
        if self.model.can_be_granted(who):
            assert self._status(code) is Status.ACTIVE
            self.model.grant(who)
            del self.waiting[code]
        else:
            assert self._status(code) is Status.UNDER_REVIEW

    def age(self, days: int) -> None:
        """Time goes by."""
        self.stand_on(self.model.today + timedelta(days=days))

    def invite(self, who: Member) -> None:
        """A guardian makes an invitation; an earlier one that nobody has accepted is void with it."""
        page = self.phones[who].get(f"{self.child_path}quyen/moi")
        if not self.model.can_invite(who):
            # Whoever was invited is led back to the page that says why.
            assert page.status == (303 if self.model.sees(who, ACTS) else 404)
            return
        self.saw(who)
        page.submit("Tạo mã mời", relation="guardian")
        if self.model.invited.get(who) is None:
            self.model.invited[who] = None
            self.links[who] = link_of(newest_invitation())

    def say_yes(self, who: Member, inviter: Member) -> None:
        """Somebody opens the link of an invitation, whoever it was meant for."""
        page = self.phones[who].get(self.links[inviter])
        may = self.model.can_say_yes(who, inviter)
        assert has_button(page, "Nhận lời") is may, page.text
        if may:
            proven(page.submit("Nhận lời"))
            self.model.invited[inviter] = who

    def confirm(self, who: Member) -> None:
        """The inviter says that who accepted is the right one."""
        page = self.phones[who].get(f"{self.child_path}quyen")
        assert page.status == (200 if self.model.sees(who, ACTS) else 404)
        if page.status != HTTPStatus.OK:
            return
        self.saw(who)
        waits = self.model.invited.get(who) is not None
        assert has_button(page, "Đúng, cho xem") is waits, page.text
        if waits:
            proven(page.submit("Đúng, cho xem"))
            self.model.confirm(who)
            del self.links[who]

    def end(self, who: Member, whom: Member) -> None:
        """A guardian gives up the child, or ends the care of another."""
        page = self.phones[who].get(f"{self.child_path}quyen/{self.public_ids[whom]}/go")
        assert page.status == (200 if self.model.can_end(who, whom) else 404), page.text
        if page.status == HTTPStatus.OK:
            self.saw(who)
            button = "Thôi chăm sóc" if who is whom else "Gỡ quyền"
            assert page.submit(button, reason="no_longer_cares").status == HTTPStatus.SEE_OTHER
            self.model.end(whom)

    def open_account(self) -> None:
        """The child opens an account of its own, as its activation does it."""
        account = make_account(db.session.get_one(Person, self.child_id), phone="0000812345")
        with db.transaction():
            begin_hand_over(account)
        self.phones[Member.CHILD] = self.phone_of(account)
        self.model.open_account()

    def choose(self, chosen: Mapping[Member, frozenset[str]]) -> None:
        """The child ticks what each of its guardians sees; who is none of them is not offered."""
        viewers = self.model.viewers
        ticks = {
            f"{part}_{self.public_ids[who]}": "y"
            for who, parts in chosen.items()
            for part in parts
            if who in viewers
        }
        page = self.phones[Member.CHILD].get(f"{self.child_path}chia-se")
        assert has_button(page, "Lưu lựa chọn") or has_button(page, "Cho phép tiếp tục xem") or not viewers
        if viewers:
            form = {
                name: value
                for name, value in form_values(page.form()).items()
                if "_" not in name or name == "csrf_token"
            }
            done = self.phones[Member.CHILD].post(page.path, {**form, **ticks})
            assert done.status == HTTPStatus.SEE_OTHER, done.text
            self.model.choose({who: chosen.get(who, frozenset()) for who in viewers})

    # --- how it is done ---

    def _filled_in(self, who: Member) -> str:
        """The dossier of a child, all but handed in, as the steps leave it."""
        child = db.session.get_one(Person, self.child_id)
        account = db.session.get_one(Account, self.account_ids[who])
        relation = RELATIONS.get(who, Relation.GUARDIAN)
        given: dict[str, Any] = {
            "kind": DossierKind.CHILD,
            "challenge_id": None,
            "guardian_id": account.person_id,
            "account_id": account.id,
            "relation": relation,
            "phone": account.phone,
            "person_id": child.id,
            "si_number": child.si_number,
            "typed_number": child.si_number,
            "full_name": child.full_name,
            "birth": child.birth,
            "sex": child.sex,
            "citizen_id": None,
            "citizen_id_hash": None,
            "citizen_id_issued_on": None,
            "beside_another": bool(self.model.guardians - {who}),
            "saved_steps": {step: instant().isoformat() for step in Step},
            "match": Match.IDENTICAL,
        }
        return make_dossier(Status.DRAFT, photos=PHOTOS_OF[DossierKind.CHILD], **given).code

    def _open_as_officer(self, code: str) -> Page:
        page = self.phones[Member.OFFICER].get(f"/can-bo/ho-so/{code}")
        self.saw(Member.OFFICER)
        return page

    def _status(self, code: str) -> Status:
        db.session.rollback()
        db.session.expire_all()
        return Status(dossier(code).status)


def has_button(page: Page, words: str) -> bool:
    """Whether the page has a button of these words."""
    return any(button.text == words for button in page.root.all("button"))


def hand_in_as(phone: PageClient, code: str) -> str:
    """Tick, and send, when a code may be asked for again; says what came of it."""
    let_pass(minutes=1)
    page = phone.get(step_path(code, Step.CHECK))
    if page.status != HTTPStatus.OK:
        return page.location
    return hand_in(phone, code).text
