"""Recovery codes: ten codes of eight digits, shown once, kept as hashes, each used once.

They are kept in the row of django-allauth's that stands for them, as hashes of the service's own
password hasher with a salt of the set, so that one try is one hash; the library itself would keep
them readable for whoever has the secret key. `recovery_codes` in a session are those that were
just made, encrypted, until their person has kept them.
"""

import secrets

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from django.contrib.auth.hashers import make_password
from django.contrib.sessions.backends.base import SessionBase
from django.db import transaction
from django.utils.crypto import constant_time_compare, get_random_string

from mdps.core.models import User

COUNT, DIGITS = 10, 8
SESSION_KEY = "recovery_codes"
KIND = Authenticator.Type.RECOVERY_CODES


def make(account: User) -> list[str]:
    """New codes in the place of those there are. Part of the caller's transaction."""
    codes = [f"{secrets.randbelow(10**DIGITS):0{DIGITS}}" for _ in range(COUNT)]
    salt = get_random_string(22)
    data = {"salt": salt, "hashes": [make_password(each, salt) for each in codes]}
    Authenticator.objects.update_or_create(
        user_id=account.pk, type=KIND, defaults={"data": data, "last_used_at": None}
    )
    return codes


def left(account: User) -> int | None:
    """How many can still be used; None where none were made."""
    kept = Authenticator.objects.filter(user_id=account.pk, type=KIND).first()
    return len(kept.data["hashes"]) if kept else None


@transaction.atomic
def use(kept: Authenticator, code: str) -> bool:
    """Whether `code` is one of them, which then is used. Locks their row."""
    held = Authenticator.objects.select_for_update().get(pk=kept.pk)
    tried = make_password("".join(code.split()), held.data["salt"])
    rest = [each for each in held.data["hashes"] if not constant_time_compare(each, tried)]
    is_one = len(rest) < len(held.data["hashes"])
    if is_one:
        held.data["hashes"] = rest
        held.save(update_fields=["data"])
    return is_one


def keep_to_show(session: SessionBase, codes: list[str]) -> None:
    """Let this session show them until they are kept."""
    session[SESSION_KEY] = [get_adapter().encrypt(each) for each in codes]


def to_show(session: SessionBase) -> list[str]:
    """Those that this session may show; none once they are kept."""
    return [get_adapter().decrypt(each) for each in session.get(SESSION_KEY, [])]


def are_kept(session: SessionBase) -> None:
    """Their person has kept them: they are shown no more."""
    session.pop(SESSION_KEY, None)
