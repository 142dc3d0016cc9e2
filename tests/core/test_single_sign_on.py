"""The council's single sign-on, against a real OpenID Connect service on this machine."""

import html
import re
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from allauth.socialaccount.models import SocialAccount, SocialToken
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.test import Client

from mdps.core import accounts
from mdps.core.models import AuditEvent, User
from mdps.core.rules import ask
from mdps.core.signing_in.checked_sign_on import NONCE, CheckedSignOn
from mdps.core.signing_in.single_sign_on import has_second_factor
from mdps.core.signing_in.single_sign_on_rules import SIGN_ON, SignOnFacts
from tests.build.browsing import posted, signed_in, words
from tests.build.people import given_a
from tests.build.sign_on import started
from tests.build.signing_in import SECRET, code_of, given_an_app
from tests.sweeps.drawn import problems

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def service() -> Iterator[str]:
    """The address of a service that lets everybody in who says who they are."""
    with started() as address:
        yield address


@pytest.fixture(scope="module")
def other() -> Iterator[str]:
    """Another one, with keys of its own."""
    with started() as address:
        yield address


@pytest.fixture(autouse=True)
def configured(settings: Any, service: str) -> None:
    settings.MDPS_SSO_URL, settings.MDPS_SSO_CLIENT = service, "mdps"
    settings.MDPS_SSO_SECRET = "a secret"
    settings.MDPS_SSO_NAME = "Shire account"


@pytest.fixture
def worker() -> User:
    return given_a("social_worker")


def sent_away(client: Client, wanted: str = "/") -> str:
    """The address of the service, to which the page leads by itself and by a link."""
    page = client.post("/single-sign-on/council/", {"next": wanted}).text
    [by_itself] = re.findall(r'http-equiv="refresh" content="0; url=([^"]*)"', page)
    assert f'href="{by_itself}"' in page
    return html.unescape(by_itself)


def came(
    service: str, subject: str = "", *, wanted: str = "/", **claims: Any
) -> tuple[Client, str]:
    """A browser that went to the service and back, and where it was led in the end.

    `subject` is who the person says they are there; nobody: they give up.
    """
    client = Client()
    return client, posted(client.get(way_back(client, service, subject, wanted=wanted, **claims)))


def way_back(
    client: Client, service: str, subject: str, *, wanted: str = "/", **claims: Any
) -> str:
    """The address to which the service leads back, which was not gone to yet."""
    requests.put(f"{service}/users/{subject}", json=claims, timeout=10).raise_for_status()
    said = {"sub": subject} if subject != "nobody" else {"action": "deny"}
    answer = requests.post(sent_away(client, wanted), data=said, allow_redirects=False, timeout=10)
    return answer.headers["Location"].removeprefix("http://testserver")


def test_the_sign_in_page_offers_it_where_it_is_configured(settings: Any) -> None:
    page = Client().get("/sign-in/")
    assert ("Sign in with your Shire account" in words(page), problems(page.text)) == (True, [])
    settings.MDPS_SSO_URL = ""
    assert "Shire account" not in words(Client().get("/sign-in/"))
    assert Client().post("/single-sign-on/council/").status_code == 404


def test_who_has_an_account_is_let_in_by_the_address_and_led_on(service: str, worker: User) -> None:
    client, led = came(service, "s-1", wanted="/notices/", email=worker.email.upper())
    assert (led, client.get("/").context["user"]) == ("/notices/", worker)
    said = AuditEvent.objects.order_by("pk").values_list("action", "subject", "detail__how")
    assert list(said) == [
        ("user.sign_on_linked", worker.name, None),
        ("user.signed_in", worker.name, "council account"),
    ]
    assert SocialAccount.objects.get().extra_data == {}
    # What the service gave this one to ask it with goes no further: not to the database, not to
    # the session and not to the browser.
    assert SocialToken.objects.count() == 0
    kept = f"{dict(client.session)} {client.cookies}"
    assert [word for word in ("access_token", "id_token") if word in kept] == []


def test_the_next_time_the_subject_counts_whatever_the_address(service: str, worker: User) -> None:
    came(service, "s-1", email=worker.email)
    client, _ = came(service, "s-1", email="married@example.org")
    assert client.get("/").context["user"] == worker
    other = given_a("auditor")
    client, _ = came(service, "s-1", email=other.email)
    assert client.get("/").context["user"] == worker


@pytest.mark.parametrize("email", ["", "nobody@example.org"])
def test_who_has_none_gets_none(service: str, worker: User, email: str) -> None:
    client, led = came(service, "s-2", email=email)
    assert (led, User.objects.count()) == ("/sign-in/", 1)
    assert "There is no open account here for your council account." in words(client.get(led))


def test_an_address_that_is_unconfirmed_or_that_two_have_lets_nobody_in(
    service: str, worker: User
) -> None:
    assert came(service, "s-3", email=worker.email, email_verified=False)[1] == "/sign-in/"
    User.objects.filter(pk=given_a("auditor").pk).update(email=worker.email)
    assert came(service, "s-3", email=worker.email)[1] == "/sign-in/"


def test_a_closed_account_stays_closed_linked_or_not(service: str, worker: User) -> None:
    came(service, "s-1", email=worker.email)
    other = given_a("auditor")
    for each in (worker, other):
        accounts.close(each, by=given_a("system_administrator"))
    assert came(service, "s-1", email=worker.email)[1] == "/sign-in/"
    assert came(service, "s-4", email=other.email)[1] == "/sign-in/"


def test_providers_never_come_in_by_it(service: str) -> None:
    for roles in (["provider"], ["provider", "social_worker"]):
        person = given_a(*roles)
        client, led = came(service, "s-5", email=person.email)
        assert "Providers sign in with their user name" in words(client.get(led))


def test_a_second_council_account_does_not_take_an_account_over(service: str, worker: User) -> None:
    came(service, "s-1", email=worker.email)
    client, led = came(service, "s-6", email=worker.email)
    assert "Another council account was linked" in words(client.get(led))


def test_who_gives_up_there_is_back_here(service: str) -> None:
    client, led = came(service, "nobody")
    assert (led, "did not work" in words(client.get(led))) == ("/sign-in/", True)


def test_a_token_that_repeats_another_nonce_lets_nobody_in(service: str, worker: User) -> None:
    client = Client()
    back = way_back(client, service, "s-1", email=worker.email)
    session = client.session
    session[NONCE] = "of another browser"
    session.save()
    assert posted(client.get(back)) == "/sign-in/"
    assert "did not work" in words(client.get("/sign-in/"))


def test_each_way_there_has_a_nonce_of_its_own() -> None:
    sent = [parse_qs(urlsplit(sent_away(Client())).query)["nonce"][0] for _ in range(2)]
    assert ({len(each) for each in sent}, len(set(sent))) == ({43}, 2)


def test_a_token_for_another_service_lets_nobody_in(
    service: str, worker: User, settings: Any
) -> None:
    client = Client()
    back = way_back(client, service, "s-1", email=worker.email)
    settings.MDPS_SSO_CLIENT = "another"
    assert posted(client.get(back)) == "/sign-in/"


def test_a_token_that_is_signed_with_other_keys_lets_nobody_in(
    service: str, other: str, worker: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = CheckedSignOn.openid_config
    with_other_keys = property(lambda self: config.fget(self) | {"jwks_uri": f"{other}/jwks"})
    client = Client()
    back = way_back(client, service, "s-1", email=worker.email)
    monkeypatch.setattr(CheckedSignOn, "openid_config", with_other_keys)
    assert posted(client.get(back)) == "/sign-in/"


@pytest.mark.parametrize("where", [None, "/.well-known/openid-configuration", "/nowhere"])
def test_a_service_that_shows_no_keys_lets_nobody_in(
    service: str, worker: User, monkeypatch: pytest.MonkeyPatch, where: str | None
) -> None:
    config = CheckedSignOn.openid_config
    said = {"jwks_uri": f"{service}{where}"} if where else {}
    without_keys = property(
        lambda self: (
            {key: each for key, each in config.fget(self).items() if key != "jwks_uri"} | said
        )
    )
    client = Client()
    back = way_back(client, service, "s-1", email=worker.email)
    monkeypatch.setattr(CheckedSignOn, "openid_config", without_keys)
    assert posted(client.get(back)) == "/sign-in/"


def test_a_service_that_calls_itself_something_else_lets_nobody_in(
    service: str, worker: User, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.MDPS_SSO_URL = f"{service}/.well-known/openid-configuration"
    assert came(service, "s-1", email=worker.email)[1] == "/"
    config = OpenIDConnectOAuth2Adapter.openid_config
    renamed = property(lambda self: config.fget(self) | {"issuer": "https://other.example.org"})
    client = Client()
    back = way_back(client, service, "s-1", email=worker.email)
    monkeypatch.setattr(OpenIDConnectOAuth2Adapter, "openid_config", renamed)
    assert posted(client.get(back)) == "/sign-in/"


def test_signing_out_offers_to_end_the_session_there_too(
    service: str, worker: User, settings: Any
) -> None:
    settings.MDPS_SITE_URL = "https://mdps.example.org"
    client, _ = came(service, "s-1", email=worker.email)
    page = client.post("/sign-out/")
    [address] = re.findall(rf'href="({service}[^"]*)"', page.text)
    asked = urlsplit(html.unescape(address))
    assert f"{service}{asked.path}" == f"{service}/oauth2/end_session"
    assert parse_qs(asked.query) == {
        "client_id": ["mdps"],
        "post_logout_redirect_uri": ["https://mdps.example.org/sign-in/"],
    }
    assert (problems(page.text), client.get("/").status_code) == ([], 302)
    by_password = signed_in(worker)
    assert posted(by_password.post("/sign-out/")) == "/sign-in/"


@pytest.mark.parametrize("query", ["", "?code=x&state=made-up", "?error=server_error"])
def test_nobody_comes_back_who_did_not_go(query: str) -> None:
    assert posted(Client().get(f"/single-sign-on/council/back/{query}")) == "/sign-in/"


def test_a_service_that_does_not_answer_is_said(settings: Any) -> None:
    settings.MDPS_SSO_URL = "http://127.0.0.1:9"
    client = Client()
    led = posted(client.post("/single-sign-on/council/"))
    assert "did not work" in words(client.get(led))


def test_a_service_that_leads_elsewhere_is_not_followed(service: str, settings: Any) -> None:
    """Another one whose description leads to the real one's."""

    class Leads(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(302)
            self.send_header("Location", f"{service}{self.path}")
            self.end_headers()

    elsewhere = ThreadingHTTPServer(("127.0.0.1", 0), Leads)
    threading.Thread(target=elsewhere.serve_forever, daemon=True).start()
    settings.MDPS_SSO_URL = f"http://127.0.0.1:{elsewhere.server_port}"
    client = Client()
    assert posted(client.post("/single-sign-on/council/")) == "/sign-in/"
    assert "did not work" in words(client.get("/sign-in/"))
    elsewhere.shutdown()
    elsewhere.server_close()


def test_the_services_own_second_factor_is_enough_where_it_says_so(
    service: str, settings: Any, worker: User
) -> None:
    settings.MDPS_SECOND_FACTOR = True
    settings.MDPS_SSO_SECOND_FACTOR = "theirs"
    given_an_app(worker)
    client, led = came(service, "s-1", email=worker.email)
    assert (led, client.get("/").status_code) == ("/", 200)


def test_where_it_does_not_the_second_step_is_here(
    service: str, settings: Any, worker: User
) -> None:
    settings.MDPS_SECOND_FACTOR = True
    client, _ = came(service, "s-1", email=worker.email)
    assert client.get("/").headers["Location"] == "/my-account/second-step/"
    given_an_app(worker)
    client, led = came(service, "s-1", email=worker.email)
    assert (led, client.get("/").status_code) == ("/second-step/", 302)
    assert posted(client.post("/second-step/", {"code": code_of(SECRET)})) == "/"
    assert client.get("/").status_code == 200


@pytest.mark.parametrize(
    ("setting", "claims", "expected"),
    [
        ("amr", {"amr": ["pwd", "mfa"]}, True),
        ("amr", {"amr": ["pwd"]}, False),
        ("amr", {"amr": "otp"}, True),
        ("amr", {}, False),
        ("theirs", {}, True),
        ("ours", {"amr": ["mfa"]}, False),
    ],
)
def test_who_answers_for_the_second_factor(settings: Any, setting, claims, expected) -> None:
    settings.MDPS_SSO_SECOND_FACTOR = setting
    assert has_second_factor(claims) is expected


@pytest.mark.parametrize(
    ("changes", "refused"),
    [
        ({}, []),
        ({"is_found": False}, ["no-account"]),
        ({"is_open": False}, ["no-account"]),
        ({"address_is_theirs": False}, ["no-account"]),
        ({"roles": ("auditor", "provider")}, ["a-provider"]),
        ({"is_linked_to_another": True}, ["linked-already"]),
    ],
)
def test_the_rules(changes: dict[str, Any], refused: list[str]) -> None:
    usual: dict[str, Any] = {
        "is_found": True,
        "is_open": True,
        "roles": ("social_worker",),
        "address_is_theirs": True,
        "is_linked_to_another": False,
    }
    assert [each.code for each in ask(SIGN_ON, SignOnFacts(**usual | changes))] == refused
