"""Where a request comes from: believed of the service's own proxies alone."""

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from mdps.core import origin


@pytest.mark.parametrize(
    ("proxies", "forwarded", "reached_by", "address"),
    [
        (0, "", "192.0.2.1", "192.0.2.1"),
        (0, "203.0.113.9", "192.0.2.1", "192.0.2.1"),
        (1, "203.0.113.9", "192.0.2.1", "203.0.113.9"),
        (1, "198.51.100.1, 203.0.113.9", "192.0.2.1", "203.0.113.9"),
        (2, "198.51.100.1, 203.0.113.9", "192.0.2.1", "198.51.100.1"),
        (2, "", "192.0.2.1", None),
        (1, "nonsense", "192.0.2.1", None),
        (0, "", "", None),
        (0, "", "2001:DB8::1", "2001:db8::1"),
    ],
)
def test_the_address_is_what_the_services_own_proxies_say(
    settings, proxies: int, forwarded: str, reached_by: str, address: str | None
) -> None:
    settings.MDPS_PROXIES = proxies
    asked = RequestFactory().get(
        "/", REMOTE_ADDR=reached_by, **({"HTTP_X_FORWARDED_FOR": forwarded} if forwarded else {})
    )
    assert origin.address_of(asked) == address


def test_it_is_known_for_the_length_of_the_request_alone() -> None:
    seen = []

    def answer(request: HttpRequest) -> HttpResponse:
        seen.append(origin.address())
        return HttpResponse()

    origin.noted(answer)(RequestFactory().get("/", REMOTE_ADDR="192.0.2.1"))
    assert (seen, origin.address()) == (["192.0.2.1"], None)
