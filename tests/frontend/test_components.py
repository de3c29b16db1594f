import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.frontend.gallery import ROOT, make_app

pytestmark = pytest.mark.browser

TOO_SMALL = """() => [...document.querySelectorAll('a[href], button, input, select, textarea, summary')]
  .filter((e) => e.offsetParent && !e.closest('.vh, .skip, .sms, .strip-place, .error-summary'))
  .map((e) => {
    const target = e.matches('.choice input, .tick input') ? e.nextElementSibling : e;
    const inside = e.matches('.acting-who a') ? e.closest('.acting') : target;
    const box = inside.getBoundingClientRect();
    return [e.outerHTML.slice(0, 90), Math.round(box.width), Math.round(box.height)];
  })
  .filter(([, width, height]) => width < 24 || height < 48)"""

WRAPPED = """() => [...document.querySelectorAll('.button')]
  .filter((e) => e.offsetParent && e.offsetHeight > 60)
  .map((e) => e.textContent.trim())"""

TOO_WIDE = "() => document.documentElement.scrollWidth - innerWidth"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("address", ["/", "/?errors=1", pytest.param("/?large=1", marks=pytest.mark.long)])
def test_all_components_pass_axe(browser: Browser, site: str, scheme: str, address: str) -> None:
    page = browser.new_page(color_scheme=scheme, viewport={"width": 360, "height": 640})  # type: ignore[arg-type]
    page.goto(site + address)
    found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    page.close()
    assert not [(one["id"], [node["html"][:120] for node in one["nodes"]]) for one in found]


@pytest.mark.parametrize("width", [320, 360, 480, 1280])
@pytest.mark.parametrize("address", ["/", "/?errors=1", "/?large=1"])
def test_nothing_is_wider_than_the_phone(page: Page, site: str, width: int, address: str) -> None:
    page.set_viewport_size({"width": width, "height": 640})
    page.goto(site + address)
    assert page.evaluate(TOO_WIDE) <= 0


def test_no_label_of_a_button_wraps_on_the_narrowest_phone(page: Page, site: str) -> None:
    page.set_viewport_size({"width": 320, "height": 568})
    page.goto(site)
    assert page.evaluate(WRAPPED) == []


def test_every_target_is_large_enough_for_a_thumb(page: Page, site: str) -> None:
    page.goto(site)
    assert page.evaluate(TOO_SMALL) == []


def test_every_template_compiles() -> None:
    environment = make_app().jinja_env
    for file in (ROOT / "templates").rglob("*.html"):
        environment.get_template(str(file.relative_to(ROOT / "templates")))


def test_pages_are_kept_out_of_search_machines(page: Page, site: str) -> None:
    page.goto(site)
    assert page.locator('meta[name="robots"]').get_attribute("content") == "noindex"
    assert page.title() == "Gia Minh: Mọi thành phần – Thực hành VssID"


def test_errors_are_said_in_the_title_and_take_the_focus(page: Page, site: str) -> None:
    page.goto(f"{site}/?errors=1")
    assert page.title().startswith("Lỗi: Gia Minh: ")
    assert page.evaluate("document.activeElement.className") == "error-summary"
    page.get_by_role("link", name="Tháng sinh").or_(page.locator(".error-summary a").nth(5)).first.click()
    assert page.evaluate("document.activeElement.id").startswith("born-")
