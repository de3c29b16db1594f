"""The pages about a person's insurance; the modules ``*_pages.py`` add theirs."""

from flask import Blueprint

pages = Blueprint("registry", __name__)
