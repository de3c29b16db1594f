"""The pages of the administrators; the modules ``*_pages.py`` add theirs."""

from flask import Blueprint

pages = Blueprint("administration", __name__, url_prefix="/quan-tri")
