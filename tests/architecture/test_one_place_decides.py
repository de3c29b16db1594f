"""Who may see whom is decided in ``people``: no other package reads guardianships by itself."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from tests.architecture.routes import Route, routes_of
from tests.architecture.targets import make_target, routes_with_ids
from tests.support.cast import make_account, make_child_of, make_officer, make_person, sign_in
from tests.support.insurance import make_card
from tests.support.pages import PageClient
from tests.support.statements import statements
from vssid_app.core.world import CurrentWorld

PACKAGE = Path(__file__).parents[2] / "vssid_app"
# Who names the table all the same, with the reason.
ALLOWED = {
    "training/operations.py": "writes those of invented families",
    "administration/log_words.py": "calls it by its word in the log",
}
# What is held of persons: a page that reads of it is about somebody, and has to be let in for that person.
FACTS = re.compile(
    r"\b(?:FROM|JOIN) (health_cards|participation_periods|reported_payments|benefit_payments|medical_visits|"
    r"visit_costs|medical_certificates|facility_changes|looks)\b"
)
ABOUT_ONE = "for_person"
# Who reads of it under another rule, with the reason.
OTHER_RULES = {
    "registry.switch": "the cards of those whom children_of gives, which asks people.visible",
}
# Pages about somebody under another rule, with the reason.
OF_THE_OFFICE = {
    "desk.request": "the card that was asked for again, for the office that it was asked of",
}
# The only modules that may put a question about it, each for persons that it is given; with who asks there.
READERS = {
    "lookups/queries.py": "a card by number, name and birth, all of which the asker must know",
    "people/looks/operations.py": "writes and deletes them",
    "people/looks/queries.py": "who looked at a person given by the view",
    "people/own_data.py": "one's own",
    "privacy/queries.py": "one's own newest card",
    "registry/card_qr/queries.py": "the card of a code that its holder shows",
    "registry/exchange/batch.py": "the register as files, by command",
    "registry/exchange/sheets.py": "the register as files, by command",
    "registry/exchange/stored.py": "the register as files, by command",
    "registry/operations.py": "writes what the office has decided for a person",
    "registry/own_data.py": "one's own",
    "registry/reminding.py": "cards that end soon, told to their holders and guardians",
    "registry/queries.py": "of a person given by the view, and of those whom people.visible names",
    "registry/records/queries.py": "of a person given by the view",
    "training/rows.py": "makes those of invented people",
}
MODELS = {
    *("HealthCard", "ParticipationPeriod", "ReportedPayment", "BenefitPayment", "MedicalVisit", "VisitCost"),
    *("MedicalCertificate", "FacilityChange", "Look"),
}
NAMES = re.compile(r"\bGuardianship\b|\x22guardianships\x22")


def test_only_people_reads_guardianships() -> None:
    found = {
        path.relative_to(PACKAGE).as_posix()
        for path in PACKAGE.rglob("*.py")
        if not path.is_relative_to(PACKAGE / "people") and NAMES.search(_code(path))
    }
    assert found == set(ALLOWED), "ask people.queries or people.visible, or say here why not"


@pytest.mark.parametrize("column", ["valid_from", "valid_to", "ended_at"])
def test_only_one_condition_reads_their_dates(column: str) -> None:
    text = (PACKAGE / "people" / "queries.py").read_text(encoding="utf-8")
    condition = re.search(r"def holds_on.*?\n\n\n", text, re.DOTALL)
    assert condition
    assert column in condition.group()
    assert column not in text.replace(condition.group(), "")


def test_only_named_modules_ask_what_is_held_of_persons() -> None:
    found = {path.relative_to(PACKAGE).as_posix() for path in PACKAGE.rglob("*.py") if _asks(path)}
    assert found == set(READERS), "ask the queries of that package, or say here for whom it asks"


def _asks(path: Path) -> bool:
    """Whether a module uses one of the models for more than a type."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    if path.name == "models.py":
        return False
    hints = {id(node) for hint in _hints(tree) for node in ast.walk(hint)}
    return any(
        isinstance(node, ast.Name) and node.id in MODELS and id(node) not in hints for node in ast.walk(tree)
    )


def _hints(tree: ast.AST) -> Iterator[ast.expr]:
    """The annotations of a module: what stands in them is not asked."""
    for node in ast.walk(tree):
        hint = getattr(node, "annotation", None) or getattr(node, "returns", None)
        if isinstance(hint, ast.expr):
            yield hint


def test_a_page_that_reads_of_persons_is_let_in_for_the_person(app: Flask, world: CurrentWorld) -> None:
    read: dict[str, str] = {}
    for route in routes_with_ids():
        if route.rule == "anybody" or "GET" not in route.methods:
            continue
        client, target = PageClient(app), make_target(route)
        target.let_in(client)
        with statements() as sent:
            _open(client, target.path_of(route))
        read |= _of(route, sent)
    assert len([rule for rule in read.values() if rule.startswith(ABOUT_ONE)]) > 10
    others = {name for name, rule in read.items() if not rule.startswith(ABOUT_ONE)}
    assert others == set(OF_THE_OFFICE), "let it in for the person, or say here why not"


def test_pages_without_a_person_in_the_address_read_of_nobody_else(app: Flask, world: CurrentWorld) -> None:
    guardian = make_person()
    make_card(make_child_of(guardian))
    citizen, officer = make_account(guardian), make_officer()
    read: dict[str, str] = {}
    for account in (citizen, officer):
        client = sign_in(PageClient(app), account, world)
        for route in _without_ids(app):
            with statements() as sent:
                _open(client, route.path)
            read |= _of(route, sent)
    assert set(read) == set(OTHER_RULES), "put the person into the address, or say here of whom it reads"


def _open(client: PageClient, path: str) -> None:
    """The page alone: what is written after an answer looks into its own table."""
    with client.app.app_context():
        client.raw.get(path)


def _without_ids(app: Flask) -> list[Route]:
    return [route for route in routes_of(app) if "<" not in route.path and "GET" in route.methods]


def _of(route: Route, sent: list[str]) -> dict[str, str]:
    """The rule of a page, by its endpoint, if it has read anything held of persons."""
    return {route.endpoint: route.rule} if any(FACTS.search(" ".join(text.split())) for text in sent) else {}


def _code(path: Path) -> str:
    """The source without docstrings and comments."""
    text = re.sub(r'"""(?:.|\n)*?"""', "", path.read_text(encoding="utf-8"))
    return re.sub(r"#.*", "", text)
