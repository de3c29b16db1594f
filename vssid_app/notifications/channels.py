"""The ways out of this installation; each is an interface with a null twin.

A way out sends one parcel or says by its exception what to do: try again, or never again. What it says is
kept with the message, so it names no person and no address.
"""

from __future__ import annotations

import contextlib
import smtplib
import ssl
from dataclasses import dataclass
from datetime import timedelta
from email.utils import parseaddr
from typing import Protocol

from flask import current_app
from flask_mail import BadHeaderError, Connection
from flask_mail import Message as Letter

# For each answer of the mail server; a whole letter takes six answers at the most.
ANSWER_SECONDS = 10
PERMANENT = 500


class Retry(Exception):
    """It did not leave now, and may later; ``after`` is the least wait that the receiver asks for."""

    def __init__(self, reason: str, after: timedelta | None = None) -> None:
        super().__init__(reason)
        self.after = after


class Away(Retry):
    """The receiver answers nobody now: others need not be tried before a while."""


class NotConnected(Retry):
    """This installation has no such way out yet; the message waits for one."""


class Final(Exception):
    """It can never leave: the receiver refuses it, or the address is none."""


@dataclass(frozen=True, slots=True)
class Parcel:
    """A message as it leaves, free of the database; ``key`` is its one name, also when it is sent again."""

    key: str
    address: str
    subject: str
    text: str
    html: str | None


class WayOut(Protocol):
    """Somewhere that messages leave by."""

    def send(self, parcel: Parcel) -> None:
        """Hand a message over.

        Raises:
            Retry: it may leave later.
            Final: it never will.
        """


class InApp:
    """The null twin: the message is read inside the app and need not leave."""

    def send(self, parcel: Parcel) -> None:
        """Nothing to hand over."""


class NoGateway:
    """Stands where a gateway is not set: nothing is lost, and the row says why it waits."""

    def __init__(self, name: str) -> None:
        self._name = name

    def send(self, parcel: Parcel) -> None:  # noqa: ARG002 - the interface's
        """Refuse for now.

        Raises:
            NotConnected: always.
        """
        raise NotConnected(f"no {self._name} gateway is set")


class Smtp:
    """The operator's mail server."""

    def __init__(self, sender: str) -> None:
        self._domain = parseaddr(sender)[1].partition("@")[2] or "localhost"

    def send(self, parcel: Parcel) -> None:
        """Hand a letter over; its Message-ID is the key, so a receiver can tell that it came twice.

        Raises:
            Retry: the server is away, slow, busy or set up wrongly.
            Final: the server will not have the letter, or the address is none.
        """
        letter = Letter(parcel.subject, [parcel.address], body=parcel.text, html=parcel.html)
        letter.msgId = f"<{parcel.key}@{self._domain}>"
        try:
            with _MailConnection(current_app.extensions["mail"]) as connection:
                connection.send(letter)
        except smtplib.SMTPRecipientsRefused as refused:
            raise _refusal(max(code for code, _ in refused.recipients.values())) from refused
        except smtplib.SMTPDataError as refused:
            raise _refusal(refused.smtp_code) from refused
        except (BadHeaderError, UnicodeError, ValueError) as broken:
            raise Final(f"not an address or subject: {type(broken).__name__}") from broken
        except (TimeoutError, ConnectionError, smtplib.SMTPServerDisconnected) as silence:
            raise Away(f"mail server: {type(silence).__name__}") from silence
        except (smtplib.SMTPException, OSError) as trouble:
            # Also a refused sender or password: the operator's mistake, mended while the letter waits.
            raise Retry(f"mail server: {type(trouble).__name__}") from trouble


class _MailConnection(Connection):
    """Flask-Mail's, with a time limit, certificates checked, and a farewell that cannot undo a letter."""

    def configure_host(self) -> smtplib.SMTP:
        """Connect and sign in as the settings say."""
        server, port = self.mail.server, self.mail.port
        if self.mail.use_ssl:
            host: smtplib.SMTP = smtplib.SMTP_SSL(
                server, port, timeout=ANSWER_SECONDS, context=ssl.create_default_context()
            )
        else:
            host = smtplib.SMTP(server, port, timeout=ANSWER_SECONDS)
        if self.mail.use_tls:
            host.starttls(context=ssl.create_default_context())
        if self.mail.username and self.mail.password:
            host.login(self.mail.username, self.mail.password)
        return host

    def __exit__(self, *_error: object) -> None:
        """Say goodbye; the letter has been accepted or not by now, whatever the server answers."""
        if self.host is not None:
            with contextlib.suppress(smtplib.SMTPException, OSError):
                self.host.quit()
            self.host.close()


def _refusal(code: int) -> Retry | Final:
    reason = f"mail server answered {code}"
    return Final(reason) if code >= PERMANENT else Retry(reason)
