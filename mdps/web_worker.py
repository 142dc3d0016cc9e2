"""The web server's worker: what gunicorn refuses before the service sees it is said in its words.

    gunicorn mdps.wsgi:application --worker-class mdps.web_worker.Worker

An address or headers that are too long, and what is no request, get the service's page and a line
of the log that holds neither the request nor an address. A body that ends before it is whole is
never read as if it were: half a text must not be saved for all of it.
"""

import logging
from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import Any

from gunicorn import util
from gunicorn.http.errors import LimitRequestHeaders, LimitRequestLine, ParseException
from gunicorn.workers.gthread import ThreadWorker

Application = Callable[[dict[str, Any], Any], Iterable[bytes]]
log = logging.getLogger(__name__)

REFUSED = ((LimitRequestLine, 414), (LimitRequestHeaders, 431), (ParseException, 400))
MOST_READ = 1_000_000  # bytes that are taken from who is refused, so that the answer arrives


class Worker(ThreadWorker):
    """gunicorn's worker with threads."""

    def handle_error(self, req: Any, client: Any, addr: Any, exc: BaseException) -> None:
        """Answer what cannot be read as a request; whatever else fails is gunicorn's."""
        if not isinstance(exc, ParseException):
            super().handle_error(req, client, addr, exc)
            return
        status = next(status for kind, status in REFUSED if isinstance(exc, kind))
        log.warning("refused by the web server", extra={"status": status})
        with suppress(OSError):
            util.write(client, _answer(status))
            _let_it_end(client)


def _answer(status: int) -> bytes:
    # Loaded here: the application is by now, and must not be before the server forks.
    from mdps.core.faults import unreadable_page  # noqa: PLC0415

    response = unreadable_page(status)
    response.headers["Content-Length"] = str(len(response.content))
    response.headers["Connection"] = "close"
    head = "".join(f"{name}: {value}\r\n" for name, value in response.items())
    line = f"HTTP/1.1 {status} {response.reason_phrase}\r\n"
    return f"{line}{head}\r\n".encode("latin-1") + response.content


def _let_it_end(client: Any) -> None:
    """Read what is still being sent, some of it: closing before would throw the answer away."""
    client.settimeout(1)
    read = 0
    while read < MOST_READ and (piece := client.recv(65_536)):
        read += len(piece)


class Cut(OSError):
    """The connection ended before all was sent that was to come."""


class _Whole:
    """A body that raises Cut where it ends before its length."""

    def __init__(self, stream: Any, length: int):
        self.stream, self.left, self.is_cut = stream, length, False

    def read(self, size: int = -1) -> bytes:
        wanted = self.left if size is None or size < 0 else min(size, self.left)
        return self._counted(self.stream.read(wanted), wanted)

    def readline(self, size: int = -1) -> bytes:
        line = self.stream.readline(size) if size and size > 0 else self.stream.readline()
        return self._counted(line, 1)

    def _counted(self, piece: bytes, wanted: int) -> bytes:
        self.left -= len(piece)
        if self.left > 0 and len(piece) < wanted:
            self.is_cut = True
            raise Cut
        return piece


def whole_or_not_at_all(application: Application) -> Application:
    """WSGI middleware: a body is as long as it says, or reading it raises Cut; then it `is_cut`."""

    def answered(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        said = environ.get("CONTENT_LENGTH") or "0"
        if said.isdigit() and int(said):
            environ["wsgi.input"] = _Whole(environ["wsgi.input"], int(said))
        return application(environ, start_response)

    return answered
