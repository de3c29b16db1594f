"""The phone and the email of an account: changing them, and what is done when the phone is lost."""
