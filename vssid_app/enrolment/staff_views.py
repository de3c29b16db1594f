"""Pages."""

from flask import Blueprint

pages = Blueprint("enrolment_staff", __name__)
