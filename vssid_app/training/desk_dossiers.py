"""A dossier for the demo's desk: registered by the real steps, by somebody invented, some days ago."""

from __future__ import annotations

from datetime import datetime

from vssid_app.core.clock import today
from vssid_app.core.extensions import db
from vssid_app.enrolment.findings import suggest
from vssid_app.enrolment.models import Dossier
from vssid_app.enrolment.operations import deciding, drafting, photos, sending
from vssid_app.enrolment.photo_kinds import PhotoKind
from vssid_app.enrolment.queries import missing_steps, open_reasons
from vssid_app.enrolment.reasons import Reason, ReasonCode
from vssid_app.enrolment.states import Action
from vssid_app.enrolment.steps import PHOTO_OF_STEP
from vssid_app.identity.codes.operations import open_challenge
from vssid_app.identity.codes.rules import Purpose
from vssid_app.notifications.models import Channel
from vssid_app.people.rules import recognise_number
from vssid_app.training.desk_people import prove
from vssid_app.training.desk_plan import Answer, PlannedDossier
from vssid_app.training.earlier import EarlierDays, at, machine_moment
from vssid_app.training.era import commune_codes
from vssid_app.training.storing import add_persons
from vssid_app.training.synthetic import SyntheticSpecimen

STEP_MINUTES = 25


class DeskDossier:
    """One dossier in the making; ``minutes`` spreads those of a day over its hours."""

    def __init__(
        self, plan: PlannedDossier, who: SyntheticSpecimen, days: EarlierDays, *, device: str, minutes: int
    ) -> None:
        self._plan, self._who, self._days = plan, who, days
        self._device, self._minutes = device, minutes
        self._told = 0

    def make(self, *, by: int, office_code: str) -> None:
        """Register, hand over, and let a colleague do what is planned.

        In transactions of its own, as a family does it: drawing the photos takes long, and nobody is to wait.
        """
        moment = self._moment(self._plan.sent, 0)
        with at(moment):
            dossier = self._filled_in(office_code)
            sending.hand_over(dossier, device=self._device)
        self._date(dossier, moment)
        if self._plan.paper is not None:
            moment = self._moment(self._plan.paper, 1)
            with at(moment):
                deciding.receive_paper(dossier, by=by)
            self._date(dossier, moment)
        if self._plan.answer is not None:
            self._answer(dossier, *self._plan.answer, by=by)

    def _filled_in(self, office_code: str) -> Dossier:
        who, plan = self._who, self._plan
        start = drafting.Beginning(None, None, who.school_code, who.class_name)
        with db.transaction():
            if who.register is not None:
                add_persons([who.register])
            asked = open_challenge(Purpose.REGISTER, Channel.SMS, who.phone, device=self._device)
            dossier = drafting.begin_dossier(prove(asked, self._device), start)
        if dossier is None:
            raise RuntimeError("the proof of an invented phone was taken already")
        drafting.save_number(dossier, recognise_number(who.si_number, legacy_ids=False))
        papers = who.papers
        declared = drafting.DeclaredIdentity(
            full_name=papers.full_name.upper(),
            birth=papers.birth,
            sex=papers.sex,  # type: ignore[arg-type]
            citizen_id=who.citizen_id,
            issued_on=who.citizen_id_issued_on,
            issued_at=who.citizen_id_issued_at,
        )
        drafting.save_identity(dossier, declared)
        drafting.save_address(dossier, commune_codes(today()).of(who.home), who.home.street)
        for kind in [PHOTO_OF_STEP[step] for step in missing_steps(dossier) if step in PHOTO_OF_STEP]:
            self._photograph(dossier, kind)
        drafting.save_office(dossier, office_code)
        drafting.save_handover(dossier, plan.handover, who.class_name)
        return dossier

    def _photograph(self, dossier: Dossier, kind: PhotoKind) -> None:
        spoilt, flaw = self._plan.flaw or (None, None)
        if kind is not spoilt:
            photos.use_sample(dossier, kind, None)
            return
        for _try in range(photos.TRIES_BEFORE_KEEPING):
            photos.use_sample(dossier, kind, flaw)
        photos.keep_anyway(dossier, kind)

    def _answer(self, dossier: Dossier, answer: Answer, day: int, *, by: int) -> None:
        moment = self._moment(day, 2)
        with at(moment):
            deciding.open_review(dossier, by=by)
            if answer is Answer.ACCEPT:
                deciding.accept(dossier, by=by)
            elif answer is Answer.REJECT:
                deciding.reject(dossier, [Reason(ReasonCode.NUMBER_NOT_FOUND)], by=by)
            else:
                deciding.ask_supplement(dossier, suggest(dossier).reasons, by=by)
        self._date(dossier, moment)
        if answer is Answer.ASK_AND_MENDED:
            moment = self._moment(day - 1, 3)
            with at(moment):
                for reason in open_reasons(dossier):
                    if reason.photo:
                        photos.use_sample(dossier, reason.photo, None)
                sending.hand_over(dossier, device=self._device)
            self._date(dossier, moment)

    def _moment(self, days_ago: int, step: int) -> datetime:
        return self._days.moment(days_ago, self._minutes + step * STEP_MINUTES)

    def _date(self, dossier: Dossier, moment: datetime) -> None:
        """Give what was just done its day: a dossier's moments are the machine's, which cannot be moved."""
        on = machine_moment(moment)
        with db.transaction():
            db.reload(dossier)
            fresh = dossier.changes[self._told :]
            for change in fresh:
                change.at = on
            if {Action.RECORD, Action.RESUBMIT} & {change.action for change in fresh}:
                dossier.recorded_at = dossier.consent_at = on
            if Action.RECEIVE_PAPER in {change.action for change in fresh}:
                dossier.paper_received_at = on
            if dossier.opened_at is not None:
                # Nobody sits there any more.
                dossier.opened_at = on
            self._told += len(fresh)
