"""The site and its worker as they are, but that a live installation takes the numbers kept for practice.

Only a live installation sends messages out, and it refuses invented numbers; no test may use anybody's own.
"""

# ruff: noqa: E402 - the rules of numbers must be other ones before those who import them by name

from __future__ import annotations

from vssid_app.people import number_rules, phone_rules

phone_rules._live_phone = phone_rules._practice_phone  # noqa: SLF001 - no setting says so, and none should
vars(number_rules)["is_reserved"] = lambda _kind, _value: False

from vssid_app.app import create_app

app = create_app()
