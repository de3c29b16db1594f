"""The pages of registering, as one blueprint."""

from vssid_app.enrolment import (
    child_pages,
    confirm_pages,
    declaration_pages,
    find_pages,
    phone_copy_pages,
    photo_pages,
    sent_pages,
    start_pages,
    step_pages,
)
from vssid_app.enrolment.blueprint import pages

MODULES = (
    *(start_pages, child_pages, step_pages, photo_pages, sent_pages),
    *(confirm_pages, find_pages, declaration_pages, phone_copy_pages),
)

__all__ = ["MODULES", "pages"]
