"""``registry import`` and ``registry export``."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from flask import current_app
from flask_babel import gettext as _

from vssid_app.core.called_from import called_from, typed_path
from vssid_app.core.settings import Settings
from vssid_app.core.world import CurrentWorld, WorldKind
from vssid_app.core.worlds import all_worlds, make_world, visiting
from vssid_app.registry.exchange.exporting import count_rows, export_register
from vssid_app.registry.exchange.importing import Import, Outcome
from vssid_app.registry.exchange.reading import Reject
from vssid_app.registry.exchange.reject_file import Nowhere, reject_file
from vssid_app.registry.exchange.sheets import FILES
from vssid_app.registry.exchange.words import outcome_words, reason, written_words
from vssid_app.registry.exchange.writing import Clash, NotStored

in_world_option = click.option(
    "--world",
    "wanted",
    metavar="W",
    help="demo, live, training or a world's number [this installation's own]",
)


@click.group("registry")
def exchange() -> None:
    """The register as files: persons, cards, periods, benefits, visits, kinships, changes of facility."""


@exchange.command("import")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@in_world_option
@click.option("--dry-run", is_flag=True, help="Say what would become of each file, and store nothing.")
def import_(folder: Path, wanted: str | None, *, dry_run: bool) -> None:
    """Take the CSV files of DIR, each where present: persons, cards and the others that export writes.

    Lines are new, changed or unchanged; those that cannot be taken are listed in DIR/rejects.csv, while the
    others are kept. It can be interrupted and run again. Ends with 1 where a whole file was refused.
    """
    source = typed_path(folder)
    size = _size_of(source)
    with _in_chosen_world(wanted):
        outcomes, rejects = _import(source, size, dry_run=dry_run)
    if dry_run:
        click.echo(_("Chạy thử, không lưu gì:"))
    for outcome in outcomes:
        click.echo(outcome_words(outcome))
    if rejects.exists():
        click.echo(_("Những dòng bị loại và lý do: %(path)s", path=rejects))
    if any(outcome.refused for outcome in outcomes):
        raise SystemExit(1)


@exchange.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path, file_okay=False))
@in_world_option
def export(folder: Path, wanted: str | None) -> None:
    """Write the register into DIR as the files that import reads; they hold personal data, for you alone."""
    target = typed_path(folder)
    with _in_chosen_world(wanted):
        try:
            with click.progressbar(length=count_rows(), label="export") as bar:
                written = export_register(target, bar.update)
        except OSError as error:
            raise click.ClickException(f"{target}: {error.strerror}") from None
    for file in written:
        click.echo(written_words(file))


def _size_of(source: Path) -> int:
    """How many bytes are to be read."""
    if not source.is_dir():
        raise click.ClickException(_("Không có thư mục %(path)s.", path=source))
    sizes = [path.stat().st_size for name in FILES if (path := source / name).is_file()]
    if not sizes:
        files = ", ".join(FILES)
        raise click.ClickException(
            _("Trong %(path)s không có tệp nào trong: %(files)s.", path=source, files=files)
        )
    return sum(sizes)


def _import(source: Path, size: int, *, dry_run: bool) -> tuple[list[Outcome], Path]:
    try:
        with (
            reject_file(source, called_from()) as (write, rejects),
            click.progressbar(length=size, label="import") as bar,
        ):

            def on_reject(file: str, reject: Reject) -> None:
                write(file, reject.place, reason(reject))

            return Import(source, on_reject, bar.update, dry_run=dry_run).run(), rejects
    except Nowhere:
        raise click.ClickException(_("Không ghi được rejects.csv vào %(path)s.", path=source)) from None
    except OSError as error:
        raise click.ClickException(f"{error.filename}: {error.strerror}") from None
    except (Clash, NotStored) as error:
        why = _(
            "Cơ sở dữ liệu không nhận (%(error)s). Những phần trước đã được lưu, hãy chạy lại.", error=error
        )
        raise click.ClickException(why) from None


@contextmanager
def _in_chosen_world(wanted: str | None) -> Iterator[CurrentWorld]:
    world = _chosen_world(wanted)
    with visiting(world):
        yield world


def _chosen_world(wanted: str | None) -> CurrentWorld:
    """By kind or number; without a choice this installation's own.

    Raises:
        ClickException: when there is none, or several of the kind.
    """
    settings: Settings = current_app.extensions["settings"]
    own = WorldKind.DEMO if settings.is_demo else WorldKind.LIVE
    if wanted is None or wanted == own:
        return make_world(own)
    worlds = all_worlds()
    found = [world for world in worlds if wanted in {str(world.id), world.kind.value}]
    if len(found) == 1:
        return found[0]
    there = ", ".join(f"{world.id} ({world.kind.value})" for world in found or worlds)
    if found:
        raise click.ClickException(_("Có nhiều thế giới “%(w)s”, hãy chọn số: %(all)s.", w=wanted, all=there))
    raise click.ClickException(_("Không có thế giới “%(w)s”. Đang có: %(all)s.", w=wanted, all=there))
