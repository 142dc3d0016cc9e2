"""Every form that writes, sent twice: its act is done once, and both are led to the same page."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection, connections
from django.urls import reverse

from mdps.celery import app
from mdps.core import clock, once
from mdps.core.models import OneTimeKey, User
from tests.build.people import given_a, given_a_team
from tests.conftest import copy_database, run_as_owner
from tests.sweeps.access import PAGES, Access
from tests.sweeps.broker import forget, said_in_the_broker
from tests.sweeps.canaries import BIRD
from tests.sweeps.posting import Form, forms
from tests.sweeps.relations import LOOKS
from tests.sweeps.twice import one_after_the_other, sent_at_once
from tests.sweeps.world import TODAY, World, browser_of, build

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.race]

# Each try counts, whoever sends it: that is what shuts out who guesses.
EACH_TRY = {"sign-in", "account_login", "confirm-it-is-you"}
ACTS = [each for each in PAGES if each.openers and each.name not in LOOKS | EACH_TRY]


class Kept:
    """The database of the world as it was built, to return to: what is done at once stays done."""

    def __init__(self) -> None:
        self.name, self.is_as_built = connection.settings_dict["NAME"], True
        self.copy = f"{self.name}_kept"
        copy_database(self.name, to=self.copy)

    def again(self) -> None:
        copy_database(self.copy, to=self.name)
        self.is_as_built = True

    def drop(self) -> None:
        connections.close_all()
        run_as_owner(f'DROP DATABASE "{self.copy}"')


@pytest.fixture
def world(transactional_db: None) -> Iterator[World]:
    with clock.at(TODAY):
        yield build()


@pytest.fixture
def kept(world: World) -> Iterator[Kept]:
    kept = Kept()
    yield kept
    kept.drop()


def own_forms(world: World, access: Access) -> Iterator[tuple[str, Form]]:
    """The forms of a page that are sent to the page itself, and its address."""
    url = world.url(access.name, access.records, access.query)
    for form in of_page(world.look(access.openers[0], url), url):
        yield form.action or url, form


def of_page(answer: Any, url: str) -> list[Form]:
    """Those forms on a page that are sent to where it is."""
    here = ("", url.partition("?")[0])
    return [form for form in forms(answer) if form.action.partition("?")[0] in here]


def test_each_form_sent_twice_does_its_act_once(world: World, kept: Kept) -> None:
    """One record for each address: first a moment apart, which is taken back; then at once."""
    wrong, done = {}, set()
    drawn = ((access, *each) for access in ACTS for each in own_forms(world, access))
    for access, url, form in drawn:
        if access.name in done:
            continue
        client = world.clients[access.openers[0]]
        apart = one_after_the_other(client, url, form)
        if apart is None and not kept.is_as_built:
            kept.again()
            apart = one_after_the_other(client, url, form)
        if apart is None:
            continue
        kept.is_as_built = False
        done.add(access.name)
        if (found := sent_at_once(client, url, form)) != (apart[0], []) or apart[1]:
            wrong[str(access)] = (apart, found)
    assert wrong == {}
    # All of it was committed, so the workers were told; and every text that was sent had a canary.
    assert BIRD not in said_in_the_broker()
    assert len(done) > len({each.name for each in ACTS}) / 2


def test_a_childs_words_in_the_broker_are_found() -> None:
    app.send_task("core.seal", args=[f"{BIRD}aa cannot sleep"], queue="nobody-asks")
    found = f"{BIRD}aa cannot sleep" in said_in_the_broker()
    forget("nobody-asks")
    assert (found, f"{BIRD}aa" in said_in_the_broker()) == (True, False)


@pytest.fixture
def starting(transactional_db: None) -> Iterator[tuple[User, str, Form]]:
    """Somebody who raises a request, where, and the form for it."""
    with clock.at(TODAY):
        person = given_a("social_worker", team=given_a_team("North"))
        url = reverse("referrals:start")
        [form] = of_page(browser_of(person).get(url), url)
        form.data |= {"case_reference": "LCS-7654321", "year_of_birth": "2015"}
        yield person, url, form


def test_without_its_key_each_of_two_at_once_acts(
    starting: tuple[User, str, Form], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control: each writes another key, so neither waits for the other."""
    person, url, form = starting

    def another(key: UUID, by: User) -> OneTimeKey:
        return OneTimeKey.objects.create(key=uuid4(), by=by, created_at=clock.now())

    assert sent_at_once(browser_of(person), url, form)[0]["referrals_supportrequest"] == 1
    form.data["one_time_key"] = str(uuid4())
    monkeypatch.setattr(once, "_take", another)
    assert sent_at_once(browser_of(person), url, form)[0]["referrals_supportrequest"] == 2
