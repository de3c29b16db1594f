"""An officer in a process of its own, who decides a list of dossiers in one way as fast as can be.

Usage: python -m tests.enrolment.contrary_process (accept|reject) OFFICER CODE…
Writes ``ready``, waits for a line, then writes each code with ``done`` or with the sentence of a refusal.
"""

from __future__ import annotations

import sys
from collections.abc import Callable

from vssid_app.app import create_app
from vssid_app.core.extensions import db
from vssid_app.core.world import WorldKind, in_world
from vssid_app.core.worlds import worlds_of
from vssid_app.enrolment.models import Dossier
from vssid_app.enrolment.operations.deciding import accept, reject
from vssid_app.enrolment.queries import find_dossier
from vssid_app.enrolment.reasons import Reason, ReasonCode
from vssid_app.enrolment.staff_words import too_late
from vssid_app.enrolment.states import NotAllowed

Deciding = Callable[[Dossier, int], None]
WAYS: dict[str, Deciding] = {
    "accept": lambda dossier, by: accept(dossier, by=by),
    "reject": lambda dossier, by: reject(dossier, [Reason(ReasonCode.NAME_DIFFERS)], by=by),
}


def try_to_decide(way: str, code: str, officer: int) -> str:
    """Decide one dossier in a session of its own; gives ``done``, or the sentence that the officer reads."""
    with db.scope():
        dossier = find_dossier(code)
        assert dossier is not None
        try:
            WAYS[way](dossier, officer)
        except NotAllowed:
            return too_late(dossier)
        return "done"


def main() -> None:
    """Decide all that was named, after being let go."""
    way, officer, *codes = sys.argv[1:]
    app = create_app()
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    with app.app_context(), in_world(worlds_of(WorldKind.DEMO)[0]):
        sys.stdout.write("ready\n")
        sys.stdout.flush()
        sys.stdin.readline()
        for code in codes:
            sys.stdout.write(f"{code} {try_to_decide(way, code, int(officer))}\n")


if __name__ == "__main__":
    main()
