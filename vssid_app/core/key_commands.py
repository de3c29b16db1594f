"""The commands about keys; packages that hold keys of their own add theirs to this group."""

from __future__ import annotations

import os
import secrets

import click
from flask import current_app

from vssid_app.core.demo_secrets import FILE_KEY_BYTES, put_in_front
from vssid_app.core.extensions import db, keyring
from vssid_app.core.reencrypt import reencrypt_all
from vssid_app.core.sealed import count_files, count_values
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


@keys.command()
def status() -> None:
    """Say how many values and files are under which key, and which key nothing needs any more."""
    with db.scope():
        values, files = count_values(db.session.connection()), count_files()
    for key_id in (*keyring.ids, *sorted({*values, *files}.difference(keyring.ids))):
        counted = f"key {key_id}: {values[key_id]} values, {files[key_id]} files"
        click.echo(f"{counted}{_remark(key_id, values[key_id] + files[key_id])}")


@keys.command()
@click.confirmation_option(prompt="Have site and worker been restarted since the first key came?")
def reencrypt() -> None:
    """Bring every value and every file under the first key, while the site runs.

    Cut off, it is simply run again. Afterwards the other keys may be taken out of FILE_KEY, unless a backup
    that is still kept was made under them.
    """
    unreadable = 0
    for done in reencrypt_all():
        click.echo(f"{done.what}: {done.renewed}")
        unreadable += done.unreadable
    if unreadable:
        raise click.ClickException(f"{unreadable} cannot be read: see keys status; drop no key.")
    click.echo(f"All is under key {keyring.current[0]}. See keys status before another key is dropped.")


def _remark(key_id: str, needed: int) -> str:
    if key_id == keyring.current[0]:
        return " – encrypts"
    if key_id not in keyring.ids:
        return " – not in FILE_KEY, cannot be read"
    return " – reads" if needed else " – may be taken out of FILE_KEY, once no kept backup is under it"


def _free_id(settings: Settings) -> int:
    """Higher than any in use: a key that was dropped may still be asked for, by an old backup."""
    known = [int(key_id) for key_id, _key in settings.file_keys if key_id.isdecimal()]
    return max(known, default=0) + 1
