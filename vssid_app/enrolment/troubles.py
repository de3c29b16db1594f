"""Sentences about what was typed wrong: what is the matter and what to do."""

from vssid_app.people.messages import birth_trouble, number_trouble, phone_trouble

__all__ = ["birth_trouble", "number_trouble", "phone_trouble"]
