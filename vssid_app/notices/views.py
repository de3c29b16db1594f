"""``Thông báo`` of whoever is signed in, as one blueprint."""

from vssid_app.notices import list_pages, way_pages
from vssid_app.notices.blueprint import pages

MODULES = (list_pages, way_pages)

__all__ = ["MODULES", "pages"]
