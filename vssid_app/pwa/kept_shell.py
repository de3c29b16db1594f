"""The frame of pages that lie on the phone for the hours without network: the same for everybody."""

from __future__ import annotations

from dataclasses import dataclass

from flask import current_app, url_for
from flask_babel import gettext as _

from vssid_app.core.settings import Settings
from vssid_app.core.world import WorldKind, current_world
from vssid_app.policy.identity_papers import paper_today


@dataclass(frozen=True)
class KeptShell:
    """Takes the place of ``welcome.shell`` in the layouts: nobody is signed in, nothing is asked or sent."""

    practice: bool
    label: str
    operator: str
    manifest_url: str
    help_url: str
    paper: str
    unread: int = 0
    large: bool = False
    signed_in: bool = False

    def __getattr__(self, name: str) -> None:
        """Whatever else a layout shows of the visitor: there is none."""
        if name.startswith("_"):
            raise AttributeError(name)


def kept_shell() -> KeptShell:
    """The frame in the current world."""
    world = current_world()
    settings: Settings = current_app.extensions["settings"]
    return KeptShell(
        practice=world.is_practice,
        label=_("TẬP HUẤN") if world.kind is WorldKind.TRAINING else _("BẢN DÙNG THỬ"),
        operator=settings.operator_name,
        manifest_url=url_for("pwa.web_manifest"),
        help_url=url_for("support.help"),
        paper=paper_today(),
    )
