"""What the web server cannot read is said in the service's words, and half a form is no form."""

import socket
from pathlib import Path

import pytest
from django.test import Client

from mdps.core.models import User
from tests.build.people import given_a

pytestmark = pytest.mark.django_db(transaction=True)


def answered(port: int, sent: bytes, *, then_ends: bool = False) -> str:
    """All that is answered to what was sent."""
    with socket.create_connection(("127.0.0.1", port), timeout=30) as connection:
        connection.sendall(sent)
        if then_ends:
            connection.shutdown(socket.SHUT_WR)
        with connection.makefile("rb") as answer:
            return answer.read().decode()


@pytest.mark.parametrize(
    ("sent", "status", "said"),
    [
        (b"GET /?q=" + b"x" * 9_000 + b" HTTP/1.1\r\nHost: localhost\r\n\r\n", 414, "too long"),
        (
            b"GET / HTTP/1.1\r\nHost: localhost\r\nCookie: " + b"x" * 9_000 + b"\r\n\r\n",
            431,
            "Delete the cookies",
        ),
        (b"no request\r\n\r\n", 400, "not a request"),
    ],
)
def test_what_cannot_be_read_gets_the_services_page(
    port: int, tmp_path: Path, sent: bytes, status: int, said: str
) -> None:
    answer = answered(port, sent)
    assert answer.startswith(f"HTTP/1.1 {status} ")
    assert (said in answer, "mdps-header" in answer, "no-store" in answer) == (True, True, True)
    log = (tmp_path / "web.log").read_text()
    assert ("refused by the web server" in log, "127.0.0.1" in log.splitlines()[-1]) == (
        True,
        False,
    )


@pytest.mark.parametrize("encoding", ["urlencoded", "multipart"])
def test_a_form_whose_connection_is_cut_is_not_acted_upon(port: int, encoding: str) -> None:
    """The first half of it, and no more, as where a network breaks down in the middle."""
    person = given_a("social_worker")
    client = Client()
    client.force_login(person)
    page = client.get("/my-account/notices/")
    token = page.context["csrf_token"]
    cookies = "; ".join(f"{name}={each.value}" for name, each in client.cookies.items())
    if encoding == "urlencoded":
        kind = "application/x-www-form-urlencoded"
        body = f"csrfmiddlewaretoken={token}&mail=none&one_time_key=".encode()
    else:
        kind = "multipart/form-data; boundary=edge"
        parts = '--edge\r\nContent-Disposition: form-data; name="%s"\r\n\r\n%s\r\n'
        body = (parts % ("csrfmiddlewaretoken", token) + parts % ("mail", "none")).encode()
    head = (
        f"POST /my-account/notices/ HTTP/1.1\r\nHost: localhost\r\nCookie: {cookies}\r\n"
        f"Connection: close\r\nContent-Type: {kind}\r\nContent-Length: "
    )
    cut = answered(port, f"{head}{len(body) + 500}\r\n\r\n".encode() + body, then_ends=True)
    assert cut.startswith("HTTP/1.1 400 ")
    person.refresh_from_db()
    assert person.mail == User.Mail.AT_ONCE
    # The control: the same, when it says that this is all of it.
    body += b"" if encoding == "urlencoded" else b"--edge--\r\n"
    whole = answered(port, f"{head}{len(body)}\r\n\r\n".encode() + body)
    person.refresh_from_db()
    assert (whole[:13], person.mail) == ("HTTP/1.1 302 ", User.Mail.NONE)
