"""What the server imports."""

import gc
import os
import sys
import time
from pathlib import Path

# What is made now stays: looking for garbage among it, again and again, takes a seventh of the start.
gc.disable()

from vssid_app.app import create_app  # noqa: E402
from vssid_app.core.settings import IncompleteSettings  # noqa: E402

try:
    app = create_app()
except IncompleteSettings as incomplete:
    # Beside a process that prepares the data, that one says it, and this one is ended.
    if "WAIT_FOR" not in os.environ:
        sys.exit(str(incomplete))

# ``./run app`` has the data prepared meanwhile; the commands that it calls do not wait.
if "WAIT_FOR" in os.environ:
    while not Path(os.environ["WAIT_FOR"]).exists():
        time.sleep(0.02)

gc.freeze()
gc.enable()
