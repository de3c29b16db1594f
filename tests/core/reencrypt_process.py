"""Another process that changes the key, and stops in the middle of a batch until it is killed.

Usage: python -m tests.core.reencrypt_process <values before it stops>
"""

from __future__ import annotations

import sys

from vssid_app.app import create_app
from vssid_app.core import reencrypt
from vssid_app.core.extensions import keyring


def main() -> None:
    """Renew, two rows at once; after so many values say ``ready`` and hold still, lock and all."""
    app = create_app()
    left = int(sys.argv[1])
    encrypt = keyring.encrypt

    def counted(text: str, purpose: str, *, under: str | None = None) -> str:
        nonlocal left
        left -= 1
        if left == 0:
            sys.stdout.write("ready\n")
            sys.stdout.flush()
            sys.stdin.readline()
        return encrypt(text, purpose, under=under)

    keyring.encrypt = counted  # type: ignore[method-assign]
    reencrypt.ROWS_AT_ONCE = 2
    with app.app_context():
        list(reencrypt.reencrypt_all())


if __name__ == "__main__":
    main()
