"""The panel's pages, as each role sees them."""


import pytest
from django.test import Client
from django.urls import reverse

from mdps.core import clock
from mdps.core.models import User
from tests.build.panel import TODAY, given_a_chair, given_an_item

pytestmark = pytest.mark.django_db

NEED = "Sessions after a hard year."


@pytest.fixture(autouse=True)
def _today() -> object:
    with clock.at(TODAY):
        yield


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def page(user: User, url: str) -> str:
    return signed_in(user).get(url).content.decode()


def test_every_page_of_a_meeting_opens_for_its_chair() -> None:
    item = given_an_item()
    chair = signed_in(given_a_chair())

    pages = ["detail", "build", "arrange", "open", "close"]
    urls = [reverse(f"panel:{name}", args=[item.meeting_id]) for name in pages]
    urls += [reverse("panel:list"), reverse("panel:plan"), item.get_absolute_url(), "/"]

    assert {url: chair.get(url).status_code for url in urls} == dict.fromkeys(urls, 200)
