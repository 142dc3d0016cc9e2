"""Nothing that somebody signed in was shown is kept by a browser."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.build.browsing import signed_in
from tests.build.people import given_a
from tests.build.referrals import given_an_endorsed_request

pytestmark = pytest.mark.django_db
KEPT_NOWHERE = "private, no-store"


def test_a_request_is_not_there_any_more_when_going_back_after_signing_out() -> None:
    request = given_an_endorsed_request()
    client = signed_in(request.requester)

    shown = client.get(request.get_absolute_url())
    missing = client.get(reverse("referrals:detail", args=[request.pk + 1]))

    assert (shown.status_code, shown.headers["Cache-Control"]) == (200, KEPT_NOWHERE)
    assert (missing.status_code, missing.headers["Cache-Control"]) == (404, KEPT_NOWHERE)


def test_a_page_that_says_how_it_may_be_kept_is_left_as_it_is() -> None:
    found = signed_in(given_a("auditor")).get(reverse("health-live"))

    assert found.headers["Cache-Control"] == (
        "max-age=0, no-cache, no-store, must-revalidate, private"
    )


def test_a_stranger_is_told_nothing_of_it() -> None:
    led = Client().get(reverse("notices"))

    assert (led.status_code, "Cache-Control" in led.headers) == (302, False)
