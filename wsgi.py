"""What the server imports."""

import sys

from vssid_app.app import create_app
from vssid_app.core.settings import IncompleteSettings

try:
    app = create_app()
except IncompleteSettings as incomplete:
    sys.exit(str(incomplete))
