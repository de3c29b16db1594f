"""What is wrong with a page as a person would meet it: width, targets, words, headings, and axe's rules."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import axe_playwright_python
from playwright.sync_api import Page

WIDTHS = (320, 360, 768, 1280)
"""The narrowest phone (and 640 at 200 %), the usual one, a tablet held upright, a desk."""

MORE_WIDTHS = (320, 344, 360, 390, 412, 480, 640, 768, 1024, 1280)
"""Phones, folded phones, 1280 at 200 %, and both sides of every width at which the styles change."""

MEASURE = """({narrow}) => {
  const said = (e) => (e.getAttribute('aria-label') || e.textContent || e.name || e.id || e.tagName)
    .trim().replace(/\\s+/g, ' ').slice(0, 40);
  const seen = (e) => e.getClientRects().length && getComputedStyle(e).visibility !== 'hidden';
  const out = [];
  const wide = document.documentElement.scrollWidth - innerWidth;
  if (wide > 0) {
    const who = [...document.querySelectorAll('body *')].filter((e) => seen(e)
      && e.getBoundingClientRect().right > innerWidth + 0.5 && !e.closest('.vh, .pills, .desk-nav, .sample'));
    out.push(`wider by ${wide}: ${who.slice(-2).map((e) => e.className || e.tagName).join(' > ')}`);
  }
  // What a table's frame cuts off cannot be scrolled to.
  for (const e of document.querySelectorAll('.table-wrap'))
    if (e.scrollWidth > e.clientWidth + 1) out.push(`table cut by ${e.scrollWidth - e.clientWidth}`);
  for (const e of document.querySelectorAll('a[href], button, input, select, textarea, summary')) {
    if (!seen(e) || e.type === 'hidden' || e.closest('.vh, .skip:not(:focus)')) continue;
    const box = target(e);
    if (box.width < 43.5 || box.height < 43.5)
      if (!inText(e)) out.push(`target ${Math.round(box.width)}×${Math.round(box.height)}: ${said(e)}`);
  }
  for (const e of document.querySelectorAll('.button > span, .tabs a, .segment a')) {
    if (!narrow || !seen(e)) continue;
    const range = document.createRange();
    range.selectNodeContents(e);
    const words = document.createTreeWalker(e, NodeFilter.SHOW_TEXT);
    const lines = new Set();
    while (words.nextNode()) {
      if (!words.currentNode.data.trim()) continue;
      range.selectNodeContents(words.currentNode);
      for (const rect of range.getClientRects()) lines.add(Math.round(rect.top / 8));
    }
    if (lines.size > 1) out.push(`wrapped: ${said(e)}`);
  }
  return out;

  // What a thumb may press: the words of a radio or a tick, and what is laid over a link to make it larger.
  function target(e) {
    const label = e.matches('[type=radio], [type=checkbox]') && e.labels[0];
    const box = (label || e).getBoundingClientRect();
    for (const part of ['::before', '::after']) {
      const style = getComputedStyle(e, part);
      if (style.content === 'none' || style.position !== 'absolute') continue;
      const height = parseFloat(style.height), width = parseFloat(style.width);
      if (height > box.height) return { width: Math.max(width, box.width), height };
    }
    return box;
  }

  // A link in a sentence is as high as its line (WCAG 2.5.8 excepts it).
  function inText(e) {
    if (e.tagName !== 'A' || getComputedStyle(e).display !== 'inline') return false;
    const around = e.closest('p, li, dd, td, .field-error') || e.parentElement;
    return around.textContent.trim().length > e.textContent.trim().length + 3;
  }
}"""

STRUCTURE = """() => {
  const out = [];
  let last = 0;
  for (const h of document.querySelectorAll('h1, h2, h3, h4')) {
    const level = Number(h.tagName[1]);
    const said = h.textContent.trim().slice(0, 40);
    if (!h.closest('dialog') && level > last + 1) out.push(`heading ${level} after ${last}: ${said}`);
    last = level;
  }
  const filled = [...document.querySelectorAll('.button-filled')].filter((e) => e.getClientRects().length);
  if (filled.length > 1) out.push(`filled buttons: ${filled.map((e) => e.textContent.trim()).join(', ')}`);
  return out;
}"""

# What is sticky covers the rest of a page that is not scrolled: a person scrolls, and axe does not.
UNSTICK = """() => {
  for (const e of document.querySelectorAll('.dock, .tabs, .strip-place, .decide, .decide form > .button'))
    e.style.position = 'static';
}"""

# The summary lists what is wrong in the order in which the boxes stand.
OUT_OF_ORDER = """() => {
  const boxes = [...document.querySelectorAll('.error-summary a')]
    .map((a) => document.getElementById(a.hash.slice(1)));
  if (boxes.includes(null)) return ['a link of the summary leads nowhere'];
  const { DOCUMENT_POSITION_PRECEDING: before } = Node;
  const behind = (box, n) => n && boxes[n - 1].compareDocumentPosition(box) & before;
  return boxes.some(behind) ? ['the summary has another order than the page'] : [];
}"""

# On paper, asked in the dark: browsers print no ground behind words, so each must stand out from white.
ON_PAPER = """() => {
  const out = [];
  const seen = (e) => e.getClientRects().length && getComputedStyle(e).visibility !== 'hidden';
  // A row that is a form reads on paper as one that is a link: as its words.
  const pressed = [...document.querySelectorAll('button:not(.row), .button, .dock, .tabs, .pills, .segment')]
    .filter((e) => seen(e) && !e.closest('.vh'));
  if (pressed.length) out.push(`pressed: ${pressed.map((e) => e.className).slice(0, 3).join(', ')}`);
  const marks = [...document.querySelectorAll('.strip-words, .declaration')];
  if (!marks.some(seen)) out.push('no mark of practice');
  const wide = document.documentElement.scrollWidth - innerWidth;
  if (wide > 0) out.push(`wider by ${wide}`);
  const words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (words.nextNode()) {
    const e = words.currentNode.parentElement;
    if (!words.currentNode.data.trim() || e.closest('.vh, script, svg') || !seen(e)) continue;
    const [r, g, b] = getComputedStyle(e).color.match(/[\\d.]+/g).map(Number).map((c) => {
      const part = c / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    const contrast = 1.05 / (0.2126 * r + 0.7152 * g + 0.0722 * b + 0.05);
    const said = words.currentNode.data.trim().slice(0, 30);
    if (contrast < 4.5) out.push(`pale (${contrast.toFixed(1)}): ${said}`);
  }
  return out;
}"""
PAPER_WIDTH = 718
"""Of A4 upright between the usual margins, in px."""

RULES = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]
COLOURS = ["color-contrast"]


@cache
def axe_source() -> str:
    """The text of axe, for a context to run in each of its pages."""
    (found,) = Path(axe_playwright_python.__file__).parent.rglob("axe.min.js")
    return found.read_text(encoding="utf-8")


def ask_axe(page: Page, where: str = "html", only: list[str] = RULES) -> list[str]:
    """What axe finds in a part of the open page, by all its rules or by those named."""
    page.evaluate(UNSTICK)
    run: dict[str, Any] = {"runOnly": only, "resultTypes": ["violations"]}
    found = page.evaluate("([where, options]) => axe.run(where, options)", [where, run])["violations"]
    return [
        f"axe {one['id']}: " + " | ".join(node["html"][:90] for node in one["nodes"][:3]) for one in found
    ]


def measure(page: Page, width: int, *, large: bool = False) -> list[str]:
    """What does not fit at a width of so many px: the page, a target, the words of a button."""
    page.set_viewport_size({"width": width, "height": 640})
    narrow = {"narrow": width == 320 and not large}
    size = f"{width}{' large' if large else ''}"
    return [f"{size} {complaint}" for complaint in page.evaluate(MEASURE, narrow)]


def on_paper(page: Page) -> list[str]:
    """What is wrong with the page as it is printed from a dark screen."""
    page.set_viewport_size({"width": PAPER_WIDTH, "height": 1000})
    page.emulate_media(media="print", color_scheme="dark")
    found: list[str] = page.evaluate(ON_PAPER)
    page.emulate_media(media="screen", color_scheme="light")
    return [f"on paper {complaint}" for complaint in found]


def structure(page: Page) -> list[str]:
    """What is wrong with headings, and whether more than one button is filled."""
    found: list[str] = page.evaluate(STRUCTURE)
    return found
