"""No command ends in a heap of Python's words where ``prepare`` was forgotten."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import click
from flask import Flask

from vssid_app.cli import COMMANDS, migrations, prepare
from vssid_app.core.key_commands import new

SENTENCE = "Error: Cơ sở dữ liệu chưa sẵn sàng. Chạy trước: ./run flask prepare\n"
ARGUMENTS = {
    "set-date": ["2021-05-13"],
    "staff add": ["canbo.thu", "--name", "Lê Thử Huy", "--role", "admin"],
    "staff disable": ["canbo.thu"],
    "staff reset-2fa": ["canbo.thu"],
    "keys reencrypt": ["--yes"],
    "backup": ["ban-sao"],
    "restore": ["--yes", "ban-sao"],
    "registry import": ["so-bo"],
    "registry export": ["so-bo"],
}


def _leaves(commands: Iterable[click.Command], before: str = "") -> Iterator[str]:
    for command in commands:
        path = f"{before}{command.name}"
        if isinstance(command, click.Group):
            yield from _leaves(command.commands.values(), f"{path} ")
        elif command not in {prepare, new}:
            yield path


def test_each_command_on_data_that_is_not_prepared_says_so(new_app: Flask) -> None:
    run = new_app.test_cli_runner()
    for path in _leaves(COMMANDS):
        said = run.invoke(args=[*path.split(), *ARGUMENTS.get(path, [])])
        assert (said.exit_code, said.output) == (1, SENTENCE), path


def test_data_of_an_older_program_is_not_prepared_either(new_app: Flask) -> None:
    migrations().upgrade("0001")
    said = new_app.test_cli_runner().invoke(args=["keys", "status"])
    assert (said.exit_code, said.output) == (1, SENTENCE)


def test_a_key_can_be_made_before_anything_is_prepared(new_app: Flask) -> None:
    assert new_app.test_cli_runner().invoke(args=["keys", "new"]).exit_code == 0
