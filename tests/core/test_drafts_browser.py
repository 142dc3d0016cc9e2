"""What was typed waits in the tab for the person who typed it, and for nobody else."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page

from mdps.core.models import User
from tests.build.people import given_a, given_a_team

pytestmark = pytest.mark.django_db(transaction=True)

TYPED = "LCS-4821937"


@pytest.fixture
def start_page(live_server, page: Page) -> Callable[[User], Page]:
    """The first page of a new request, opened in one and the same tab by whoever is given."""

    def opened(by: User) -> Page:
        client = Client()
        client.force_login(by)
        session = {"name": "sessionid", "value": client.cookies["sessionid"].value}
        page.context.add_cookies([{**session, "url": live_server.url}])
        page.goto(live_server.url + reverse("referrals:start"))
        return page

    return opened


def test_after_a_session_ended_only_its_person_finds_what_was_typed(start_page) -> None:
    team = given_a_team()
    first = given_a("social_worker", name="Priya Nair", team=team)
    second = given_a("social_worker", name="Owen Reed", team=team)
    field = "input[name=case_reference]"

    start_page(first).locator(field).press_sequentially(TYPED)
    found = [start_page(person).locator(field).input_value() for person in (second, first)]

    assert found == ["", TYPED]
