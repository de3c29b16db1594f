"""How the SMS gateway of the operator's choice is spoken to: read, checked and kept, not used, here."""

from __future__ import annotations

import base64
import ipaddress
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl, urlsplit

PLACEHOLDERS = {"phone", "phone_international", "text", "key"}
PLACEHOLDER = re.compile(r"\{(\w+)\}")
METHODS = {"POST", "PUT", "GET"}
DEFAULT_BODY = '{"to": "{phone_international}", "text": "{text}", "key": "{key}"}'
HEADER_NAME = re.compile(r"[A-Za-z0-9-]+", re.ASCII)
HEADER_VALUE = re.compile(r"[ -~]*", re.ASCII)
# These are ours to say.
OWN_HEADERS = {"host", "content-length", "transfer-encoding", "connection", "idempotency-key"}


class BadSmsSetting(Exception):
    """A setting of the gateway that cannot be right; the message names it, and shows no secret."""


@dataclass(frozen=True, slots=True)
class AnswerRule:
    """``CodeResult=100|101``: a value of a JSON answer, found by its path, is one of these."""

    path: tuple[str, ...]
    values: frozenset[str]


@dataclass(frozen=True, slots=True)
class SmsSettings:
    """The gateway; ``url`` empty = there is none."""

    url: str = field(default="", repr=False)
    method: str = "POST"
    headers: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    body: str = field(default="", repr=False)
    """JSON or a form, with placeholders in its values; empty for GET."""
    success: AnswerRule | None = None
    refused: AnswerRule | None = None


def load_sms(env: Mapping[str, str]) -> SmsSettings:
    """Read the gateway's settings.

    Raises:
        BadSmsSetting: for the first that cannot be right.
    """
    url = env.get("SMS_URL", "").strip()
    if not url:
        return SmsSettings()
    method = env.get("SMS_METHOD", "POST").upper()
    if method not in METHODS:
        raise BadSmsSetting("SMS_METHOD must be POST, PUT or GET")
    body = env.get("SMS_BODY", "" if method == "GET" else DEFAULT_BODY).strip()
    _check_url(url)
    _check_placeholders(url, method, body)
    return SmsSettings(
        url=url,
        method=method,
        headers=(*_headers(env.get("SMS_HEADERS", "")), *_authorization(env.get("SMS_AUTH", ""))),
        body=body,
        success=_answer_rule("SMS_SUCCESS", env.get("SMS_SUCCESS", "")),
        refused=_answer_rule("SMS_REFUSED", env.get("SMS_REFUSED", "")),
    )


def body_values(body: str) -> Any:
    """The template of a body: a JSON object, or the pairs of a form.

    Raises:
        BadSmsSetting: when it is neither.
    """
    try:
        found = json.loads(body) if body.startswith("{") else _form_pairs(body)
    except ValueError:
        raise BadSmsSetting("SMS_BODY must be a JSON object, or a form like to={phone}&text={text}") from None
    return found


def _form_pairs(body: str) -> list[tuple[str, str]]:
    return parse_qsl(body, keep_blank_values=True, strict_parsing=True)


def is_loopback(host: str) -> bool:
    """Whether a host is this machine."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _check_url(url: str) -> None:
    try:
        parts = urlsplit(url)
        host, _port = parts.hostname or "", parts.port
    except ValueError:
        raise BadSmsSetting("SMS_URL is no address") from None
    if not host or PLACEHOLDER.search(parts.netloc) or not HEADER_VALUE.fullmatch(url) or " " in url:
        raise BadSmsSetting("SMS_URL is no address")
    if parts.username is not None:
        raise BadSmsSetting("SMS_URL must hold no user or password: say them in SMS_AUTH")
    if parts.scheme != "https" and not (parts.scheme == "http" and is_loopback(host)):
        raise BadSmsSetting("SMS_URL must begin with https:// (http:// only for this machine)")


def _check_placeholders(url: str, method: str, body: str) -> None:
    if method == "GET" and body:
        raise BadSmsSetting("SMS_BODY must be empty for GET: put the placeholders into SMS_URL")
    named = set(PLACEHOLDER.findall(url))
    if body:
        named |= {name for words in _strings(body_values(body)) for name in PLACEHOLDER.findall(words)}
    where = "SMS_URL" if method == "GET" else "SMS_BODY"
    unknown = ", ".join(sorted(named - PLACEHOLDERS))
    if unknown:
        raise BadSmsSetting(f"{where} has placeholders that do not exist: {unknown}")
    if "text" not in named or not named & {"phone", "phone_international"}:
        raise BadSmsSetting(f"{where} must name {{text}} and {{phone}} or {{phone_international}}")


def _strings(value: Any) -> Iterator[str]:
    """All texts in a template."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        yield from _strings(list(value.values()))
    elif isinstance(value, list | tuple):
        for each in value:
            yield from _strings(each)


def _headers(text: str) -> tuple[tuple[str, str], ...]:
    try:
        given = json.loads(text or "{}")
    except ValueError:
        given = None
    if not isinstance(given, dict) or not all(isinstance(value, str) for value in given.values()):
        raise BadSmsSetting('SMS_HEADERS must be a JSON object of texts, e.g. {"X-Brand": "TAPHUAN"}')
    for name, value in given.items():
        if not HEADER_NAME.fullmatch(name) or not HEADER_VALUE.fullmatch(value):
            raise BadSmsSetting("SMS_HEADERS has a name or value that cannot stand in a header")
        if name.lower() in OWN_HEADERS:
            raise BadSmsSetting(f"SMS_HEADERS must not hold {name}")
    return tuple(given.items())


def _authorization(text: str) -> tuple[tuple[str, str], ...]:
    """``basic USER:PASSWORD`` or ``bearer TOKEN``, as a header."""
    if not text:
        return ()
    scheme, _, secret = text.partition(" ")
    if scheme.lower() == "basic" and ":" in secret:
        return (("Authorization", f"Basic {base64.b64encode(secret.encode()).decode()}"),)
    if scheme.lower() == "bearer" and secret and HEADER_VALUE.fullmatch(secret):
        return (("Authorization", f"Bearer {secret}"),)
    raise BadSmsSetting("SMS_AUTH must be 'basic USER:PASSWORD' or 'bearer TOKEN'")


def _answer_rule(name: str, text: str) -> AnswerRule | None:
    if not text:
        return None
    path, _, values = text.partition("=")
    if not all(path.split(".")) or not all(values.split("|")):
        raise BadSmsSetting(f"{name} must look like CodeResult=100 or data.status=ok|queued")
    return AnswerRule(tuple(path.split(".")), frozenset(values.split("|")))
