"""Accounts, one-time codes, sessions and staff roles; takes ids, knows no person."""
