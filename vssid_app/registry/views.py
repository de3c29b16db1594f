"""Pages."""

from flask import Blueprint

pages = Blueprint("registry", __name__)
