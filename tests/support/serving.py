"""A site behind a real server in the test's own process."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from threading import Thread
from typing import TYPE_CHECKING

from flask import Flask
from werkzeug.serving import make_server
from werkzeug.wsgi import ClosingIterator

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment


@contextmanager
def served_here(app: Flask) -> Iterator[str]:
    """Serve an app for as long as the block runs; gives its address."""
    server = make_server("127.0.0.1", 0, _closed_before_it_is_sent(app), threaded=True)
    thread = Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def _closed_before_it_is_sent(app: Flask) -> WSGIApplication:
    """Read each answer to its end first: werkzeug leaves its file open when the browser has hung up."""

    def whole(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        with closing(ClosingIterator(app(environ, start_response))) as answer:
            return [b"".join(answer)]

    return whole
