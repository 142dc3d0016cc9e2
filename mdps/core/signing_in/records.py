"""What the audit trail says of signing in: who, how, from where; never a password.

A user name that does not exist is not written down either, since it may be a password typed into
the wrong field. It is written that there was one.
"""

from django.http import HttpRequest

from mdps.core import audit
from mdps.core.models import User
from mdps.core.origin import address_of

NOWHERE = "An unknown address"


def began(account: User, how: str, request: HttpRequest) -> None:
    """A session began; `how` is a few words like `password and authenticator app`."""
    audit.record("user.signed_in", account, by=account, how=how, address=_address(request))


def failed(username: str, request: HttpRequest) -> None:
    """A wrong password, or a user name that does not exist: as many queries for the one as for
    the other."""
    audit.record("user.sign_in_failed", _named(username), by=None, address=_address(request))


def failed_second(account: User, request: HttpRequest) -> None:
    """The password was right and the second factor was not."""
    audit.record("user.second_factor_failed", account, by=None, address=_address(request))


def locked_out(username: str, request: HttpRequest) -> None:
    """The last failure before whoever tried has to wait."""
    audit.record("user.locked_out", _named(username), by=None, address=_address(request))


def _named(username: str) -> User:
    """The account of that name; for none, one that stands for all that do not exist."""
    found = User.objects.filter(username__iexact=username.replace("\0", "").strip()).first()
    return found or User(pk=0, name="An unknown user name")


def _address(request: HttpRequest) -> str:
    return address_of(request) or NOWHERE
