"""What each route of the interface answers, what it refuses, and that it needs no browser."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.support.cast import make_person
from tests.support.insurance import make_card
from vssid_app.api import blueprint
from vssid_app.api.pace import Pace
from vssid_app.lookups.rules import LIMITS, Counted, Limit
from vssid_app.people.models import Person
from vssid_app.registry.models import CardStatus

pytestmark = pytest.mark.usefixtures("world")
PROBLEM = "application/problem+json"
NAME = "NGUYỄN THỊ ĐẬU BIẾC"
JSON = "application/json"


@pytest.fixture
def phone(app: Flask) -> FlaskClient:
    return app.test_client()


def send(phone: FlaskClient, route: str, body: Any, **more: Any) -> TestResponse:
    with phone.application.app_context():
        if isinstance(body, bytes):
            return phone.post(f"/api/v1/{route}", data=body, **{"content_type": JSON, **more})
        return phone.post(f"/api/v1/{route}", json=body, **more)


def get(phone: FlaskClient, route: str, **query: str) -> TestResponse:
    with phone.application.app_context():
        return phone.get(f"/api/v1/{route}", query_string=query)


def about(person: Person, **given: str) -> dict[str, str]:
    whole = {
        "number": person.si_number,
        "full_name": person.full_name,
        "date_of_birth": person.birth.iso(),
    }
    return {**whole, **given}


def is_problem(answer: TestResponse, status: int) -> bool:
    body = json.loads(answer.data)
    return (answer.status_code, answer.mimetype, body["status"]) == (status, PROBLEM, status) and body[
        "detail"
    ]


def test_a_card_that_is_good_is_answered_with_its_dates_and_level(phone: FlaskClient) -> None:
    person = make_person(full_name=NAME)
    card = make_card(person)
    answer = send(phone, "card-checks", about(person, full_name="nguyen thi  dau biec"))
    assert answer.json == {
        "code": "000",
        "message": "Thẻ còn giá trị sử dụng.",
        "valid_from": card.valid_from.isoformat(),
        "valid_to": card.valid_to.isoformat() if card.valid_to else None,
        "level": 4,
    }
    assert "Set-Cookie" not in answer.headers
    assert answer.headers["Cache-Control"] == "no-store"
    assert int(answer.headers["RateLimit-Remaining"]) == LIMITS[Counted.ADDRESS].count - 1


def test_whatever_differs_the_answer_is_the_same_and_says_nothing_else(phone: FlaskClient) -> None:
    person = make_person(full_name=NAME)
    make_card(person)
    wrong = (
        {"number": "9944000001"},
        {"number": "khong phai so"},
        {"full_name": "NGUYỄN THỊ ĐẬU ĐŨA"},
        {"full_name": "a\u0000b"},
        {"date_of_birth": "1990-05-04"},
        {"date_of_birth": "1990"},
        {"number": f"GD401{person.si_number}"},
    )
    answers = [send(phone, "card-checks", about(person, **given)).json for given in wrong]
    assert answers[0] is not None
    assert answers[0]["code"] == "050"
    assert answers == [{"code": "050", "message": answers[0]["message"]}] * len(wrong)


def test_a_card_that_is_withdrawn_has_no_dates_and_blanks_are_not_enough(phone: FlaskClient) -> None:
    person = make_person()
    make_card(person, status=CardStatus.WITHDRAWN)
    withdrawn = send(phone, "card-checks", about(person)).json
    assert withdrawn == {"code": "110", "message": "Thẻ đã bị thu hồi hoặc tạm khoá."}
    for blank in ("number", "full_name", "date_of_birth"):
        answer = send(phone, "card-checks", about(person, **{blank: ""})).json
        assert answer is not None
        assert answer["code"] == "205"


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"date_of_birth": "1990-02-30"}, "date_of_birth"),
        ({"date_of_birth": "03/05/1990"}, "date_of_birth"),
        ({"number": 9902962963}, "number"),
        ({"full_name": "a" * 201}, "full_name"),
        ({"full_name": "\ud800"}, "full_name"),
        ({"sex": "M"}, "sex"),
    ],
)
def test_a_field_that_is_wrong_is_named_and_not_repeated(
    phone: FlaskClient, given: dict[str, Any], field: str
) -> None:
    answer = send(phone, "card-checks", about(make_person(), **given))
    assert is_problem(answer, 422)
    assert [one["field"] for one in json.loads(answer.data)["errors"]] == [field]
    assert "1990" not in answer.text


@pytest.mark.parametrize(
    ("route", "query", "message"),
    [
        ("facilities", {"limit": "0"}, "Viết số nguyên từ 1 đến 100."),
        ("facilities", {"limit": "101"}, "Viết số nguyên từ 1 đến 100."),
        ("offices", {"limit": "ten"}, "Viết số nguyên từ 1 đến 100."),
        ("offices", {"on": "2021-02-30"}, "Viết một ngày có thật dạng YYYY-MM-DD."),
        ("offices", {"on": "13/05/2021"}, "Viết một ngày có thật dạng YYYY-MM-DD."),
        ("offices", {"q": "a" * 201}, "Nhiều nhất 200 ký tự."),
    ],
)
def test_what_is_allowed_is_said(phone: FlaskClient, route: str, query: dict[str, str], message: str) -> None:
    answer = get(phone, route, **query)
    assert is_problem(answer, 422)
    assert json.loads(answer.data)["errors"] == [{"field": next(iter(query)), "message": message}]


def test_what_is_no_json_too_large_or_another_type_has_its_own_status(phone: FlaskClient) -> None:
    assert is_problem(send(phone, "qr/parse", b"{"), 400)
    assert is_problem(send(phone, "qr/parse", b"[" * 100_000), 400)
    assert is_problem(send(phone, "qr/parse", b'{"text": "\xff\xfe"}'), 400)
    assert is_problem(send(phone, "qr/parse", b'{"text": ' + b"9" * 9000 + b"}"), 400)
    assert is_problem(send(phone, "qr/parse", b"a" * 10_000_000), 413)
    assert is_problem(send(phone, "qr/parse", b"text=x", content_type="text/plain"), 415)
    assert is_problem(send(phone, "qr/parse", b"[]"), 422)
    assert is_problem(send(phone, "nothing", {}), 404)
    assert is_problem(get(phone, "card-checks"), 405)
    assert set(get(phone, "card-checks").headers["Allow"].split(", ")) == {"OPTIONS", "POST"}


def test_a_paper_qr_code_is_read_and_called_unsigned(phone: FlaskClient) -> None:
    text = "099209012345||Nguyễn Văn An|05092009|Nam|Tổ 5|12052024"
    answer = send(phone, "qr/parse", {"text": text}).json
    assert answer is not None
    assert (answer["kind"], answer["signed"], answer["fields"]["full_name"]) == (
        "cccd",
        False,
        "Nguyễn Văn An",
    )
    assert send(phone, "qr/parse", {"text": "zz|gg"}).json == {
        "kind": "unknown",
        "signed": False,
        "fields": {},
    }


@pytest.mark.parametrize("token", ["", "a.b.c", "eyJhbGciOiJub25lIn0.e30.", "\u0000", "x" * 8192])
def test_a_bad_token_is_answered_not_refused(phone: FlaskClient, token: str) -> None:
    answer = send(phone, "qr/verify", {"token": token}).json
    assert answer is not None
    assert set(answer) == {"valid", "reason", "world", "claims", "today"}
    assert (answer["valid"], answer["claims"], answer["today"]) == (False, None, None)
    assert answer["reason"] != "ok"


def test_facilities_are_paged_to_their_end_each_once(phone: FlaskClient) -> None:
    whole = get(phone, "facilities", limit="100").json
    assert whole is not None
    assert whole["next"] is None
    assert whole["items"][0].keys() == {"code", "name", "address"}
    seen, path = [], "/api/v1/facilities?q=&province=&limit=3"
    while path:
        with phone.application.app_context():
            answer = phone.get(path).json
        assert answer is not None
        assert len(answer["items"]) <= 3
        seen += answer["items"]
        path = answer["next"]
    assert seen == whole["items"]


def test_places_are_found_as_people_type_them(phone: FlaskClient) -> None:
    def codes(route: str, **query: str) -> list[str]:
        answer = get(phone, route, **query).json
        assert answer is not None
        return [item["code"] for item in answer["items"]]

    assert codes("facilities", q="BVĐK Đức Giang") == ["01025"]
    for code in ("01-025", "01 - 025", "01025"):
        assert codes("facilities", q=code) == ["01025"]
    assert "01025" in codes("facilities", q="long bien", province="ha noi")
    assert codes("facilities", province="79") == []
    assert codes("facilities", q="%") == codes("facilities", after="nobody's") == []
    before = get(phone, "offices", q="long bien", on="2021-05-13").json
    assert before is not None
    assert before["items"] == [
        {"code": "00104", "name": "BHXH quận Long Biên", "address": "quận Long Biên, thành phố Hà Nội"}
    ]


def test_lists_may_be_read_from_any_site_and_checks_may_not(phone: FlaskClient) -> None:
    assert get(phone, "offices").headers["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Origin" not in send(phone, "qr/parse", {"text": ""}).headers


def test_past_the_limit_of_a_number_the_next_check_is_told_when(
    phone: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(LIMITS, Counted.NUMBER, Limit(1, timedelta(hours=1)))
    asked = about(make_person())
    assert send(phone, "card-checks", asked).status_code == 200
    answer = send(phone, "card-checks", asked)
    assert is_problem(answer, 429)
    assert 0 < int(answer.headers["Retry-After"]) <= 3600


def test_past_the_limit_of_an_address_everything_waits(
    phone: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(blueprint, "pace", Pace(limit=1))
    assert get(phone, "offices").headers["RateLimit-Remaining"] == "0"
    answer = get(phone, "offices")
    assert is_problem(answer, 429)
    assert answer.headers["RateLimit-Remaining"] == "0"
    assert 0 < int(answer.headers["Retry-After"]) <= 600


def test_the_description_is_of_the_five_routes_with_an_example_each(phone: FlaskClient) -> None:
    spec = get(phone, "openapi.json").json
    assert spec is not None
    assert spec["openapi"].startswith("3.1")
    assert len(spec["paths"]) == 5
    for path in spec["paths"].values():
        for operation in path.values():
            assert {"200", "422", "429"} <= set(operation["responses"])
            assert PROBLEM in operation["responses"]["422"]["content"]
            assert operation["description"] or operation["summary"]
