"""What people type, made clean before any rule sees it."""

import re
import unicodedata

HARMLESS = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
"""Invisible marks that come along when text is copied: soft hyphen, zero-width spaces and joiners."""

BETWEEN_DIGITS = re.compile(r"[\s.\-\u2010-\u2015/()]+")
"""How people part a long number."""

OUTSIDE_DIGITS = re.compile(rf"^{BETWEEN_DIGITS.pattern}|{BETWEEN_DIGITS.pattern}$")
"""What stands before or behind a short number, and parts nothing in it."""


def clean_line(text: str) -> tuple[str, bool]:
    """Return the line in NFC with single spaces, and whether hidden marks had to be taken out.

    Zero-width marks go silently; control characters and marks of direction are reported, because a
    name that hides them is not the name that is seen.
    """
    composed = unicodedata.normalize("NFC", text).translate(HARMLESS)
    seen = "".join(" " if char.isspace() else char for char in composed if not _is_hidden(char))
    return " ".join(seen.split()), any(_is_hidden(char) for char in composed)


def clean_lines(text: str) -> tuple[str, bool]:
    """Do the same for a text of several lines, which stay lines."""
    cleaned = [clean_line(line) for line in text.replace("\r\n", "\n").split("\n")]
    return "\n".join(line for line, _ in cleaned).strip(), any(hidden for _, hidden in cleaned)


def bare_digits(text: str) -> str:
    """Return a number without the spaces, dots and hyphens that people put in; full-width digits as plain."""
    return BETWEEN_DIGITS.sub("", unicodedata.normalize("NFKC", text))


def digits_together(text: str) -> str:
    """Return a short number without the marks around it; ``1.5`` stays as it is, for it is not fifteen."""
    plain = unicodedata.normalize("NFKC", text).translate(HARMLESS)
    return OUTSIDE_DIGITS.sub("", plain)


def _is_hidden(char: str) -> bool:
    return not char.isspace() and unicodedata.category(char) in {"Cc", "Cf", "Cs", "Co"}
