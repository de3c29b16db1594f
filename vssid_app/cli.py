"""Commands; each calls one operation."""

from __future__ import annotations

import click
from flask import Flask, current_app
from flask_alembic import Alembic

from vssid_app.core.db import Base
from vssid_app.core.extensions import db

alembic = Alembic(metadatas=Base.metadata, run_mkdir=False)


def register(app: Flask) -> None:
    """Add the commands to an application."""
    alembic.engines = {"default": db.engine}
    app.config["ALEMBIC"] = {
        "script_location": str(app.root_path) + "/migrations",
        "context": {"render_as_batch": True, "compare_type": True},
    }
    alembic.init_app(app)
    app.cli.add_command(prepare)


@click.command()
def prepare() -> None:
    """Bring the database to the newest schema and fill in what the mode needs."""
    alembic.upgrade()
    click.echo(f"Database ready ({current_app.extensions['settings'].mode}).")
