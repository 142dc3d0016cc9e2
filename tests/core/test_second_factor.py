"""Second factors: who needs one, the app, recovery codes, losing them, being asked again."""

import base64
import re
import subprocess
import sys
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import generate_totp_secret
from django.contrib.auth.hashers import check_password
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse

from mdps.core.models import AuditEvent, Notice, User
from mdps.core.permissions import Forbidden
from mdps.core.roles import ROLES, RoleKey
from mdps.core.rules import Refused, ask
from mdps.core.signing_in import change_factors, factors, recovery_codes
from mdps.core.signing_in.factor_rules import (
    ADD_APP,
    ADD_PASSKEY,
    REMOVE,
    RESET,
    AddFacts,
    RemoveFacts,
    ResetFacts,
)
from mdps.core.signing_in.second_factor_first import POSSIBLE
from tests.build.browsing import posted, signed_in, words
from tests.build.people import PASSWORD, given_a
from tests.build.signing_in import SECRET, code_of, given_an_app, secret_of
from tests.sweeps.drawn import problems

STAFF = [role for role in ROLES if role != RoleKey.PROVIDER]


@pytest.fixture
def obliged(settings: Any, db: None) -> None:
    settings.MDPS_SECOND_FACTOR = True


@pytest.fixture
def worker(db: None) -> User:
    return given_a("social_worker")


def by_password(user: User, client: Client | None = None) -> Client:
    """A browser in which the first step was taken."""
    client = client or Client()
    posted(client.post("/sign-in/", {"username": user.username, "password": PASSWORD}))
    return client


def codes(user: User) -> list[str]:
    """New recovery codes."""
    return change_factors.new_codes(by=user)


def actions() -> list[str]:
    return list(AuditEvent.objects.order_by("pk").values_list("action", flat=True))


@pytest.mark.parametrize("role", ROLES)
def test_every_role_of_the_council_is_held_to_it_and_providers_are_not(
    obliged: None, role: str
) -> None:
    answer = by_password(given_a(role)).get("/notices/")
    led = answer.headers.get("Location")
    assert led == ("/my-account/second-step/" if role in STAFF else None)


def test_who_is_a_provider_and_something_else_is_held_to_it(obliged: None) -> None:
    both = given_a("provider", "social_worker")
    assert by_password(both).get("/").headers["Location"] == "/my-account/second-step/"


def test_every_address_is_behind_it(obliged: None, worker: User) -> None:
    """Whatever has no second factor sees only what sets one up, and can sign out."""
    client, seen = signed_in(worker), set()
    for name, route in addresses():
        answer = client.get("/" + re.sub(r"<[^>]+>", "1", route))
        if answer.headers.get("Location") != "/my-account/second-step/":
            seen.add(name)
    assert seen == set(POSSIBLE)


def addresses(patterns: Any = None, before: str = "") -> list[tuple[str, str]]:
    """The name and the route of every address."""
    found = []
    for each in get_resolver().url_patterns if patterns is None else patterns:
        route = before + str(each.pattern)
        if isinstance(each, URLPattern):
            found.append((str(each.name), route))
        else:
            found += addresses(each.url_patterns, route)
    return found


def test_an_app_is_set_up_and_its_codes_are_shown_once(obliged: None, worker: User) -> None:
    client = by_password(worker)
    page = client.get("/my-account/second-step/")
    assert ("Set up a second step" in words(page), problems(page.text)) == (True, [])
    page = client.get("/my-account/second-step/app/")
    secret = page.context["secret"].replace(" ", "")
    assert problems(page.text) == []
    code = code_of(secret)
    led = posted(client.post("/my-account/second-step/app/", {"code": f"{code[:3]} {code[3:]}"}))
    shown = client.get(led)
    made = [each.replace(" ", "") for each in shown.context["codes"]]
    assert (len(set(made)), recovery_codes.left(worker)) == (10, 10)
    assert problems(shown.text) == []
    file = client.get("/my-account/second-step/codes/file/")
    assert [each in file.text for each in made] == [True] * 10
    assert posted(client.post(led, {})) == "/"
    assert [client.get(led).status_code, client.get("/").status_code] == [404, 200]
    assert client.get("/my-account/second-step/codes/file/").status_code == 404
    assert actions()[-2:] == ["user.factor_added", "user.codes_made"]


def test_a_wrong_code_adds_nothing_and_keeps_the_key(worker: User) -> None:
    client = signed_in(worker)
    secret = client.get("/my-account/second-step/app/").context["secret"]
    page = client.post("/my-account/second-step/app/", {"code": "000000"})
    assert (page.context["secret"], "This code is not right" in words(page)) == (secret, True)
    assert factors.of(worker).exists() is False


def test_the_secret_is_encrypted_in_the_database(worker: User) -> None:
    assert secret_of(given_an_app(worker)) == SECRET


def test_signing_in_takes_both_steps(obliged: None, worker: User) -> None:
    given_an_app(worker)
    client = by_password(worker)
    assert client.get("/").headers["Location"].startswith("/sign-in/")
    page = client.get("/second-step/")
    assert ("Second step of signing in" in words(page), problems(page.text)) == (True, [])
    assert posted(client.post("/second-step/", {"code": code_of(SECRET)})) == "/"
    assert client.get("/").status_code == 200
    event = AuditEvent.objects.filter(action="user.signed_in").get()
    assert event.detail["how"] == "password and authenticator app"


def test_after_both_steps_one_is_led_to_the_page_one_wanted(worker: User) -> None:
    given_an_app(worker)
    client = Client()
    data = {"username": worker.username, "password": PASSWORD, "next": "/notices/"}
    assert posted(client.post("/sign-in/", data)) == "/second-step/"
    assert posted(client.post("/second-step/", {"code": code_of(SECRET)})) == "/notices/"


def test_a_code_can_be_used_once(worker: User) -> None:
    given_an_app(worker)
    code = code_of(SECRET)
    assert posted(by_password(worker).post("/second-step/", {"code": code})) == "/"
    again = by_password(worker).post("/second-step/", {"code": code})
    assert (again.status_code, "was used already" in words(again)) == (200, True)


@pytest.mark.parametrize("late", [1, -1])
def test_a_code_is_good_for_its_own_half_minute_alone(
    worker: User, settings: Any, late: int
) -> None:
    """As the product has it; tests have a longer time, so as not to fail between two codes."""
    ask = "from mdps import settings; print(settings.MFA_TOTP_TOLERANCE)"
    command = [sys.executable, "-c", ask]
    said = subprocess.run(command, cwd=settings.ROOT, check=True, capture_output=True, text=True)
    given_an_app(worker)
    settings.MFA_TOTP_TOLERANCE = int(said.stdout.splitlines()[-1])
    code = ""
    while code != code_of(SECRET, late=late):  # sent again where the next half minute began
        code = code_of(SECRET, late=late)
        answer = by_password(worker).post("/second-step/", {"code": code})
    assert answer.status_code == 200


@pytest.mark.parametrize(("late", "status"), [(0, 302), (3, 200), (-3, 200)])
def test_a_code_is_good_for_a_while(worker: User, late: int, status: int) -> None:
    given_an_app(worker)
    client = by_password(worker)
    answer = client.post("/second-step/", {"code": code_of(SECRET, late=late)})
    assert answer.status_code == status


def test_a_recovery_code_lets_in_once(worker: User) -> None:
    given_an_app(worker)
    code = codes(worker)[0]
    assert posted(by_password(worker).post("/second-step/", {"code": code})) == "/"
    assert by_password(worker).post("/second-step/", {"code": code}).status_code == 200
    assert recovery_codes.left(worker) == 9


def test_recovery_codes_are_kept_as_hashes_of_the_services_own_hasher(worker: User) -> None:
    """With a salt of each set; and shown in the session that made them until they are kept."""
    given_an_app(worker)
    first, second = codes(worker), codes(worker)
    kept = Authenticator.objects.get(user_id=worker.pk, type=factors.Type.RECOVERY_CODES)
    assert [
        check_password(each, said) for each, said in zip(second, kept.data["hashes"], strict=True)
    ] == ([True] * 10)
    assert [each for each in (*first, *second) if each in str(kept.data)] == []
    client = by_password(worker)
    client.post("/second-step/", {"code": second[0]})
    page = "/my-account/second-step/codes/"
    assert client.get(page).status_code == 404
    assert posted(client.post(f"{page}new/", {})) == page
    shown = [each.replace(" ", "") for each in client.get(page).context["codes"]]
    session = Session.objects.get(session_key=client.session.session_key)
    assert (len(shown), [each for each in shown if each in str(session.get_decoded())]) == (10, [])
    assert recovery_codes.use(kept, f"{shown[3][:4]} {shown[3][4:]}") is True


def test_codes_and_keys_are_random_and_long_enough(worker: User) -> None:
    """A recovery code has 8 digits (26 bits), the key of an app 160 bits."""
    given_an_app(worker)
    other = given_a("auditor")
    given_an_app(other)
    both = [*codes(worker), *codes(other)]
    assert (len(both), len(set(both)), {len(each) for each in both}) == (20, 20, {8})
    keys = [generate_totp_secret() for _ in range(2)]
    assert (keys[0] != keys[1], {len(base64.b32decode(each)) for each in keys}) == (True, {20})


def test_guessing_codes_ends_after_six_and_is_on_the_trail(worker: User) -> None:
    given_an_app(worker)
    client = by_password(worker)
    said = [words(client.post("/second-step/", {"code": "000000"})) for _ in range(7)]
    assert ["Too many wrong codes" in each for each in said] == [False] * 6 + [True]
    right = client.post("/second-step/", {"code": code_of(SECRET)})
    assert (right.status_code, actions().count("user.second_factor_failed")) == (200, 8)


def test_the_second_step_is_nobodys_without_the_first() -> None:
    assert Client().get("/second-step/").headers["Location"] == "/sign-in/"


def test_a_closed_account_does_not_come_past_the_second_step(worker: User) -> None:
    given_an_app(worker)
    client = by_password(worker)
    User.objects.filter(pk=worker.pk).update(is_active=False)
    client.post("/second-step/", {"code": code_of(SECRET)})
    assert client.get("/").status_code == 302


def test_who_has_a_factor_and_has_not_used_it_adds_no_other_one(worker: User) -> None:
    given_an_app(worker)
    client = signed_in(worker)
    for path in ("app/", "passkey/", "codes/new/", f"{factors.of(worker).get().pk}/remove/"):
        led = posted(client.get(f"/my-account/second-step/{path}"))
        assert led.startswith("/confirm-it-is-you/?next=%2Fmy-account%2F")
    client.post("/confirm-it-is-you/", {"code": code_of(SECRET)})
    assert client.get("/my-account/second-step/codes/new/").status_code == 200


def test_the_last_factor_stays_where_one_is_needed(obliged: None, worker: User) -> None:
    factor = given_an_app(worker)
    with pytest.raises(Refused) as refused:
        change_factors.remove(factor, by=worker)
    assert [each.code for each in refused.value.refusals] == ["last-factor"]
    provider = given_a("provider")
    change_factors.remove(given_an_app(provider), by=provider)
    assert (factors.of(provider).exists(), recovery_codes.left(provider)) == (False, None)


def test_a_factor_is_removed_by_its_owner_only(worker: User) -> None:
    factor = given_an_app(worker)
    given_an_app(other := given_a("auditor"))
    client = signed_in(other)
    client.post("/confirm-it-is-you/", {"code": code_of(SECRET)})
    assert client.get(f"/my-account/second-step/{factor.pk}/remove/").status_code == 404


def test_new_codes_replace_the_old_ones(worker: User) -> None:
    given_an_app(worker)
    before, after = codes(worker), codes(worker)
    assert (len(after), set(before) & set(after)) == (10, set())
    client = by_password(worker)
    assert client.post("/second-step/", {"code": before[0]}).status_code == 200


def test_a_lost_factor_is_reset_by_an_administrator_with_a_reason(worker: User) -> None:
    given_an_app(worker)
    admin, before = signed_in(given_a("system_administrator")), signed_in(worker)
    url = reverse("reset-factors", args=[worker.pk])
    assert "Enter why the second factors are reset" in words(admin.post(url, {}))
    assert posted(admin.post(url, {"reason": "Phone lost."})) == worker.get_absolute_url()
    assert (factors.of(worker).exists(), recovery_codes.left(worker)) == (False, None)
    assert before.get("/").status_code == 302
    assert by_password(worker).get("/").status_code == 200
    assert AuditEvent.objects.get(action="user.factors_reset").detail == {"reason": "Phone lost."}
    told = Notice.objects.filter(to=worker).latest("pk")
    assert told.subject == "Your second factors were reset by a system administrator"


def test_nobody_else_resets_and_nobody_their_own(worker: User) -> None:
    given_an_app(worker)
    with pytest.raises(Forbidden):
        change_factors.reset(worker, reason="x", by=given_a("auditor"))
    admin = given_a("system_administrator")
    given_an_app(admin)
    with pytest.raises(Refused):
        change_factors.reset(admin, reason="x", by=admin)


def test_one_is_told_of_every_change(worker: User) -> None:
    given_an_app(worker)
    change_factors.new_codes(by=worker)
    change_factors.remove(factors.of(worker).get(), by=worker)
    assert list(Notice.objects.order_by("pk").values_list("subject", flat=True)) == [
        "Your authenticator app was added as a second factor",
        "New recovery codes were made for your account",
        "Your authenticator app was removed as a second factor",
    ]


def test_who_it_is_is_asked_again_after_a_while_and_one_goes_on(settings, worker: User) -> None:
    settings.MDPS_ASK_AGAIN = 15
    client = by_password(worker)
    assert client.get("/my-account/second-step/app/").status_code == 200
    session = client.session
    session["confirmed"] = [worker.pk, "2026-01-01T12:00:00+00:00"]
    session.save()
    led = posted(client.get("/my-account/second-step/app/"))
    assert led == "/confirm-it-is-you/?next=%2Fmy-account%2Fsecond-step%2Fapp%2F"
    wrong = client.post(led, {"password": "not this one"})
    assert ("This is not your password" in words(wrong), problems(wrong.text)) == (True, [])
    before = client.session.session_key
    assert posted(client.post(led, {"password": PASSWORD})) == "/my-account/second-step/app/"
    assert client.get("/my-account/second-step/app/").status_code == 200
    assert (client.session.session_key != before, Session.objects.filter(pk=before).exists()) == (
        True,
        False,
    )


@pytest.mark.parametrize(
    ("address", "role"),
    [
        ("/contracts/limits/cabinet/", "commissioning_manager"),
        ("/contracts/authorities/give/", "commissioning_manager"),
        ("/scheme/extend/", "commissioning_manager"),
        ("/contracts/to-award/1/cabinet/", "commissioning_manager"),
        ("/reports/1/sign-off/", "leadership"),
    ],
)
def test_before_what_matters_most_who_it_is_is_asked_again(settings, db, address, role) -> None:
    settings.MDPS_ASK_AGAIN = 15
    client = signed_in(given_a(role))
    assert posted(client.get(address)).startswith("/confirm-it-is-you/?next=%2F")


@pytest.mark.parametrize("elsewhere", ["//example.org/", "https://example.org/", "javascript:x()"])
def test_from_there_one_goes_nowhere_else(worker: User, elsewhere: str) -> None:
    client = signed_in(worker)
    url = reverse("confirm-it-is-you") + f"?next={elsewhere}"
    assert posted(client.post(url, {"password": PASSWORD})) == "/"


@pytest.mark.parametrize(
    ("rules", "facts", "refused"),
    [
        (ADD_APP, AddFacts(has_app=False, passkeys=0), []),
        (ADD_APP, AddFacts(has_app=True, passkeys=0), ["has-app"]),
        (ADD_APP, AddFacts(has_app=False, passkeys=0, code_is_right=False), ["wrong-code"]),
        (ADD_PASSKEY, AddFacts(has_app=True, passkeys=9), []),
        (ADD_PASSKEY, AddFacts(has_app=True, passkeys=10), ["many-passkeys"]),
        (REMOVE, RemoveFacts(is_obliged=True, others=0), ["last-factor"]),
        (REMOVE, RemoveFacts(is_obliged=True, others=1), []),
        (REMOVE, RemoveFacts(is_obliged=False, others=0), []),
        (REMOVE, RemoveFacts(is_obliged=False, others=0, is_there=False), ["removed-already"]),
        (RESET, ResetFacts(name="Sam", is_own=False, factors=1), []),
        (RESET, ResetFacts(name="Sam", is_own=True, factors=0), ["own-factors", "no-factors"]),
    ],
)
def test_the_rules(rules: Any, facts: Any, refused: list[str]) -> None:
    assert [each.code for each in ask(rules, facts)] == refused
