"""The start page: what it is, ways in, and that nobody takes it for the official app."""

from __future__ import annotations

from pathlib import Path

from tests.support.cast import make_account, sign_in
from tests.support.pages import PageClient
from vssid_app.app import create_app
from vssid_app.cli import migrations
from vssid_app.core.extensions import db
from vssid_app.core.settings import load_settings
from vssid_app.core.world import CurrentWorld, WorldKind
from vssid_app.core.worlds import make_world

LIVE = {
    "APP_MODE": "live",
    "SECRET_KEY": "x" * 40,
    "FILE_KEY": "1:" + "ab" * 32,
    "MAIL_SERVER": "localhost",
    "MAIL_DEFAULT_SENDER": "thu@thuchanh.example",
    "OPERATOR_NAME": "Trường Mẫu Vận Hành",
    "OPERATOR_CONTACT": "lienhe@thuchanh.example",
    "PRIVACY_URL": "https://thuchanh.example/du-lieu",
    "PUBLIC_URL": "https://thuchanh.example",
}


def test_it_offers_parts_specimens_registering_and_signing_in(
    client: PageClient, world: CurrentWorld
) -> None:
    page = client.get("/")
    assert page.heading == "Tập dùng thẻ BHYT điện tử"
    for part in ("phu-huynh", "hoc-sinh", "nguoi-lao-dong", "can-bo", "can-bo-noi-khac", "quan-tri"):
        page.form(action=f"/vai/{part}")
    assert page.link("Người mẫu để tập đăng ký") == "/nguoi-mau"
    assert page.link("Đăng ký") == "/dang-ky"
    assert page.link("Đăng nhập") == "/dang-nhap"


def test_it_has_one_filled_button(client: PageClient, world: CurrentWorld) -> None:
    page = client.get("/")
    filled = [e for e in page.root.everything() if "button-filled" in e.attrs.get("class", "")]
    assert [button.text for button in filled] == ["Đăng ký"]


def test_it_says_that_it_is_not_the_official_app(client: PageClient, world: CurrentWorld) -> None:
    text = client.get("/").text
    assert "BẢN DÙNG THỬ" in text
    assert "Không phải ứng dụng của BHXH Việt Nam" in text
    assert "bỏ qua mã xác thực" in text


def test_it_alone_may_be_indexed(client: PageClient, world: CurrentWorld) -> None:
    start, specimens = client.get("/"), client.get("/nguoi-mau")
    assert start.response.headers["X-Robots-Tag"] == "all"
    assert "noindex" not in start.response.text
    assert specimens.response.headers["X-Robots-Tag"] == "noindex"
    assert 'content="noindex"' in specimens.response.text


def test_who_is_signed_in_goes_on_to_their_own_page(client: PageClient, world: CurrentWorld) -> None:
    sign_in(client, make_account(), world)
    assert client.get("/").tap("Vào trang của tôi").follow().heading.startswith("Chào")


def test_the_first_load_stays_below_twenty_kilobytes(client: PageClient, world: CurrentWorld) -> None:
    response = client.raw.get("/", headers={"Accept-Encoding": "gzip"})
    built = Path("static/build")
    assets = [
        f"{path}.br" for path in (*built.glob("app.*.css"), *built.glob("app.*.js"), *built.glob("mark*.svg"))
    ]
    assert len(response.data) + sum(Path(path).stat().st_size for path in assets) < 20 * 1024


def test_live_names_its_operator_and_offers_no_parts(tmp_path: Path) -> None:
    settings = load_settings(
        {**LIVE, "DATA_DIR": str(tmp_path), "DATABASE_URL": f"sqlite:///{tmp_path}/a.db"}
    )
    app = create_app(settings, TESTING=True)
    with app.app_context():
        migrations().upgrade()
        make_world(WorldKind.LIVE)
        db.close()
    client = PageClient(app)
    page = client.get("/")
    assert page.heading == "Thẻ BHYT trên điện thoại của bạn"
    assert "Trường Mẫu Vận Hành" in page.text
    assert "lienhe@thuchanh.example" in page.text
    assert "/vai/" not in page.response.text
    assert "BẢN DÙNG THỬ" not in page.text
    assert client.get("/nguoi-mau").status == 404
    assert client.post("/vai/phu-huynh").status in {400, 404}
    db.engine.dispose()
