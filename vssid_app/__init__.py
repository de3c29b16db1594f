"""Thực hành VssID: a practice app for Vietnam's health-insurance card.

Importing a part never imports the whole: the application is assembled in ``vssid_app.app``.
"""
