"""Commands for staff accounts; each calls one operation."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import click
from flask import current_app
from flask_babel import gettext as _

from vssid_app.core.settings import Settings
from vssid_app.core.world import WorldKind
from vssid_app.core.worlds import make_world, visiting
from vssid_app.identity.models import Role
from vssid_app.identity.staff import operations
from vssid_app.identity.staff.operations import Credentials, StaffProblem, StaffRefused


@click.group()
def staff() -> None:
    """Accounts of officers and administrators."""


@staff.command()
@click.argument("user")
@click.option("--name", required=True, help="Full name, as the desk shows it.")
@click.option("--role", type=click.Choice([role.value for role in Role]), required=True)
@click.option("--office", default="", help="Code of the office; officers need one.")
def add(user: str, name: str, role: str, office: str) -> None:
    """Add a member of staff; prints the one-time password once (the web shows the second factor)."""
    with _at_work():
        _print(operations.add_staff(user, name, Role(role), office))


@staff.command()
@click.argument("user")
def disable(user: str) -> None:
    """Take a member of staff out, and end their sessions."""
    with _at_work():
        operations.disable_staff(user)
        click.echo(_("Đã khoá tài khoản %(user)s.", user=user))


@staff.command("reset-2fa")
@click.argument("user")
def reset(user: str) -> None:
    """Begin anew with a lost phone or password; prints a one-time password once."""
    with _at_work():
        _print(operations.reset_second_factor(user))


@contextmanager
def _at_work() -> Iterator[None]:
    """In this installation's world; a refusal is told in one sentence."""
    settings: Settings = current_app.extensions["settings"]
    world = make_world(WorldKind.DEMO if settings.is_demo else WorldKind.LIVE)
    with visiting(world):
        try:
            yield
        except StaffRefused as refused:
            raise click.ClickException(_why(refused.problem)) from None


def _why(problem: StaffProblem) -> str:
    sentences = {
        StaffProblem.BAD_NAME: _(
            "Tên đăng nhập gồm 3–40 chữ thường không dấu, số, dấu chấm hoặc gạch, bắt đầu bằng chữ."
        ),
        StaffProblem.TAKEN: _("Tên đăng nhập này đã có. Chọn tên khác."),
        StaffProblem.UNKNOWN_OFFICE: _("Không có cơ quan BHXH với mã này. Cán bộ cần --office, ví dụ 00104."),
        StaffProblem.UNKNOWN_USER: _("Không có cán bộ nào tên đăng nhập như vậy."),
    }
    return sentences.get(problem, _("Chỉ quản trị viên trên trang web bị từ chối như vậy."))


def _print(begun: Credentials) -> None:
    click.echo(_("Chỉ hiện một lần, hãy giao tận tay:"))
    click.echo(_("  Tên đăng nhập: %(name)s", name=begun.user_name))
    click.echo(_("  Mật khẩu dùng một lần: %(password)s", password=begun.password))
    click.echo(_("Lần đăng nhập đầu, trang web hiện mã QR cho ứng dụng xác thực."))
