"""The session cookie, kept out of answers that are the same for everybody."""

from __future__ import annotations

from flask import Flask, Response
from flask.sessions import SecureCookieSessionInterface, SessionMixin


class SessionCookie(SecureCookieSessionInterface):
    """Flask's own, but an answer that anybody may keep does not depend on who asks.

    Flask-Login looks into the session at the end of each request, and Flask then says ``Vary: Cookie``:
    after each sign-in a browser would ask again for styles and scripts that it has for a year.
    """

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        """Send the cookie where it has changed, and say that a page depends on it."""
        if response.cache_control.public and not session.modified:
            return
        super().save_session(app, session, response)
