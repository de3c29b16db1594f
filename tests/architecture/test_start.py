"""What a process of the site loads at its start: nothing that it needs only later, if ever."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
# Commands and migrations; the other database; signatures, before the first code; what tests use.
NOT_AT_START = (
    *("vssid_app.cli", "flask_alembic", "alembic", "mako", "psycopg", "joserfc", "pytest"),
    # What core.late puts off.
    *("PIL", "pillow_heif", "typst", "fontpkg", "segno", "phonenumbers", "zxcvbn"),
)
PROGRAM = """
import json, sys
import wsgi
print(json.dumps(sorted(name for name in sys.modules)))
"""


def test_a_process_of_the_site_does_not_load_what_it_may_never_need(tmp_path: Path) -> None:
    environment = {"PATH": os.environ["PATH"], "DATA_DIR": str(tmp_path), "APP_MODE": "demo"}
    said = subprocess.run(
        [sys.executable, "-c", PROGRAM], cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    )
    loaded = json.loads(said.stdout)
    assert "vssid_app.app" in loaded
    assert not [name for name in NOT_AT_START if name in loaded]
