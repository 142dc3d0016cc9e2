"""Pages are sent compressed to whoever takes that; files and exports as they are."""

import gzip

import pytest
from django.test import Client
from django.urls import reverse

from tests.build.people import given_a

pytestmark = pytest.mark.django_db


def test_a_page_is_sent_compressed_to_a_browser_that_takes_that(client: Client) -> None:
    plain = client.get(reverse("sign-in"))
    sent = client.get(reverse("sign-in"), headers={"accept-encoding": "gzip, br"})

    assert "Content-Encoding" not in plain.headers
    assert (sent.headers["Content-Encoding"], "Accept-Encoding" in sent.headers["Vary"]) == (
        "gzip",
        True,
    )
    assert gzip.decompress(sent.content).startswith(b"<!doctype html>")
    assert len(sent.content) < len(plain.content) / 2


def test_two_of_the_same_page_differ_in_length(client: Client) -> None:
    sizes = {
        len(client.get(reverse("sign-in"), headers={"accept-encoding": "gzip"}).content)
        for _ in range(20)
    }

    assert len(sizes) > 1


def test_an_export_is_written_as_it_is_read(client: Client) -> None:
    client.force_login(given_a("auditor"))

    response = client.get(f"{reverse('audit')}?as=csv", headers={"accept-encoding": "gzip"})

    assert response.streaming
    assert "Content-Encoding" not in response.headers
