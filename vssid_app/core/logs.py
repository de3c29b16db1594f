"""Structured logs with a request id; no personal data: paths of pages carry only random ids."""

from __future__ import annotations

import logging
import secrets
import sys
import time

import structlog
from flask import Flask, Response, g, request
from structlog.typing import Processor

QUIET_ENDPOINTS = {"static", "healthz", "inbox.poll"}


# One list for all: who listens to the log exchanges what stands in it.
PROCESSORS: list[Processor] = [
    structlog.contextvars.merge_contextvars,
    structlog.processors.add_log_level,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    structlog.processors.format_exc_info,
    structlog.processors.JSONRenderer(),
]


def start(app: Flask) -> None:
    """Log one line a request, as JSON on the error stream."""
    structlog.configure(
        processors=PROCESSORS,
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.WriteLoggerFactory(sys.stderr),
        cache_logger_on_first_use=False,
    )

    log = structlog.get_logger().bind()  # once, not for each line

    @app.before_request
    def _begin() -> None:
        request_id = secrets.token_hex(8)
        g.began = time.perf_counter(), request_id
        structlog.contextvars.clear_contextvars()
        structlog.contextvars.bind_contextvars(request=request_id)

    @app.after_request
    def _end(response: Response) -> Response:
        started, request_id = g.get("began") or (time.perf_counter(), "")
        response.headers.add("X-Request-Id", request_id)
        endpoint = request.endpoint
        if endpoint not in QUIET_ENDPOINTS:
            spent = (time.perf_counter() - started) * 1000
            log.info(
                "request",
                method=request.method,
                endpoint=endpoint,
                status=response.status_code,
                ms=round(spent, 1),
            )
        return response
