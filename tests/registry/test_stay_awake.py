"""The large digits keep the screen on."""

from __future__ import annotations

from tests.support.cast import make_account, make_person, sign_in
from tests.support.insurance import make_card
from tests.support.pages import PageClient
from vssid_app.core.world import CurrentWorld


def test_the_page_of_large_digits_asks_for_the_screen_to_stay_on(
    client: PageClient, world: CurrentWorld
) -> None:
    person = make_person()
    make_card(person)
    sign_in(client, make_account(person), world)
    page = client.get(f"/nguoi/{person.public_id}/the/so-lon")
    script = next(s.attrs["src"] for s in page.root.all("script") if "stay-awake" in s.attrs["src"])
    assert "wakeLock" in client.get(script).response.text
