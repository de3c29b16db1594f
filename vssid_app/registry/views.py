"""The pages about a person's insurance, as one blueprint."""

from vssid_app.registry import card_image_pages, card_pages, card_qr_pages, home_pages, verify_pages
from vssid_app.registry.blueprint import pages

MODULES = (home_pages, card_pages, card_image_pages, card_qr_pages, verify_pages)

__all__ = ["MODULES", "pages"]
