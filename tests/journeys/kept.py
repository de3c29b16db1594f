"""Keeping a card on a phone, and looking into the phone's storage."""

from __future__ import annotations

import json
import re

from playwright.sync_api import expect
from sqlalchemy import MetaData, Table, create_engine, func, select

from tests.journeys.phone import Phone

# All that a browser keeps for the site, as text; bytes letter by letter, so that clear words would show.
STORED = """async () => {
  const shown = (name, value) =>
    value instanceof ArrayBuffer || ArrayBuffer.isView(value)
      ? String.fromCharCode(...new Uint8Array(value.buffer || value))
      : value instanceof CryptoKey ? `key, extractable: ${value.extractable}` : value;
  const answered = (request) => new Promise((done, failed) => {
    request.onsuccess = () => done(request.result);
    request.onerror = () => failed(request.error);
  });
  const found = { databases: {}, caches: {}, local: { ...localStorage }, session: { ...sessionStorage } };
  for (const { name } of await indexedDB.databases()) {
    const base = await answered(indexedDB.open(name));
    for (const store of base.objectStoreNames) {
      const rows = base.transaction(store).objectStore(store);
      const [keys, values] = [await answered(rows.getAllKeys()), await answered(base.transaction(store).objectStore(store).getAll())];
      (found.databases[name] ||= {})[store] = keys.map((key, n) => [key, JSON.stringify(values[n], shown)]);
    }
    base.close();
  }
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    found.caches[name] = [];
    for (const request of await cache.keys()) found.caches[name].push([request.url, await (await cache.match(request, { ignoreVary: true })).text()]);
  }
  return JSON.stringify(found);
}"""  # noqa: E501 - a script reads better in whole lines

SHELL = re.compile(
    r"/(mat-mang(/tro-giup)?|static/build/(app|draft-store|drafts|offline|mark)\.[0-9a-f]{10}\.(js|css|svg))$"
)
SHOWN = "performance.getEntriesByName('shown')[0].startTime"


def enter(phone: Phone, part: int = 0) -> None:
    """Come in as one of the practice people, and open the card."""
    phone.open("/")
    phone.page.locator("main form button").nth(part).click()
    phone.tap("Đưa thẻ khi đi khám")


def keep(phone: Phone) -> tuple[str, str]:
    """Say yes on the card's page, and wait until it is there without network; gives name and digits."""
    phone.tap("Giữ thẻ")
    phone.sees("Mở được khi mất mạng")
    phone.page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    name = phone.page.locator(".card-name").inner_text()
    return name, phone.page.locator(".card-digits").inner_text().replace("\u00a0", " ")


def digits(phone: Phone) -> str:
    """The number on the card that is open."""
    return phone.page.locator(".card-digits").inner_text().replace("\u00a0", " ")


def stored(phone: Phone) -> str:
    """All that the browser keeps for the site, as JSON."""
    text: str = phone.page.evaluate(STORED)
    return text


def records(phone: Phone) -> list[str]:
    """What is in the vault: kind and person of each record."""
    vault = json.loads(stored(phone))["databases"].get("vault", {})
    return [kind for (kind, _id), _value in vault.get("records", [])]


def holds_nothing_of(phone: Phone, name: str, number: str) -> None:
    """Neither name nor number is anywhere in the phone, in whatever spelling; caches hold the shell."""
    text = stored(phone)
    bare = re.sub(r"\D", "", number[2:])[-10:]
    for spelling in (name, name.title(), number, bare, f"{bare[:3]} {bare[3:6]} {bare[6:]}"):
        assert spelling not in text, f"{spelling} is on the phone"
    pages = [url for cache in json.loads(text)["caches"].values() for url, _content in cache]
    assert all(SHELL.search(url) for url in pages), pages


def says(phone: Phone, heading: str) -> None:
    """The heading of the page that came without network."""
    expect(phone.page.locator("[data-offline] h1")).to_have_text(heading)


def counted(database: str, table: str) -> int:
    """How many rows a table of the site has."""
    engine = create_engine(database)
    with engine.connect() as connection:
        rows = Table(table, MetaData(), autoload_with=engine)
        count = connection.execute(select(func.count()).select_from(rows)).scalar_one()
    engine.dispose()
    return count
