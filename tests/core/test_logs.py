"""What a log holds: which request, which page, which account by its number; and no words."""

import gzip
import json
import logging
import logging.config
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
import structlog
from django.conf import settings
from django.db import DatabaseError, connection
from django.test import Client, RequestFactory

from mdps.core import logs, request_log, sentry
from mdps.core.request_log import refer_and_log
from tests.build.people import given_a

pytestmark = pytest.mark.django_db
SECRET = "Canary McChild"


@pytest.fixture
def lines() -> Iterator[Callable[[], list[dict[str, Any]]]]:
    """The lines that are written as in production."""
    kept: list[str] = []
    shape = logs.configuration(json=True)["formatters"]["line"] | {}
    factory = shape.pop("()")
    handler = logging.Handler()
    handler.emit = lambda record: kept.append(handler.format(record))  # type: ignore[method-assign]
    handler.setFormatter(factory(**shape))
    root = logging.getLogger()
    root.addHandler(handler)
    yield lambda: [json.loads(line) for line in kept]
    root.removeHandler(handler)


def test_a_request_is_one_line_with_its_reference_and_no_address(lines) -> None:
    person = given_a("system_administrator")
    browser = Client()
    browser.force_login(person)

    answer = browser.get(f"/accounts/{person.pk}/?search={SECRET}")

    (line,) = [each for each in lines() if each["event"] == "request"]
    assert line.pop("ms") >= 0
    assert line.pop("timestamp").endswith("Z")
    assert line == {
        "event": "request",
        "logger": "mdps.core.request_log",
        "level": "info",
        "request_id": answer.headers["X-Request-ID"],
        "method": "GET",
        "view": "account",
        "records": [person.pk],
        "status": 200,
        "user_id": person.pk,
    }


def test_an_address_that_leads_nowhere_is_not_written(lines, client: Client) -> None:
    client.get(f"/{SECRET}/")
    (line,) = [each for each in lines() if each["event"] == "request"]
    assert (line["view"], line["records"], line["user_id"]) == ("nowhere", [], None)
    assert SECRET not in json.dumps(lines())


def test_a_host_that_somebody_made_up_is_not_written(lines, client: Client) -> None:
    assert client.get("/", headers={"host": "canary.example"}).status_code == 400
    (line,) = [each for each in lines() if each["event"] == "request"]
    assert line["status"] == 400
    assert "canary.example" not in json.dumps(lines())


@pytest.mark.parametrize("json_lines", [True, False], ids=["for machines", "for a person"])
def test_a_person_is_not_told_of_each_task_that_is_asked_for(json_lines: bool) -> None:
    try:
        logs.configuration(json=json_lines)
        with structlog.testing.capture_logs(
            processors=structlog.get_config()["processors"][:2]
        ) as kept:
            log = structlog.get_logger("django_structlog.celery.receivers").bind()
            log.info("task_enqueued", child_task_name="core.send_outbox")
            log.info("task_started")
    finally:
        logs.configuration(json=settings.MDPS_LOG_JSON)
    events = [each["event"] for each in kept]
    assert events == (["task_enqueued", "task_started"] if json_lines else ["task_started"])


def test_what_is_logged_cannot_pretend_to_be_a_line(lines) -> None:
    logging.getLogger("mdps").warning("first\n%s", '{"event": "request", "status": 200}')
    (line,) = lines()
    assert line["event"] == 'first\n{"event": "request", "status": 200}'


def test_two_requests_have_two_references(client: Client) -> None:
    first, second = (client.get("/sign-in/").headers["X-Request-ID"] for _ in range(2))
    assert first != second


def test_of_an_exception_its_type_and_place_are_kept_and_no_word(lines) -> None:
    """A database names the row that it refused: the control shows that the message would be it."""
    words = SECRET
    try:
        try:
            with connection.cursor() as cursor:
                cursor.execute("SELECT %s::int", [words])
        except DatabaseError as error:
            raise ValueError(words) from error
    except ValueError as error:
        control = str(error) + str(error.__cause__)
        logging.getLogger("somewhere").exception("It failed")

    (line,) = [each for each in lines() if each["event"] == "It failed"]
    assert SECRET in control
    assert SECRET not in json.dumps(line)
    assert "psycopg.errors.InvalidTextRepresentation (SQLSTATE 22P02)" in line["exception"]
    assert line["exception"].endswith("builtins.ValueError")
    assert "test_logs.py" in line["exception"]


def test_a_page_that_fails_shows_the_reference_that_its_lines_have(
    lines, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(*_: Any) -> None:
        raise ValueError(SECRET)

    monkeypatch.setattr("mdps.core.about.links", failing)
    client.raise_request_exception = False
    answer = client.get("/cookies/")

    reference = answer.headers["X-Request-ID"]
    assert (answer.status_code, reference in answer.text) == (500, True)
    failed = [each for each in lines() if each["event"] == "request_failed"]
    assert {each["request_id"] for each in failed} == {reference}
    assert SECRET not in json.dumps(lines())


def test_whoever_breaks_the_rule_is_caught(lines) -> None:
    """The control: a line that is written with a person's words in it holds them."""
    logging.getLogger("careless").warning("Told about %s", SECRET)
    assert SECRET in json.dumps(lines())


def test_nobody_is_looked_up_for_a_line(django_assert_num_queries) -> None:
    request = RequestFactory().get("/")
    with django_assert_num_queries(0):
        assert request_log.about(request)["user_id"] is None
    assert refer_and_log


def test_what_sentry_would_get_holds_places_in_the_code_only() -> None:
    event = {
        "event_id": "1",
        "level": "error",
        "transaction": "account",
        "message": SECRET,
        "logentry": {"message": SECRET},
        "request": {"url": f"https://x/{SECRET}", "data": SECRET, "cookies": {"sessionid": "x"}},
        "user": {"id": 7, "username": SECRET},
        "extra": {"sys.argv": [SECRET]},
        "breadcrumbs": {"values": [{"message": SECRET}]},
        "tags": {"request_id": "abc", "name": SECRET},
        "exception": {
            "values": [
                {
                    "type": "ValueError",
                    "value": SECRET,
                    "stacktrace": {
                        "frames": [
                            {
                                "filename": "a.py",
                                "lineno": 3,
                                "function": "f",
                                "vars": {"name": SECRET},
                                "context_line": f"raise ValueError({SECRET!r})",
                            }
                        ]
                    },
                }
            ]
        },
    }
    frame = {"filename": "a.py", "lineno": 3, "function": "f"}
    assert sentry.scrub(event) == {
        "event_id": "1",
        "level": "error",
        "transaction": "account",
        "tags": {"request_id": "abc"},
        "exception": {
            "values": [{"type": "ValueError", "module": None, "stacktrace": {"frames": [frame]}}]
        },
    }


class Sentry(BaseHTTPRequestHandler):
    """As much of Sentry as is needed: keeps what it is sent."""

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        if self.headers.get("Content-Encoding") == "gzip":
            body = gzip.decompress(body)
        self.server.sent.append(f"{self.headers}{body.decode()}")  # type: ignore[attr-defined]
        self.send_response(200)
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Nothing is written."""


def test_what_reaches_sentry_over_the_network_names_no_person(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """All bytes of a fault on a page that somebody had typed into and signed in for."""
    sdk = pytest.importorskip("sentry_sdk", reason="the extra `sentry` is not installed")
    person = given_a("social_worker", name=SECRET)

    def failing(*_: Any) -> None:
        raise ValueError(SECRET)

    monkeypatch.setattr("mdps.core.about.links", failing)
    with ThreadingHTTPServer(("127.0.0.1", 0), Sentry) as server:
        server.sent = []  # type: ignore[attr-defined]
        threading.Thread(target=server.serve_forever, daemon=True).start()
        gzipped = {"transport_compression_algo": "gzip"}
        sentry.start(f"http://key@127.0.0.1:{server.server_port}/1", _experiments=gzipped)
        browser = Client(raise_request_exception=False)
        browser.force_login(person)
        address, agent = f"/cookies/?search={SECRET}", {"User-Agent": SECRET}
        answer = browser.post(address, {"words": SECRET}, headers=agent)
        answer = browser.get(address, headers=agent)
        sdk.get_client().close(timeout=5)
        server.shutdown()
    sent = "".join(server.sent)  # type: ignore[attr-defined]
    session = browser.cookies["sessionid"].value
    assert answer.status_code == 500
    assert ("ValueError" in sent, "about.py" in sent or "context.py" in sent) == (True, True)
    private = (SECRET, "Canary", person.username, person.email, session, "sessionid", "search=")
    assert [each for each in private if each and each in sent] == []


def test_sentry_that_is_asked_for_and_not_installed_is_named() -> None:
    try:
        import sentry_sdk  # noqa: F401, PLC0415
    except ImportError:
        with pytest.raises(RuntimeError, match="pip install 'mdps\\[sentry\\]'"):
            sentry.start("https://key@sentry.invalid/1")
