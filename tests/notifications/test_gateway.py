"""A text message leaves by the operator's gateway once, or the row says why it does not."""

from __future__ import annotations

import dataclasses
import time
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler
from ipaddress import ip_address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from flask import Flask
from structlog.testing import capture_logs

from tests.notifications.conftest import MailServer, connect
from tests.notifications.support import TEXT, pass_time, rows, run_worker, seconds_until_next_try, write
from tests.support.gateway import Gateway
from vssid_app.core.clock import instant
from vssid_app.core.settings import Settings
from vssid_app.core.sms_settings import load_sms
from vssid_app.notifications import gateway as sender
from vssid_app.notifications.models import Channel, Delivery, OutboxMessage
from vssid_app.notifications.ways import warn_of_missing_ways

pytestmark = [pytest.mark.usefixtures("live_world"), pytest.mark.any_database]
PHONE = "0000000007"
SHORT = 0.3


@pytest.fixture(autouse=True)
def connected(live: Flask, gateway: Gateway) -> Gateway:
    connect(live, gateway)
    return gateway


def write_text(address: str = PHONE, **given: object) -> OutboxMessage:
    return write(address, **{"channel": Channel.SMS, "subject": "", **given})


def row() -> OutboxMessage:
    (found,) = rows()
    return found


def test_a_message_is_handed_over_once_with_its_key(gateway: Gateway) -> None:
    written = write_text()
    assert run_worker()
    assert not run_worker()
    (asked,) = gateway.asked
    assert asked.json == {"to": "+84000000007", "text": TEXT, "key": written.key}
    assert asked.key == written.key
    assert asked.headers["Content-Type"] == "application/json"
    assert row().delivery == Delivery.SENT


def test_a_code_leaves_without_a_link_and_is_wiped(gateway: Gateway) -> None:
    write_text(kind="code.sign_in", text="482615 là mã xác nhận.", code="482615", link="/dang-nhap/ma/abc")
    run_worker()
    assert gateway.texts == ["482615 là mã xác nhận."]
    assert row().text == ""


@pytest.mark.parametrize("status", [500, 502, 503, 504, 408, 425, 429, 401, 403, 407, 302, 307])
def test_what_may_pass_is_tried_again(gateway: Gateway, status: int) -> None:
    written = write_text()
    gateway.status = status
    gateway.headers["Location"] = f"{gateway.url}/elsewhere"
    assert not run_worker()
    assert (row().delivery, row().attempts) == (Delivery.QUEUED, 1)
    assert row().last_error == f"SMS gateway answered {status}"
    gateway.status = 200
    pass_time(minutes=1)
    assert run_worker()
    assert gateway.keys == [written.key] * 2, "one name for life"
    assert {asked.target for asked in gateway.asked} == {"/send"}, "redirects are not followed"


@pytest.mark.parametrize("status", [400, 404, 410, 413, 422, 451])
def test_what_is_refused_is_given_up(gateway: Gateway, status: int) -> None:
    gateway.status = status
    write_text(kind="code.sign_in", text="482615 là mã", code="482615")
    run_worker()
    assert row().delivery == Delivery.GIVEN_UP
    assert row().last_error == f"SMS gateway answered {status}"
    assert row().text == ""


def test_a_gateway_that_asks_for_time_gets_it(gateway: Gateway) -> None:
    gateway.status = 429
    gateway.headers["Retry-After"] = "900"
    write_text()
    run_worker()
    assert 890 < seconds_until_next_try(row()) <= 900


def test_it_may_say_until_when(gateway: Gateway) -> None:
    gateway.status = 503
    gateway.headers["Retry-After"] = format_datetime(datetime.now(UTC) + timedelta(minutes=20), usegmt=True)
    write_text()
    run_worker()
    assert 1190 < seconds_until_next_try(row()) <= 1200


@pytest.mark.parametrize("asked", ["soon", "-5", "1", "٣٠", "Sun, 22 Nov 2026 10:00:00 -0000", ""])
def test_a_wait_that_is_none_changes_nothing(gateway: Gateway, asked: str) -> None:
    gateway.status = 429
    gateway.headers["Retry-After"] = asked.encode().decode("latin-1")
    write_text()
    run_worker()
    assert 25 < seconds_until_next_try(row()) <= 30


def test_no_gateway_makes_a_message_wait_for_days(gateway: Gateway) -> None:
    gateway.status = 429
    gateway.headers["Retry-After"] = "99999999999"
    write_text()
    run_worker()
    assert seconds_until_next_try(row()) <= 6 * 3600


def test_a_gateway_that_wants_less_is_asked_for_nothing_more(gateway: Gateway) -> None:
    gateway.status = 429
    for n in range(3):
        write_text(f"000000000{n}")
    run_worker()
    assert len(gateway.asked) == 1
    assert {each.delivery for each in rows()} == {Delivery.QUEUED}
    assert all(seconds_until_next_try(each) > 25 for each in rows())


def test_a_gateway_that_is_down_gets_all_when_it_is_back_in_order(gateway: Gateway) -> None:
    gateway.stop()
    for text in ("một", "hai"):
        write_text(text=text)
    run_worker()
    assert rows()[0].last_error == "SMS gateway: ConnectionRefusedError"
    gateway.start()
    pass_time(minutes=1)
    while run_worker():
        pass
    assert gateway.texts == ["một", "hai"]


def test_a_slow_gateway_is_not_waited_for(gateway: Gateway, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sender, "EXCHANGE_SECONDS", SHORT)
    gateway.delay = 2
    write_text()
    began = time.monotonic()
    run_worker()
    assert time.monotonic() - began < 1.5
    assert (row().delivery, row().last_error) == (Delivery.QUEUED, "SMS gateway: TimeoutError")


def drip(handler: BaseHTTPRequestHandler) -> None:
    """Answer a letter at a time, each in time."""
    try:
        for letter in b"HTTP/1.0 200 OK\r\nContent-Type: application/json\r\n\r\n" + b" " * 200:
            handler.wfile.write(bytes([letter]))
            time.sleep(0.02)
    except OSError:
        return


def test_a_gateway_that_drips_is_cut_off(gateway: Gateway, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sender, "EXCHANGE_SECONDS", SHORT)
    gateway.reply = drip
    write_text()
    began = time.monotonic()
    run_worker()
    assert time.monotonic() - began < 1.5
    assert (row().delivery, row().last_error) == (Delivery.QUEUED, "SMS gateway: TimeoutError")


def test_a_drip_in_the_body_is_cut_off_too(gateway: Gateway, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sender, "EXCHANGE_SECONDS", 1.6)
    gateway.reply = drip
    write_text()
    run_worker()
    assert (row().delivery, row().last_error) == (Delivery.QUEUED, "SMS gateway: TimeoutError")


@pytest.mark.parametrize(
    "answer",
    [
        b'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 500\r\n\r\n{"status": "qu',
        b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 500\r\n\r\n",
        b'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n40\r\n{"status": "qu',
        b"HTTP/1.1 200",
        b"",
        b"this is no HTTP at all\r\n\r\n",
    ],
    ids=["half a body", "no body", "half a chunk", "half a line", "nothing", "no HTTP"],
)
def test_half_an_answer_is_no_yes(gateway: Gateway, answer: bytes) -> None:
    gateway.reply = lambda handler: void(handler.wfile.write(answer))
    written = write_text()
    run_worker()
    assert row().delivery == Delivery.QUEUED
    assert row().last_error.startswith("SMS gateway")
    gateway.reply = None
    pass_time(minutes=1)
    run_worker()
    assert gateway.keys == [written.key] * 2, "so that the gateway can tell"
    assert row().delivery == Delivery.SENT


def void(_value: object) -> None:
    return None


def test_a_page_is_no_yes(gateway: Gateway) -> None:
    gateway.body, gateway.headers = b"<html>Sign in to the network</html>", {"Content-Type": "text/html"}
    write_text()
    run_worker()
    assert (row().delivery, row().last_error) == (Delivery.QUEUED, "SMS gateway answered with a page")


def test_an_answer_that_comes_twice_is_heard_once(gateway: Gateway) -> None:
    yes = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}"
    gateway.reply = lambda handler: void(handler.wfile.write(yes + yes.replace(b"200 OK", b"500 No")))
    write_text()
    assert run_worker()
    assert not run_worker()
    assert row().delivery == Delivery.SENT
    assert len(gateway.asked) == 1


def test_an_endless_answer_is_not_read_to_its_end(gateway: Gateway) -> None:
    gateway.body = b" " * (sender.ANSWER_LENGTH * 3)
    write_text()
    assert run_worker()


class TestAnswersInWords:
    """Gateways that say 200 to everything, and mean it only by a code in the body."""

    @pytest.fixture(autouse=True)
    def strict(self, live: Flask, gateway: Gateway) -> None:
        connect(live, gateway, SUCCESS="result.code=100|101", REFUSED="result.code=99")

    @pytest.mark.parametrize("body", [b'{"result": {"code": 100}}', b'{"result": {"code": "101"}}'])
    def test_a_yes_is_a_yes(self, gateway: Gateway, body: bytes) -> None:
        gateway.body = body
        write_text()
        assert run_worker()

    def test_a_refusal_is_final(self, gateway: Gateway) -> None:
        gateway.body = b'{"result": {"code": "99"}}'
        write_text()
        run_worker()
        assert (row().delivery, row().last_error) == (Delivery.GIVEN_UP, "SMS gateway refused it: 99")

    @pytest.mark.parametrize(
        ("body", "says"),
        [
            (b'{"result": {"code": 118}}', "SMS gateway said no: 118"),
            (b'{"result": {"code": "0000000007 unknown"}}', "SMS gateway said no: no known code"),
            (b'{"result": {"code": "0000000007"}}', "SMS gateway said no: no known code"),
            (b'{"result": {}}', "SMS gateway said no: no known code"),
            (b'{"result": [100]}', "SMS gateway said no: no known code"),
            (b"[]", "SMS gateway said no: no known code"),
            (b"null", "SMS gateway said no: no known code"),
            (b'{"result": {"code": 100}', "SMS gateway answered without JSON"),
            (b"", "SMS gateway answered without JSON"),
            (b"OK", "SMS gateway answered without JSON"),
            (b"\xff\xfe\x00", "SMS gateway answered without JSON"),
            (b"[" * 60_000, "SMS gateway answered without JSON"),
        ],
    )
    def test_anything_else_is_tried_again(self, gateway: Gateway, body: bytes, says: str) -> None:
        gateway.body = body
        write_text()
        run_worker()
        assert (row().delivery, row().last_error) == (Delivery.QUEUED, says)

    def test_a_whole_word_counts_even_where_no_length_was_said(self, gateway: Gateway) -> None:
        yes = b'HTTP/1.0 200 OK\r\n\r\n{"result": {"code": 100}}'
        gateway.reply = lambda handler: void(handler.wfile.write(yes))
        write_text()
        assert run_worker()

    def test_a_status_still_counts(self, gateway: Gateway) -> None:
        gateway.status, gateway.body = 500, b'{"result": {"code": 100}}'
        write_text()
        run_worker()
        assert row().delivery == Delivery.QUEUED


@pytest.mark.parametrize(
    "address", ["", "abc", "0000000007\r\nX: y", "000000000７", "+84", "0000000007&to=0000000008"]
)
def test_what_is_no_phone_number_goes_nowhere(gateway: Gateway, address: str) -> None:
    write_text(address)
    run_worker()
    assert (row().delivery, row().last_error) == (Delivery.GIVEN_UP, "not a phone number")
    assert not gateway.asked


def test_an_expired_code_does_not_leave(gateway: Gateway) -> None:
    gateway.stop()
    write_text(text="482615 là mã", code="482615", useless_from=instant() + timedelta(minutes=5))
    run_worker()
    gateway.start()
    pass_time(minutes=6)
    run_worker()
    assert (row().delivery, row().last_error) == (Delivery.GIVEN_UP, "the code in it has expired")
    assert row().text == ""
    assert not gateway.asked


def test_a_gateway_that_does_not_answer_holds_up_no_letter(
    gateway: Gateway, mail_server: MailServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sender, "EXCHANGE_SECONDS", SHORT)
    gateway.delay = 2
    for n in range(5):
        write_text(f"000000000{n}")
    write("a@thuchanh.example")
    began = time.monotonic()
    run_worker()
    assert time.monotonic() - began < 1.5, "one message finds out for all"
    assert len(mail_server.letters) == 1


def make_certificate(folder: Path) -> str:
    """A key and a certificate for this machine that nobody has vouched for, in one file."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .sign(key, hashes.SHA256())
    )
    form = (serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    path = folder / "gateway.pem"
    path.write_bytes(key.private_bytes(*form) + made.public_bytes(serialization.Encoding.PEM))
    return str(path)


def test_a_gateway_is_trusted_by_its_certificate_only(
    live: Flask, gateway: Gateway, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gateway.stop()
    gateway.certificate = make_certificate(tmp_path)
    gateway.start()
    connect(live, gateway)
    write_text()
    run_worker()
    assert row().last_error == "SMS gateway: SSLCertVerificationError"
    assert not gateway.asked
    monkeypatch.setenv("SSL_CERT_FILE", gateway.certificate)
    pass_time(minutes=1)
    assert run_worker()


def test_a_reason_names_nobody_and_repeats_no_text(gateway: Gateway) -> None:
    gateway.status, gateway.body = 400, f"{PHONE}: {TEXT}".encode()
    write_text()
    run_worker()
    assert PHONE not in row().last_error
    assert TEXT not in row().last_error


@pytest.mark.parametrize(("url", "warnings"), [("", 1), ("https://sms.example/", 0)])
def test_a_live_worker_says_that_texts_have_no_way_out(live: Flask, url: str, warnings: int) -> None:
    settings = dataclasses.replace(live.extensions["settings"], sms=load_sms({"SMS_URL": url}))
    with capture_logs() as said:
        warn_of_missing_ways(settings)
    assert [line["setting"] for line in said] == ["SMS_URL"] * warnings


def test_a_demo_has_nothing_to_warn_of(demo_settings: Settings) -> None:
    with capture_logs() as said:
        warn_of_missing_ways(demo_settings)
    assert not said
