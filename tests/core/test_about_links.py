"""What stands at the foot of every page."""

import pytest

from mdps.core import about
from tests.build.people import given_a

FOR_EVERYBODY = ["Accessibility statement", "Privacy notice", "Cookies"]


def test_everybody_finds_the_pages_about_the_service() -> None:
    assert [link.text for link in about.links(None)] == FOR_EVERYBODY


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("role", "more"), [("auditor", ["Personal data"]), ("social_worker", []), ("provider", [])]
)
def test_who_may_read_the_register_of_personal_data_finds_it_too(role: str, more: list) -> None:
    assert [link.text for link in about.links(given_a(role))] == FOR_EVERYBODY + more
