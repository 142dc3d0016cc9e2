"""Uploads over a slow network keep nobody else waiting."""

import socket
import urllib.request

SLOW = 3  # one fewer than the threads of one process, so that one is left wherever they land
WHOLE = 100_000  # bytes


def test_others_are_answered_while_slow_uploads_go_on(port: int) -> None:
    slow = [socket.create_connection(("127.0.0.1", port)) for _ in range(SLOW)]
    for each in slow:
        head = "POST /sign-in/ HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n"
        # With the cookie the token of the form is looked for, and so all of the form is read.
        head += f"Cookie: csrftoken={'a' * 32}\r\n"
        kind = "Content-Type: application/x-www-form-urlencoded\r\n"
        each.sendall(f"{head}{kind}Content-Length: {WHOLE}\r\n\r\nusername=".encode())

    answered = []
    for _ in range(20):
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/health/live/", timeout=30) as answer:
            answered.append((answer.status, len(answer.headers["X-Request-ID"])))
    for each in slow:  # the slow ones come to their end too
        each.sendall(b"x" * (WHOLE - len("username=")))
    ends = [each.makefile("rb").readline() for each in slow]
    for each in slow:
        each.close()

    assert answered == [(200, 32)] * 20
    assert ends == [b"HTTP/1.1 403 Forbidden\r\n"] * SLOW
