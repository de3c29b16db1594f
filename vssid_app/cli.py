"""Commands; each calls one operation. Loaded only where one is asked for (``core.commands``)."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import click
from flask import current_app
from flask_alembic import Alembic

from vssid_app.agencies import models as agencies
from vssid_app.agencies.operations import load_practice_places, load_reference_data
from vssid_app.audit import models as audit
from vssid_app.core import outcomes, worlds
from vssid_app.core.archive import NotABackup
from vssid_app.core.backup import NotMade, make_backup
from vssid_app.core.commands import MIGRATIONS, ask_for_prepared_data
from vssid_app.core.db import Base
from vssid_app.core.extensions import db
from vssid_app.core.key_commands import keys, new
from vssid_app.core.restore import restore_backup
from vssid_app.core.settings import Settings
from vssid_app.core.stored_files import sweep_orphan_files
from vssid_app.core.worker import Job, work
from vssid_app.core.world import CurrentWorld, WorldKind
from vssid_app.core.worlds import make_world, set_clock, visiting, worlds_of
from vssid_app.enrolment import models as enrolment
from vssid_app.enrolment.operations.lapsing import close_undecided
from vssid_app.enrolment.operations.retention import delete_old_photos
from vssid_app.identity import models as identity
from vssid_app.identity.codes import models as codes
from vssid_app.identity.commands import staff
from vssid_app.lookups import models as lookups
from vssid_app.notifications import models as notifications
from vssid_app.notifications.delivery import deliver_due
from vssid_app.notifications.in_app import delete_old_notices
from vssid_app.notifications.ways import warn_of_missing_ways
from vssid_app.people import models as people
from vssid_app.people.looks import models as looks
from vssid_app.people.looks.operations import delete_old_looks
from vssid_app.people.reminding import tell_of_changes
from vssid_app.policy import models as policy
from vssid_app.policy.operations import load_policy
from vssid_app.privacy import models as privacy
from vssid_app.privacy.operations import carry_out_due
from vssid_app.registry import models as registry
from vssid_app.registry.card_qr import models as card_qr
from vssid_app.registry.card_qr.commands import rotate
from vssid_app.registry.card_qr.operations import key_to_sign_with
from vssid_app.registry.exchange.commands import exchange
from vssid_app.registry.reminding import remind_of_ends
from vssid_app.service_requests import models as service_requests
from vssid_app.service_requests.operations.reminding import remind_of_late
from vssid_app.service_requests.operations.retention import delete_old_request_photos
from vssid_app.training.automatic_officer import decide_unopened
from vssid_app.training.automatic_requests import move_untouched
from vssid_app.training.operations import how_to_sign_in, refill_specimens, seed_demo_world
from vssid_app.training.post_simulator import bring_parcels

# The schema is what these modules define: migrations compare with all of them.
SCHEMA = (
    *(
        worlds,
        agencies,
        audit,
        card_qr,
        codes,
        enrolment,
        identity,
        lookups,
        looks,
        notifications,
        people,
        policy,
    ),
    outcomes,
    privacy,
    registry,
    service_requests,
)
PRACTICE = (WorldKind.DEMO, WorldKind.TRAINING)
MINUTE = 60
HOUR = 60 * MINUTE
DAY = 24 * HOUR

_alembic = Alembic(metadatas=Base.metadata, run_mkdir=False)


def migrations() -> Alembic:
    """The migrations, for the database of the current application."""
    app = current_app._get_current_object()  # type: ignore[attr-defined] # noqa: SLF001
    if "alembic" not in app.extensions:
        app.config["ALEMBIC"] = {"script_location": f"{app.root_path}/{MIGRATIONS}"}
        # SQLite cannot alter a table in place: batches copy it.
        app.config["ALEMBIC_CONTEXT"] = {"render_as_batch": True, "compare_type": True}
        _alembic.init_app(app)
    _alembic.engines = {"default": db.engine}
    return _alembic


def _settings() -> Settings:
    settings: Settings = current_app.extensions["settings"]
    return settings


@click.command()
def prepare() -> None:
    """Bring the database to the newest schema and fill in what the mode needs."""
    logging.getLogger("alembic").setLevel(logging.WARNING)
    migrations().upgrade()
    with db.transaction() as session:
        load_reference_data(session)
        load_policy(session)
        if _settings().is_demo:
            load_practice_places(session)
    world = _own_world()
    with visiting(world):
        key_to_sign_with(world.kind)
        if world.is_practice:
            seed_demo_world()


def _own_world() -> CurrentWorld:
    settings = _settings()
    kind = WorldKind.DEMO if settings.is_demo else WorldKind.LIVE
    return make_world(kind, settings.demo_date if settings.is_demo else None)


@click.command("set-date")
@click.argument("day", type=click.DateTime(["%Y-%m-%d"]))
def set_date(day: datetime) -> None:
    """Move the demo's clock to a DAY (2021-05-13); live has none."""
    world = _own_world()
    if not world.is_practice:
        raise click.ClickException("Live mode has no clock of its own.")
    set_clock(world, day.date())
    click.echo(f"The demo now stands on {day:%d/%m/%Y}.")


@click.command()
def worker() -> None:
    """Send messages and do what recurs, until stopped."""
    app = current_app._get_current_object()  # type: ignore[attr-defined] # noqa: SLF001
    warn_of_missing_ways(_settings())
    jobs = [
        Job("messages", 0.4, deliver_due),
        Job("old photos", DAY, _in_worlds(delete_old_photos, *WorldKind)),
        Job("old photos of requests", DAY, _in_worlds(delete_old_request_photos, *WorldKind)),
        # More often than once a day: a world's clock may be moved at any hour.
        Job("late requests", MINUTE, _in_worlds(remind_of_late, *WorldKind)),
        # More often than the days that it counts: nobody waits longer for a worker's own midnight.
        Job("deletions", HOUR, _in_worlds(carry_out_due, *WorldKind)),
        Job("undecided cases", HOUR, _in_worlds(close_undecided, *WorldKind)),
        Job("old looks", DAY, _in_worlds(delete_old_looks, *WorldKind)),
        Job("old notices", DAY, _in_worlds(delete_old_notices, *WorldKind)),
        Job("changes of care", HOUR, _in_worlds(tell_of_changes, *WorldKind)),
        # Often, since a world's clock may be moved; it reads one row once the day's cards are through.
        Job("ends of cards", MINUTE, _in_worlds(remind_of_ends, *WorldKind)),
        Job("files without rows", DAY, sweep_orphan_files),
        Job("outcomes of forms", HOUR, _in_worlds(outcomes.forget_outcomes, *WorldKind)),
    ]
    if _settings().is_demo:
        jobs += [
            Job("automatic officer", 2, _in_worlds(decide_unopened, *PRACTICE)),
            Job("automatic officer of requests", 2, _in_worlds(move_untouched, *PRACTICE)),
            # Often, for who moves the clock and waits for what comes of it.
            Job("post", 10, _in_worlds(bring_parcels, *PRACTICE)),
            Job("specimens", 10, _in_worlds(refill_specimens, *PRACTICE)),
        ]
    work(app, jobs)


def _in_worlds(do: Callable[[], bool], *kinds: WorldKind) -> Callable[[], bool]:
    """A job done in each world of these kinds."""

    def run() -> bool:
        more = False
        for kind in kinds:
            for world in worlds_of(kind):
                with visiting(world):
                    more = do() or more
        return more

    return run


@click.command("fill-desk")
def fill_desks() -> None:
    """Lay invented dossiers and requests on the demo officers' desk, once; live has none."""
    world = _own_world()
    if not world.is_practice:
        raise click.ClickException("Live mode has no invented dossiers.")
    from vssid_app.training.desk_filling import fill_desk  # noqa: PLC0415 - what it needs slows all other commands

    with visiting(world):
        fill_desk()


@click.command("how-to-sign-in")
def sign_in_help() -> None:
    """Say how to sign in, for the terminal that started the demo."""
    world = _own_world()
    if not world.is_practice:
        click.echo("Add staff with: ./run flask staff add --help")
        return
    with current_app.test_request_context(), visiting(world):
        click.echo("\n".join(how_to_sign_in()))


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
def backup(file: Path) -> None:
    """Write the database and the private files into FILE, while the site runs; the keys are not in it."""
    try:
        manifest = make_backup(_typed(file), _settings().data_dir / "files")
    except (NotMade, OSError) as error:
        raise click.ClickException(str(error)) from None
    click.echo(f"{file}: {len(manifest.hashes)} parts. Keep SECRET_KEY and FILE_KEY apart from it, and safe.")


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.confirmation_option(prompt="All that has been entered since the backup will be lost. Go on?")
def restore(file: Path) -> None:
    """Put what ``backup`` wrote in the place of what is there; a damaged or foreign FILE changes nothing."""
    try:
        manifest = restore_backup(_typed(file), _settings().data_dir / "files")
    except NotABackup as error:
        raise click.ClickException(f"Nothing was changed: {error}.") from None
    click.echo(f"Restored as of {manifest.made_at}.")


def _typed(file: Path) -> Path:
    """A path as it was meant: ``./run`` works in the site's folder, wherever it was called from."""
    return Path(os.environ.get("CALLED_FROM", ".")).joinpath(file).absolute()


keys.add_command(rotate)
COMMANDS = (prepare, worker, fill_desks, sign_in_help, set_date, staff, keys, backup, restore, exchange)
for _command in COMMANDS:
    ask_for_prepared_data(_command, except_for=(prepare, new))
