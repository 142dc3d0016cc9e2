"""Using the pages as a person does, without a browser."""

from typing import Any

from django.http import HttpResponse
from django.test import Client

from mdps.core.models import User


def signed_in(user: User) -> Client:
    """A client on which `user` is signed in."""
    client = Client()
    client.force_login(user)
    return client


def text_of(response: Any) -> str:
    """The words of a page, for `in`."""
    return response.content.decode()


def posted(response: HttpResponse) -> str:
    """Where a form led; fails with the page's refusals when it did not lead on."""
    assert response.status_code == 302, response.content.decode()
    return response.headers["Location"]
