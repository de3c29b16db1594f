"""Rules of addresses that are made ready to build links by the first link: few processes need all 170."""

from __future__ import annotations

from collections.abc import Callable

from werkzeug.routing import Rule

Builder = Callable[..., tuple[str, str]]


class LateRule(Rule):
    """A rule as any other, but its functions that build addresses are compiled by their first use."""

    def _compile_builder(self, append_unknown: bool = True) -> Builder:  # noqa: FBT001, FBT002 - werkzeug's
        make = super()._compile_builder

        def build(rule: LateRule, /, **values: object) -> tuple[str, str]:
            made: Builder = make(append_unknown).__get__(rule, None)
            if append_unknown:
                rule._build_unknown = made
            else:
                rule._build = made
            return made(**values)

        return build
