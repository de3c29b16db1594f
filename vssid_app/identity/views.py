"""Pages."""

from flask import Blueprint

pages = Blueprint("identity", __name__)
