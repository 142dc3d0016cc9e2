"""A worker is killed while it hands an e-mail in: it is sent, and known again if it comes twice."""

import email
import signal
import socketserver
import subprocess
import sys
import threading
from collections.abc import Iterator

import pytest

from bench import databases
from mdps.core import notices
from mdps.core.models import OutboxMessage
from tests.build.people import given_a

pytestmark = pytest.mark.django_db(transaction=True)
SEND = "import django; django.setup(); from mdps.core import outbox; print(outbox.send_due())"


class Mail(socketserver.StreamRequestHandler):
    """As much of a mail server as is needed; the first e-mail is read and never acknowledged."""

    server: "MailServer"

    def handle(self) -> None:
        self.wfile.write(b"220 ready\r\n")
        for line in self.rfile:
            command = line[:4].upper()
            self.wfile.write(b"354 go on\r\n" if command == b"DATA" else b"250 well\r\n")
            if command == b"DATA":
                self.take()
            if command == b"QUIT":
                return

    def take(self) -> None:
        words = b"".join(iter(self.rfile.readline, b".\r\n"))
        self.server.read.append(words)
        self.server.has_read.set()
        if len(self.server.read) == 1:
            self.rfile.read()  # until whoever sends it is gone
        else:
            self.wfile.write(b"250 well\r\n")
            self.server.accepted.append(words)


class MailServer(socketserver.ThreadingTCPServer):
    daemon_threads = True
    allow_reuse_address = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Mail)
        self.read: list[bytes] = []
        self.accepted: list[bytes] = []
        self.has_read = threading.Event()


@pytest.fixture
def mail_server() -> Iterator[MailServer]:
    with MailServer() as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


def a_worker(server: MailServer) -> "subprocess.Popen[bytes]":
    """A process of its own that sends what is due, as the task does."""
    port = server.server_address[1]
    return subprocess.Popen(
        [sys.executable, "-c", SEND],
        env=databases.environment() | {"EMAIL_URL": f"smtp://127.0.0.1:{port}"},
        stdout=subprocess.PIPE,
    )


def test_an_email_whose_worker_was_killed_is_sent_by_the_next(mail_server: MailServer) -> None:
    notices.tell([given_a("team_manager")], "SR-000123 waits for you", url="/requests/123/")

    with a_worker(mail_server) as killed:
        assert mail_server.has_read.wait(60)
        killed.send_signal(signal.SIGKILL)
    left = OutboxMessage.objects.values_list("attempts", "sent_at").get()
    with a_worker(mail_server) as next_one:
        said = next_one.communicate(timeout=60)[0]
    with a_worker(mail_server) as third:
        nothing = third.communicate(timeout=60)[0]

    assert (left, said, nothing) == ((0, None), b"1\n", b"0\n")
    assert len(mail_server.accepted) == 1
    ids = {email.message_from_bytes(each)["Message-ID"] for each in mail_server.read}
    assert (len(mail_server.read), len(ids)) == (2, 1)
