"""These pages are for people: staff have no data of a person here."""

from __future__ import annotations

from flask import abort

from vssid_app.identity.access import signed_in_visitor
from vssid_app.identity.codes.challenge import Challenge
from vssid_app.identity.codes.code_page import challenge_here
from vssid_app.identity.codes.rules import Purpose
from vssid_app.identity.models import Account


def own_account() -> Account:
    """The account of whoever is signed in; a 404 for staff."""
    account = signed_in_visitor().account
    if account.person_id is None:
        abort(404)
    return account


def own_challenge(public_id: str, purpose: Purpose) -> Challenge:
    """A challenge of the signed-in account, asked for on this browser; anybody else's is a 404."""
    found = challenge_here(public_id, purpose)
    if found.account_id != own_account().id:
        abort(404)
    return found
