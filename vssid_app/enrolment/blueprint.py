"""The pages of registering; the modules ``*_pages.py`` add theirs."""

from flask import Blueprint

pages = Blueprint("enrolment", __name__)
