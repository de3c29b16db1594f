"""Families who register and officers who decide, all at once; they remember what the site has told them."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from io import BytesIO
from random import Random
from threading import Event

import pyotp
from werkzeug.datastructures import FileStorage
from werkzeug.test import encode_multipart

from tests.reliability.installation import Installation
from tests.reliability.wire import Browser
from tests.support.pages import Page, form_values
from tests.support.registering import AT_PHONE, Papers
from vssid_app.enrolment.photo_kinds import PhotoKind
from vssid_app.enrolment.states import Action
from vssid_app.enrolment.steps import PHOTO_OF_STEP, Step

CODE = re.compile(r"\b\d{6}\b")
DECISIONS = {Action.ACCEPT: "phe-duyet", Action.REJECT: "tu-choi", Action.ASK_SUPPLEMENT: "bo-sung"}
# More are accepted than sent back, as at a real desk.
WEIGHTS = {Action.ACCEPT: 6, Action.REJECT: 3, Action.ASK_SUPPLEMENT: 2}
PASSWORD = "nam con cho den 31"
STEPS_AT_MOST = 40


@dataclass
class Told:
    """What the site has acknowledged, and what it left open."""

    handed_over: list[str] = field(default_factory=list)
    decided: dict[str, Action] = field(default_factory=dict)
    unanswered: list[str] = field(default_factory=list)
    """Requests whose answer was cut off: what they asked for may have been done or not."""
    server_errors: list[str] = field(default_factory=list)


class Family:
    """Somebody who registers; with an email, its code is typed as well."""

    def __init__(self, place: Installation, told: Told, photos: Mapping[PhotoKind, bytes]) -> None:
        self._place = place
        self._told = told
        self._photos = photos
        self._browser = Browser(place.port)
        self._token = ""

    def register(self, papers: Papers, email: str = "") -> None:
        """From the phone to ``Ghi nhận``; what is acknowledged is told."""
        self._token = str(form_values(self._get(AT_PHONE).form("Gửi mã cho tôi"))["csrf_token"])
        asked = self._post(AT_PHONE, phone=papers.phone, email=email)
        answer = self._post(asked.location, code=self._texted(papers.phone))
        if "ma-email" in answer.location:
            answer = self._post(answer.location, code=self._mailed(email))
        for _step in range(STEPS_AT_MOST):
            if answer.location.endswith("/xong"):
                self._told.handed_over.append(answer.location.split("/")[-2])
                break
            if "/ho-so/" in answer.location:
                # An answer was cut off, and meanwhile an officer has decided.
                break
            answer = self._next(answer.location, papers)
        else:
            raise AssertionError(f"no end after {answer.location}")
        self._told.unanswered += self._browser.cut
        self._told.server_errors += self._browser.server_errors

    def _next(self, path: str, papers: Papers) -> Page:
        name = path.rsplit("/", 1)[1]
        if name == "ket-qua":
            return self._next(self._get(path).link("đi tiếp"), papers)
        step = Step(name)
        if step in PHOTO_OF_STEP:
            return self._send_photo(path, PHOTO_OF_STEP[step], papers)
        if step is Step.CHECK:
            return self._post(path, consent="y", truthful="y")
        answer = self._post(path, **papers.typed(step))
        assert answer.status == 303, (path, answer.text)
        return answer

    def _send_photo(self, path: str, kind: PhotoKind, papers: Papers) -> Page:
        sent = {"csrf_token": self._token, "photo": FileStorage(BytesIO(self._photos[kind]), "anh.jpg")}
        boundary, body = encode_multipart(sent)
        self._browser.post(path, body, content_type=f"multipart/form-data; boundary={boundary}")
        return self._next(self._get(path).link("Dùng ảnh này"), papers)

    def _texted(self, phone: str) -> str:
        """The code of the text message, once it has come."""
        return _awaited(
            lambda: [
                str(one.json["text"]) for one in list(self._place.gateway.asked) if one.json["to"] == phone
            ],
            phone,
        )

    def _mailed(self, address: str) -> str:
        """The code of the letter, once it has come."""

        def letters() -> list[str]:
            mine = [letter for letter in list(self._place.mail.letters) if letter["To"] == address]
            plain = [letter.get_body(("plain",)) for letter in mine]
            return [str(part.get_content()) for part in plain if part]

        return _awaited(letters, address)

    def _get(self, path: str) -> Page:
        return self._browser.get(path)

    def _post(self, path: str, **typed: str) -> Page:
        return self._browser.post(path, {"csrf_token": self._token, **typed})


def _awaited(texts: Callable[[], list[str]], whose: str) -> str:
    until = time.monotonic() + 90
    while time.monotonic() < until:
        found: list[str] = [code for text in texts() for code in CODE.findall(text)]
        if found:
            return found[-1]
        time.sleep(0.05)
    raise TimeoutError(f"no code came to {whose}")


class Officer:
    """Somebody at the desk, who decides whatever waits, now this way and now that."""

    def __init__(self, place: Installation, told: Told, chance: Random) -> None:
        self._told = told
        self._chance = chance
        self._browser = Browser(place.port)

    def enter(self, user: str, password: str) -> None:
        """The first sign-in: the one-time password, the second factor, a password of one's own."""
        begun = self._browser.get("/can-bo/dang-nhap").submit("Tiếp tục", user=user, password=password)
        page = begun.follow()
        phone = pyotp.parse_uri(page.link("Mở ứng dụng xác thực"))
        assert isinstance(phone, pyotp.TOTP)
        chosen = page.submit("Xác nhận", code=phone.now()).follow()
        assert chosen.submit("Đặt mật khẩu và vào", password=PASSWORD).status in {302, 303}

    def decide_until(self, stop: Event) -> None:
        """Decide until told to stop and nothing waits any more."""
        while True:
            last_round = stop.is_set()
            waiting = self._waiting()
            if not waiting and last_round:
                break
            if waiting:
                self._decide(self._chance.choice(waiting))
            else:
                time.sleep(0.1)
        self._told.unanswered += self._browser.cut
        self._told.server_errors += self._browser.server_errors

    def _waiting(self) -> list[str]:
        links = self._browser.get("/can-bo/hang-cho").root.all("a")
        return [link.text for link in links if "row-link" in link.attrs.get("class", "")]

    def _decide(self, code: str) -> None:
        page = self._browser.get(f"/can-bo/ho-so/{code}")
        action = self._chance.choices([*WEIGHTS], [*WEIGHTS.values()])[0]
        way = DECISIONS[action]
        try:
            form = form_values(page.form(action=way))
        except AssertionError:
            return  # Another officer was quicker: the page has no decisions any more.
        more = {f"{way}-paper": "y"} if action is Action.ACCEPT else {f"{way}-reasons": "name_differs"}
        answer = self._browser.post(f"/can-bo/ho-so/{code}/{way}", {**form, **more})
        # Only a decision that was taken leads down to it; the loser's page says who was quicker.
        if answer.status == 303 and answer.location.endswith("#quyet-dinh"):
            assert code not in self._told.decided, f"{code} was decided twice"
            self._told.decided[code] = action
