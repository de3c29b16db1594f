"""The pages of looking up, as one blueprint."""

from vssid_app.lookups import person_pages, place_pages
from vssid_app.lookups.blueprint import pages

MODULES = (person_pages, place_pages)

__all__ = ["MODULES", "pages"]
