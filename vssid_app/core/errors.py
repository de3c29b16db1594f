"""Pages for what went wrong: what happened, and what to do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import structlog
from flask import Flask, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.exceptions import HTTPException, MethodNotAllowed, NotFound
from werkzeug.routing import RequestRedirect

from vssid_app.core.problems import problem, wants_problem
from vssid_app.core.world import world_or_none

NOT_FOUND = 404
READING = {"GET", "HEAD"}
PLAIN_PAGE = (
    '<!doctype html><html lang="vi"><head><meta charset="utf-8"><title>{title}</title>'
    '<meta name="viewport" content="width=device-width, initial-scale=1"></head>'
    "<body><h1>{title}</h1><p>{advice}</p></body></html>"
)


_instead_of_missing: list[Callable[[], str | None]] = []


def ask_instead_of_missing(source: Callable[[], str | None]) -> None:
    """Have a source asked for a page in place of the one that says that an address is not there."""
    if source not in _instead_of_missing:
        _instead_of_missing.append(source)


@dataclass(frozen=True, slots=True)
class Trouble:
    """The two sentences of an error page."""

    title: str
    advice: str


def _troubles() -> dict[int, Trouble]:
    return {
        400: Trouble(
            _("Trang này đã cũ"), _("Bấm Quay lại, tải lại trang rồi gửi lần nữa. Những gì đã lưu vẫn còn.")
        ),
        404: Trouble(
            _("Không có trang này"), _("Đường dẫn sai, hoặc bạn không được xem trang này. Hãy về trang đầu.")
        ),
        405: Trouble(_("Không mở được theo cách này"), _("Hãy về trang trước và bấm nút trên trang.")),
        413: Trouble(_("Tệp quá lớn"), _("Ảnh lớn nhất là 15 MB. Hãy chụp lại hoặc chọn ảnh nhỏ hơn.")),
        429: Trouble(_("Bạn bấm hơi nhanh"), _("Hãy đợi một chút rồi thử lại.")),
        503: Trouble(_("Ứng dụng đang khởi động"), _("Hãy đợi vài giây rồi tải lại trang.")),
        500: Trouble(_("Có lỗi ở phía chúng tôi"), _("Những gì đã lưu vẫn còn. Hãy thử lại sau một phút.")),
    }


def handle(app: Flask) -> None:
    """Answer each error with a page, or a program with a problem."""

    @app.errorhandler(HTTPException)
    def _known(error: HTTPException) -> ResponseReturnValue:
        if wants_problem():
            allowed = {name: value for name, value in error.get_headers() if name == "Allow"}
            return problem(error.code or 500, headers=allowed)
        return _page(error.code or 500)

    @app.errorhandler(MethodNotAllowed)
    def _only_sent_to(error: MethodNotAllowed) -> ResponseReturnValue:
        # An action's own address, reloaded or typed: back to the page that it belongs to.
        above = None if wants_problem() or request.method not in READING else _page_above(app)
        return redirect(above) if above else _known(error)

    @app.errorhandler(CSRFError)
    def _old_form(_error: CSRFError) -> tuple[str, int]:
        return _page(400)

    @app.errorhandler(Exception)
    def _unknown(error: Exception) -> ResponseReturnValue:
        if app.testing or app.debug:
            raise error
        structlog.get_logger().error("unhandled", exc_info=error)
        return problem(500) if wants_problem() else _page(500)


def _page_above(app: Flask) -> str | None:
    """The nearest page that an action's address lies under; none where that is only the start page."""
    pages = app.create_url_adapter(request)
    path = request.path.rpartition("/")[0]
    while pages and path:
        try:
            endpoint, values = pages.match(path, method="GET")
        except (MethodNotAllowed, NotFound, RequestRedirect):
            path = path.rpartition("/")[0]
        else:
            return url_for(endpoint, **values)
    return None


def _page(status: int) -> tuple[str, int]:
    troubles = _troubles()
    trouble = troubles.get(status) or troubles[500 if status >= 500 else 404]  # noqa: PLR2004
    plain = PLAIN_PAGE.format(title=trouble.title, advice=trouble.advice), status
    if world_or_none() is None:
        # Before the demo has been made there is no world, hence no strip to show: plain words.
        return plain
    try:
        return _told_instead(status) or render_template("errors/error.html", trouble=trouble), status
    except Exception as error:
        if status < 500 and not isinstance(error, SQLAlchemyError):  # noqa: PLR2004
            raise
        # What failed the page (the database, say) fails its frame as well.
        structlog.get_logger().exception("no error page")
        return plain


def _told_instead(status: int) -> str | None:
    if status != NOT_FOUND:
        return None
    return next(filter(None, (source() for source in _instead_of_missing)), None)
