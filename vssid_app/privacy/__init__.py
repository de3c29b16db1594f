"""A person's own data: taking all of it along, and having the account deleted."""
