"""Lighthouse over the main pages: mobile with its slow 4G, the desk as on a desktop.

Run from the top folder: python -m bench.lighthouse [rounds [pages …]]. Needs Node 20 and a Chromium (CHROME);
the packages of bench/package-lock.json it installs into bench/node_modules when they are missing.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.phones import Phone, Script, play
from bench.site import ROOT, environment, prepare, served, started
from vssid_app.enrolment.states import Status

BENCH = ROOT / "bench"
PROGRAM = BENCH / "node_modules" / "lighthouse" / "cli" / "index.js"
CHROME_NAMES = ("chromium", "chromium-browser", "google-chrome")
CHROME_FLAGS = "--headless=new --no-sandbox --disable-gpu"
FOUR = ("performance", "accessibility", "best-practices", "seo")
AIM_LCP_MS, AIM_TBT_MS = 1000, 30
ROUNDS = 3


@dataclass(frozen=True, slots=True)
class MainPage:
    """A page to judge: where it is, and whose cookies it wants."""

    name: str
    path: str
    cookies: Mapping[str, str]
    is_desktop: bool = False


def main() -> None:
    """Judge each page so many times and print the best of it: a busy machine only ever adds."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS
    wanted = set(sys.argv[2:])
    install()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        prepare(folder)
        with served("wsgi:app", folder, threads=8) as port, started(*WORKER, folder=folder):
            print("page · perf a11y best seo · FCP LCP TBT ms · CLS · bytes · what costs points")
            for page in main_pages(port, folder):
                if not wanted or page.name in wanted:
                    said = (judge(port, page, folder) for _round in range(rounds))
                    print(line(page, [one for one in said if one]), flush=True)


WORKER = ("-m", "flask", "--app", "wsgi", "worker")


def install() -> None:
    """Bring what the lock says, once; npm 11 refuses it to ``ci``, and installs from it all the same."""
    if not PROGRAM.exists():
        quiet = ["--no-fund", "--no-audit", "--loglevel=error"]
        done = subprocess.run(["npm", "ci", *quiet], cwd=BENCH, check=False, capture_output=True)  # noqa: S603, S607
        if done.returncode:
            subprocess.run(["npm", "install", "--no-save", *quiet], cwd=BENCH, check=True)  # noqa: S603, S607


def main_pages(port: int, folder: Path) -> list[MainPage]:
    """The pages of the figures to reach, with people who may see them."""
    nobody: dict[str, str] = {}
    parent, home = in_role(port, "phu-huynh")
    officer, desk = in_role(port, "can-bo")
    code, holder = dossier_of(folder)
    return [
        MainPage("start", "/", nobody),
        MainPage("sign-in", "/dang-nhap", nobody),
        MainPage("register", "/dang-ky", nobody),
        MainPage("phone", "/dang-ky/dien-thoai", nobody),
        MainPage("help", "/tro-giup", nobody),
        MainPage("verify", "/xac-minh", nobody),
        MainPage("home", home, parent),
        MainPage("card", f"{home}the", parent),
        MainPage("participation", f"{home}qua-trinh/bhyt", parent),
        MainPage("tracking", f"/ho-so/{code}", holder),
        MainPage("desk", desk, officer, is_desktop=True),
    ]


def in_role(port: int, role: str) -> tuple[dict[str, str], str]:
    """The cookies of somebody of the practice world, at one tap, and the address of their first page."""
    phone, found = Phone(), []

    def script() -> Script:
        start = phone.keep((yield phone.get("/")))
        phone.keep((yield phone.post(f"/vai/{role}", csrf_token=start.token)))
        found.append((yield phone.get("/toi")).location)

    play(port, [script()])
    return phone.cookies, found[0]


def dossier_of(folder: Path) -> tuple[str, dict[str, str]]:
    """A dossier among others that wait on the desk, and the cookie of the browser that has sent it."""
    os.environ.update(environment(folder))
    os.environ.pop("DATABASE_URL", None)
    from tests.support.dossiers import held, make_dossier  # noqa: PLC0415 - as below
    from vssid_app.app import create_app  # noqa: PLC0415 - its settings stand in the environment now
    from vssid_app.core.extensions import db  # noqa: PLC0415
    from vssid_app.core.world import WorldKind, in_world  # noqa: PLC0415
    from vssid_app.enrolment.access import HELD  # noqa: PLC0415

    app = create_app()
    with app.app_context(), db.scope(), in_world(app.extensions["world_finder"].find(WorldKind.DEMO)):
        codes = [make_dossier(status).code for status in (Status.RECORDED, Status.UNDER_REVIEW) * 4]
        proven = held(codes[-1])
    phone = app.test_client()
    with phone.session_transaction() as session:
        session[HELD] = proven
    cookie = phone.get_cookie(str(app.config["SESSION_COOKIE_NAME"]))
    if cookie is None:
        raise LookupError("the browser got no cookie")
    return codes[-1], {cookie.key: cookie.value}


def judge(port: int, page: MainPage, folder: Path) -> dict[str, Any] | None:
    """What Lighthouse says of a page; None where Chromium did not get as far, as it may on a busy machine."""
    out, headers = folder / "lighthouse.json", folder / "headers.json"
    cookie = "; ".join(f"{name}={value}" for name, value in page.cookies.items())
    headers.write_text(json.dumps({"Cookie": cookie} if cookie else {}), encoding="utf-8")
    options = [
        f"--output-path={out}",
        f"--extra-headers={headers}",
        f"--chrome-flags={CHROME_FLAGS}",
        f"--only-categories={','.join(FOUR)}",
        # All pages but the first ask search engines to stay away: they are somebody's own.
        "--skip-audits=is-crawlable",
        *("--output=json", "--quiet", "--no-enable-error-reporting"),
        *(["--preset=desktop"] if page.is_desktop else []),
    ]
    command = ["node", str(PROGRAM), f"http://127.0.0.1:{port}{page.path}", *options]
    environ = {**os.environ, "CHROME_PATH": _chrome()}
    done = subprocess.run(command, check=False, env=environ)  # noqa: S603 - our own command
    if done.returncode:
        return None
    said: dict[str, Any] = json.loads(out.read_text(encoding="utf-8"))
    return None if said.get("runtimeError") else said


def _chrome() -> str:
    found = os.environ.get("CHROME") or next(filter(None, map(shutil.which, CHROME_NAMES)), None)
    if found is None:
        raise LookupError("no Chromium found: say where it is in CHROME")
    return found


def line(page: MainPage, said: list[dict[str, Any]]) -> str:
    """A line of the table, from the best of several judgements."""
    if not said:
        return f"{page.name:14s} · not measured: Lighthouse failed each time"
    best = min(said, key=lambda one: (-sum(scores(one)), figure(one, "largest-contentful-paint")))
    times = (
        figure(best, name)
        for name in ("first-contentful-paint", "largest-contentful-paint", "total-blocking-time")
    )
    shift, weight = figure(best, "cumulative-layout-shift"), figure(best, "total-byte-weight")
    costs = ", ".join(lost(best)) or "–"
    shown = " ".join(f"{score:3d}" for score in scores(best))
    ms = " ".join(f"{time:5.0f}" for time in times)
    return f"{page.name:14s} · {shown} · {ms} · {shift:.3f} · {weight:6.0f} · {costs}"


def scores(said: dict[str, Any]) -> list[int]:
    """The four scores, of 100."""
    return [round(100 * said["categories"][name]["score"]) for name in FOUR]


def figure(said: dict[str, Any], audit: str) -> float:
    """The number that an audit has measured: milliseconds, bytes, or a share of the screen."""
    return float(said["audits"][audit]["numericValue"])


def lost(said: dict[str, Any]) -> list[str]:
    """The audits that cost points."""
    return [
        f"{ref['id']} {said['audits'][ref['id']]['score']:g}"
        for category in said["categories"].values()
        for ref in category["auditRefs"]
        if ref["weight"]
        and (said["audits"][ref["id"]]["score"] or 0) < 1
        and said["audits"][ref["id"]]["scoreDisplayMode"] not in {"notApplicable", "manual", "informative"}
    ]


if __name__ == "__main__":
    main()
