"""What every part stands on; no word of the domain in here."""
