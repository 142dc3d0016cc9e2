"""From where a request comes, also behind proxies."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_ipv46_address
from django.http import HttpRequest


def address_of(request: HttpRequest) -> str | None:
    """The address of the client, None where it is not known.

    Behind MDPS_PROXIES proxies it is the one that the outermost of them wrote down, counted from
    the right of X-Forwarded-For; whatever the client wrote to the left of it is not believed.
    """
    address = request.META.get("REMOTE_ADDR", "")
    if settings.MDPS_PROXIES:
        passed = [each.strip() for each in request.headers.get("X-Forwarded-For", "").split(",")]
        address = passed[-settings.MDPS_PROXIES] if len(passed) >= settings.MDPS_PROXIES else ""
    try:
        validate_ipv46_address(address)
    except ValidationError:
        return None
    return address
