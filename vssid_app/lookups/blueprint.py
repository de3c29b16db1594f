"""The pages of looking up; the modules ``*_pages.py`` add theirs."""

from flask import Blueprint

pages = Blueprint("lookups", __name__, url_prefix="/tra-cuu")
