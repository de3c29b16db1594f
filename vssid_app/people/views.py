"""The pages about who has whom in care, as one blueprint."""

from vssid_app.people import care_pages, end_pages, guest_pages, inviting_pages
from vssid_app.people.blueprint import pages

MODULES = (care_pages, end_pages, inviting_pages, guest_pages)

__all__ = ["MODULES", "pages"]
