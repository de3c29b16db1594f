"""How names of places are taken apart for search; plain Python."""

from __future__ import annotations

import re
from functools import lru_cache

from vssid_app.core.text import fold

# Longest first: "thành phố" before "phố".
KINDS = (
    "thi tran",
    "thi xa",
    "thanh pho",
    "dac khu",
    "phuong",
    "huyen",
    "quan",
    "tinh",
    "xa",
    "tp",
    "bhxh",
    "bhxh tp",
    "bhxh co so",
    "bhxh thanh pho",
    "bhxh thi xa",
    "bhxh quan",
    "bhxh huyen",
    "bhxh tinh",
    "thpt",
    "thcs",
    "tieu hoc",
)
# What people write instead of the name.
SHORT_FORMS = {
    "thanh pho": "tp",
    "ho chi minh": "hcm tphcm sai gon",
    "ha noi": "hn",
    "bhxh": "bao hiem xa hoi",
    "thpt": "trung hoc pho thong cap 3",
    "thcs": "trung hoc co so cap 2",
    "tieu hoc": "cap 1",
    "benh vien": "bv",
    "benh vien da khoa": "bvdk",
    "phong kham": "pk",
    "phong kham da khoa": "pkdk",
    "da khoa": "dk",
    "trung tam y te": "ttyt",
    "tram y te": "tyt",
    "giao thong van tai": "gtvt",
    "trung uong": "tw",
    "cong ty": "cty",
    "dai hoc": "dh",
    "uy ban nhan dan": "ubnd",
}
# … and the names that are written short themselves are found by the long form.
LONG_FORMS = {
    short: long for long, forms in SHORT_FORMS.items() for short in forms.split() if len(forms.split()) == 1
}
# Each as a whole word of a text, and what to add then: tens of thousands of places are asked for each.
_OTHER_FORMS = tuple((f" {known} ", form) for known, form in (*SHORT_FORMS.items(), *LONG_FORMS.items()))
MAX_WORDS = 8
MAX_LENGTH = 100
_KIND = re.compile(rf"^(?:{'|'.join(sorted(KINDS, key=len, reverse=True))}) (?=.)")


# Loading asks for the same names of provinces and districts again and again.
@lru_cache(maxsize=1000)
def words(text: str) -> tuple[str, ...]:
    """The words of a text without accents and signs: ``B'Lao`` is one word, ``Lăng-Cô`` are two."""
    return tuple(re.findall(r"[a-z0-9]+", re.sub(r"['’ʼ]", "", fold(text))))


def bare_name(name: str) -> str:
    """A name without kind and accents: ``Phường Bồ Đề`` gives ``bo de``."""
    return _KIND.sub("", " ".join(words(name)))


def search_text(*names: str) -> str:
    """All words that find a place, a space before each; with the usual short forms."""
    folded = " ".join(word for name in names for word in words(name))
    apart = f" {folded} "
    other = [form for known, form in _OTHER_FORMS if known in apart]
    return " " + " ".join([folded, *other])


def facility_code_forms(code: str) -> str:
    """How the code of a facility is written: ``01025``, ``01-025``, ``01 - 025``."""
    return f"{code} {code[:2]} {code[2:]}"


def query_words(text: str) -> tuple[str, ...]:
    """The words that were typed, as many as a search considers."""
    return words(text[:MAX_LENGTH])[:MAX_WORDS]
