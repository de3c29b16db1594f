"""Where a request leads next."""

from __future__ import annotations

from flask import url_for

from vssid_app.service_requests.models import ServiceRequest
from vssid_app.service_requests.queries import editable_steps, missing_steps
from vssid_app.service_requests.steps import Step


def tracking_url(public_id: str, request: ServiceRequest) -> str:
    """The request's own page."""
    return url_for("service_requests.tracking", public_id=public_id, code=request.code)


def step_url(public_id: str, request: ServiceRequest, step: Step) -> str:
    """The page of a step."""
    return url_for("service_requests.step", public_id=public_id, code=request.code, step=step)


def next_url(public_id: str, request: ServiceRequest) -> str:
    """The first step that is not done, the check when all are; the request's page when nothing is open."""
    if not editable_steps(request):
        return tracking_url(public_id, request)
    missing = missing_steps(request)
    return step_url(public_id, request, missing[0] if missing else Step.CHECK)
