"""Where a request comes from: kept for the length of it, so that every event can say so.

Behind reverse proxies the address that reaches us is the last proxy's; MDPS_PROXIES says how many
of the service's own stand in front, and so which address of X-Forwarded-For to believe.
"""

import ipaddress
from collections.abc import Callable
from contextvars import ContextVar

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

Answer = Callable[[HttpRequest], HttpResponseBase]

_address: ContextVar[str | None] = ContextVar("address", default=None)


def address() -> str | None:
    """The address that the request of this thread comes from; None outside of any."""
    return _address.get()


def address_of(request: HttpRequest) -> str | None:
    """The address of whoever asks; None where it cannot be told, such as over a Unix socket."""
    told = [each.strip() for each in request.headers.get("X-Forwarded-For", "").split(",")]
    passed = [*filter(None, told), request.META.get("REMOTE_ADDR", "")]
    try:
        return str(ipaddress.ip_address(passed[-1 - settings.MDPS_PROXIES]))
    except (IndexError, ValueError):
        return None


def noted(answer: Answer) -> Answer:
    """Middleware; stands before whatever writes an event."""

    def answered(request: HttpRequest) -> HttpResponseBase:
        token = _address.set(address_of(request))
        try:
            return answer(request)
        finally:
            _address.reset(token)

    return answered
