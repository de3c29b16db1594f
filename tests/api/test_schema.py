"""The interface against its own description: whatever is sent, the answer is one that it promises."""

from __future__ import annotations

from typing import Any

import pytest
import schemathesis
from flask import Flask
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.core.result import Ok

ROUTES = ("/card-checks", "/qr/verify", "/qr/parse", "/facilities", "/offices")
SOME, MANY = 20, 100
# In-process there is nobody who would unpack an answer.
PLAIN = {"Accept-Encoding": "identity"}


def operation_of(app: Flask, path: str) -> Any:
    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", app)
    found = (one.ok() for one in schema.get_all_operations() if isinstance(one, Ok))
    return next(operation for operation in found if operation.path.endswith(path))


def ask_anything(app: Flask, path: str, mode: schemathesis.GenerationMode, examples: int) -> None:
    """Send an operation what its description allows (or does not), and hold each answer to it."""

    def hold(case: Any) -> None:
        with app.app_context():
            case.call_and_validate(headers=PLAIN)

    held = operation_of(app, path).as_strategy(generation_mode=mode)
    quiet = settings(
        max_examples=examples,
        deadline=None,
        database=None,
        derandomize=True,
        phases=(Phase.explicit, Phase.generate, Phase.shrink),
        suppress_health_check=list(HealthCheck),
    )
    held_to: Any = quiet(given(held)(hold))  # type: ignore[no-untyped-call]  # hypothesis wraps it
    held_to()


MODES = pytest.mark.parametrize("mode", list(schemathesis.GenerationMode), ids=lambda mode: mode.value)


@MODES
@pytest.mark.parametrize("path", ROUTES)
def test_whatever_is_sent_is_answered_as_described(
    app: Flask, path: str, mode: schemathesis.GenerationMode
) -> None:
    ask_anything(app, path, mode, SOME)


@pytest.mark.long
@MODES
@pytest.mark.parametrize("path", ROUTES)
def test_much_more_of_it_is_answered_as_described(
    app: Flask, path: str, mode: schemathesis.GenerationMode
) -> None:
    ask_anything(app, path, mode, MANY)
