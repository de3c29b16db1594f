"""What the server imports."""

from vssid_app.app import create_app

app = create_app()
