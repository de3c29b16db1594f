"""Pages."""

from flask import Blueprint

pages = Blueprint("support", __name__)
