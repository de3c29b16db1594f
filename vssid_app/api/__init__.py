"""The public JSON interface: card checks, QR codes, facilities and offices."""
