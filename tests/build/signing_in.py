"""Second factors of the tests' people."""

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from allauth.mfa.utils import decrypt

from mdps.core.models import User
from mdps.core.signing_in import change_factors, factors

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def code_of(secret: str, *, late: int = 0) -> str:
    """What an authenticator app shows, or showed `late` half minutes ago."""
    counters = list(yield_hotp_counters_from_time())
    now = counters[len(counters) // 2]
    return format_hotp_value(hotp_value(secret, now - late))


def given_an_app(user: User) -> Authenticator:
    """An authenticator app of `user`, added by the real action; its secret is SECRET."""
    change_factors.add_app(secret=SECRET, code=code_of(SECRET), by=user)
    return factors.of(user).get()


def secret_of(factor: Authenticator) -> str:
    """What the database keeps, decrypted."""
    assert TOTP(factor).instance.data["secret"] != SECRET
    return decrypt(factor.data["secret"])
