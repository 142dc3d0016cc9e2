"""When sessions end: by themselves, by their person, by an administrator, and with a change."""

import datetime as dt
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.test import Client

from mdps.core import accounts, clock, passwords
from mdps.core.account_details import Details
from mdps.core.change_account import change
from mdps.core.models import AuditEvent, OpenSession, User
from mdps.core.permissions import Forbidden
from mdps.core.signing_in import open_sessions
from mdps.core.tasks import clear_sessions
from tests.build.browsing import cost, posted, signed_in, words
from tests.build.people import PASSWORD, given_a
from tests.sweeps.drawn import problems

NINE = dt.datetime(2026, 6, 2, 9, tzinfo=clock.LONDON)
MINUTE = dt.timedelta(minutes=1)
SECOND = dt.timedelta(seconds=1)


@pytest.fixture(autouse=True)
def limits(settings: Any, db: None) -> None:
    settings.MDPS_IDLE_MINUTES, settings.MDPS_SESSION_HOURS = 30, 10


@pytest.fixture
def worker(db: None) -> User:
    return given_a("social_worker")


def begun(user: User) -> Client:
    """Signed in at nine."""
    with clock.at(NINE):
        return signed_in(user)


def seen(client: Client, at: dt.datetime, path: str = "/", **headers: str) -> int:
    with clock.at(at):
        return client.get(path, headers=headers).status_code


@pytest.mark.parametrize(("after", "status"), [(30 * MINUTE - SECOND, 200), (30 * MINUTE, 302)])
def test_half_an_hour_of_nothing_ends_it(worker: User, after: dt.timedelta, status: int) -> None:
    assert seen(begun(worker), NINE + after) == status


def test_whoever_works_stays_signed_in_for_ten_hours_and_no_longer(worker: User) -> None:
    client = begun(worker)
    each_time = [seen(client, NINE + 20 * MINUTE * number) for number in range(1, 30)]
    assert (set(each_time), seen(client, NINE + 600 * MINUTE - SECOND)) == ({200}, 200)
    assert seen(client, NINE + 600 * MINUTE) == 302


def test_a_page_that_asks_by_itself_keeps_nobody_signed_in(worker: User) -> None:
    client = begun(worker)
    for minutes in range(5, 30, 5):
        seen(client, NINE + minutes * MINUTE, "/session/")
        seen(client, NINE + minutes * MINUTE, **{"HX-Trigger": "progress"})
    assert seen(client, NINE + 30 * MINUTE) == 302


def test_the_script_is_told_how_long_it_lasts_and_can_make_it_longer(worker: User) -> None:
    client = begun(worker)
    with clock.at(NINE + 28 * MINUTE):
        assert client.get("/session/").json() == {"seconds": 120, "longer": True}
        assert client.post("/session/").json() == {"seconds": 1800, "longer": True}
    assert seen(client, NINE + 57 * MINUTE) == 200
    for number in range(2, 30):
        seen(client, NINE + 20 * MINUTE * number)
    with clock.at(NINE + 598 * MINUTE):
        assert client.post("/session/").json() == {"seconds": 120, "longer": False}


def test_the_sign_in_page_says_why_and_leads_back(worker: User) -> None:
    client = begun(worker)
    with clock.at(NINE + 31 * MINUTE):
        led = posted(client.post("/my-account/notices/", {"mail": "none"}))
        page = client.get(led)
        assert (led, problems(page.text)) == ("/sign-in/?next=/my-account/notices/", [])
        assert "You were signed out because you did nothing for 30 minutes." in words(page)
        assert "You were signed out because" not in words(client.get(led))
        data = {"username": worker.username, "password": PASSWORD, "next": "/my-account/notices/"}
        assert posted(client.post("/sign-in/", data)) == "/my-account/notices/"
        assert client.get("/my-account/notices/").status_code == 200
    worker.refresh_from_db()
    assert worker.mail == User.Mail.AT_ONCE


def test_a_clock_that_is_put_back_ends_nothing(worker: User) -> None:
    assert seen(begun(worker), NINE - 60 * MINUTE) == 200


def test_being_seen_is_written_once_a_minute_at_most(worker: User) -> None:
    client, costs = begun(worker), []
    for seconds in (1, 59, 60, 61):
        with clock.at(NINE + seconds * SECOND):
            costs.append(cost(client, "/my-account/notices/"))
    usual = costs[0]
    assert (costs[1], costs[2] > usual, costs[3]) == (usual, True, usual)


def test_one_signs_out_everywhere_else(worker: User) -> None:
    here, elsewhere = signed_in(worker), signed_in(worker)
    assert posted(here.post("/my-account/sign-out/", {})) == "/my-account/"
    assert (here.get("/").status_code, elsewhere.get("/").status_code) == (200, 302)


def test_an_administrator_signs_somebody_out_everywhere(worker: User) -> None:
    browser, admin = signed_in(worker), signed_in(given_a("system_administrator"))
    assert posted(admin.post(f"/accounts/{worker.pk}/sign-out/", {})) == "/accounts/"
    assert (browser.get("/").status_code, admin.get("/").status_code) == (302, 200)
    with pytest.raises(Forbidden):
        accounts.sign_out(worker, by=given_a("auditor"))


def test_closing_other_roles_and_another_password_end_all_sessions(worker: User) -> None:
    admin, person = given_a("system_administrator"), given_a("auditor")
    browser = signed_in(person)
    accounts.close(person, by=admin)
    accounts.reopen(person, by=admin)
    assert browser.get("/").status_code == 302
    browser = signed_in(User.objects.get(pk=person.pk))
    change(person, Details(name="Sam", roles=("auditor",)), by=admin)
    assert browser.get("/").status_code == 200
    change(person, Details(name="Sam", roles=("finance_officer",)), by=admin)
    assert browser.get("/").status_code == 302
    browser = signed_in(User.objects.get(pk=person.pk))
    passwords.give_temporary(person, by=admin)
    assert browser.get("/").status_code == 302


def test_what_is_left_of_ended_sessions_is_deleted_at_night(worker: User) -> None:
    signed_in(worker)
    signed_in(given_a("auditor"))
    first = Session.objects.first()
    assert first
    Session.objects.filter(pk=first.pk).update(expire_date=clock.now() - MINUTE)
    clear_sessions()
    assert Session.objects.count() == 1


FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


def used(user: User, user_agent: str = FIREFOX) -> Client:
    """A browser in which `user` has signed in with the password."""
    client = Client(HTTP_USER_AGENT=user_agent)
    posted(client.post("/sign-in/", {"username": user.username, "password": PASSWORD}))
    return client


def test_each_session_is_shown_with_its_device_its_address_and_when_it_was_used(
    worker: User,
) -> None:
    with clock.at(NINE):
        first = used(worker)
        used(worker, "Mozilla/5.0 (iPhone) AppleWebKit/605.1.15 Mobile Safari/604.1")
    assert seen(first, NINE + 10 * MINUTE) == 200
    with clock.at(NINE + 11 * MINUTE):
        page = first.get("/my-account/sessions/")
    said = words(page)
    began = "Signed in 2 June 2026 at 9am from 127.0.0.1. Last used 2 June 2026 at"
    assert f"Firefox on Linux (this one) {began} 9:11am." in said
    assert f"Safari on an iPhone {began} 9am." in said
    assert problems(page.text) == []


def test_one_session_is_ended_and_the_others_go_on(worker: User) -> None:
    here, there, third = used(worker), used(worker), used(worker)
    listed = worker.open_sessions.get(key=there.session.session_key)
    assert posted(here.post(f"/my-account/sessions/{listed.pk}/end/")) == "/my-account/sessions/"
    assert [each.get("/").status_code for each in (here, there, third)] == [200, 302, 200]
    assert (worker.open_sessions.count(), Session.objects.count()) == (2, 2)
    assert AuditEvent.objects.filter(action="user.session_ended").count() == 1


def test_nobody_ends_a_session_of_another_or_the_one_they_are_in(worker: User) -> None:
    here, other = used(worker), used(given_a("auditor"))
    own = worker.open_sessions.get()
    assert other.post(f"/my-account/sessions/{own.pk}/end/").status_code == 404
    assert here.post(f"/my-account/sessions/{own.pk}/end/").status_code == 404
    assert here.get("/").status_code == 200


def test_a_session_that_is_over_is_not_listed(worker: User) -> None:
    """By signing out, by its limits, and when the password or the roles changed."""
    used(worker).post("/sign-out/")
    with clock.at(NINE):
        used(worker)
    with clock.at(NINE + 20 * MINUTE):
        assert len(open_sessions.of(worker)) == 1
    with clock.at(NINE + 31 * MINUTE):
        assert open_sessions.of(worker) == []
    used(worker)
    assert len(open_sessions.of(worker)) == 1
    accounts.sign_out(worker, by=worker)
    worker.refresh_from_db()
    assert open_sessions.of(worker) == []
    Session.objects.all().delete()
    clear_sessions()
    assert OpenSession.objects.count() == 0


def test_a_session_whose_key_is_changed_stays_one(worker: User) -> None:
    client = used(worker)
    before = client.session.session_key
    posted(client.post("/confirm-it-is-you/", {"password": PASSWORD}))
    assert before != client.session.session_key
    assert [each.key for each in open_sessions.of(worker)] == [client.session.session_key]
