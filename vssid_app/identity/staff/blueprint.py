"""The pages of staff accounts; the modules ``*_pages.py`` add theirs."""

from flask import Blueprint

pages = Blueprint("identity_staff", __name__, url_prefix="/can-bo")
