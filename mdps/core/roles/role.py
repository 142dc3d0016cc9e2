"""What a role is."""

from mdps.core.permissions import Permission as May


class Role:
    """One role: its key in the database, its name for people, and its permissions.

    `needs_team`: what it does, it does for the team of the person.
    """

    key: str
    name: str
    description: str
    permissions: frozenset[May]
    needs_team = False
