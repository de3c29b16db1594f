"""Persons and guardianship: who somebody is, and who may see and act for whom."""
