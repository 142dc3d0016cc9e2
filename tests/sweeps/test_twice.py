"""Every form that writes, sent twice: its act is done once, and both are led to the same page."""

from collections.abc import Iterator
from uuid import UUID, uuid4

import pytest
from django.db import connection, connections
from django.urls import reverse

from mdps.core import clock, once
from mdps.core.models import OneTimeKey, User
from tests.build.people import given_a
from tests.conftest import copy_database, run_as_owner
from tests.sweeps.access import PAGES, Access
from tests.sweeps.posting import Form, forms
from tests.sweeps.relations import LOOKS
from tests.sweeps.twice import looking, one_after_the_other, sent_at_once
from tests.sweeps.world import TODAY, World, browser_of, build, read

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
    for form in forms(world.look(access.openers[0], url)):
        if form.action.partition("?")[0] in ("", url.partition("?")[0]):
            yield form.action or url, form


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
    assert len(done) > len({each.name for each in ACTS}) * 2 / 3, len(done)


@pytest.fixture
def starting(transactional_db: None) -> tuple[User, str, Form]:
    """Somebody who raises a request, where, and the form for it."""
    person, url = given_a("social_worker"), reverse("referrals:start")
    [form] = forms(browser_of(person).get(url))
    return person, url, form


def test_without_its_key_each_of_two_at_once_acts(
    starting: tuple[User, str, Form], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control: each writes another key, so neither waits for the other."""
    person, url, form = starting

    def another(key: UUID, by: User) -> OneTimeKey:
        return OneTimeKey.objects.create(key=uuid4(), by=by, created_at=clock.now())

    monkeypatch.setattr(once, "_take", another)
    more, _ = sent_at_once(browser_of(person), url, form)
    assert more["referrals_supportrequest"] == 2


def test_who_is_not_asked_once_more_is_told_of_a_record_that_has_moved_on(
    transactional_db: None,
) -> None:
    """The control: the second post finds the account closed, and says that it is."""
    manager, account = given_a("system_administrator"), given_a("auditor")
    client, url = browser_of(manager), reverse("close-account", args=[account.pk])
    [form] = forms(client.get(url))
    with looking(lambda really: None):
        first, second = (read(client.post(url, form.filled())) for _ in range(2))
    assert (first.status_code, second.status_code == 302) == (302, False)
