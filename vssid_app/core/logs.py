"""Structured logs with a request id; no personal data: paths of pages carry only random ids."""

from __future__ import annotations

import json
import logging
import secrets
import sys
import time
from datetime import UTC, datetime

import structlog
from flask import Flask, Response, g, request

QUIET_ENDPOINTS = {"static", "healthz", "inbox.poll"}


def start(app: Flask) -> None:
    """Log one line a request, as JSON on the error stream."""
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.WriteLoggerFactory(sys.stderr),
        cache_logger_on_first_use=False,
    )

    out = structlog.WriteLogger(sys.stderr)

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
            # As structlog would write it, which takes ten times as long to find out how.
            line = {
                "method": request.method,
                "endpoint": endpoint,
                "status": response.status_code,
                "ms": round((time.perf_counter() - started) * 1000, 1),
                "event": "request",
                "request": request_id,
                "level": "info",
                "timestamp": datetime.now(UTC).isoformat().replace("+00:00", "Z"),
            }
            out.msg(json.dumps(line))
        return response
