"""Small pages for the scripts to run on, beside the gallery."""

import time
from typing import Any

from flask import Flask, Response, jsonify, redirect, render_template, render_template_string, request
from werkzeug.datastructures import MultiDict

from tests.frontend.gallery import GalleryForm, make_app, shell
from vssid_app.core.forms import AppForm, CodeText, PhotoFile

MESSAGE = {"sender": "TAPHUAN", "text": "482615 là mã xác nhận.", "code": "482615", "age": 2}

CODE_PAGE = """
{% extends "layouts/phone.html" %}
{% from "components/button.html" import submit %}
{% from "components/disclosure.html" import more %}
{% from "components/dock.html" import dock %}
{% from "components/field.html" import field %}
{% from "components/form.html" import form_frame %}
{% from "components/resend.html" import resend %}
{% set title = "Nhập mã 6 số" %}
{% set header_title = "Đăng ký" %}
{% set back_url = "/" %}
{% block body_class %}page-code{% endblock %}
{% block content %}{% call form_frame(form) %}{{ field(form.code, big=true) }}{% endcall %}
{{ resend("/resend", 1) }}
{% call more("Chưa nhận được mã?", open_after=1) %}<p>Xem lại số.</p>{% endcall %}{% endblock %}
{% block dock %}{% call dock() %}{{ submit("Xác nhận") }}{% endcall %}{% endblock %}
"""

PHOTO_PAGE = """
{% extends "layouts/phone.html" %}
{% from "components/dock.html" import dock %}
{% from "components/form.html" import form_frame %}
{% from "components/photo_input.html" import photo_buttons, photo_input %}
{% set title = "CCCD mặt trước" %}
{% block content %}
{% call form_frame(form, multipart=true) %}{{ photo_input(form.photo) }}{% endcall %}
{% endblock %}
{% block dock %}{% call dock() %}{{ photo_buttons(form.photo) }}{% endcall %}{% endblock %}
"""

WAITING_PAGE = """
{% extends "layouts/phone.html" %}
{% from "components/timeline.html" import timeline %}
{% set title = "Đang xem" %}
{% block content %}{{ timeline([{"state": "now", "title": "Đang xem", "text": ""}], refresh_url="/state") }}
<p>Lần mở {{ opened }}</p>{% endblock %}
"""

RESULT_PAGE = """
{% extends "layouts/phone.html" %}
{% from "components/tear_panel.html" import tear_panel %}
{% set title = "Đã nhận" %}
{% block heading %}{{ tear_panel(title, "Mã hồ sơ", words) }}{% endblock %}
"""


class CodeForm(AppForm):
    """One code."""

    code = CodeText("Mã 6 số", missing="Nhập mã 6 số.")


class PhotoForm(AppForm):
    """One photo."""

    photo = PhotoFile("Ảnh CCCD mặt trước", missing="Chọn ảnh.")


def make_pages() -> Flask:
    """The gallery at /, and a page for each script."""
    app = make_app()
    for add in (_gallery, _code, _photo, _waiting, _inbox):
        add(app)
    return app


def _draw(source: str, **facts: Any) -> str:
    return render_template_string(source, shell=shell(acting_for=None, poll_url="/poll"), **facts)


def _gallery(app: Flask) -> None:
    @app.get("/")
    def gallery() -> str:
        form = GalleryForm(formdata=None, data={"name": "NGUYỄN GIA MINH", "sure": True})
        if "errors" in request.args:
            form = GalleryForm(formdata=MultiDict({"born-month": "15"}), meta={"csrf": False})
            form.validate()
        facts = shell(large="large" in request.args)
        return render_template("components/gallery.html", form=form, shell=facts)


def _code(app: Flask) -> None:
    posts: list[str] = []

    @app.route("/code", methods=["GET", "POST"])
    def code() -> Any:
        form = CodeForm()
        if request.method == "POST":
            posts.append(form.code.digits)
            time.sleep(0.4)
            return _draw(RESULT_PAGE, words=f"{form.code.digits} × {len(posts)}")
        posts.clear()
        return _draw(CODE_PAGE, form=form)


def _photo(app: Flask) -> None:
    @app.route("/photo", methods=["GET", "POST"])
    def photo() -> str:
        form = PhotoForm()
        if request.method == "POST":
            content = form.photo.content()
            return _draw(RESULT_PAGE, words=f"{content[:3].hex()} {len(content)}")
        return _draw(PHOTO_PAGE, form=form)


def _waiting(app: Flask) -> None:
    asked: list[int] = []
    opened: list[int] = []

    @app.get("/waiting")
    def waiting() -> str:
        opened.append(1)
        return _draw(WAITING_PAGE, opened=len(opened))

    @app.get("/state")
    def state() -> Response:
        asked.append(1)
        answer = jsonify(state="waiting" if len(asked) == 1 else "decided")
        answer.add_etag()
        answer.make_conditional(request)
        return answer


def _inbox(app: Flask) -> None:
    @app.get("/poll")
    def poll() -> Response:
        answer = jsonify(unread=3, latest=MESSAGE)
        answer.add_etag()
        answer.make_conditional(request)
        return answer

    @app.get("/inbox")
    def inbox() -> Any:
        return redirect("/code")
