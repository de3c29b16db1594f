"""The session cookie: its keys are derived once, and it is kept out of answers that are the same for all."""

from __future__ import annotations

from typing import Any

from flask import Flask, Response
from flask.sessions import SecureCookieSessionInterface, SessionMixin
from itsdangerous import Signer, TimestampSigner, URLSafeTimedSerializer

from vssid_app.core.caching import vary_by


class _Signer(TimestampSigner):
    """Derives a key once, not for each cookie."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self._derived: dict[str | bytes, bytes] = {}

    def derive_key(self, secret_key: str | bytes | None = None) -> bytes:
        """The library's, kept."""
        secret_key = self.secret_key if secret_key is None else secret_key
        found = self._derived.get(secret_key)
        if found is None:
            found = self._derived[secret_key] = super().derive_key(secret_key)
        return found


class _Signing(URLSafeTimedSerializer):
    """Keeps its signer, which holds nothing of a cookie."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self._signer = super().make_signer()

    def make_signer(self, salt: str | bytes | None = None) -> Signer:
        """The one signer; another for another salt."""
        return self._signer if salt is None or salt == self.salt else super().make_signer(salt)


class SessionCookie(SecureCookieSessionInterface):
    """Flask's own, but an answer that anybody may keep does not depend on who asks.

    Flask-Login looks into the session at the end of each request, and Flask then says ``Vary: Cookie``:
    after each sign-in a browser would ask again for styles and scripts that it has for a year.
    """

    def __init__(self) -> None:
        self._ready: tuple[Any, _Signing | None] = (None, None)

    def get_signing_serializer(self, app: Flask) -> URLSafeTimedSerializer | None:
        """Flask's own, made anew only when the keys are others."""
        keys = app.secret_key, tuple(app.config["SECRET_KEY_FALLBACKS"] or ())
        if self._ready[0] != keys:
            self._ready = keys, self._signing(*keys)
        return self._ready[1]

    def _signing(self, key: str | bytes | None, former: tuple[str | bytes, ...]) -> _Signing | None:
        if not key:
            return None
        return _Signing(
            [*former, key],
            salt=self.salt,
            serializer=self.serializer,
            signer=_Signer,
            signer_kwargs={"key_derivation": self.key_derivation, "digest_method": self.digest_method},
        )

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        """Send the cookie where it has changed, and say that a page depends on it."""
        if not session.modified and not self.should_set_cookie(app, session):
            # As Flask does with a session that nobody changed.
            if session.accessed and "public" not in response.headers.get("Cache-Control", ""):
                vary_by(response, "Cookie")
            return
        super().save_session(app, session, response)
