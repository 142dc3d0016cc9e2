"""What every browser is told, and what is answered when something is wrong."""

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.test.utils import override_settings
from django.urls import path, reverse

from mdps.urls import urlpatterns as ours
from tests.build.browsing import signed_in
from tests.build.people import given_a
from tests.sweeps.drawn import title

pytestmark = pytest.mark.django_db

POLICY = {
    "base-uri 'none'",
    "connect-src 'self'",
    "default-src 'none'",
    "font-src 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "img-src 'self' data:",
    "script-src 'self'",
    "style-src 'self'",
}
HEADERS = {
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "X-Permitted-Cross-Domain-Policies": "none",
}


def broken(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("a secret of the inside")


urlpatterns = [*ours, path("broken/", broken, name="broken")]


def test_every_answer_has_the_headers(client: Client) -> None:
    worker = signed_in(given_a("social_worker"))
    answers = [
        client.get("/sign-in/"),
        client.get("/static/mdps.css"),
        client.get("/nothing/here/"),
        client.get("/health/live/"),
        worker.get("/"),
        worker.get(reverse("accounts")),
        worker.post("/", {}),
    ]
    assert [answer.status_code for answer in answers] == [200, 200, 404, 200, 200, 403, 405]
    for answer in answers:
        assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS
        assert "camera=()" in answer.headers["Permissions-Policy"]
        assert "Access-Control-Allow-Origin" not in answer.headers
        answer.close()
    said = [set(answer.headers["Content-Security-Policy"].split("; ")) for answer in answers[2:]]
    assert said == [POLICY] * 5


def test_other_methods_are_refused(client: Client) -> None:
    tried = [client.generic(each, "/sign-in/") for each in ("PUT", "DELETE", "TRACE", "PATCH", "X")]
    assert [(answer.status_code, answer.headers["Allow"]) for answer in tried] == [
        (405, "GET, HEAD, POST, OPTIONS")
    ] * 5


@pytest.mark.urls("tests.core.test_web")
def test_error_pages_are_plain_and_say_nothing_of_the_inside() -> None:
    browser = signed_in(given_a("social_worker"))
    browser.raise_request_exception = False
    strict = Client(enforce_csrf_checks=True)
    found = {
        400: browser.get("/", headers={"host": "away.example"}),
        403: browser.get(reverse("accounts")),
        404: browser.get("/nothing/here/"),
        500: browser.get("/broken/"),
    }
    assert {status: answer.status_code for status, answer in found.items()} == {
        status: status for status in found
    }
    assert {status: title(answer.text) for status, answer in found.items()} == {
        400: "This request could not be read – MDPS",
        403: "You cannot do this – MDPS",
        404: "Page not found – MDPS",
        500: "Something went wrong – MDPS",
    }
    refused = strict.post("/sign-in/", {"username": "a", "password": "b"})
    assert (refused.status_code, title(refused.text)) == (403, "This page is out of date – MDPS")
    everything = " ".join(answer.text for answer in (*found.values(), refused))
    for inside in ("Traceback", "a secret of", "away.example", "SECRET", "mdps.core", "psycopg"):
        assert inside not in everything


def test_the_host_of_another_is_never_believed(client: Client) -> None:
    asked = client.get("/", headers={"host": "away.example"})
    led = client.get("/", headers={"X-Forwarded-Host": "away.example"})
    assert (asked.status_code, led.url) == (400, "/sign-in/?next=/")


@pytest.mark.parametrize(
    "sent",
    [
        {f"field{n}": "x" for n in range(1200)},
        {"username": "x" * 3_000_000},
        {f"file{n}": io.BytesIO(b"x") for n in range(120)},
    ],
    ids=["fields", "words", "files"],
)
def test_too_much_at_once_is_refused_in_words(client: Client, sent: dict[str, object]) -> None:
    answer = client.post("/sign-in/", sent)
    assert (answer.status_code, title(answer.text)) == (413, "This is too much at once – MDPS")
    assert "A file may have up to 10 MB" in answer.text


def test_a_body_that_says_it_is_larger_than_any_form_is_not_read(client: Client) -> None:
    most = 30 * settings.MDPS_UPLOAD_MOST
    said = {"CONTENT_LENGTH": str(most), "wsgi.input": io.BytesIO(b"")}
    taken = client.post("/sign-in/", **said)  # type: ignore[arg-type]
    refused = client.post("/sign-in/", **said | {"CONTENT_LENGTH": str(most + 1)})  # type: ignore[arg-type]
    assert (taken.status_code, refused.status_code) == (200, 413)


def test_while_it_is_closed_everybody_is_told_until_when_and_no_database_is_asked(
    client: Client, tmp_path: Path, django_assert_num_queries
) -> None:
    notice = tmp_path / "closed"
    with override_settings(MDPS_MAINTENANCE=str(notice)):
        opened = client.get("/sign-in/")
        notice.write_text("It is back at 6pm <today>.\nSecond line", encoding="utf-8")
        with django_assert_num_queries(0):
            closed = [client.get("/"), client.post("/sign-in/", {"username": "a"})]
            lives = client.get("/health/live/")
            dressed = client.get("/static/mdps.css")
        dressed.close()
        notice.unlink()
        again = client.get("/sign-in/")
    assert [each.status_code for each in (opened, *closed, lives, dressed, again)] == [
        *(200, 503, 503, 200, 200, 200),
    ]
    for answer in closed:
        assert title(answer.text) == "The service is closed for maintenance – MDPS"
        assert "It is back at 6pm &lt;today&gt;." in answer.text
        assert ("Second line" in answer.text, answer.headers["Retry-After"]) == (False, "30")


def test_in_production_cookies_are_of_this_host_alone() -> None:
    program = (
        "from django.conf import settings as s;"
        "print(s.SESSION_COOKIE_NAME, s.CSRF_COOKIE_NAME, s.SESSION_COOKIE_SECURE,"
        "s.CSRF_COOKIE_SECURE, s.SESSION_COOKIE_HTTPONLY, s.CSRF_COOKIE_HTTPONLY,"
        "s.SESSION_COOKIE_SAMESITE, s.CSRF_COOKIE_SAMESITE, s.SESSION_COOKIE_DOMAIN,"
        "s.SECURE_SSL_REDIRECT, s.SECURE_HSTS_SECONDS, s.SECURE_HSTS_INCLUDE_SUBDOMAINS)"
    )
    run = subprocess.run(
        [sys.executable, "-c", program],
        cwd=settings.ROOT,
        env={**os.environ, "MDPS_HTTPS": "1"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert run.stdout.split() == [
        *("__Host-session", "__Host-csrf", "True", "True", "True", "True", "Lax", "Lax", "None"),
        *("True", "31536000", "True"),
    ]


def test_a_message_is_kept_in_the_session_and_in_no_cookie() -> None:
    browser = signed_in(given_a("social_worker"))
    browser.post(reverse("my-notices"), {"mail": "daily"})
    assert set(browser.cookies) <= {settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME}
