"""Second factors: who needs one, who has one, and whether this session was begun with one.

The council's people need one before they see anything (MDPS_SECOND_FACTOR); providers may have
one. `SESSION_KEY` in a session says whose second factor it was begun with.
"""

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet
from django.http import HttpRequest

from mdps.core.models import User
from mdps.core.roles import RoleKey
from mdps.core.signing_in import recovery_codes
from mdps.core.words import listed

SESSION_KEY = "second_factor"
Type = Authenticator.Type
NAMES = {
    Type.TOTP: "authenticator app",
    Type.WEBAUTHN: "passkey",
    Type.RECOVERY_CODES: "recovery code",
}


def is_obliged(account: User) -> bool:
    """Whether the account needs a second factor: it holds another role than provider."""
    return settings.MDPS_SECOND_FACTOR and set(account.roles) != {RoleKey.PROVIDER.value}


def of(account: User) -> QuerySet[Authenticator]:
    """The second factors of an account, oldest first, without its recovery codes."""
    every = Authenticator.objects.filter(user_id=account.pk)
    return every.exclude(type=Type.RECOVERY_CODES).order_by("pk")


def that_answers(account: User, code: str) -> Authenticator | None:
    """The app of an account, or its recovery codes, for which a typed code is right; it is used."""
    typed = Authenticator.objects.filter(user_id=account.pk).exclude(type=Type.WEBAUTHN)
    return next((each for each in typed.order_by("-type") if _takes(each, code)), None)


def _takes(factor: Authenticator, code: str) -> bool:
    if factor.type == Type.RECOVERY_CODES:
        return recovery_codes.use(factor, code)
    return factor.wrap().validate_code(code)


def name_of(factor: Authenticator) -> str:
    """How a factor is called: a passkey by the name that its owner gave it."""
    name = NAMES[factor.type]
    return f"{name} “{factor.data['name']}”" if factor.type == Type.WEBAUTHN else name


def names_of(account: User) -> str:
    """Which second factors somebody has, in words."""
    names = listed([name_of(each) for each in of(account)])
    return names[:1].upper() + names[1:] or "Not set up"


def was_used(request: HttpRequest) -> bool:
    """Whether this session was begun, or has gone on, with a second factor of its person."""
    return request.session.get(SESSION_KEY) == request.user.pk


def mark_used(request: HttpRequest, account: User) -> None:
    """From now on this session has been begun with a second factor."""
    request.session[SESSION_KEY] = account.pk


def is_due(request: HttpRequest) -> bool:
    """Whether somebody is signed in who needs a second factor and has not used one yet."""
    user: User | AnonymousUser = request.user
    return isinstance(user, User) and is_obliged(user) and not was_used(request)
