"""What the server imports."""

import gc
import sys

# What is made now stays: looking for garbage among it, again and again, takes a seventh of the start.
gc.disable()

from vssid_app.app import create_app  # noqa: E402
from vssid_app.core.settings import IncompleteSettings  # noqa: E402

try:
    app = create_app()
except IncompleteSettings as incomplete:
    sys.exit(str(incomplete))

gc.freeze()
gc.enable()
