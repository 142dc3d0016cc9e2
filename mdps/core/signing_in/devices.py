"""Known devices: a browser in which somebody has signed in before, told by a signed cookie.

Whoever guesses from elsewhere has no such cookie, so that their guesses do not lock out the owner
in a browser that the owner has used. The cookie says whose it is only as a keyed hash, signs
nobody in, and is worth nothing without the password.
"""

import secrets

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponseBase
from django.utils.crypto import salted_hmac

COOKIE = "mdps_device"
LASTS = 180 * 24 * 60 * 60  # seconds
MOST = 5  # people who share a browser
SALT = "mdps.core.signing_in.devices"


def name_hash(username: str) -> str:
    """A user name as it is counted: keyed, however it is capitalised. What was typed is not kept,
    since people type a password into the wrong field."""
    return salted_hmac(SALT, username.strip().casefold(), algorithm="sha256").hexdigest()[:40]


def device_for(request: HttpRequest, username: str) -> str:
    """The key of this browser if the person of that user name has signed in with it before."""
    return _known(request).get(name_hash(username)[:16], "")


def remember(request: HttpRequest, response: HttpResponseBase, username: str) -> None:
    """From now on this browser is known as one of that person's."""
    known, mine = _known(request), name_hash(username)[:16]
    key = known.pop(mine, "") or secrets.token_hex(8)
    kept = dict([*known.items(), (mine, key)][-MOST:])
    response.set_cookie(
        COOKIE,
        signing.dumps(kept, salt=SALT),
        max_age=LASTS,
        httponly=True,
        secure=settings.SESSION_COOKIE_SECURE,
        samesite="Lax",
    )


def _known(request: HttpRequest) -> dict[str, str]:
    try:
        return dict(signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=LASTS))
    except (signing.BadSignature, ValueError, TypeError):
        return {}
