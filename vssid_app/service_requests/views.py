"""The pages of requests, as one blueprint."""

from vssid_app.service_requests import code_pages, tracking_pages
from vssid_app.service_requests.blueprint import pages

MODULES = (code_pages, tracking_pages)

__all__ = ["MODULES", "pages"]
