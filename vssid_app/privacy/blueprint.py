"""The pages about one's own data; the modules ``*_pages.py`` add theirs."""

from flask import Blueprint

pages = Blueprint("privacy", __name__)
