"""The only assembly: settings in, application out. Nothing else imports views."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path
from typing import Any

import click
from flask import Flask, abort, g, request
from jinja2 import StrictUndefined
from sqlalchemy import text
from werkzeug.middleware.proxy_fix import ProxyFix

from vssid_app.administration import views as administration_views
from vssid_app.api import views as api_views
from vssid_app.core import access, assets, device, errors, logs, once, pages
from vssid_app.core.commands import LateCommands
from vssid_app.core.extensions import babel, csrf, db, keyring, life_signs, login_manager, mail, private_files
from vssid_app.core.files import FolderStore
from vssid_app.core.late_rules import LateRule
from vssid_app.core.links import Links
from vssid_app.core.requests import InMemoryRequest
from vssid_app.core.session_cookie import SessionCookie
from vssid_app.core.settings import Settings, load_settings
from vssid_app.core.site import Site
from vssid_app.core.source_words import SOURCE, use_source_words, words_with_values
from vssid_app.core.static_files import serve_static
from vssid_app.core.templates import Kept, PageEnvironment
from vssid_app.core.world import WorldKind, in_world
from vssid_app.core.worlds import WorldFinder
from vssid_app.desk import views as desk_views
from vssid_app.enrolment import own_data as enrolment_data
from vssid_app.enrolment import staff_views as enrolment_staff_views
from vssid_app.enrolment import views as enrolment_views
from vssid_app.enrolment.child_changes import dossier_changes_of
from vssid_app.enrolment.flow import after_activation
from vssid_app.enrolment.home_rows import CHILDREN_UNDER_WAY
from vssid_app.enrolment.operations.contacts import end_holds, follow_contact
from vssid_app.enrolment.operations.opening import note_activation
from vssid_app.enrolment.staff_queries import count_requests_by
from vssid_app.identity import own_data as identity_data
from vssid_app.identity import sessions
from vssid_app.identity import staff_views as identity_staff_views
from vssid_app.identity import views as identity_views
from vssid_app.identity.listeners import (
    ask_for_own_words,
    ask_where_next,
    call_on_activation,
    call_on_new_contact,
    call_on_sessions_ended,
)
from vssid_app.inbox import views as inbox_views
from vssid_app.lookups import views as lookups_views
from vssid_app.notices import own_data as notices_data
from vssid_app.notices import views as notices_views
from vssid_app.notices.gone import told_instead
from vssid_app.people import own_data as people_data
from vssid_app.people import views as people_views
from vssid_app.people.changes import ask_for_changes
from vssid_app.people.handing_over import begin_hand_over
from vssid_app.people.looks import views as looks_views
from vssid_app.people.looks.noting import write_after_answers
from vssid_app.people.queries import holder_words
from vssid_app.privacy import parts as privacy_parts
from vssid_app.privacy import views as privacy_views
from vssid_app.privacy.parts import use_parts
from vssid_app.pwa import views as pwa_views
from vssid_app.pwa.account_mark import mark_pages
from vssid_app.registry import own_data as registry_data
from vssid_app.registry import views as registry_views
from vssid_app.registry.records.disputes import ask_for_disputes
from vssid_app.registry.share_pages import where_hand_over_leads
from vssid_app.registry.waiting import ask_for_waiting
from vssid_app.service_requests import own_data as service_data
from vssid_app.service_requests import views as service_views
from vssid_app.service_requests.disputes import disputes_of_person
from vssid_app.service_requests.home_rows import REQUESTS_UNDER_WAY
from vssid_app.service_requests.staff_queries import count_waiting
from vssid_app.support import views as support_views
from vssid_app.training import views as training_views
from vssid_app.welcome import shell
from vssid_app.welcome import views as welcome_views

ROOT = Path(__file__).resolve().parent.parent
# A form with one photo; anything larger is refused before it is read.
MAX_REQUEST_BYTES = 21 * 1024 * 1024
MAX_FORM_BYTES = 200_000
SIGNED_IN_DAYS = 30

BLUEPRINTS = (
    welcome_views.pages,
    identity_views.pages,
    identity_staff_views.pages,
    enrolment_views.pages,
    enrolment_staff_views.pages,
    people_views.pages,
    registry_views.pages,
    looks_views.pages,
    notices_views.pages,
    lookups_views.pages,
    service_views.pages,
    api_views.pages,
    support_views.pages,
    privacy_views.pages,
    pwa_views.pages,
)
# Not reachable in live mode, by not being there at all.
PRACTICE_BLUEPRINTS = (inbox_views.pages, training_views.pages)
# What somebody is given who asks for all that is held of them: every package that holds facts of persons.
OWN_DATA = (
    *(identity_data.PART, people_data.PART, registry_data.PART, enrolment_data.PART),
    *(service_data.PART, notices_data.PART, privacy_parts.PART),
)
STAFF_BLUEPRINTS = (desk_views.pages, administration_views.pages)


def create_app(settings: Settings | None = None, **overrides: Any) -> Flask:
    """The application for these settings; ``overrides`` are further Flask settings (tests).

    Raises:
        IncompleteSettings: when the environment lacks what the mode needs.
    """
    settings = settings or load_settings()
    app = Site("vssid_app", root_path=str(ROOT), static_folder="static", template_folder="templates")
    app.request_class = InMemoryRequest
    app.url_rule_class = LateRule
    app.session_interface = SessionCookie()
    app.jinja_environment = PageEnvironment
    app.config.update(_flask_settings(settings), **overrides)
    app.extensions["settings"] = settings
    if settings.proxies:
        # Limits by address are for the phone's address, not for that of our own proxy.
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=settings.proxies)  # type: ignore[method-assign]
    _start_core(app, settings)
    _find_world(app, settings)
    sessions.start(login_manager)
    _connect()
    for blueprint in (*BLUEPRINTS, *STAFF_BLUEPRINTS, *(PRACTICE_BLUEPRINTS if settings.is_demo else ())):
        app.register_blueprint(blueprint)
    _health(app)
    _templates(app)
    serve_static(app)
    access.guard(app)
    once.answer_once(app)
    write_after_answers(app)
    app.cli = LateCommands(app.name, _commands)
    return app


def _commands() -> Sequence[click.Command]:
    from vssid_app.cli import COMMANDS  # noqa: PLC0415 - they load what the site itself never needs

    return COMMANDS


def _flask_settings(settings: Settings) -> dict[str, Any]:
    secure = not settings.is_demo
    return {
        "SECRET_KEY": settings.secret_key,
        "MAX_CONTENT_LENGTH": MAX_REQUEST_BYTES,
        "MAX_FORM_MEMORY_SIZE": MAX_FORM_BYTES,
        "SESSION_COOKIE_NAME": "phien",
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_SECURE": secure,
        "PERMANENT_SESSION_LIFETIME": timedelta(days=SIGNED_IN_DAYS),
        "SESSION_REFRESH_EACH_REQUEST": False,
        # A form may lie open through a long lesson: it is bound to the session, not to the hour.
        "WTF_CSRF_TIME_LIMIT": None,
        "BABEL_DEFAULT_LOCALE": "vi",
        "BABEL_DEFAULT_TIMEZONE": "Asia/Ho_Chi_Minh",
        "MAIL_SERVER": settings.mail.server,
        "MAIL_PORT": settings.mail.port,
        "MAIL_USE_TLS": settings.mail.use_tls,
        "MAIL_USE_SSL": settings.mail.use_ssl,
        "MAIL_USERNAME": settings.mail.username or None,
        "MAIL_PASSWORD": settings.mail.password or None,
        "MAIL_DEFAULT_SENDER": settings.mail.sender,
    }


def _start_core(app: Flask, settings: Settings) -> None:
    logs.start(app)
    db.start(settings)
    keyring.start(settings.secret_key, settings.file_keys)
    private_files.use(FolderStore(settings.data_dir / "files"))
    life_signs.start(settings.data_dir / "workers")
    babel.init_app(app)
    babel.domain_instance = SOURCE
    use_source_words()
    login_manager.init_app(app)
    mail.init_app(app)
    pages.send_headers(app, secure=not settings.is_demo)
    mark_pages(app)
    device.keep_device(app, secure=not settings.is_demo)
    errors.handle(app)


def _find_world(app: Flask, settings: Settings) -> None:
    """Every request runs in the process's own world; its session ends with it."""
    finder = app.extensions["world_finder"] = WorldFinder()
    kind = WorldKind.DEMO if settings.is_demo else WorldKind.LIVE

    @app.before_request
    def _enter() -> None:
        if request.endpoint in {"static", "healthz"}:
            return
        if "\x00" in request.path:
            abort(404)  # no address of ours has one, and PostgreSQL would not take it
        world = finder.find(kind)
        if world is None:
            abort(503)
        g.scope = ExitStack()
        g.scope.enter_context(db.scope())
        g.scope.enter_context(in_world(world))

    @app.teardown_appcontext
    def _leave(_error: BaseException | None) -> None:
        scope: ExitStack | None = g.pop("scope", None)
        if scope is not None:
            scope.close()

    # After the world, since a refused form is answered with a page of it.
    csrf.init_app(app)


def _connect() -> None:
    """Let packages hear of what happens in those below, which must not know them."""
    call_on_activation(note_activation)
    call_on_activation(begin_hand_over)
    call_on_new_contact(follow_contact)
    call_on_sessions_ended(end_holds)
    ask_for_own_words(holder_words)
    ask_where_next(where_hand_over_leads)
    ask_where_next(after_activation)
    ask_for_waiting(CHILDREN_UNDER_WAY)
    ask_for_waiting(REQUESTS_UNDER_WAY)
    ask_for_changes(dossier_changes_of)
    ask_for_disputes(disputes_of_person)
    count_requests_by(count_waiting)
    errors.ask_instead_of_missing(told_instead)
    use_parts(OWN_DATA)


def _health(app: Flask) -> None:
    @app.get("/healthz")
    @access.public
    def healthz() -> dict[str, str]:
        """Whether the process serves and its database answers."""
        with db.engine.connect() as connection:
            connection.execute(text("SELECT 1"))
        return {"status": "ok"}


def _templates(app: Flask) -> None:
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    app.jinja_env.filters.update(pages.FILTERS)
    app.jinja_env.globals.update(
        asset=assets.asset,
        icon=assets.icon,
        csp_nonce=pages.csp_nonce,
        NBSP=pages.NBSP,
        kept=Kept(),
        url_for=Links(app),
        _=words_with_values,
    )
    app.context_processor(lambda: {"shell": shell.Shell()})
