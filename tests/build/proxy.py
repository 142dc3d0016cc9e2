"""The reverse proxy of docker-compose.yml, as a process, with its own configuration."""

import datetime as dt
import os
import re
import socket
import ssl
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest
import requests
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from django.conf import settings

from bin.local.processes import end, listen, start_process

CONFIGURATION = settings.ROOT / "docker" / "proxy.conf"


def free_port() -> int:
    with listen(0) as taken:
        return int(taken.getsockname()[1])


def make_certificate(folder: Path) -> None:
    """For this machine, signed by itself, as the proxy finds it."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = dt.datetime.now(dt.UTC)
    certificate = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .sign(key, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    kind, unlocked = serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    (folder / "fullchain.pem").write_bytes(certificate.public_bytes(pem))
    (folder / "privkey.pem").write_bytes(key.private_bytes(pem, kind, unlocked))


@dataclass(frozen=True)
class Proxy:
    """Where it answers: ports of this machine."""

    plain: int
    tls: int
    web: int  # what it passes on to
    folder: Path

    @property
    def url(self) -> str:
        return f"https://localhost:{self.tls}"

    def session(self) -> requests.Session:
        """A client that trusts its certificate."""
        client = requests.Session()
        client.request = partial(client.request, timeout=30)  # type: ignore[method-assign]
        client.trust_env = False  # else a list of the machine's counts in its place
        client.verify = str(self.folder / "fullchain.pem")
        return client

    def wrapped(self, context: ssl.SSLContext | None = None) -> ssl.SSLSocket:
        trusting = context or ssl.create_default_context(cafile=self.folder / "fullchain.pem")
        opened = socket.create_connection(("localhost", self.tls), timeout=30)
        return trusting.wrap_socket(opened, server_hostname="localhost")


def placed(words: str, at: Proxy) -> str:
    """The configuration with the ports and folders of this test in the place of production's."""
    places = {
        "server web:8000;": f"server 127.0.0.1:{at.web};",
        "listen 8080 ": f"listen 127.0.0.1:{at.plain} ",
        "listen 8443 ": f"listen 127.0.0.1:{at.tls} ",
        "/etc/nginx/tls/": f"{at.folder}/",
        "/tmp/": f"{at.folder}/",  # noqa: S108 - what stands there
        "/dev/stdout": f"{at.folder}/access.log",
    }
    assert [each for each in places if each not in words] == []
    return re.sub("|".join(places), lambda found: places[found[0]], words)


@contextmanager
def proxy_before(web: int, folder: Path) -> Iterator[Proxy]:
    """The proxy with its configuration as it is, but for the places of this machine."""
    program = os.environ.get("PROXY")
    if not program:
        pytest.fail(
            "The proxy's tests need nginx. Install it with:\n"
            "  sudo apt-get install -y --no-install-recommends nginx-light",
            pytrace=False,
        )
    make_certificate(folder)
    command = [program, "-p", str(folder), "-c", str(folder / "nginx.conf")]
    if os.geteuid() == 0:  # else it works as somebody who may not enter the folder
        command += ["-g", "user root;"]
    with listen(0) as plain, listen(0) as tls:
        at = Proxy(plain.getsockname()[1], tls.getsockname()[1], web, folder)
        (folder / "nginx.conf").write_text(placed(CONFIGURATION.read_text(), at))
        said = subprocess.run([*command, "-t"], capture_output=True, text=True)
        assert (said.returncode, "warn" in said.stderr) == (0, False), said.stderr
        # It takes over sockets that listen already: nobody has to wait until it does.
        handed = [plain.fileno(), tls.fileno()]
        told = os.environ | {"NGINX": ":".join(map(str, handed)) + ";"}
        process = start_process(command, folder / "proxy.log", env=told, pass_fds=handed)
    try:
        yield at
    finally:
        end([process])


@dataclass
class Arrived:
    """What came to the web server's place."""

    requests: list[tuple[str, list[tuple[str, str]], bytes]] = field(default_factory=list)
    connections: set[tuple[str, int]] = field(default_factory=set)


class Answer(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    arrived: Arrived

    def do_GET(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
        self.arrived.requests.append((self.path, self.headers.items(), body))
        self.arrived.connections.add(self.client_address)
        self.send_response(200)
        self.send_header("Content-Length", "0")
        self.end_headers()

    do_POST = do_GET  # noqa: N815 - the library's name

    def log_message(self, *_: object) -> None:
        """Nothing."""
