"""The command that changes the key that cards are signed with."""

from __future__ import annotations

import click
from flask import current_app

from vssid_app.core.settings import Settings
from vssid_app.core.world import WorldKind
from vssid_app.registry.card_qr import operations


@click.command()
@click.option("--world", type=click.Choice([kind.value for kind in WorldKind]), help="Kind of world.")
def rotate(world: str | None) -> None:
    """Sign cards with a new key from now on; old cards still verify."""
    kinds = _own_kinds()
    kind = WorldKind(world) if world else kinds[0]
    if kind not in kinds:
        raise click.ClickException(f"No {kind} world is in this installation.")
    key = operations.rotate(kind)
    click.echo(f"Cards of {kind} worlds are now signed with key {key.kid}; older cards still verify.")


def _own_kinds() -> tuple[WorldKind, ...]:
    """Practice and the real thing never share an installation."""
    settings: Settings = current_app.extensions["settings"]
    return (WorldKind.DEMO, WorldKind.TRAINING) if settings.is_demo else (WorldKind.LIVE,)
