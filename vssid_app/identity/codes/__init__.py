"""One-time codes: a number or an address is proven by what was sent to it."""
