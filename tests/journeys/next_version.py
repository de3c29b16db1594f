"""The site as its next version: a page that lies on the phone has other words, so its worker is another."""

from __future__ import annotations

from jinja2 import ChoiceLoader, DictLoader

from wsgi import app

PAGE = "pwa/offline.html"
WORDS = "Trang này cần mạng."
NEXT_WORDS = "Bản sau: trang này cần mạng."


def _changed() -> DictLoader:
    loader = app.jinja_env.loader
    if loader is None:
        raise LookupError("the site has no templates")
    source, _path, _fresh = loader.get_source(app.jinja_env, PAGE)
    if WORDS not in source:
        raise LookupError(f"{PAGE} does not say {WORDS}")
    return DictLoader({PAGE: source.replace(WORDS, NEXT_WORDS)})


app.jinja_env.loader = ChoiceLoader([_changed(), *filter(None, [app.jinja_env.loader])])
