"""The pages of the administrators, as one blueprint."""

from vssid_app.administration import (
    benefit_pages,
    day_pages,
    home_page,
    log_pages,
    office_pages,
    opening_pages,
    parameter_pages,
    staff_pages,
)
from vssid_app.administration.blueprint import pages

MODULES = (
    home_page,
    staff_pages,
    parameter_pages,
    office_pages,
    opening_pages,
    benefit_pages,
    day_pages,
    log_pages,
)

__all__ = ["MODULES", "pages"]
