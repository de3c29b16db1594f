"""The session cookie is Flask's own in all but speed."""

from __future__ import annotations

import time

import pytest
from flask import Flask, session
from flask.sessions import SecureCookieSessionInterface

from vssid_app.core.session_cookie import SessionCookie

pytestmark = pytest.mark.any_database
SAID = {"who": "a", "csrf_token": "b", "_permanent": True}


def site(
    kind: type[SecureCookieSessionInterface], key: str = "k" * 32, former: list[str] | None = None
) -> Flask:
    app = Flask("site")
    app.config.update(SECRET_KEY=key, SECRET_KEY_FALLBACKS=former, SESSION_REFRESH_EACH_REQUEST=False)
    app.session_interface = kind()

    @app.get("/write")
    def write() -> str:
        session.update(SAID)
        return ""

    @app.get("/read")
    def read() -> dict[str, str]:
        return dict(session)

    return app


def written(app: Flask) -> str:
    client = app.test_client()
    client.get("/write")
    cookie = client.get_cookie("session")
    assert cookie is not None
    return cookie.value


def read(app: Flask, value: str) -> object:
    client = app.test_client()
    client.set_cookie("session", value)
    return client.get("/read").get_json()


@pytest.mark.parametrize(
    ("writes", "reads"),
    [(SecureCookieSessionInterface, SessionCookie), (SessionCookie, SecureCookieSessionInterface)],
)
def test_either_reads_what_the_other_writes(
    writes: type[SecureCookieSessionInterface], reads: type[SecureCookieSessionInterface]
) -> None:
    assert read(site(reads), written(site(writes))) == SAID


def test_a_changed_cookie_is_refused_each_time() -> None:
    app = site(SessionCookie)
    value = written(app)
    assert read(app, value) == SAID
    for changed in ("x" + value, value[:-5] + "AAAAA", value.rsplit(".", 1)[0]):
        assert read(app, changed) == {}
        assert read(app, value) == SAID


def test_another_key_is_refused_unless_it_is_a_former_one() -> None:
    value = written(site(SessionCookie, "f" * 32))
    assert read(site(SessionCookie), value) == {}
    assert read(site(SessionCookie, former=["f" * 32]), value) == SAID


def test_a_key_that_is_changed_holds_at_once() -> None:
    app = site(SessionCookie)
    value = written(app)
    app.config["SECRET_KEY"] = "n" * 32
    assert read(app, value) == {}


def test_an_old_cookie_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    app = site(SessionCookie)
    value = written(app)
    later = time.time() + 32 * 24 * 3600
    monkeypatch.setattr(time, "time", lambda: later)
    assert read(app, value) == {}


def test_a_page_that_looked_into_the_session_depends_on_it() -> None:
    client = site(SessionCookie).test_client()
    client.get("/write")
    answer = client.get("/read")
    assert answer.headers.getlist("Vary") == ["Cookie"]
    assert "Set-Cookie" not in answer.headers
