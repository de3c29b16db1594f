"""Pages."""

from flask import Blueprint

pages = Blueprint("desk", __name__)
