"""What stands behind a route, and how its rightful visitor comes."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tests.architecture.routes import Route
from tests.support.cast import sign_in
from tests.support.dossiers import held
from tests.support.pages import PageClient
from vssid_app.core.device import COOKIE
from vssid_app.core.world import current_world
from vssid_app.enrolment.access import HELD
from vssid_app.identity.models import Account

TOKEN = "t" * 22


@dataclass(frozen=True)
class Target:
    """Values for a path, and how its rightful visitor comes."""

    values: dict[str, str]
    account: Account | None = None
    dossier: str = ""
    former_guardian: Account | None = None
    device: bool = False

    def path_of(self, route: Route) -> str:
        """The address of the route with these values."""
        return re.sub(r"<(?:[^<>]*:)?(\w+)>", lambda match: self.values[match[1]], route.path)

    def let_in(self, client: PageClient) -> None:
        """Give a phone what its rightful visitor has."""
        if self.account:
            sign_in(client, self.account, current_world())
        if self.device:
            client.raw.set_cookie(COOKIE, TOKEN)
        if self.dossier:
            proven = held(self.dossier)
            with client.raw.session_transaction() as cookie:
                cookie[HELD] = proven
