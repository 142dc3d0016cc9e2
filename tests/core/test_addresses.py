"""Addresses that are looked up once are those that Django gives."""

import pytest
from django.urls import reverse

from mdps.core import addresses


@pytest.mark.parametrize("name", ["referrals:detail", "contracts:detail", "account", "audit-event"])
@pytest.mark.parametrize("pk", [1, 42, 987_654_321, 10**18])
def test_the_address_of_a_record_is_that_of_its_pattern(name: str, pk: int):
    assert addresses.of_record(name, pk) == reverse(name, args=[pk])


def test_the_address_of_a_page_is_that_of_its_pattern():
    assert addresses.of_page("audit") == reverse("audit")
