"""The demonstration accounts: one for each role, known to all, only in a demonstration.

`manage.py demo_data` creates them; it refuses to touch a database with other accounts.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.conf import settings

from mdps.core.models import AuditEvent, User
from mdps.core.roles import ROLES

PASSWORD = "demonstration only"  # noqa: S105 - printed on the sign-in page of a demonstration
SUFFIX = ".demo"
BEGUN = "demonstration.begun"  # the line of the audit trail that marks a database as one


@dataclass(frozen=True)
class Account:
    """Somebody to sign in as: the key and name of the role, and who it is."""

    role_key: str
    role: str
    name: str
    username: str
    password: str = PASSWORD


def username_for(role: str) -> str:
    """The user name of the demonstration account of a role: `panel-chair.demo`."""
    return role.replace("_", "-") + SUFFIX


def is_demonstration_account(username: str) -> bool:
    return username in {username_for(role) for role in ROLES}


def accounts() -> list[Account]:
    """The accounts in the order of the roles; none outside a demonstration."""
    if not settings.MDPS_DEMO:
        return []
    people = User.objects.in_bulk([username_for(role) for role in ROLES], field_name="username")
    return [
        Account(key, role.name, people[username_for(key)].name, username_for(key))
        for key, role in ROLES.items()
        if username_for(key) in people
    ]


def real_data() -> Iterator[str]:
    """Why MDPS_DEMO must not be on: it lets everybody in, and asks nobody for a second factor."""
    if (
        settings.MDPS_DEMO
        and User.objects.exists()
        and not AuditEvent.objects.filter(action=BEGUN).exists()
    ):
        yield "MDPS_DEMO is on, but the data is not a demonstration's. Turn it off."
