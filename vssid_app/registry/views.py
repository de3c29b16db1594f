"""The pages about a person's insurance, as one blueprint."""

from vssid_app.registry import (
    benefit_pages,
    card_image_pages,
    card_pages,
    card_qr_pages,
    home_pages,
    participation_pages,
    phone_copy_pages,
    share_pages,
    switch_pages,
    verify_pages,
    visit_pages,
)
from vssid_app.registry.blueprint import pages

MODULES = (
    home_pages,
    card_pages,
    card_image_pages,
    card_qr_pages,
    phone_copy_pages,
    share_pages,
    switch_pages,
    verify_pages,
    participation_pages,
    benefit_pages,
    visit_pages,
)

__all__ = ["MODULES", "pages"]
