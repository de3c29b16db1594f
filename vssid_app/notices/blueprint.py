"""The pages of notices; the modules ``*_pages.py`` add theirs."""

from flask import Blueprint

pages = Blueprint("notices", __name__, url_prefix="/thong-bao")
