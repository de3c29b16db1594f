"""Browsers inside of other apps, by what they say of themselves, and the way out of them."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.support.cast import make_account, make_person, sign_in
from tests.support.insurance import make_card
from tests.support.pages import Page, PageClient
from tests.support.registering import make_papers, recorded
from vssid_app.core.clock import instant
from vssid_app.core.extensions import db
from vssid_app.core.world import CurrentWorld
from vssid_app.pwa.rules import InApp, in_app, in_chrome, is_offered

ANDROID = "Mozilla/5.0 (Linux; Android 13; SM-A047F; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0"
CHROME = "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Mobile"
IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)"
ZALO_ANDROID = f"{ANDROID} Chrome/131.0.6778.39 Mobile Safari/537.36 Zalo android/12110762 ZaloTheme/light"
ZALO_IOS = f"{IPHONE} Mobile/15E148 Zalo iOS/610 ZaloTheme/light ZaloLanguage/vn"
FACEBOOK_ANDROID = f"{ANDROID} Chrome/131.0.0.0 Mobile Safari/537.36 [FB_IAB/FB4A;FBAV/489.0.0.66.81;]"
FACEBOOK_IOS = f"{IPHONE} Mobile/21F90 [FBAN/FBIOS;FBAV/489.0.0.53;FBDV/iPhone12,1;FBLC/vi_VN]"


@pytest.mark.parametrize(
    ("user_agent", "found"),
    [
        (ZALO_ANDROID, InApp("Zalo", is_android=True)),
        (ZALO_IOS, InApp("Zalo", is_android=False)),
        (FACEBOOK_ANDROID, InApp("Facebook", is_android=True)),
        (FACEBOOK_IOS, InApp("Facebook", is_android=False)),
        (
            f"{ANDROID} Chrome/131 [FB_IAB/Orca-Android;FBAV/482.0.0.45.109;]",
            InApp("Messenger", is_android=True),
        ),
        (f"{IPHONE} Mobile/21F90 [FBAN/MessengerForiOS;FBAV/482.0]", InApp("Messenger", is_android=False)),
        (f"{IPHONE} Mobile/21F90 [FBAN/MessengerLiteForiOS;FBAV/482]", InApp("Messenger", is_android=False)),
        (f"{CHROME} Safari/537.36", None),
        (f"{CHROME} SamsungBrowser/27.0 Safari/537.36", None),
        (f"{IPHONE} Version/17.5 Mobile/15E148 Safari/604.1", None),
        (f"{IPHONE} CriOS/131.0.6778.73 Mobile/15E148 Safari/604.1", None),
        ("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 ZaloPC-win32-24v618", None),
        ("facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)", None),
        ("", None),
    ],
)
def test_the_app_around_the_page_is_told_by_the_user_agent(user_agent: str, found: InApp | None) -> None:
    assert in_app(user_agent) == found


def test_the_link_to_chrome_holds_the_address_and_another_way() -> None:
    assert in_chrome("https://tap.example/ho-so?ma=TH%201") == (
        "intent://tap.example/ho-so?ma=TH%201#Intent;scheme=https;package=com.android.chrome;"
        "S.browser_fallback_url=https%3A%2F%2Ftap.example%2Fho-so%3Fma%3DTH%25201;end"
    )


def test_the_home_screen_is_offered_for_a_day() -> None:
    now = instant()
    assert is_offered(now, now)
    assert is_offered(now - timedelta(days=1), now)
    assert not is_offered(now - timedelta(days=1, seconds=1), now)
    assert not is_offered(None, now)


@pytest.fixture
def phone(client: PageClient, world: CurrentWorld) -> PageClient:
    return client


def in_browser(phone: PageClient, user_agent: str, path: str) -> Page:
    phone.raw.environ_base["HTTP_USER_AGENT"] = user_agent
    return phone.get(path)


def links_to_chrome(page: Page) -> list[str]:
    return [a.attrs["href"] for a in page.root.all("a") if a.attrs["href"].startswith("intent:")]


def test_start_leads_out_of_zalo_on_android(phone: PageClient) -> None:
    page = in_browser(phone, ZALO_ANDROID, "/")
    assert "Bạn đang xem trong Zalo." in page.text
    assert [link.split("#")[0] for link in links_to_chrome(page)] == ["intent://localhost/"]


def test_start_says_on_an_iphone_which_button_leads_out(phone: PageClient) -> None:
    page = in_browser(phone, FACEBOOK_IOS, "/")
    assert "Bạn đang xem trong Facebook." in page.text
    assert "Mở bằng trình duyệt" in page.text
    assert not links_to_chrome(page)


def test_start_says_nothing_of_it_in_a_real_browser(phone: PageClient) -> None:
    assert "Bạn đang xem trong" not in in_browser(phone, CHROME, "/").text


def offers(page: Page) -> bool:
    cards = [part for part in page.root.all("section") if "data-home-screen" in part.attrs]
    assert all("hidden" in card.attrs for card in cards), "only the script knows whether it can be done"
    return bool(cards)


def test_after_handing_in_the_home_screen_is_offered(phone: PageClient) -> None:
    path = f"/dang-ky/{recorded(phone, make_papers())}/xong"
    assert offers(in_browser(phone, CHROME, path))
    page = in_browser(phone, ZALO_ANDROID, path)
    assert not offers(page)
    assert links_to_chrome(page)[0].startswith("intent://localhost/ho-so#")


@pytest.mark.parametrize(("days", "offered"), [(0, True), (2, False)])
def test_the_card_offers_it_after_the_activation_only(
    phone: PageClient, world: CurrentWorld, days: int, *, offered: bool
) -> None:
    person = make_person()
    make_card(person)
    account = make_account(person)
    with db.transaction():
        db.reload(account)
        account.activated_at = instant() - timedelta(days=days)
    sign_in(phone, account, world)
    page = phone.get("/toi/the").follow()
    assert page.path.endswith("/the")
    assert offers(page) is offered
