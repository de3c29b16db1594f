"""The site's own kind of Flask application."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Flask


class Site(Flask):
    """Flask without what this site has nothing of: functions of an event loop."""

    def ensure_sync(self, func: Callable[..., Any]) -> Callable[..., Any]:
        """The function as it is. Flask would look into some twenty for each page, whether they are async."""
        return func
