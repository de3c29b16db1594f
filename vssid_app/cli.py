"""Commands; each calls one operation."""

from __future__ import annotations

import click
from flask import Flask, current_app
from flask_alembic import Alembic

from vssid_app.agencies import models as agencies
from vssid_app.audit import models as audit
from vssid_app.core import worlds
from vssid_app.core.db import Base
from vssid_app.core.extensions import db
from vssid_app.enrolment import models as enrolment
from vssid_app.identity import models as identity
from vssid_app.identity.codes import models as codes
from vssid_app.notifications import models as notifications
from vssid_app.people import models as people
from vssid_app.policy import models as policy
from vssid_app.registry import models as registry

# The schema is what these modules define: migrations compare with all of them.
SCHEMA = (worlds, agencies, audit, codes, enrolment, identity, notifications, people, policy, registry)

alembic = Alembic(metadatas=Base.metadata, run_mkdir=False)


def register(app: Flask) -> None:
    """Add the commands to an application."""
    alembic.engines = {"default": db.engine}
    app.config["ALEMBIC"] = {"script_location": f"{app.root_path}/migrations"}
    # SQLite cannot alter a table in place: batches copy it.
    app.config["ALEMBIC_CONTEXT"] = {"render_as_batch": True, "compare_type": True}
    alembic.init_app(app)
    app.cli.add_command(prepare)


@click.command()
def prepare() -> None:
    """Bring the database to the newest schema and fill in what the mode needs."""
    alembic.upgrade()
    click.echo(f"Database ready ({current_app.extensions['settings'].mode}).")
