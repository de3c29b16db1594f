"""The pages of requests, as one blueprint."""

from vssid_app.service_requests import (
    check_page,
    code_pages,
    correction_pages,
    facility_pages,
    photo_pages,
    sent_pages,
    service_pages,
    step_pages,
    tracking_pages,
)
from vssid_app.service_requests.blueprint import pages

MODULES = (
    *(service_pages, step_pages, correction_pages, facility_pages, photo_pages, check_page),
    *(code_pages, sent_pages, tracking_pages),
)

__all__ = ["MODULES", "pages"]
