"""A live installation, and a real mail server beside it."""

from __future__ import annotations

import asyncio
import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from flask import Flask

from tests.support.databases import Databases
from tests.support.gateway import Gateway
from tests.support.ports import free_port
from vssid_app.app import create_app
from vssid_app.cli import migrations
from vssid_app.core.extensions import db
from vssid_app.core.settings import load_settings
from vssid_app.core.sms_settings import load_sms
from vssid_app.core.world import CurrentWorld, WorldKind, in_world
from vssid_app.core.worlds import make_world

SENDER = "khong-tra-loi@thuchanh.example"


@dataclass
class MailServer:
    """Takes letters in, or behaves as badly as it is told."""

    port: int
    letters: list[EmailMessage] = field(default_factory=list)
    refuse_recipients: dict[str, str] = field(default_factory=dict)
    data_answer: str = "250 OK"
    delay: float = 0
    drop_on_quit: bool = False
    _controller: Controller | None = None

    async def handle_RCPT(  # noqa: N802 - the names of the mail library
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if address in self.refuse_recipients:
            return self.refuse_recipients[address]
        envelope.rcpt_tos.append(address)
        envelope.rcpt_options.extend(options)
        return "250 OK"

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        await asyncio.sleep(self.delay)
        if self.data_answer.startswith("250"):
            content = envelope.content
            assert isinstance(content, bytes)
            self.letters.append(message_from_bytes(content, policy=default))
        return self.data_answer

    async def handle_QUIT(self, server: SMTP, _session: Session, _envelope: Envelope) -> str:  # noqa: N802
        if self.drop_on_quit and isinstance(server.transport, asyncio.Transport):
            server.transport.abort()
        return "221 Bye"

    def start(self) -> None:
        """Listen."""
        self._controller = Controller(self, hostname="127.0.0.1", port=self.port)
        self._controller.start()

    def stop(self) -> None:
        """Be away."""
        if self._controller:
            self._controller.stop()
            self._controller = None

    @property
    def keys(self) -> list[str]:
        """The Message-IDs that came in, in order."""
        return [str(letter["Message-ID"]) for letter in self.letters]


@pytest.fixture
def mail_server() -> Iterator[MailServer]:
    """A mail server that listens on this machine."""
    server = MailServer(free_port())
    server.start()
    yield server
    server.stop()


@pytest.fixture
def gateway() -> Iterator[Gateway]:
    """An SMS gateway that listens on this machine."""
    made = Gateway()
    made.start()
    yield made
    made.stop()


def live_environment(folder: Path, port: int, database: str = "") -> dict[str, str]:
    """What a live installation is told; without a database named, it has an embedded one, for the test."""
    return {
        "APP_MODE": "live",
        "DATA_DIR": str(folder),
        "DATABASE_URL": database or f"sqlite:///{folder / 'live.sqlite3'}",
        "SECRET_KEY": "a secret that only this test knows" * 2,
        "FILE_KEY": "5a" * 32,
        "MAIL_SERVER": "127.0.0.1",
        "MAIL_PORT": str(port),
        "MAIL_DEFAULT_SENDER": SENDER,
        "OPERATOR_NAME": "Trung tâm thử",
        "OPERATOR_CONTACT": "0000000001",
        "PRIVACY_URL": "https://thuchanh.example/rieng-tu",
        "PUBLIC_URL": "https://thuchanh.example",
    }


@pytest.fixture(scope="session")
def live_database(tmp_path_factory: pytest.TempPathFactory, all_databases: Databases) -> str:
    """The address of a migrated database with an empty live world."""
    folder = tmp_path_factory.mktemp("live")
    address = all_databases.new(folder / "live.sqlite3")
    app = create_app(load_settings(live_environment(folder, 25, address)), TESTING=True)
    with app.app_context():
        migrations().upgrade()
        make_world(WorldKind.LIVE)
        db.close()
    db.engine.dispose()
    all_databases.keep(address, "live")
    return address


@pytest.fixture
def live(
    live_database: str, all_databases: Databases, tmp_path: Path, mail_server: MailServer
) -> Iterator[Flask]:
    """A live app that sends by the mail server."""
    all_databases.restore(live_database, "live")
    settings = load_settings(live_environment(tmp_path, mail_server.port, live_database))
    app = create_app(settings, TESTING=True, MAIL_SUPPRESS_SEND=False)
    yield app
    db.close()
    db.engine.dispose()


@pytest.fixture
def live_world(live: Flask) -> Iterator[CurrentWorld]:
    """The live world, entered, in an application context."""
    with live.app_context():
        world = make_world(WorldKind.LIVE)
        db.close()
        with in_world(world):
            yield world
            db.close()


def environment_of(app: Flask) -> dict[str, Any]:
    """The environment for another process of the same installation."""
    settings = app.extensions["settings"]
    return live_environment(settings.data_dir, settings.mail.port, settings.database_url)


def connect(app: Flask, gateway: Gateway, **settings: str) -> None:
    """Tell a live app of the gateway; ``settings`` are those of the environment, without ``SMS_``."""
    environment = {"SMS_URL": gateway.url, **{f"SMS_{name}": value for name, value in settings.items()}}
    known = app.extensions["settings"]
    app.extensions["settings"] = dataclasses.replace(known, sms=load_sms(environment))
