"""What a log holds: which request, which page, which account by its number; and no words."""

import json
import logging
import logging.config
from collections.abc import Callable, Iterator
from typing import Any

import pytest
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


def test_a_fault_reaches_sentry_scrubbed() -> None:
    sdk = pytest.importorskip("sentry_sdk", reason="the extra `sentry` is not installed")
    sent: list[Any] = []

    class Kept(sdk.transport.Transport):
        def capture_envelope(self, envelope: Any) -> None:
            sent.append(envelope.get_event())

    sentry.start("https://key@sentry.invalid/1", transport=Kept)
    try:
        name = SECRET
        raise ValueError(name)
    except ValueError:
        sdk.capture_exception()
    sdk.get_client().close()
    assert [SECRET in json.dumps(each) for each in sent] == [False]


def test_sentry_that_is_asked_for_and_not_installed_is_named() -> None:
    try:
        import sentry_sdk  # noqa: F401, PLC0415
    except ImportError:
        with pytest.raises(RuntimeError, match="pip install 'mdps\\[sentry\\]'"):
            sentry.start("https://key@sentry.invalid/1")
