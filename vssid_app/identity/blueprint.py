"""The pages of accounts; the modules ``*_pages.py`` add theirs."""

from flask import Blueprint

pages = Blueprint("identity", __name__)
