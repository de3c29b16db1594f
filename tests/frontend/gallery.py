"""A small app with the templates and what the real one gives them, and a form with every field."""

from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from flask import Flask
from flask_babel import Babel
from flask_wtf.csrf import CSRFProtect
from jinja2 import StrictUndefined

from vssid_app.core.assets import asset, icon
from vssid_app.core.forms import (
    AppForm,
    Choice,
    CodeText,
    DateParts,
    DigitsText,
    MultiLine,
    PasswordText,
    PhoneText,
    PhotoFile,
    Pick,
    SearchText,
    TextLine,
    Tick,
)
from vssid_app.core.pages import FILTERS, NBSP
from vssid_app.core.templates import Kept

ROOT = Path(__file__).resolve().parents[2]


class GalleryForm(AppForm):
    """One field of each kind."""

    name = TextLine("Họ và tên con", missing="Nhập họ và tên.", hint="Viết như trong giấy khai sinh")
    phone = PhoneText("Số điện thoại", missing="Nhập số điện thoại.", hint="Số này để nhận mã")
    number = DigitsText(
        "Mã số BHXH, số CCCD hoặc số thẻ BHYT",
        missing="Nhập một trong ba số.",
        hint="10 số cuối trên thẻ BHYT",
        says="number",
    )
    code = CodeText("Mã 6 số", missing="Nhập mã 6 số.")
    password = PasswordText("Mật khẩu", missing="Nhập mật khẩu.")
    born = DateParts(
        "Ngày sinh",
        noun="sinh",
        missing="Nhập ngày sinh.",
        hint="Ví dụ: 3 5 2015",
        allow_year_only=True,
        latest=lambda: date(2026, 11, 23),
    )
    paper = Choice(
        "Con đã có CCCD chưa?",
        choices=[("no", "Chưa có"), ("yes", "Đã có")],
        missing="Chọn một câu.",
        in_row=True,
    )
    way = Choice(
        "Cách nộp tờ khai",
        choices=[("school", "Nhà trường nộp giúp"), ("desk", "Bộ phận một cửa")],
        hints={"school": "Không phải đi nộp"},
        missing="Chọn một cách.",
    )
    sex = Pick("Giới tính", choices=[("", "Chọn"), ("m", "Nam"), ("f", "Nữ")], missing="Chọn giới tính.")
    office = SearchText("Cơ quan nhận")
    note = MultiLine("Ghi chú")
    sure = Tick("Tôi cam đoan thông tin trên là đúng.", missing="Đánh dấu để xác nhận.")
    photo = PhotoFile("Ảnh CCCD mặt trước", missing="Chọn ảnh.", hint="Đặt thẻ trên nền tối")


def shell(**changes: Any) -> SimpleNamespace:
    """What the layouts are told about the visitor."""
    child = SimpleNamespace(
        name="Gia Minh", initial="M", relation="con", colour=1, home_url="/", switch_url=None
    )
    facts = {
        "practice": True,
        "label": "BẢN DÙNG THỬ",
        "operator": "Trường Mẫu",
        "unread": 2,
        "inbox_url": "/inbox",
        "poll_url": None,
        "help_url": "/help",
        "manifest_url": "/manifest.webmanifest",
        "large": False,
        "large_url": "/large",
        "switch_url": "/switch",
        "account_mark": None,
        "signed_in": True,
        "acting_for": child,
        "staff": None,
    }
    return SimpleNamespace(**(facts | changes))


def make_app() -> Flask:
    """An app with the templates and what the real one gives them, and nothing else."""
    app = Flask("gallery", root_path=str(ROOT), template_folder="templates", static_folder="static")
    app.config.update(SECRET_KEY="only for the gallery", WTF_CSRF_CHECK_DEFAULT=False)
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.filters.update(FILTERS)
    app.jinja_env.globals.update(asset=asset, icon=icon, csp_nonce=lambda: "n", NBSP=NBSP, kept=Kept())
    Babel(app, default_locale="vi")
    CSRFProtect(app)
    return app
