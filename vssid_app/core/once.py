"""A form that can be kept on a phone and sent later is done once, however often it arrives.

Such a form (``form_frame(…, draft=true)``) has a key of its own. The answer to a phone may be lost after the
work was done; what it sends again with the same key and content is led where the first one was. Changed
content is another form: nobody's correction is swallowed. A form that only fills the cookie of its answer has
no key (``once=false``): a phone that missed the answer needs another.

A script that sends such a form names itself in a header and is told in another where it is led: it could not
follow a redirect without fetching the page twice.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterator
from urllib.parse import urlsplit

from flask import Flask, Response, g, redirect, request
from flask.typing import ResponseReturnValue

from vssid_app.core.device import this_device
from vssid_app.core.extensions import keyring
from vssid_app.core.outcomes import keep_outcome, outcome

KEY = "form_key"
KEY_BYTES = 12
CSRF = "csrf_token"
BY_SCRIPT = "X-Sent-By-Script"
LED_TO = "X-Led-To"
REDIRECTS = {302, 303}
DONE = 204
NOT_DONE = 409


def new_key() -> str:
    """The key of one form on one page."""
    return secrets.token_urlsafe(KEY_BYTES)


def answer_once(app: Flask) -> None:
    """Lead forms that were done before, and remember those that are done now.

    Call it after the access guard: who may not open the page is told nothing.
    """
    app.jinja_env.globals["new_form_key"] = new_key

    @app.before_request
    def _lead_again() -> ResponseReturnValue | None:
        if request.method != "POST":
            return None
        g.form_mark = _mark() if request.form.get(KEY) else ""
        done = outcome(g.form_mark) if g.form_mark else None
        return redirect(done, 303) if done else None

    @app.after_request
    def _keep(response: Response) -> Response:
        if request.method == "POST" and response.status_code in REDIRECTS:
            # None: the access rule has led away, to the sign-in for instance, and nothing was done.
            mark = g.get("form_mark")
            if mark:
                keep_outcome(mark, response.location or "/")
            if BY_SCRIPT in request.headers:
                _tell(response, NOT_DONE if mark is None else DONE)
        return response


def not_done() -> None:
    """Say that the redirect which follows leads away from a form that was not done: it may come again."""
    g.pop("form_mark", None)


def _mark() -> str:
    digest = hashlib.sha256()
    for part in (this_device(), request.path, *_content()):
        digest.update(part.encode(errors="replace") + b"\0")
    return keyring.fingerprint("form", digest.hexdigest())


def _content() -> Iterator[str]:
    """All that was filled in, with the key; the token of the session may have changed."""
    for name in sorted(request.form):
        if name != CSRF:
            yield from (name, *request.form.getlist(name))
    for name in sorted(request.files):
        file = request.files[name]
        yield from (name, hashlib.sha256(file.read()).hexdigest())
        file.seek(0)


def _tell(response: Response, status: int) -> None:
    """Say in a header what a script cannot read from a redirect."""
    where = urlsplit(response.headers.pop("Location"))
    response.headers[LED_TO] = where._replace(scheme="", netloc="").geturl()
    response.status_code = status
    response.mimetype = "text/plain"
    response.set_data(b"")
