"""The pages about who has whom in care; the modules ``*_pages.py`` add theirs."""

from flask import Blueprint

pages = Blueprint("people", __name__)
