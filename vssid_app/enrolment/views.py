"""Pages."""

from flask import Blueprint

pages = Blueprint("enrolment", __name__)
