"""The append-only log of who saw and changed what."""
