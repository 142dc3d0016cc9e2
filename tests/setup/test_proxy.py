"""The reverse proxy in front: what it takes, what it says of a request, and what it passes on."""

import socket
import ssl
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import ThreadingHTTPServer
from pathlib import Path

import pytest
import requests
from django.conf import settings

from bench import databases
from bench.cap_under_load import Server
from bin.local.processes import listen
from mdps.core.models import AuditEvent
from tests.build.people import given_a
from tests.build.proxy import Answer, Arrived, Proxy, free_port, proxy_before

FORGED = {
    "X-Forwarded-For": "203.0.113.7",
    "X-Forwarded-Proto": "http",
    "X-Forwarded-Host": "evil.example.org",
    "X-Forwarded-Port": "1",
    "X-Forwarded-Prefix": "/evil",
    "X_Forwarded_For": "203.0.113.8",
    "X-Real-IP": "203.0.113.9",
    "Forwarded": "for=203.0.113.10;proto=http;host=evil.example.org",
    "Proxy": "http://evil.example.org",
}


@pytest.fixture
def arrived() -> Arrived:
    return Arrived()


@pytest.fixture
def proxy(arrived: Arrived, tmp_path: Path) -> Iterator[Proxy]:
    """Before a server that notes what arrives."""
    handler = type("Noting", (Answer,), {"arrived": arrived})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        with proxy_before(server.server_port, tmp_path) as at:
            yield at
        server.shutdown()


def test_what_the_proxy_says_of_a_request_is_its_own(proxy: Proxy, arrived: Arrived) -> None:
    proxy.session().get(f"{proxy.url}/where?x=1", headers=FORGED)
    [(path, headers, _)] = arrived.requests
    usual = {"accept", "accept-encoding", "user-agent"}
    assert path == "/where?x=1"
    assert sorted((name, said) for name, said in headers if name.lower() not in usual) == [
        ("Host", "localhost"),
        ("X-Forwarded-For", "127.0.0.1"),
        ("X-Forwarded-Proto", "https"),
    ]


def test_connections_to_the_web_server_are_kept(proxy: Proxy, arrived: Arrived) -> None:
    client = proxy.session()
    for _ in range(10):
        client.get(proxy.url)
    # One; more where this machine was busy for longer than an idle connection is kept.
    assert (len(arrived.requests), len(arrived.connections) < 10) == (10, True)


def test_plain_http_is_led_to_https(proxy: Proxy, arrived: Arrived) -> None:
    answer = requests.get(
        f"http://localhost:{proxy.plain}/a?b=c", allow_redirects=False, timeout=30
    )
    assert (answer.status_code, answer.headers["Location"]) == (301, "https://localhost/a?b=c")
    assert arrived.requests == []


@pytest.mark.parametrize("version", [ssl.TLSVersion.TLSv1, ssl.TLSVersion.TLSv1_1])
@pytest.mark.filterwarnings("ignore:ssl.TLSVersion")
def test_older_tls_is_refused(proxy: Proxy, version: ssl.TLSVersion) -> None:
    old = ssl.create_default_context(cafile=proxy.folder / "fullchain.pem")
    old.minimum_version = old.maximum_version = version
    old.set_ciphers("ALL:@SECLEVEL=0")  # the client would take it
    with pytest.raises(ssl.SSLError, match=r"(?i)alert protocol version"):
        proxy.wrapped(old)


@pytest.mark.parametrize("version", [ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3])
def test_present_tls_is_taken(proxy: Proxy, version: ssl.TLSVersion) -> None:
    now = ssl.create_default_context(cafile=proxy.folder / "fullchain.pem")
    now.minimum_version = now.maximum_version = version
    with proxy.wrapped(now) as opened:
        assert opened.cipher()[0] in {"ECDHE-ECDSA-AES256-GCM-SHA384", "TLS_AES_256_GCM_SHA384"}


def test_ciphers_without_authenticated_encryption_are_refused(proxy: Proxy) -> None:
    weak = ssl.create_default_context(cafile=proxy.folder / "fullchain.pem")
    weak.maximum_version = ssl.TLSVersion.TLSv1_2
    weak.set_ciphers("ECDHE-ECDSA-AES128-SHA:ECDHE-ECDSA-AES256-SHA384:@SECLEVEL=0")
    with pytest.raises(ssl.SSLError, match=r"(?i)alert handshake failure"):
        proxy.wrapped(weak)


TWO_ENDS = {
    "a length and chunks": "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    "two lengths": "Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello!",
    "a list of lengths": "Content-Length: 5, 5\r\n\r\nhello",
    "chunks by another name": "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
    "chunks twice": "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    "a length below zero": "Content-Length: -5\r\n\r\nhello",
    "a length with a sign": "Content-Length: +5\r\n\r\nhello",
    "a space before the colon": "Content-Length : 5\r\n\r\nhello",
}


@pytest.mark.parametrize("end_of_message", TWO_ENDS.values(), ids=TWO_ENDS)
def test_a_request_whose_end_is_not_plain_goes_no_further(
    proxy: Proxy, arrived: Arrived, end_of_message: str
) -> None:
    smuggled = "GET /smuggled HTTP/1.1\r\nHost: localhost\r\n\r\n"
    with proxy.wrapped() as opened:
        opened.sendall(f"POST / HTTP/1.1\r\nHost: localhost\r\n{end_of_message}{smuggled}".encode())
        status = opened.makefile("rb").readline()
    assert (status.split()[1] in {b"400", b"501"}, arrived.requests) == (True, []), status


def test_the_web_server_refuses_it_too(service: Proxy) -> None:
    """What came past the proxy; none of it is a second request."""
    found = {each: statuses(service.web, words) for each, words in TWO_ENDS.items()}
    assert [each for each, said in found.items() if said not in ([400], [501])] == [], found


def statuses(port: int, end_of_message: str) -> list[int]:
    """Of what is answered to a form whose end is said so, with another request behind it."""
    smuggled = "GET /smuggled HTTP/1.1\r\nHost: localhost\r\n\r\n"
    head = f"POST / HTTP/1.1\r\nHost: localhost\r\n{end_of_message}"
    with socket.create_connection(("127.0.0.1", port), timeout=30) as opened:
        opened.sendall(f"{head}{smuggled}".encode())
        lines = opened.makefile("rb").readlines()
    return [int(line.split()[1]) for line in lines if line.startswith(b"HTTP/1.1 ")]


def test_a_body_is_as_long_as_the_service_takes_and_arrives_whole(
    proxy: Proxy, arrived: Arrived
) -> None:
    body = b"x" * 3_000_000
    assert proxy.session().post(proxy.url, data=body).status_code == 200
    assert arrived.requests[0][2] == body
    with proxy.wrapped() as opened:
        opened.sendall(b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 314572801\r\n\r\n")
        status = opened.makefile("rb").readline()
    assert (status.split()[1], len(arrived.requests)) == (b"413", 1)


def test_a_service_that_is_away_is_said_to_be(tmp_path: Path) -> None:
    with proxy_before(free_port(), tmp_path) as at:
        answer = at.session().get(at.url)
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "60")
    assert answer.text == "The service is away for a moment. Try again in a minute.\n"


@pytest.fixture
def service(transactional_db: None, tmp_path: Path) -> Iterator[Proxy]:
    """The web server as in production on this test's database, behind the proxy."""
    told = databases.environment() | {
        "MDPS_STATIC": str(tmp_path / "static"),
        "MDPS_SECOND_FACTOR": "0",
        "MDPS_HTTPS": "1",
        "MDPS_SITE_URL": "https://localhost",
        "MDPS_PROXIES": "1",
        "ALLOWED_HOSTS": "localhost",
        "MDPS_LOG_JSON": "1",
    }
    collect = [sys.executable, "manage.py", "collectstatic", "--noinput", "--verbosity", "0"]
    subprocess.run(collect, env=told, cwd=settings.ROOT, check=True)
    with listen(0) as listening:
        server = Server(listening, told, tmp_path / "web.log")
        try:
            server.start()
            with proxy_before(listening.getsockname()[1], tmp_path) as at:
                yield at
        finally:
            server.kill()


def test_the_trail_holds_the_address_of_who_asked_and_not_the_one_they_gave(service: Proxy) -> None:
    name, client = given_a("auditor").username, service.session()
    page = client.get(f"{service.url}/sign-in/", headers=FORGED)
    token = page.text.split('name="csrfmiddlewaretoken" value="')[1].split('"')[0]
    form = {"username": name, "password": "wrong", "csrfmiddlewaretoken": token}
    said = {**FORGED, "Referer": "https://localhost/sign-in/"}
    answer = client.post(f"{service.url}/sign-in/", form, headers=said)

    assert (page.status_code, answer.status_code) == (200, 200)
    assert "max-age=31536000" in page.headers["Strict-Transport-Security"]
    assert AuditEvent.objects.values_list("action", "address").get() == (
        "user.sign_in_failed",
        "127.0.0.1",
    )


def test_another_host_is_not_served(service: Proxy) -> None:
    client = service.session()
    assert client.get(f"{service.url}/sign-in/").status_code == 200
    for host in ("evil.example.org", "localhost.evil.example.org", "localhost@evil.example.org"):
        assert client.get(f"{service.url}/sign-in/", headers={"Host": host}).status_code == 400


def test_the_proxys_log_holds_no_address_and_the_reference_of_the_services_line(
    service: Proxy,
) -> None:
    session = service.session()
    answer = session.get(f"{service.url}/new-password/MQ/a-token-of-a-link/")
    session.get(f"{service.url}/health/live/")  # on that connection: what came before is logged
    logged = (service.folder / "access.log").read_text().splitlines()[0]
    reference = answer.headers["X-Request-ID"]
    found = [word in logged for word in (reference, "a-token-of-a-link", "127.0.0.1")]
    assert found == [True, False, False]
