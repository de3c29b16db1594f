"""The pages of the officers' home; the modules ``*_pages.py`` add theirs."""

from flask import Blueprint

pages = Blueprint("desk", __name__)
