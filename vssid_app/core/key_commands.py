"""The commands about keys; packages that hold keys of their own add theirs to this group."""

from __future__ import annotations

import os
import secrets

import click
from flask import current_app

from vssid_app.core.demo_secrets import FILE_KEY_BYTES, put_in_front
from vssid_app.core.settings import Settings


@click.group()
def keys() -> None:
    """Keys: what encrypts, and what signs."""


@keys.command()
def new() -> None:
    """Make a fresh key for photos and numbers and put it in front; live prints it for FILE_KEY."""
    settings: Settings = current_app.extensions["settings"]
    key = f"{_free_id(settings)}:{secrets.token_hex(FILE_KEY_BYTES)}"
    if settings.is_demo and not os.environ.get("FILE_KEY"):
        put_in_front(settings.data_dir, key)
        click.echo("Put in front. Restart site and worker, then: ./run flask keys reencrypt")
        return
    click.echo("Put this in front of FILE_KEY, with a comma; restart site and worker, then:")
    click.echo("./run flask keys reencrypt")
    click.echo(key)


def _free_id(settings: Settings) -> int:
    """Higher than any in use: a key that was dropped may still be asked for, by an old backup."""
    known = [int(key_id) for key_id, _key in settings.file_keys if key_id.isdecimal()]
    return max(known, default=0) + 1
