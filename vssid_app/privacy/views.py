"""All pages of this package, for the assembly."""

from vssid_app.privacy import data_pages, deletion_pages
from vssid_app.privacy.blueprint import pages

__all__ = ["data_pages", "deletion_pages", "pages"]
