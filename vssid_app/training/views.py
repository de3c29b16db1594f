"""Pages."""

from flask import Blueprint

pages = Blueprint("training", __name__)
