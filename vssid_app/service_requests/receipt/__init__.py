"""The receipt of a request that was sent: one page of A4 with a QR code for the desk."""
