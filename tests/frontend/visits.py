"""Every page of the access table that a person reads, each with the cookies of who may read it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta

from flask import Flask

from tests.architecture.routes import Route
from tests.architecture.target import Target
from tests.architecture.targets import TABLE, make_target
from tests.enrolment.test_find_steps import steps
from tests.enrolment.test_taken import FORK, forked, with_account
from tests.frontend.notice_visits import pages_of_notices
from tests.frontend.request_visits import pages_of_requests
from tests.frontend.visit import Visit, holder, play, visit_of
from tests.identity.test_lost_phone import NUMBER, OLD, ask
from tests.identity.test_renew_second_factor import PATH as RENEW
from tests.identity.test_staff_sign_in import ADD, PASSWORD, Hired, enter, first, run, settled
from tests.support.care import make_couple
from tests.support.cast import make_account, make_officer, make_person, sign_in
from tests.support.dossiers import make_case, make_dossier
from tests.support.pages import PageClient
from tests.support.service_requests import make_request
from vssid_app.core.clock import today
from vssid_app.core.extensions import db
from vssid_app.core.world import current_world
from vssid_app.enrolment.kinds import DossierKind
from vssid_app.enrolment.models import Match
from vssid_app.enrolment.photo_kinds import PhotoKind
from vssid_app.enrolment.photo_rules import PhotoProblem
from vssid_app.enrolment.states import Status
from vssid_app.enrolment.steps import PHOTOS_OF, Step, photos_asked, steps_for
from vssid_app.people.models import Relation
from vssid_app.people.rules import BirthDate
from vssid_app.service_requests.states import Status as RequestStatus
from vssid_app.training.roles import Part

# Who reads a page without an id; the others are for whoever comes by.
READERS = {
    "signed_in": Part.WORKER,
    "staff:any": Part.OFFICER,
    "staff:review_dossiers": Part.OFFICER,
    "staff:handle_requests": Part.OFFICER,
    "staff:see_figures": Part.OFFICER,
    "staff:administer": Part.ADMIN,
}
SCHEMES = ("bhyt", "bhxh", "bhtn", "tnld-bnn")
KINDS = ("mot-lan", "om-dau-thai-san", "tnld-bnn", "that-nghiep", "hang-thang")
TELLING = [Status.PAPER_RECEIVED, Status.SUPPLEMENT_ASKED, Status.REJECTED, Status.ACCEPTED]
# Read without a page of its own: files, and what only leads on.
NO_PAGE = {
    "api.description",
    "api.facilities",
    "api.offices",
    "desk.automatic_officer",
    "desk.back_to_request",
    "desk.figures_file",
    "desk.next_dossier",
    "desk.next_request",
    "desk.post_file_example",
    "desk.request_batch",
    "desk.request_cards",
    "desk.request_photo",
    "desk.papers",
    "enrolment.add_my_child",
    "enrolment.blank_declaration_pdf",
    "enrolment.declaration_pdf",
    "enrolment.empty_form",
    "enrolment.photo",
    "enrolment.timeline_copy",
    "enrolment.tracking_state",
    "enrolment_staff.back_to_review",
    "enrolment_staff.declaration",
    "enrolment_staff.photo",
    "healthz",
    "identity.sign_out_token",
    "inbox.fill_code",
    "inbox.poll",
    "pwa.read_ahead_rules",
    "pwa.web_manifest",
    "pwa.worker",
    "registry.benefits_home",
    "registry.card_copy",
    "registry.card_qr",
    "registry.card_sheet",
    "registry.card_side",
    "registry.jwks",
    "registry.my_card",
    "registry.my_home",
    "registry.my_shares",
    "registry.participation_home",
    "service_requests.my_services",
    "service_requests.photo",
    "service_requests.receipt",
    "static",
}
# Reached only by what was done just before: ``_of_ways`` goes there.
BY_A_WAY = {
    "enrolment.compared",
    "enrolment.steps_only",
    "enrolment.taken_fork",
    "identity.lost_phone_done",
    "identity_staff.renew_app",
    "people.end_care",
    "people.invitation",
    "people.invite",
}

# Such a page of a person is about something of theirs that is made for the visit.
OF_A_REQUEST = "<code>"


def pages_with_ids(app: Flask, *, all_states: bool) -> list[Visit]:
    """Those that are about something made for the visit, in its telling states or in all."""
    states = list(Status)[1:] if all_states else TELLING
    found = [
        *_of_targets(app),
        *_of_registering(app, states),
        *_of_ways(app),
        *_of_care(app),
        *_of_the_desk(app),
        *pages_of_requests(app, all_states=all_states),
        *pages_of_notices(app, all_views=all_states),
    ]
    db.close()
    return found


def pages_of_people(app: Flask, *, all_views: bool) -> list[Visit]:
    """Those that everybody has, read by the demo's own people; of views that are alike one, or all."""
    found = [
        *_of_the_table(app),
        *_of_somebody(app, all_views=all_views),
        *_of_children(app),
        *_of_nobody(app),
    ]
    db.close()
    return found


def routes_with_a_page() -> list[Route]:
    """The lines of the golden table that a browser may open as a page."""
    lines = [line.split(" · ") for line in TABLE.read_text(encoding="utf-8").splitlines()[1:]]
    routes = [Route(name, tuple(methods.split()), path, rule) for name, methods, path, rule, *_ in lines]
    return [route for route in routes if "GET" in route.methods and route.endpoint not in NO_PAGE | BY_A_WAY]


def _of_targets(app: Flask) -> Iterator[Visit]:
    for route in routes_with_a_page():
        if "<" in route.path and (not route.rule.startswith("for_person") or OF_A_REQUEST in route.path):
            target, client = make_target(route), PageClient(app)
            target.let_in(client)
            yield visit_of(route.endpoint, target.path_of(route), client)


def _of_the_table(app: Flask) -> Iterator[Visit]:
    for route in routes_with_a_page():
        if "<" not in route.path:
            yield visit_of(route.endpoint, route.path, _reader(app, route))


def _reader(app: Flask, route: Route) -> PageClient:
    if route.endpoint.startswith("identity_staff.") and route.rule == "anybody":
        return _on_the_way_in(app, route.endpoint)
    client = PageClient(app)
    return play(client, READERS[route.rule]) if route.rule in READERS else client


def _on_the_way_in(app: Flask, endpoint: str) -> PageClient:
    """Staff who are signing in for the first time, come as far as this page."""
    client = PageClient(app)
    if endpoint == "identity_staff.sign_in":
        return client
    hired = Hired(run(app, "add", endpoint, *ADD[2:]))
    if endpoint == "identity_staff.enrol":
        first(client, hired.password, endpoint)
        return client
    page = hired.scan(first(client, hired.password, endpoint).follow())
    page = page.submit("Xác nhận", code=hired.code()).follow()
    if endpoint != "identity_staff.set_password":
        page.submit("Đặt mật khẩu và vào", password=PASSWORD)
        client = PageClient(app)
        first(client, PASSWORD, endpoint)
    return client


def _of_somebody(app: Flask, *, all_views: bool) -> Iterator[Visit]:
    """Every page about a person, for the worker, whose records are the richest."""
    client = play(PageClient(app), Part.WORKER)
    home = client.get("/toi").follow().path
    yield visit_of("registry.home, large", home, client, large=True)
    medical = re.search(r"/luot/(\d+)", client.get(f"{home}so-kham/").response.text)
    assert medical, "the worker has been to the doctor"
    about = {"public_id": home.split("/")[2], "year": str(today().year), "visit_id": medical[1]}
    about["service"], about["about"] = "652", "card"
    for route in routes_with_a_page():
        if route.rule.startswith("for_person") and OF_A_REQUEST not in route.path:
            path = Target({**about, "scheme": SCHEMES[1], "kind": KINDS[1]}).path_of(route)
            yield visit_of(f"{route.endpoint} {route.path.rsplit('>', 1)[-1]}", path, client)
    for view in [f"qua-trinh/{each}" for each in SCHEMES] + [f"thong-tin-huong/{each}" for each in KINDS]:
        if all_views:
            yield visit_of(f"registry {view}", home + view, client)


def _of_children(app: Flask) -> Iterator[Visit]:
    """A parent's pages about a child: the bar that says so."""
    client = play(PageClient(app), Part.PARENT)
    home = client.get("/toi").follow()
    yield visit_of("registry.home, parent", home.path, client)
    yield visit_of("registry.home, parent, large", home.path, client, large=True)
    children = [
        a.attrs["href"] for a in home.root.all("a") if re.fullmatch(r"/nguoi/[^/]+/", a.attrs["href"])
    ]
    child = next(path for path in children if path != home.path)
    for page in ("", "the", "qua-trinh/bhyt", "so-kham/"):
        yield visit_of(f"registry child/{page}", child + page, client)
    pupil = play(PageClient(app), Part.PUPIL)
    yield visit_of("registry.home, pupil", pupil.get("/toi").follow().path, pupil)
    yield visit_of(
        "registry.benefits, none", pupil.get("/toi").follow().path + "thong-tin-huong/mot-lan", pupil
    )


def _of_registering(app: Flask, states: list[Status]) -> Iterator[Visit]:
    own = steps_for(photos_asked(identical=False, always_both_sides=True))
    for step in own:
        code = make_dossier(Status.DRAFT, Match.NOT_FOUND).code
        yield visit_of(f"enrolment.step {step}", f"/dang-ky/{code}/{step}", holder(app, code))
    code = _childs_dossier()
    for step in Step:
        if step not in own:
            yield visit_of(f"enrolment.step {step}", f"/dang-ky/{code}/{step}", holder(app, code))
    bad = {PhotoKind.ID_FRONT: PhotoProblem.BLURRED}
    code = make_dossier(Status.DRAFT, Match.DIFFERS, bad=bad).code
    yield visit_of("enrolment.photo, blurred", f"/dang-ky/{code}/{Step.ID_FRONT}", holder(app, code))
    yield visit_of("enrolment.compared, differs", f"/dang-ky/{code}/ket-qua", holder(app, code))
    for status in states:
        code = make_dossier(status).code
        yield visit_of(f"enrolment.tracking {status}", f"/ho-so/{code}", holder(app, code))


def _childs_dossier() -> str:
    """Begun by somebody who is neither father nor mother: it asks for every paper there is."""
    guardian = make_person()
    make_account(guardian)
    return make_dossier(
        Status.DRAFT,
        Match.NOT_FOUND,
        photos=PHOTOS_OF[DossierKind.CHILD],
        kind=DossierKind.CHILD,
        guardian_id=guardian.id,
        relation=Relation.GUARDIAN,
        birth=BirthDate(today().year - 8, 9, 5),
    ).code


def _of_ways(app: Flask) -> Iterator[Visit]:
    """Pages at the end of a way, gone as their own tests go it."""
    client = PageClient(app)
    yield visit_of("enrolment.taken_fork", FORK.format(forked(client, with_account())), client)
    client = PageClient(app)
    yield visit_of("enrolment.steps_only", steps(client, make_dossier().code).path, client)
    client = PageClient(app)
    make_account(make_person(phone=OLD, si_number=NUMBER))
    yield visit_of("identity.lost_phone_done", ask(client).path, client)
    client = PageClient(app)
    hired = settled(app, client)
    enter(client, hired, PASSWORD)
    page = client.get(RENEW).submit("Tiếp tục", code=hired.code()).follow()
    yield visit_of("identity_staff.renew_app", page.path, client)


def _of_care(app: Flask) -> Iterator[Visit]:
    """Inviting a second guardian, and ending it; a family for each page, since all are read later."""
    fresh = make_couple(app, current_world())
    yield visit_of("people.care, one guardian", fresh.care, fresh.hers)
    yield visit_of("people.invite", f"{fresh.care}/moi", fresh.hers)
    inviting = make_couple(app, current_world())
    link = inviting.invite()
    yield visit_of("people.invitation", f"{inviting.care}/loi-moi", inviting.hers)
    yield visit_of("people.invited, nobody signed in", link, PageClient(app))
    waiting = make_couple(app, current_world())
    link = waiting.invite()
    waiting.accept(link)
    yield visit_of("people.invited, accepted", link, waiting.his)
    yield visit_of("people.care, somebody waits", waiting.care, waiting.hers)
    yield visit_of("registry.home, somebody waits", waiting.hers.get("/toi").follow().path, waiting.hers)
    sharing = make_couple(app, current_world())
    sharing.share()
    yield visit_of("people.care, two guardians", sharing.care, sharing.hers)
    yield visit_of("people.care_changes", f"{sharing.care}/viec-da-lam", sharing.his)
    yield visit_of("people.end_care", f"{sharing.care}/{sharing.father.public_id}/go", sharing.hers)


def _of_the_desk(app: Flask) -> Iterator[Visit]:
    """The officers' lists with somebody in them."""
    client = sign_in(PageClient(app), make_officer(), current_world())
    for status in (Status.RECORDED, Status.SUPPLEMENT_ASKED, Status.REJECTED, Status.ACTIVE):
        make_dossier(status, Match.DIFFERS)
    make_case()
    for page in ("hang-cho", "cho-bo-sung", "da-xu-ly", "yeu-cau-kiem-tra", "mat-so-dien-thoai"):
        yield visit_of(f"desk.{page}, with rows", f"/can-bo/{page}", client)
    asked, printed = make_request().code, make_request(RequestStatus.PRINTED).code
    make_request(RequestStatus.REJECTED, due_on=today())
    make_request(due_on=today() - timedelta(days=9))
    yield visit_of("desk.figures, with rows", "/can-bo/dich-vu/so-lieu", client)
    for page in ("?viec=nhan&chon=tat-ca", f"/hang-loat?viec=gui&ma={asked}&ma={printed}", f"/{printed}"):
        yield visit_of(f"desk.requests {page}", f"/can-bo/dich-vu{page}", client)
    code = make_dossier(Status.PAPER_RECEIVED, Match.DIFFERS).code
    yield visit_of("enrolment_staff.review, differs", f"/can-bo/ho-so/{code}", client)


def _of_nobody(app: Flask) -> Iterator[Visit]:
    client = PageClient(app)
    admin = play(PageClient(app), Part.ADMIN)
    yield visit_of("administration.log, again", "/quan-tri/nhat-ky", admin)
    yield visit_of("errors 404", "/khong-co-trang-nay", client)
    yield visit_of("lookups.facilities, found", "/tra-cuu/co-so-kham-chua-benh?tim=long+bien", client)
    yield visit_of("lookups.offices, none", "/tra-cuu/co-quan?tim=zzzzzz", client)
