"""The operator's SMS gateway: one HTTP request a message, shaped by the settings.

What an answer means is decided in one place (``_judge``). Of the gateway's words nothing is kept but a status
or a short code: an answer may repeat the number and the text.
"""

from __future__ import annotations

import contextlib
import json
import re
import socket
import ssl
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from email.utils import parsedate_to_datetime
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

from vssid_app.core.clock import instant
from vssid_app.core.sms_settings import PLACEHOLDER, AnswerRule, SmsSettings, body_values
from vssid_app.notifications.channels import Away, Final, Parcel, Retry

# For the whole exchange, so that a gateway which answers a letter a second holds nobody up.
EXCHANGE_SECONDS = 15.0
ANSWER_LENGTH = 64 * 1024
PHONE = re.compile(r"0\d{9}|\+\d{8,15}", re.ASCII)
COUNTRY = "+84"
SHORT_CODE = re.compile(r"[\w.-]{1,20}", re.ASCII)
OK, REDIRECT, CLIENT_ERROR, SERVER_ERROR = 200, 300, 400, 500
# Too slow, too early, too many: the gateway asks for another try.
PASSING = {408, 425, 429}
# A wrong key is the operator's mistake, mended while messages wait, as with the mail server.
LOCKED_OUT = {401, 403, 407}
BUSY = {429, 503}


@dataclass(frozen=True, slots=True)
class Answer:
    """What the gateway said, read to its end."""

    status: int
    content_type: str
    retry_after: str
    body: bytes
    is_framed: bool
    """Whether its end was announced; else it may be half of one, even half of its head."""


class HttpGateway:
    """The gateway of the settings."""

    def __init__(self, settings: SmsSettings) -> None:
        self._settings = settings

    def send(self, parcel: Parcel) -> None:
        """Hand a text message over, its key beside it, by which the gateway can tell that it came twice.

        Raises:
            Away: there is no answer, or the gateway wants fewer messages.
            Retry: there is no clear yes.
            Final: the gateway will not have the message, or the address is no phone number.
        """
        if not PHONE.fullmatch(parcel.address):
            raise Final("not a phone number")
        answer = self._ask(parcel)
        _judge(answer, self._settings)

    def _ask(self, parcel: Parcel) -> Answer:
        target, headers, body = self._request(parcel)
        try:
            with _exchange(self._settings.url) as connection:
                connection.request(self._settings.method, target, body, headers)
                return _read(connection)
        except (HTTPException, OSError) as trouble:
            raise Away(f"SMS gateway: {type(trouble).__name__}") from trouble

    def _request(self, parcel: Parcel) -> tuple[str, Mapping[str, str], bytes | None]:
        """Target, headers and body; each value is encoded as its place asks, so that none can break out."""
        settings, values = self._settings, _values(parcel)
        parts = urlsplit(settings.url)
        address = f"{parts.path or '/'}?{parts.query}" if parts.query else parts.path or "/"
        headers = {"Accept": "application/json", "Connection": "close", "Idempotency-Key": parcel.key}
        try:
            target = _filled(address, {name: quote(value, safe="") for name, value in values.items()})
            content_type, body = _body(settings.body, values)
        except UnicodeError as broken:
            raise Final("the text cannot be encoded") from broken
        if body is not None:
            headers["Content-Type"] = content_type
        # Theirs win, whatever the case of the letters.
        given = {name.lower() for name, _value in settings.headers}
        return (
            target,
            {n: v for n, v in headers.items() if n.lower() not in given} | dict(settings.headers),
            body,
        )


def _values(parcel: Parcel) -> Mapping[str, str]:
    phone = parcel.address
    return {
        "phone": f"0{phone.removeprefix(COUNTRY)}" if phone.startswith(COUNTRY) else phone,
        "phone_international": f"{COUNTRY}{phone[1:]}" if phone.startswith("0") else phone,
        "text": parcel.text,
        "key": parcel.key,
    }


def _filled(template: str, values: Mapping[str, str]) -> str:
    """Fill the placeholders in one go: what is filled in is never looked at again."""
    return PLACEHOLDER.sub(lambda found: values.get(found[1], found[0]), template)


def _body(template: str, values: Mapping[str, str]) -> tuple[str, bytes | None]:
    if not template:
        return "", None
    filled = _fill_strings(body_values(template), lambda words: _filled(words, values))
    if isinstance(filled, dict):
        return "application/json", json.dumps(filled).encode()
    return "application/x-www-form-urlencoded", urlencode(filled).encode()


def _fill_strings(value: Any, fill: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return fill(value)
    if isinstance(value, dict):
        return {name: _fill_strings(each, fill) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return type(value)(_fill_strings(each, fill) for each in value)
    return value


@contextmanager
def _exchange(url: str) -> Iterator[HTTPConnection]:
    """A connection that is cut when its time is over, whatever it waits for. Redirects are not followed."""
    parts = urlsplit(url)
    host, port = parts.hostname or "", parts.port
    if parts.scheme == "https":
        context = ssl.create_default_context()
        connection: HTTPConnection = HTTPSConnection(host, port, timeout=EXCHANGE_SECONDS, context=context)
    else:
        connection = HTTPConnection(host, port, timeout=EXCHANGE_SECONDS)
    connection.connect()
    late = threading.Event()
    watch = threading.Timer(EXCHANGE_SECONDS, _cut, [connection.sock, late])
    watch.daemon = True
    watch.start()
    try:
        yield connection
    finally:
        watch.cancel()
        connection.close()
        if late.is_set():
            # Whatever the reader made of the cut: it may look like an answer that ended.
            raise TimeoutError


def _cut(line: socket.socket, late: threading.Event) -> None:
    """End the exchange under whoever reads from it."""
    late.set()
    with contextlib.suppress(OSError):
        # Not the method of a TLS socket: it would take the session from under the reader.
        socket.socket.shutdown(line, socket.SHUT_RDWR)


def _read(connection: HTTPConnection) -> Answer:
    """The whole answer; half of one raises."""
    response = connection.getresponse()
    is_framed = bool(response.chunked) or response.length is not None
    body = response.read(ANSWER_LENGTH)
    expected = response.length
    if expected and len(body) < ANSWER_LENGTH:
        # Read with a limit, a body that ends too soon raises nothing by itself.
        raise HTTPException("half an answer")
    return Answer(
        response.status,
        response.headers.get_content_type() if "Content-Type" in response.headers else "",
        response.headers.get("Retry-After", ""),
        body,
        is_framed,
    )


def _judge(answer: Answer, settings: SmsSettings) -> None:
    """What an answer means; returns when the message is taken."""
    reason, after = f"SMS gateway answered {answer.status}", _seconds(answer.retry_after)
    if answer.status in BUSY:
        raise Away(reason, after)
    if answer.status >= SERVER_ERROR or answer.status in PASSING | LOCKED_OUT:
        raise Retry(reason, after)
    if answer.status >= CLIENT_ERROR:
        raise Final(reason)
    if not OK <= answer.status < REDIRECT:
        raise Retry(reason)
    if answer.content_type == "text/html":
        # A page of a proxy or of a sign-in wall: nobody has taken the message.
        raise Retry("SMS gateway answered with a page")
    if settings.success or settings.refused:
        _judge_words(answer.body, settings)
    elif not answer.is_framed:
        raise Retry("SMS gateway answered without an end")


def _judge_words(body: bytes, settings: SmsSettings) -> None:
    try:
        found = json.loads(body)
    except (ValueError, RecursionError) as broken:
        raise Retry("SMS gateway answered without JSON") from broken
    if settings.refused and (value := _found(found, settings.refused)) in settings.refused.values:
        raise Final(f"SMS gateway refused it: {_shown(value)}")
    if settings.success and (value := _found(found, settings.success)) not in settings.success.values:
        raise Retry(f"SMS gateway said no: {_shown(value)}")


def _found(value: Any, rule: AnswerRule) -> str | None:
    """The value at the rule's path, as text: ``100`` and ``"100"`` are the same."""
    for name in rule.path:
        if isinstance(value, list) and name.isdecimal() and int(name) < len(value):
            value = value[int(name)]
        elif isinstance(value, dict):
            value = value.get(name)
        else:
            return None
    return (
        json.dumps(value)
        if isinstance(value, bool | int | float)
        else value
        if isinstance(value, str)
        else None
    )


def _shown(value: str | None) -> str:
    return value if value and SHORT_CODE.fullmatch(value) and not PHONE.fullmatch(value) else "no known code"


def _seconds(retry_after: str) -> timedelta | None:
    """``Retry-After``: seconds, or a date; None for anything else."""
    if retry_after.isascii() and retry_after.isdecimal():
        return timedelta(seconds=min(int(retry_after[:9]), 86_400))
    with contextlib.suppress(ValueError, TypeError):
        return parsedate_to_datetime(retry_after) - instant()
    return None
