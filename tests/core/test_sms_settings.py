"""Settings of an SMS gateway that cannot be right are named at start, before a message waits for them."""

from __future__ import annotations

from pathlib import Path

import pytest

from vssid_app.core.settings import IncompleteSettings, load_settings
from vssid_app.core.sms_settings import AnswerRule, BadSmsSetting, SmsSettings, load_sms

URL = "https://sms.example/send"


def test_without_an_address_there_is_no_gateway() -> None:
    assert load_sms({}) == SmsSettings()
    assert load_sms({"SMS_URL": "", "SMS_METHOD": "nonsense"}) == SmsSettings()


def test_an_address_is_enough() -> None:
    found = load_sms({"SMS_URL": URL})
    assert (found.url, found.method, found.headers, found.success) == (URL, "POST", (), None)
    assert "{text}" in found.body


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1:9/x", "http://[::1]/x", "http://localhost:80/", "https://a.example"]
)
def test_only_this_machine_is_spoken_to_in_the_open(url: str) -> None:
    assert load_sms({"SMS_URL": url}).url == url


def test_a_rule_for_answers() -> None:
    found = load_sms({"SMS_URL": URL, "SMS_SUCCESS": "data.0.status=ok|queued", "SMS_REFUSED": "code=99"})
    assert found.success == AnswerRule(("data", "0", "status"), frozenset({"ok", "queued"}))
    assert found.refused == AnswerRule(("code",), frozenset({"99"}))


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"URL": "http://sms.example/send"}, "SMS_URL must begin with https://"),
        ({"URL": "http://127.0.0.1.example/send"}, "SMS_URL must begin with https://"),
        ({"URL": "ftp://127.0.0.1/send"}, "SMS_URL must begin with https://"),
        ({"URL": "https://user:pass@sms.example/"}, "SMS_URL must hold no user"),
        ({"URL": "https://{phone}.example/"}, "SMS_URL is no address"),
        ({"URL": "https://sms.example:port/"}, "SMS_URL is no address"),
        ({"URL": "https:///send"}, "SMS_URL is no address"),
        ({"URL": "https://sms.example/a\nb"}, "SMS_URL is no address"),
        ({"URL": "https://sms.example/a b"}, "SMS_URL is no address"),
        ({"METHOD": "DELETE"}, "SMS_METHOD must be"),
        ({"METHOD": "GET", "BODY": "to={phone}&text={text}"}, "SMS_BODY must be empty for GET"),
        ({"METHOD": "GET"}, "SMS_URL must name {text}"),
        ({"BODY": '{"to": "{phone}"}'}, "SMS_BODY must name {text}"),
        ({"BODY": '{"text": "{text}"}'}, "SMS_BODY must name {text}"),
        ({"BODY": '{"to": "{phone}", "text": "{text}"'}, "SMS_BODY must be a JSON object"),
        ({"BODY": "just words {phone} {text}"}, "SMS_BODY must be a JSON object"),
        ({"BODY": "to={phone}&text={text}&id={uuid}"}, "SMS_BODY has placeholders that do not exist: uuid"),
        ({"HEADERS": "X-Brand: TAPHUAN"}, "SMS_HEADERS must be a JSON object"),
        ({"HEADERS": '["X-Brand"]'}, "SMS_HEADERS must be a JSON object"),
        ({"HEADERS": '{"X-Brand": 1}'}, "SMS_HEADERS must be a JSON object"),
        ({"HEADERS": '{"X-Brand": "a\\r\\nB: c"}'}, "SMS_HEADERS has a name or value"),
        ({"HEADERS": '{"X Brand": "a"}'}, "SMS_HEADERS has a name or value"),
        ({"HEADERS": '{"idempotency-key": "a"}'}, "SMS_HEADERS must not hold idempotency-key"),
        ({"AUTH": "my-token"}, "SMS_AUTH must be"),
        ({"AUTH": "basic my-token"}, "SMS_AUTH must be"),
        ({"AUTH": "bearer my\ntoken"}, "SMS_AUTH must be"),
        ({"SUCCESS": "100"}, "SMS_SUCCESS must look like"),
        ({"SUCCESS": "code="}, "SMS_SUCCESS must look like"),
        ({"REFUSED": ".code=1"}, "SMS_REFUSED must look like"),
    ],
)
def test_what_cannot_be_right_is_named(changed: dict[str, str], says: str) -> None:
    environment = {"SMS_URL": URL, **{f"SMS_{name}": value for name, value in changed.items()}}
    with pytest.raises(BadSmsSetting) as refused:
        load_sms(environment)
    assert str(refused.value).startswith(says)
    assert "my-token" not in str(refused.value)
    assert "pass" not in str(refused.value).replace("password", "").replace("PASSWORD", "")


def test_an_installation_does_not_start_with_it(tmp_path: Path) -> None:
    with pytest.raises(IncompleteSettings) as refused:
        load_settings({"DATA_DIR": str(tmp_path), "SMS_URL": "http://sms.example/"})
    assert refused.value.problems[0].startswith("SMS_URL must begin with https://")


def test_secrets_do_not_stand_in_what_is_printed() -> None:
    found = load_sms(
        {
            "SMS_URL": f"{URL}?key=secret-1&text={{text}}&to={{phone}}",
            "SMS_AUTH": "bearer secret-2",
            "SMS_HEADERS": '{"X-Key": "secret-3"}',
            "SMS_BODY": "a={text}&b={phone}&key=secret-4",
        }
    )
    assert "secret" not in repr(found)
