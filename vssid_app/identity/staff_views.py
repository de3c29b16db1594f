"""Pages."""

from flask import Blueprint

pages = Blueprint("identity_staff", __name__)
