"""The family's pages of requests, in their telling states."""

from __future__ import annotations

from collections.abc import Iterator

from flask import Flask

from tests.frontend.visit import Visit, visit_of
from tests.support.cast import make_account, make_child_of, make_person, sign_in
from tests.support.insurance import make_card
from tests.support.pages import PageClient
from tests.support.service_requests import AT_SCHOOL, make_holder, make_request
from vssid_app.core.clock import today
from vssid_app.core.world import current_world
from vssid_app.policy.queries import deadline_in_days
from vssid_app.service_requests.explained import Service
from vssid_app.service_requests.kinds import PhotoKind, RequestKind
from vssid_app.service_requests.operations.photos import use_sample
from vssid_app.service_requests.states import Status
from vssid_app.service_requests.steps import Step

TELLING = (Status.AWAITING_CODE, Status.SUPPLEMENT_ASKED, Status.IN_DELIVERY, Status.REJECTED)
STEPS = ("giay", "ly-do", "noi-nhan", "noi-nhan/nha", "anh-the", Step.CHECK)


def pages_of_requests(app: Flask, *, all_states: bool) -> Iterator[Visit]:
    """Each step of a draft, a request in each state, late, for a child, and without a card."""
    person, account = make_holder(commune_code="00118", street="Số 1 ngõ Mẫu", school_code="thcs-bo-de")
    client = sign_in(PageClient(app), account, current_world())
    base = f"/nguoi/{person.public_id}/dich-vu"
    draft = make_request(Status.AWAITING_CODE, person=person, account=account)
    for step in STEPS:
        yield visit_of(f"service_requests.step {step}", f"{base}/{draft.code}/{step}", client)
    use_sample(draft, PhotoKind.DAMAGE)
    yield visit_of("service_requests.damage, shown", f"{base}/{draft.code}/anh-the", client)
    for service in Service if all_states else (Service.REISSUE, Service.CORRECTION, Service.FACILITY):
        yield visit_of(f"service_requests.service {service}", f"{base}/ve/{service}", client)
    about = {"about": "person", "told": "Ngày sinh: 05/09/2014", "quoted": {"Ngày sinh": "04/09/2014"}}
    wrong = make_request(
        Status.AWAITING_CODE, RequestKind.CORRECTION, person=person, account=account, **about
    )
    for step in ("cho-sai", "anh-chung-minh", Step.CHECK):
        yield visit_of(f"service_requests.step {step}", f"{base}/{wrong.code}/{step}", client)
    move = make_request(Status.AWAITING_CODE, RequestKind.FACILITY_CHANGE, person=person, account=account)
    for step in ("co-so", Step.CHECK):
        yield visit_of(f"service_requests.step {step}", f"{base}/{move.code}/{step}", client)
    yield from _of_states(app, tuple(Status) if all_states else TELLING)
    yield from _without_a_card(app)


def _of_states(app: Flask, states: tuple[Status, ...]) -> Iterator[Visit]:
    for status in states:
        guardian, account = make_holder()
        client = sign_in(PageClient(app), account, current_world())
        child = make_child_of(guardian, full_name="TRẦN MẪU CON")
        make_card(child)
        code = make_request(status, person=child, account=account, **AT_SCHOOL).code
        base = f"/nguoi/{child.public_id}/dich-vu"
        yield visit_of(f"service_requests.tracking {status}", f"{base}/{code}", client)
    late_on = deadline_in_days(today().replace(day=1), 0)
    holder, account = make_holder()
    client = sign_in(PageClient(app), account, current_world())
    code = make_request(Status.RECEIVED, person=holder, account=account, due_on=late_on).code
    base = f"/nguoi/{holder.public_id}/dich-vu"
    yield visit_of("service_requests.tracking, late", f"{base}/{code}", client)
    yield visit_of("service_requests.done", f"{base}/{code}/xong", client)
    yield visit_of("service_requests.withdraw", f"{base}/{code}/rut", client)
    yield visit_of("service_requests.hub, under way", base, client)
    yield visit_of("service_requests.history, with rows", f"{base}/lich-su", client)


def _without_a_card(app: Flask) -> Iterator[Visit]:
    person = make_person()
    client = sign_in(PageClient(app), make_account(person), current_world())
    base = f"/nguoi/{person.public_id}/dich-vu"
    yield visit_of("service_requests.service, no card", f"{base}/ve/612a", client)
    yield visit_of("service_requests.history, none", f"{base}/lich-su", client)
