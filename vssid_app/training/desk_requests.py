"""A request of a service for the demo's desk: by the real steps, by somebody invented, some days ago."""

from __future__ import annotations

from collections.abc import Callable

from vssid_app.core.clock import today
from vssid_app.core.extensions import db
from vssid_app.identity.models import Account
from vssid_app.people.models import Person
from vssid_app.registry.records.line_keys import PERSON
from vssid_app.service_requests.cards import card_to_reissue, overview_today
from vssid_app.service_requests.kinds import CardLoss, Delivery, PhotoKind, RequestKind, WhyPaper
from vssid_app.service_requests.models import ServiceRequest
from vssid_app.service_requests.operations import drafting, handing, office, photos, sending
from vssid_app.service_requests.queries import facility_window, steps_of
from vssid_app.service_requests.quoted_lines import quoted_line
from vssid_app.service_requests.reasons import Reason
from vssid_app.service_requests.states import Action
from vssid_app.service_requests.steps import Step
from vssid_app.training.automatic_requests import tracking_number
from vssid_app.training.desk_people import prove
from vssid_app.training.desk_plan import PlannedRequest
from vssid_app.training.desk_words import ANSWER, NOT_MET, WHY_THERE, WRONG
from vssid_app.training.earlier import EarlierDays, at

STEP_MINUTES = 25
FACILITIES = ("01067", "01092")
"""Two of Long Biên: one of them is not the card's."""


def can_be_made(plan: PlannedRequest) -> bool:
    """Whether it can be asked for on the world's day."""
    return plan.kind is not RequestKind.FACILITY_CHANGE or facility_window(today()).is_open_on(today())


class DeskRequest:
    """One request in the making; ``minutes`` spreads those of a day over its hours."""

    def __init__(
        self,
        plan: PlannedRequest,
        person: Person,
        account: Account,
        days: EarlierDays,
        *,
        device: str,
        minutes: int,
    ) -> None:
        self._plan, self._person, self._account, self._days = plan, person, account, days
        self._device, self._minutes = device, minutes

    def make(self, *, by: int, office_code: str) -> None:
        """Ask for it, and let colleague, post and family do what is planned; in the caller's transaction."""
        with at(self._days.moment(self._plan.sent, self._minutes)):
            request = self._filled_in(office_code)
            asked = sending.ask_for_code(request, self._account, device=self._device)
            sending.submit(request, prove(asked, self._device))
        for n, (action, days_ago) in enumerate(self._plan.steps, 1):
            with at(self._days.moment(days_ago, self._minutes + n * STEP_MINUTES)):
                _DOING[action](request, by)

    def _filled_in(self, office_code: str) -> ServiceRequest:
        kind, by = self._plan.kind, self._account.id
        if kind is RequestKind.FACILITY_CHANGE:
            request = drafting.begin_facility_change(self._person, by=by)
        else:
            quoted = quoted_line(self._person, PERSON) if kind is RequestKind.CORRECTION else None
            request = drafting.begin_request(kind, self._person, by=by, quoted=quoted)
        for step in steps_of(request):
            if step is not Step.CHECK:
                self._fill_in(request, step, office_code)
        # Whichever office has issued the card: this is the desk to be filled.
        request.office_code = office_code
        db.session.flush()
        return request

    def _fill_in(self, request: ServiceRequest, step: Step, office_code: str) -> None:
        match step:
            case Step.PAPER:
                drafting.save_paper(request, WhyPaper.NO_SMARTPHONE)
            case Step.LOSS:
                drafting.save_loss(request, CardLoss.DAMAGED if self._plan.damaged else CardLoss.LOST)
                if self._plan.damaged:
                    photos.use_sample(request, PhotoKind.DAMAGE)
            case Step.PLACE:
                drafting.save_place(request, self._place(office_code))
            case Step.FACILITY:
                card = card_to_reissue(overview_today(self._person)).row
                other = next(code for code in FACILITIES if code != card.facility_code)
                drafting.save_facility(request, other, WHY_THERE)
            case Step.WRONG:
                drafting.save_wrong(request, WRONG)
                if self._plan.proof:
                    photos.use_sample(request, PhotoKind.PROOF)

    def _place(self, office_code: str) -> drafting.Place:
        person = self._person
        if self._plan.way is Delivery.SCHOOL:
            return drafting.Place(
                Delivery.SCHOOL, school_code=person.school_code, class_name=person.class_name
            )
        if self._plan.way is Delivery.OFFICE:
            return drafting.Place(Delivery.OFFICE, office_code=office_code)
        return drafting.Place(
            Delivery.POST,
            recipient=person.full_name,
            phone=person.phone,
            commune_code=person.commune_code,
            street=person.street,
        )


def _ask(request: ServiceRequest, by: int) -> None:
    reason = Reason.PHOTO_NEEDED if request.loss is CardLoss.DAMAGED else Reason.ADDRESS_UNCLEAR
    office.ask_supplement(request, reason, by=by)


def _supplement(request: ServiceRequest, _by: int) -> None:
    photos.use_sample(request, PhotoKind.DAMAGE)
    sending.send_supplement(request, by=request.asked_by_id)


def _approve(request: ServiceRequest, by: int) -> None:
    office.approve(request, by=by, note=ANSWER if request.kind is RequestKind.CORRECTION else "")


_DOING: dict[Action, Callable[[ServiceRequest, int], None]] = {
    Action.RECEIVE: lambda request, by: office.receive(request, by=by),
    Action.ASK_SUPPLEMENT: _ask,
    Action.SUPPLEMENT: _supplement,
    Action.APPROVE: _approve,
    Action.REJECT: lambda request, by: office.reject(request, Reason.DATA_DIFFERS, by=by),
    Action.PRINT: lambda request, by: handing.print_card(request, by=by),
    Action.DISPATCH: lambda request, by: handing.dispatch(request, tracking_number(request), by=by),
    Action.DELIVER: lambda request, _by: handing.deliver(request, by=None),
    Action.RETURN: lambda request, _by: handing.return_from_post(request, by=None, note=NOT_MET),
    Action.READY: lambda request, by: handing.make_ready(request, by=by),
    Action.HAND_TO_SCHOOL: lambda request, by: handing.hand_to_school(request, by=by),
    Action.COLLECT: lambda request, by: handing.collect(request, by=by),
}
