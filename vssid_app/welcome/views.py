"""Pages."""

from flask import Blueprint

pages = Blueprint("welcome", __name__)
