"""Which passwords are good enough; no rule of composition, only length and guessability."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from enum import StrEnum
from functools import cache
from pathlib import Path

from vssid_app.core.late import zxcvbn

SHORTEST = 8
LONGEST = 128
# zxcvbn refuses more; what follows can only make the password better.
MEASURED = 72
GOOD_SCORE = 2
WORDS = Path(__file__).parent / "data" / "words.txt"
# zxcvbn knows the years up to 2019 as years, later ones as four digits of chance.
LATER_YEAR = re.compile(r"20[2-9]\d", re.ASCII)
KNOWN_YEAR = "2015"
WORD = re.compile(r"[a-z0-9]+", re.ASCII)
SHORTEST_OWN_WORD = 3
FEWEST_OTHER_LETTERS = 4


class PasswordProblem(StrEnum):
    """Why a password is refused."""

    SHORT = "short"
    LONG = "long"
    HIDDEN = "hidden"
    ACCENTS = "accents"
    OWN_DATA = "own_data"
    GUESSABLE = "guessable"


def has_accents(password: str) -> bool:
    """Whether it holds Vietnamese letters that a typing mode (Telex, VNI) makes: ``đ``, ``ấ``, ``ơ``."""
    decomposed = unicodedata.normalize("NFD", password)
    return any(unicodedata.combining(char) for char in decomposed) or bool(set(password) & set("đĐ"))


def problem_of(password: str, own_words: Iterable[str] = ()) -> PasswordProblem | None:
    """What is wrong with a new password (in NFC), None when it is good enough.

    ``own_words`` are the holder's own: name, numbers, addresses. Accents are refused because the same
    password typed with another keyboard, or without the typing mode, would be another one.
    """
    if len(password) < SHORTEST:
        return PasswordProblem.SHORT
    if len(password) > LONGEST:
        return PasswordProblem.LONG
    if any(unicodedata.category(char).startswith("C") for char in password):
        return PasswordProblem.HIDDEN
    if has_accents(password):
        return PasswordProblem.ACCENTS
    return _guessability(password, own_words)


def strength(password: str, own_words: Iterable[str] = ()) -> int:
    """How hard it is to guess, from 0 (at once) to 4."""
    inputs = [*_own(own_words), *vietnamese_words()]
    measured = password[:MEASURED]
    readings = {measured, LATER_YEAR.sub(KNOWN_YEAR, measured)}
    scores: list[int] = [zxcvbn.zxcvbn(text, user_inputs=inputs)["score"] for text in readings]
    return min(scores)


def _guessability(password: str, own_words: Iterable[str]) -> PasswordProblem | None:
    own = _own(own_words)
    if _is_mostly_own(password, own):
        return PasswordProblem.OWN_DATA
    return PasswordProblem.GUESSABLE if strength(password, own) < GOOD_SCORE else None


def _is_mostly_own(password: str, own: Sequence[str]) -> bool:
    """Whether little but digits is left without the holder's words: name and year pass zxcvbn."""
    rest = _bare(password).replace(" ", "")
    for word in sorted(own, key=len, reverse=True):
        rest = rest.replace(word, " ")
    return " " in rest and sum(char.isalpha() for char in rest) < FEWEST_OTHER_LETTERS


def _own(own_words: Iterable[str]) -> list[str]:
    """The holder's words as they are typed without accents, whole and in parts."""
    words: dict[str, None] = {}
    for text in own_words:
        parts = WORD.findall(_bare(text))
        for word in ("".join(parts), *parts):
            if len(word) >= SHORTEST_OWN_WORD:
                words[word] = None
    return list(words)


def _bare(text: str) -> str:
    decomposed = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    return "".join(char for char in decomposed if not unicodedata.combining(char))


@cache
def vietnamese_words() -> Sequence[str]:
    """Words and phrases that Vietnamese passwords are made of, the most used first; zxcvbn knows none."""
    return tuple(WORDS.read_text(encoding="utf-8").split())
