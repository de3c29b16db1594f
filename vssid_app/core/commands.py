"""The site's commands as a group: loaded when one is asked for, and refused on data that is not prepared."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from functools import cached_property, wraps
from pathlib import Path
from typing import Any

import click
from flask import current_app
from flask.cli import AppGroup
from flask_babel import gettext as _
from sqlalchemy import column, inspect, select, table
from sqlalchemy.exc import OperationalError

from vssid_app.core.extensions import db

MIGRATIONS = "migrations"
_REVISIONS = table("alembic_version", column("version_num"))


class LateCommands(AppGroup):
    """Commands that ``load`` gives at first use: a process that serves pages never pays for them."""

    def __init__(self, name: str, load: Callable[[], Sequence[click.Command]]) -> None:
        super().__init__(name)
        self._load = load

    @cached_property
    def _loaded(self) -> dict[str, click.Command]:
        return {command.name or "": command for command in self._load()}

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's interface
        """Their names."""
        return sorted(self._loaded)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """One of them."""
        return self._loaded.get(cmd_name)


def ask_for_prepared_data(command: click.Command, *, except_for: Collection[click.Command]) -> None:
    """Let a command, or all of a group, end with a sentence where ``prepare`` has not been run."""
    if isinstance(command, click.Group):
        for inner in command.commands.values():
            ask_for_prepared_data(inner, except_for=except_for)
    elif command not in except_for and command.callback:
        command.callback = _on_prepared_data(command.callback)


def _on_prepared_data(callback: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(callback)
    def run(*args: Any, **kwargs: Any) -> Any:
        if not _is_prepared():
            raise click.ClickException(_("Cơ sở dữ liệu chưa sẵn sàng. Chạy trước: ./run flask prepare"))
        return callback(*args, **kwargs)

    return run


def _is_prepared() -> bool:
    """Whether the schema is that of this program: a name as of the newest revision's file."""
    newest = max(path.stem for path in (Path(current_app.root_path) / MIGRATIONS).glob("*.py"))
    try:
        with db.engine.connect() as connection:
            if not inspect(connection).has_table(_REVISIONS.name):
                return False
            return newest.startswith(f"{connection.execute(select(_REVISIONS)).scalar()}_")
    except OperationalError as error:
        raise click.ClickException(_("Không mở được cơ sở dữ liệu: %(why)s", why=error.orig)) from None
