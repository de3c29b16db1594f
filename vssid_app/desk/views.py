"""The pages of the desk, as one blueprint."""

from vssid_app.desk import (
    account_case_pages,
    care_pages,
    case_pages,
    deletion_pages,
    figure_pages,
    message_pages,
    post_file_pages,
    queue_pages,
    request_batch_pages,
    request_list_pages,
    request_pages,
)
from vssid_app.desk.blueprint import pages

MODULES = (
    *(queue_pages, case_pages, account_case_pages, care_pages, deletion_pages, message_pages),
    *(request_list_pages, request_pages, request_batch_pages, post_file_pages),
    figure_pages,
)

__all__ = ["MODULES", "pages"]
