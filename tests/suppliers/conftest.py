"""Somebody signed in, and the lots of the scheme."""

from collections.abc import Callable

import pytest
from django.test import Client

from lots.models import Lot
from tests.build.people import given_a

SignIn = Callable[..., Client]


@pytest.fixture
def as_a() -> SignIn:
    """`as_a("commissioner")` is a client on which one is signed in."""

    def sign_in(*roles: str, user=None) -> Client:
        client = Client()
        client.force_login(user or given_a(*roles))
        return client

    return sign_in


@pytest.fixture
def lot(db: None) -> Lot:
    return Lot.objects.get(number=1)
