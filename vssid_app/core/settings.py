"""Typed settings from the environment; an incomplete live set refuses to start and says what is missing."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from urllib.parse import urlsplit

from vssid_app.core.demo_secrets import FILE_KEY_BYTES, demo_secrets
from vssid_app.core.sms_settings import BadSmsSetting, SmsSettings, load_sms


class AppMode(StrEnum):
    """What this installation is for: practice (needs nothing) or the real thing (needs everything)."""

    DEMO = "demo"
    LIVE = "live"


class IncompleteSettings(Exception):
    """Settings are missing or wrong; the message names each, one a line."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("The app does not start:\n" + "\n".join(f"  - {problem}" for problem in problems))
        self.problems = problems


@dataclass(frozen=True, slots=True)
class MailSettings:
    """The SMTP server that messages leave by; ``server`` empty = mail is off."""

    server: str
    port: int
    use_tls: bool
    use_ssl: bool
    username: str
    password: str
    sender: str


@dataclass(frozen=True, slots=True)
class Settings:
    """All that the process is told from outside."""

    mode: AppMode
    data_dir: Path
    database_url: str
    secret_key: str
    file_keys: tuple[tuple[str, bytes], ...]
    operator_name: str
    operator_contact: str
    privacy_url: str
    mail: MailSettings
    sms: SmsSettings
    public_url: str
    proxies: int
    """How many proxies stand before the site, each adding the address that it was asked from."""
    demo_date: date | None
    """The day on which a demo begins when it is made; None is today."""

    @property
    def is_demo(self) -> bool:
        """Whether only invented people may be in here."""
        return self.mode is AppMode.DEMO

    @property
    def uses_sqlite(self) -> bool:
        """Whether the database is the embedded one (then writes take the machine-wide lock)."""
        return self.database_url.startswith("sqlite")


LIVE_NEEDS = {
    "SECRET_KEY": "a long random text that signs cookies and keys look-up hashes",
    "FILE_KEY": "64 hexadecimal digits that encrypt photos and numbers",
    "DATABASE_URL": "the address of the database, e.g. postgresql+psycopg://…",
    "MAIL_SERVER": "the SMTP server that notices leave by",
    "MAIL_DEFAULT_SENDER": "the address that notices come from",
    "OPERATOR_NAME": "who runs this installation; shown on every page",
    "OPERATOR_CONTACT": "how users reach the operator",
    "PRIVACY_URL": "the operator's privacy notice",
    "PUBLIC_URL": "the https address that users open; messages link to it",
}
SECRET_KEY_LENGTH = 32
# It stands before each value, ended by a colon.
KEY_ID = re.compile(r"[A-Za-z0-9._-]{1,40}")
# Bare, or after a name: ``Tên <dia-chi@mien.example>``.
SENDER = re.compile(r"[^\s<>@]+@[^\s<>@]+|[^\r\n<>]*<[^\s<>@]+@[^\s<>@]+>")


def load_settings(environ: Mapping[str, str] | None = None) -> Settings:
    """Read the settings; demo mode invents its secrets once and keeps them in ``DATA_DIR``.

    Raises:
        IncompleteSettings: when a setting that the mode needs is missing or unusable.
    """
    env = dict(os.environ if environ is None else environ)
    mode = _mode(env)
    data_dir = Path(env.get("DATA_DIR", "var")).resolve()
    data_dir.mkdir(parents=True, exist_ok=True)
    if mode is AppMode.LIVE:
        _require_live(env)
    else:
        env = demo_secrets(data_dir) | env
    return Settings(
        mode=mode,
        data_dir=data_dir,
        database_url=env.get("DATABASE_URL") or f"sqlite:///{data_dir / 'app.sqlite3'}",
        secret_key=env["SECRET_KEY"],
        file_keys=_file_keys(env["FILE_KEY"]),
        operator_name=env.get("OPERATOR_NAME", ""),
        operator_contact=env.get("OPERATOR_CONTACT", ""),
        privacy_url=env.get("PRIVACY_URL", ""),
        mail=_mail(env),
        sms=_sms(env),
        public_url=env.get("PUBLIC_URL", "").rstrip("/"),
        proxies=_proxies(env),
        demo_date=_demo_date(env),
    )


def _mode(env: Mapping[str, str]) -> AppMode:
    try:
        return AppMode(env.get("APP_MODE", "demo"))
    except ValueError:
        raise IncompleteSettings([f"APP_MODE is {env['APP_MODE']!r}; it must be demo or live"]) from None


def _require_live(env: Mapping[str, str]) -> None:
    problems = [f"{name} is missing: {meaning}" for name, meaning in LIVE_NEEDS.items() if not env.get(name)]
    if 0 < len(env.get("SECRET_KEY", "")) < SECRET_KEY_LENGTH:
        problems.append(f"SECRET_KEY is too short: at least {SECRET_KEY_LENGTH} characters")
    problems += _unusable(env)
    if problems:
        raise IncompleteSettings(problems)


def _unusable(env: Mapping[str, str]) -> list[str]:
    """Addresses that would only fail once a message has left, or that people could not open."""
    problems = [
        f"{name} is {env[name]!r}; it must be an address that begins with https://"
        for name in ("PUBLIC_URL", "PRIVACY_URL")
        if env.get(name) and not _is_web_address(env[name])
    ]
    sender = env.get("MAIL_DEFAULT_SENDER", "")
    if sender and not SENDER.fullmatch(sender):
        problems.append(f"MAIL_DEFAULT_SENDER is {sender!r}; it must be a mail address")
    return problems


def _is_web_address(text: str) -> bool:
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    is_here = parts.scheme == "http" and parts.hostname in {"localhost", "127.0.0.1"}
    return (
        bool(parts.hostname)
        and text.isprintable()
        and " " not in text
        and (parts.scheme == "https" or is_here)
    )


def _file_keys(text: str) -> tuple[tuple[str, bytes], ...]:
    """Keys as ``id:hex`` separated by commas, the current one first; a bare hex text is key ``1``."""
    keys: list[tuple[str, bytes]] = []
    for part in text.split(","):
        key_id, _, digits = part.strip().rpartition(":")
        try:
            key = bytes.fromhex(digits)
        except ValueError:
            key = b""
        if len(key) != FILE_KEY_BYTES:
            raise IncompleteSettings([f"FILE_KEY must be {FILE_KEY_BYTES * 2} hexadecimal digits"])
        if not KEY_ID.fullmatch(key_id or "1"):
            raise IncompleteSettings(["FILE_KEY: a key is named by letters, digits, dots and hyphens"])
        keys.append((key_id or "1", key))
    if len(dict(keys)) < len(keys):
        # What the first encrypts would be read with the other.
        raise IncompleteSettings(["FILE_KEY names two keys alike; write them as new:…,old:…"])
    return tuple(keys)


def _proxies(env: Mapping[str, str]) -> int:
    text = env.get("PROXIES", "") or "0"
    if not re.fullmatch(r"[0-9]", text):
        raise IncompleteSettings([f"PROXIES is {text!r}; it must be the number of proxies before the site"])
    return int(text)


def _demo_date(env: Mapping[str, str]) -> date | None:
    text = env.get("DEMO_DATE", "")
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise IncompleteSettings([f"DEMO_DATE is {text!r}; it must be a day such as 2021-05-13"]) from None


def _mail(env: Mapping[str, str]) -> MailSettings:
    port = env.get("MAIL_PORT", "25")
    if not port.isdecimal():
        raise IncompleteSettings([f"MAIL_PORT is {port!r}; it must be a number"])
    return MailSettings(
        server=env.get("MAIL_SERVER", ""),
        port=int(port),
        use_tls=env.get("MAIL_USE_TLS", "") in {"1", "true"},
        use_ssl=env.get("MAIL_USE_SSL", "") in {"1", "true"},
        username=env.get("MAIL_USERNAME", ""),
        password=env.get("MAIL_PASSWORD", ""),
        sender=env.get("MAIL_DEFAULT_SENDER", "khong-tra-loi@thuchanh.example"),
    )


def _sms(env: Mapping[str, str]) -> SmsSettings:
    try:
        return load_sms(env)
    except BadSmsSetting as bad:
        raise IncompleteSettings([str(bad)]) from None
