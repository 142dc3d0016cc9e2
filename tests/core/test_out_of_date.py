"""A form sent from a page that was opened before the last sign-in."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.build.browsing import words
from tests.build.people import given_a

pytestmark = pytest.mark.django_db


def test_a_form_of_an_earlier_sign_in_is_refused_in_words_with_a_way_on():
    client = Client(enforce_csrf_checks=True)
    client.force_login(given_a("commissioning_manager"))

    page = client.post(reverse("reporting:new"), {"kind": "monitoring"})

    assert (page.status_code, "Nothing was saved." in words(page)) == (403, True)
    assert "Go back, reload the page and send it again. Go to your home page" in words(page)
