"""The family's pages of requests; the modules ``*_pages.py`` add theirs."""

from flask import Blueprint

pages = Blueprint("service_requests", __name__)
