"""Which page an address shows, in the words of the list; a test holds it against the access table."""

from __future__ import annotations

from collections.abc import Mapping

from vssid_app.people.looks.models import LookedPage

_ENDPOINTS: Mapping[LookedPage, tuple[str, ...]] = {
    LookedPage.HOME: ("registry.home",),
    LookedPage.PROFILE: ("registry.profile",),
    LookedPage.CARD: ("registry.card", "registry.card_image", "registry.card_qr", "registry.desk_mode"),
    LookedPage.CARD_FILE: ("desk.request_cards", "registry.card_sheet", "registry.card_side"),
    LookedPage.CARD_ON_PHONE: ("registry.card_copy",),
    LookedPage.PARTICIPATION: (
        "registry.participation",
        "registry.participation_home",
        "registry.statement",
    ),
    LookedPage.BENEFITS: ("registry.benefits", "registry.benefits_home"),
    LookedPage.VISITS: ("registry.visits", "registry.visit"),
    LookedPage.LOOKS: ("looks.seen_by",),
    LookedPage.RIGHTS: (
        "desk.care",
        "people.care",
        "people.care_changes",
        "people.confirm",
        "people.end_care",
        "people.invitation",
        "people.invite",
        "people.refuse",
        "people.take_back",
        "registry.shares",
    ),
    LookedPage.CHILDREN: ("enrolment.add_child", "enrolment.child_with_card"),
    LookedPage.DOSSIER: (
        "enrolment.beside_another",
        "enrolment.compared",
        "enrolment.done",
        "enrolment.keep",
        "enrolment.not_mine",
        "enrolment.sample",
        "enrolment.step",
        "enrolment.taken_fork",
        "enrolment.timeline_copy",
        "enrolment.tracking",
        "enrolment.tracking_state",
        "enrolment.withdraw",
        "enrolment_staff.approve",
        "enrolment_staff.back_to_review",
        "enrolment_staff.paper",
        "enrolment_staff.refuse",
        "enrolment_staff.review",
        "enrolment_staff.supplement",
    ),
    LookedPage.PHOTOS: ("enrolment.photo", "enrolment_staff.photo"),
    LookedPage.DECLARATION: (
        "enrolment.blank_declaration_pdf",
        "enrolment.declaration",
        "enrolment.declaration_pdf",
        "enrolment_staff.declaration",
    ),
    LookedPage.CASE: ("desk.case", "desk.account_case"),
    LookedPage.REQUESTS: (
        "desk.act",
        "desk.back_to_request",
        "desk.do_request_batch",
        "desk.request",
        "desk.request_photo",
    ),
    LookedPage.OWN_DATA: ("privacy.download",),
}
PAGES: Mapping[str, LookedPage] = {name: page for page, names in _ENDPOINTS.items() for name in names}
# Packages whose pages are one to a family, however many there are.
PACKAGES: Mapping[str, LookedPage] = {"service_requests": LookedPage.REQUESTS}


def page_of(endpoint: str | None) -> LookedPage:
    """The page of an endpoint."""
    name = endpoint or ""
    return PAGES.get(name) or PACKAGES.get(name.partition(".")[0], LookedPage.OTHER)
