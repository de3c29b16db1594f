"""The site behind a real nginx with the file that we give to operators."""

from __future__ import annotations

import gzip
import http.client
import os
import re
import shutil
import socket
import ssl
import subprocess
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tests.journeys.sites import ROOT, running_demo
from tests.support.ports import free_port
from vssid_app.core.assets import BUILD, asset

pytestmark = [pytest.mark.long, pytest.mark.any_database]

BROTLI = "ngx_http_brotli_static_module.so"
HOST = "thuchanh.example"
FORM = "application/x-www-form-urlencoded"
WAIT_SECONDS = 10.0
WRAPPER = """
load_module {module};
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{}}
http {{
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/site.conf;
}}
"""


@dataclass(frozen=True, slots=True)
class Answer:
    """Status, headers by lower-case name, body."""

    status: int
    headers: dict[str, str]
    body: bytes


@dataclass(frozen=True, slots=True)
class Front:
    """Both ways to the same site: through nginx, and straight to it."""

    secure: int
    plain: int
    pages: int

    def get(self, path: str, **headers: str) -> Answer:
        """Through nginx, with TLS."""
        return _ask(self._line(), path, headers)

    def post(self, path: str, body: bytes, **headers: str) -> Answer:
        """The same, sending a form."""
        return _ask(self._line(), path, headers, body)

    def straight(self, path: str, **headers: str) -> Answer:
        """Past nginx."""
        return _ask(http.client.HTTPConnection("127.0.0.1", self.pages), path, headers)

    def _line(self) -> http.client.HTTPConnection:
        return http.client.HTTPSConnection("127.0.0.1", self.secure, context=_trusting())


@pytest.fixture(scope="module")
def front(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Front]:
    """Our configuration file with its marked lines changed, before a demo."""
    folder = tmp_path_factory.mktemp("nginx")
    database = f"sqlite:///{folder / 'app.sqlite3'}"
    with running_demo(folder, database, PROXIES="1") as address:
        ports = Front(free_port(), free_port(), int(address.rsplit(":", 1)[1]))
        _write(folder, ports)
        with _nginx(folder):
            _wait_for(ports.secure)
            yield ports


@pytest.mark.parametrize("name", ["app.css", "app.js", "mark.svg"])
@pytest.mark.parametrize("coding", ["br", "gzip", ""])
def test_built_files_are_the_same_with_and_without_nginx(front: Front, name: str, coding: str) -> None:
    through, past = (ask(asset(name), Accept_Encoding=coding) for ask in (front.get, front.straight))
    assert through.body == past.body == _committed(name, coding)
    for header in ("content-type", "content-encoding", "cache-control", "vary", "x-content-type-options"):
        assert through.headers.get(header) == past.headers.get(header), header
    assert through.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert through.headers["strict-transport-security"].startswith("max-age=31536000")


@pytest.mark.parametrize("path", ["/static/samples/sample-portrait.webp", "/static/app/icon-192.png"])
def test_pictures_are_kept_for_a_day_and_asked_for_anew(front: Front, path: str) -> None:
    through, past = front.get(path), front.straight(path)
    assert through.body == past.body
    for header in ("content-type", "cache-control"):
        assert through.headers[header] == past.headers[header], header
    assert front.get(path, If_None_Match=through.headers["etag"]).status == 304


def test_a_name_without_a_mark_is_not_kept(front: Front) -> None:
    assert front.get("/static/build/manifest.json").headers["cache-control"] == "no-cache"


def test_a_part_of_a_file_is_sent_to_who_asks_for_it(front: Front) -> None:
    whole = front.get(asset("app.css")).body
    part = front.get(asset("app.css"), Range="bytes=100-199")
    assert (part.status, part.body) == (206, whole[100:200])
    # Without nginx the whole is sent, as one may: these files are small.
    assert front.straight(asset("app.css"), Range="bytes=100-199").body == whole


@pytest.mark.parametrize(
    "path", ["/static/../wsgi.py", "/static/build/%2e%2e/%2e%2e/wsgi.py", "/static/build/x.css"]
)
def test_nothing_else_of_the_disk_is_sent(front: Front, path: str) -> None:
    assert front.get(path).status in {400, 404}


def test_pages_come_as_the_site_has_made_them(front: Front) -> None:
    answer = front.get("/hop-thu", Accept_Encoding="gzip, br")
    assert (answer.status, answer.headers["content-encoding"]) == (200, "gzip")
    assert "Hộp thư" in gzip.decompress(answer.body).decode()
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["content-security-policy"].startswith("default-src 'none'; script-src 'self'")


def test_what_is_not_encrypted_is_led_to_what_is(front: Front) -> None:
    answer = _ask(http.client.HTTPConnection("127.0.0.1", front.plain), "/tra-cuu?a=b", {})
    assert (answer.status, answer.headers["location"]) == (308, f"https://{HOST}/tra-cuu?a=b")


def test_a_form_goes_through(front: Front) -> None:
    """The site believes that the line is secure, and then wants the form to come from its own address."""
    page = front.get("/")
    found = re.search(r'name="csrf_token" value="([^"]+)"', page.body.decode())
    assert found
    sent = {"Cookie": page.headers["set-cookie"].split(";")[0], "Content-Type": FORM}
    body = f"csrf_token={found[1]}".encode()
    assert front.post("/co-chu", body, **sent, Referer=f"https://{HOST}/").status == 302
    assert front.post("/co-chu", body, **sent, Referer="https://khac.example/").status == 400


def _ask(
    connection: http.client.HTTPConnection, path: str, headers: dict[str, str], body: bytes | None = None
) -> Answer:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    with closing(connection):
        # No client library between: neither the path nor the coding may be touched.
        method = "GET" if body is None else "POST"
        connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
        for name, value in {"Host": HOST, "Content-Length": len(body or b""), **named}.items():
            connection.putheader(name, str(value))
        connection.endheaders(body)
        answer = connection.getresponse()
        return Answer(
            answer.status, {key.lower(): value for key, value in answer.getheaders()}, answer.read()
        )


def _trusting() -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    return context


def _committed(name: str, coding: str) -> bytes:
    ending = {"br": ".br", "gzip": ".gz", "": ""}[coding]
    return (BUILD / (asset(name).rsplit("/", 1)[1] + ending)).read_bytes()


def _write(folder: Path, ports: Front) -> None:
    """The file as it is committed, with nothing but its places changed."""
    text = (ROOT / "deploy" / "nginx.conf").read_text(encoding="utf-8")
    for ours, here in (
        ("127.0.0.1:8000", f"127.0.0.1:{ports.pages}"),
        ("listen 80;", f"listen 127.0.0.1:{ports.plain};"),
        ("listen 443 ", f"listen 127.0.0.1:{ports.secure} "),
        ("/etc/ssl/thuchanh", str(folder)),
        ("/srv/thuchanh", str(ROOT)),
    ):
        assert ours in text, ours
        text = text.replace(ours, here)
    (folder / "site.conf").write_text(text, encoding="utf-8")
    _write_certificate(folder)
    (folder / "nginx.conf").write_text(WRAPPER.format(module=_module(), folder=folder), encoding="utf-8")


def _write_certificate(folder: Path) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, HOST)])
    made, day = datetime.now(UTC), timedelta(days=1)
    certificate = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(made - day)
        .not_valid_after(made + day)
        .sign(key, hashes.SHA256())
    )
    (folder / "fullchain.pem").write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    (folder / "privkey.pem").write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )


def _program() -> str:
    found = os.environ.get("NGINX") or shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin")
    assert found, "no nginx: ./run test --long brings one"
    return found


def _module() -> Path:
    folder = Path(os.environ.get("NGINX_MODULES", "/usr/lib/nginx/modules"))
    assert (folder / BROTLI).is_file(), f"no {BROTLI} in {folder}: ./run test --long brings one"
    return folder / BROTLI


@contextmanager
def _nginx(folder: Path) -> Iterator[None]:
    command = [_program(), "-c", str(folder / "nginx.conf"), "-e", str(folder / "error.log")]
    process = subprocess.Popen(command, start_new_session=True)
    try:
        yield
    finally:
        process.terminate()
        process.wait(10)


def _wait_for(port: int) -> None:
    until = time.monotonic() + WAIT_SECONDS
    while time.monotonic() < until:
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        time.sleep(0.05)
    raise TimeoutError(f"nginx does not listen on port {port}")
