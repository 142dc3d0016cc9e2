"""With what a page encrypts what is typed and not saved."""

import base64

import pytest
from django.test import Client
from django.urls import reverse

from mdps.core.models import User
from tests.build.browsing import signed_in
from tests.build.people import given_a

pytestmark = pytest.mark.django_db


def told(user: User) -> bytes:
    """What a session of `user` that has just begun is given."""
    answer = signed_in(user).get(reverse("draft-key"))
    assert answer.headers["Cache-Control"] == "private, no-store"
    return base64.b64decode(answer.json()["key"])


def test_each_session_of_a_person_is_given_one_key_and_each_person_another() -> None:
    first, second = given_a("social_worker", name="One"), given_a("social_worker", name="Two")
    keys = [told(first), told(first), told(second)]
    assert (len(keys[0]), keys[0] == keys[1], keys[0] == keys[2]) == (32, True, False)


def test_another_secret_key_makes_other_keys(settings) -> None:
    person = given_a("social_worker")
    before = told(person)
    settings.SECRET_KEY = "another " * 8
    assert told(person) != before


def test_a_stranger_is_given_none() -> None:
    answer = Client().get(reverse("draft-key"))
    assert (answer.status_code, answer.headers["Location"]) == (
        302,
        "/sign-in/?next=" + reverse("draft-key"),
    )
